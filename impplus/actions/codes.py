"""Numbers and codes: what is printed on letters and permits, and what nobody can guess."""

import secrets

from impplus.words.codes import CODE_ALPHABET, LETTER_CODE


def code() -> str:
    """26 characters without look-alikes: 130 bits that nobody can guess."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(LETTER_CODE))


def number(prefix: str) -> str:
    """A reference that says nothing about how many there are, such as W-7K2M-Q9XD."""
    letters = "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
