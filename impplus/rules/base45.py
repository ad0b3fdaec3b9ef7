"""Base45 (RFC 9285): bytes in the 45 characters that a QR code packs most tightly."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


class NotBase45(ValueError):
    """A text that is not the Base45 of any bytes."""


def encoded(held: bytes) -> str:
    """The text of some bytes: three characters for two bytes, two for a last one."""
    pairs = (held[at : at + 2] for at in range(0, len(held), 2))
    return "".join(_written(pair) for pair in pairs)


def _written(pair: bytes) -> str:
    value, letters = int.from_bytes(pair), len(pair) + 1
    return "".join(ALPHABET[value // 45**place % 45] for place in range(letters))


def decoded(text: str) -> bytes:
    """The bytes of a text; raises NotBase45."""
    triples = (text[at : at + 3] for at in range(0, len(text), 3))
    return b"".join(_read(triple) for triple in triples)


def _read(triple: str) -> bytes:
    try:
        value = sum(_VALUES[letter] * 45**place for place, letter in enumerate(triple))
        return value.to_bytes(len(triple) - 1) if len(triple) > 1 else _refused(triple)
    except (KeyError, OverflowError):
        raise NotBase45(triple) from None


def _refused(triple: str) -> bytes:
    raise NotBase45(triple)
