"""Codes without look-alikes: how one is written, and what was meant when one is typed."""

import re
import unicodedata

LETTER_CODE = 26  # letters and digits of the code of a letter of invitation
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def spaced(text: str) -> str:
    """A code in groups of five, as it is printed."""
    return "-".join(text[at : at + 5] for at in range(0, len(text), 5))


def code_of(typed: str) -> str:
    """The code that was meant: spaces, hyphens, case and width ignored; O read as 0, I and L as 1."""
    plain = in_plain_digits(unicodedata.normalize("NFKC", typed)).upper()
    kept = "".join(letter for letter in plain if letter.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def number_of(typed: str) -> str:
    """The number of a permit or a letter that was meant, such as P-7K2M-Q9XD, however it is typed."""
    plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", typed).upper()))
    rest = code_of(plain[1:])
    return "-".join(filter(None, (plain[:1], rest[:4], rest[4:])))


def in_plain_digits(text: str) -> str:
    """A text whose digits, of whatever script, are written as 0 to 9."""
    return re.sub(r"\d", lambda digit: str(int(digit[0])), text)
