"""A file changed at random: bytes, bits, pieces, numbers, and the words that its kind gives a meaning."""

import random
from collections.abc import Callable, Mapping, Sequence

from impplus.outside.files.kinds import MAX_SIZE

HEAD = 600  # bytes at the beginning, which decide most
CHANGES = (1, 1, 2, 4, 8, 16, 64)  # how many at once
PIECES = (4, 64, 1024, 20_000)  # bytes of a piece that is copied or taken out
EDGES = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\xff" * 64)
NUMBERS = (b"0", b"9", b"-7", b"1.5", b"99999", b"4294967297")
WORDS: Mapping[str, Sequence[bytes]] = {
    "pdf": b"""/FlateDecode /LZWDecode /DCTDecode /CCITTFaxDecode /JPXDecode /JBIG2Decode /ASCII85Decode
    /RunLengthDecode /Crypt /Encrypt /Kids /Kids[1_0_R] /Parent_1_0_R [[[[ << >> /XObject /Form /Widget /AP
    /Annots /AcroForm /SMask /ObjStm /XRef endobj endstream stream 1_0_R /Length_0 /Rotate_17 /UserUnit_1e9
    /MediaBox[0_0_0_0] /MediaBox[0_0_1e30_-1] /Predictor_15/Columns_99999999 /Colors_99 /Width_99999
    /BitsPerComponent_16 /Pattern /ShadingType_7 /Type3 /Separation /Indexed Do q /OCProperties""".replace(
        b"_", b" "
    ).split(),
    "jpeg": (
        *(b"\xff" + bytes([one]) for one in b"\xd8\xda\xd9\xc0\xc2\xc4\xdb\xe1\xff"),
        b"\xff\xdd\0\4\0\1",
        b"\xff\xee\0\x0eAdobe",
        b"Exif\0\0",
        b"MPF\0",
        b"ICC_PROFILE\0",
    ),
    "png": b"IHDR PLTE IDAT IEND tRNS acTL fcTL fdAT iCCP zTXt iTXt eXIf".split(),
    "heif": b"""ftyp meta iloc iinf infe iprp ipco ispe hvcC irot imir clap iref dimg grid idat mdat auxC
    cdsc Exif""".split(),
    "tiff": (
        b"II*\0",
        b"MM\0*",
        *(
            bytes([tag, 1, kind, 0])
            for tag in b"\0\1\2\3\6\x11\x15\x16\x17\x3d\x42"
            for kind in b"\3\4"
        ),
    ),
    "webp": (b"RIFF", b"WEBP", b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"EXIF"),
}


def mutated(content: bytes, kind: str, others: Sequence[bytes], chance: random.Random) -> bytes:
    """The content with some changes; `others` of the same kind lend their pieces."""
    made, words = bytearray(content), (*WORDS[kind], *EDGES)
    for _ in range(chance.choice(CHANGES)):
        if not made:
            break
        at = chance.randrange(len(made) if chance.random() < 0.6 else min(len(made), HEAD))
        chance.choice(_WAYS)(made, at, words, others, chance)
    return bytes(made[:MAX_SIZE])


type _Way = Callable[[bytearray, int, Sequence[bytes], Sequence[bytes], random.Random], None]


def _a_byte(made: bytearray, at: int, _w: object, _o: object, chance: random.Random) -> None:
    made[at] = chance.randrange(256)


def _a_bit(made: bytearray, at: int, _w: object, _o: object, chance: random.Random) -> None:
    made[at] ^= 1 << chance.randrange(8)


def _a_word(
    made: bytearray, at: int, words: Sequence[bytes], _o: object, chance: random.Random
) -> None:
    word = chance.choice(words)
    made[at : at + (len(word) if chance.random() < 0.5 else 0)] = word


def _less(made: bytearray, at: int, _w: object, _o: object, chance: random.Random) -> None:
    del made[at : at + chance.choice(PIECES) if chance.random() < 0.9 else len(made)]


def _twice(made: bytearray, at: int, _w: object, _o: object, chance: random.Random) -> None:
    made[at:at] = made[at : at + chance.choice(PIECES)]


def _moved(made: bytearray, at: int, _w: object, _o: object, chance: random.Random) -> None:
    begins, length = chance.randrange(len(made)), chance.choice(PIECES)
    made[at : at + length] = made[begins : begins + length]


def _lent(
    made: bytearray, at: int, _w: object, others: Sequence[bytes], chance: random.Random
) -> None:
    other = chance.choice(others)
    begins = chance.randrange(len(other) or 1)
    made[at:] = other[begins:]


def _a_number(made: bytearray, at: int, _w: object, _o: object, chance: random.Random) -> None:
    """The next digit becomes another number."""
    near = made[at : at + 200]
    if (found := next((n for n, one in enumerate(near) if chr(one).isdigit()), None)) is not None:
        made[at + found : at + found + 1] = chance.choice(NUMBERS)


_WAYS: Sequence[_Way] = (_a_byte, _a_bit, _a_word, _less, _twice, _moved, _lent, _a_number)
