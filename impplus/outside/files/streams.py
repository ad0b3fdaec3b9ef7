"""The streams of a PDF, unpacked layer by layer and within bounds, to know what they swell to."""

import zlib

import pikepdf

from impplus.outside.files.kinds import NotAccepted

PIECE = 1024 * 1024  # bytes unpacked at a time
FLATE = frozenset({"/FlateDecode", "/Fl"})
# These swell, too, and qpdf unpacks them; what the memory of the process does not hold ends there.
OTHERS = frozenset(
    {"/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85", "/LZWDecode", "/LZW"}
    | {"/RunLengthDecode", "/RL"}
)


def filters(held: pikepdf.Stream) -> list[str]:
    """The names of what a stream is packed in, the outermost first."""
    found = held.get("/Filter")
    if isinstance(found, pikepdf.Array):
        return [str(one) for one in found]
    return [] if found is None else [str(found)]


def swollen(held: pikepdf.Stream, most: int) -> int:
    """Bytes of the largest layer of a stream; NotAccepted where there are more than `most`.

    What is packed as a picture is bounded by its pixels, and not unpacked here.
    """
    layer, names = held.read_raw_bytes(), filters(held)
    largest = len(layer)
    for place, name in enumerate(names, start=1):
        if name in FLATE:
            layer, size = _inflated(layer, most, keep=place < len(names))
        elif name in OTHERS:
            layer = _unpacked(layer, name)
            size = len(layer)
        else:
            break
        largest = max(largest, size)
        if largest > most:
            raise NotAccepted("too-heavy")
    return largest


def picture_in(held: pikepdf.Stream) -> bytes | None:
    """The JPEG that a stream is, whatever it is packed in besides; None where it is none."""
    *around, last = filters(held) or [""]
    parameters = held.get("/DecodeParms")
    if last not in {"/DCTDecode", "/DCT"} or (parameters is not None and not around):
        return None
    layer = held.read_raw_bytes()
    for name in around:
        if name in FLATE:
            layer, _size = _inflated(layer, len(layer) * 1_100, keep=True)
        elif name in OTHERS:
            layer = _unpacked(layer, name)
        else:
            return None
    return layer


def _inflated(layer: bytes, most: int, *, keep: bool) -> tuple[bytes, int]:
    """What zlib makes of it (empty unless kept), and its size, up to a fault, where a reader stops, too."""
    unpacker, kept, size = zlib.decompressobj(), list[bytes](), 0
    left = layer
    while size <= most and not unpacker.eof:
        try:
            piece = unpacker.decompress(left, PIECE)
        except zlib.error:
            break
        left = unpacker.unconsumed_tail
        size += len(piece)
        if keep:
            kept.append(piece)
        if not piece and not left:
            break
    return b"".join(kept), size


def _unpacked(layer: bytes, name: str) -> bytes:
    with pikepdf.new() as scratch:
        held = pikepdf.Stream(scratch, b"")
        held.write(layer, filter=pikepdf.Name(name))
        return bytes(held.read_bytes(pikepdf.StreamDecodeLevel.specialized))
