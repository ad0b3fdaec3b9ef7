"""The tiles in which a log is published (C2SP tlog-tiles): 256 hashes, or 256 entries, to a file."""

from collections.abc import Callable, Iterator, Sequence

from impplus.rules.merkle import HASH, Complete, leaf_hash, root_of

WIDTH = 256
ENTRIES = "entries"

type Read = Callable[[str], bytes]


class BadTile(ValueError):
    """A file of the log that does not hold what its name says; the name is what it says."""


def path_of(level: int | str, index: int, width: int = WIDTH) -> str:
    """Where a tile lies under the log's address, e.g. tile/0/x001/234.p/17; entries are a level."""
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03}")
    partial = f".p/{width}" if width < WIDTH else ""
    return f"tile/{level}/{'/'.join(parts)}{partial}"


def grown(size: int, leaves: Sequence[bytes], read: Read) -> Iterator[tuple[str, bytes]]:
    """Every file, by path, that a tree of `size` leaves gains when these are appended."""
    bundle, width = divmod(size, WIDTH)
    entries = [*(entries_in(bundle, size, read) if width and leaves else ()), *leaves]
    for at, part in enumerate(_parts(entries), start=bundle):
        yield path_of(ENTRIES, at, len(part)), b"".join(map(_with_length, part))
    level, added = 0, [leaf_hash(leaf) for leaf in leaves]
    while added:
        first, width = divmod(size, WIDTH)
        hashes = [*(_hashes(path_of(level, first, width), width, read) if width else ()), *added]
        for at, part in enumerate(_parts(hashes), start=first):
            yield path_of(level, at, len(part)), b"".join(part)
        added = [root_of(part) for part in _parts(hashes) if len(part) == WIDTH]
        level, size = level + 1, first


def filled(old: int, size: int) -> Iterator[str]:
    """Every tile that became full while a tree grew from `old` leaves to `size`, by path."""
    for bundle in range(old // WIDTH, size // WIDTH):
        yield path_of(ENTRIES, bundle)
    level = 0
    while size := size // WIDTH:
        old //= WIDTH
        for tile in range(old, size):
            yield path_of(level, tile)
        level += 1


def complete_in(size: int, read: Read) -> Complete:
    """The hashes of the complete subtrees of a tree of `size` leaves, read from its tiles.

    Raises BadTile where a file is not as long as it must be.
    """

    def complete(level: int, index: int) -> bytes:
        high, low = divmod(level, 8)
        tile, at = divmod(index << low, WIDTH)
        return root_of(hashes_in(high, tile, size, read)[at : at + (1 << low)])

    return complete


def hashes_in(level: int, tile: int, size: int, read: Read) -> list[bytes]:
    """The hashes of one tile of a tree of `size` leaves; raises BadTile."""
    width = min(WIDTH, (size >> 8 * level) - tile * WIDTH)
    return _hashes(path_of(level, tile, width), width, read)


def entries_in(bundle: int, size: int, read: Read) -> list[bytes]:
    """The leaves themselves that one bundle of a tree of `size` leaves holds; raises BadTile."""
    width = min(WIDTH, size - bundle * WIDTH)
    path = path_of(ENTRIES, bundle, width)
    held, entries, at = read(path), list[bytes](), 0
    while at < len(held):
        start = at + 2
        at = start + int.from_bytes(held[at:start])
        entries.append(held[start:at])
    if len(entries) != width or at != len(held):
        raise BadTile(path)
    return entries


def _hashes(path: str, width: int, read: Read) -> list[bytes]:
    held = read(path)
    if len(held) != width * HASH:
        raise BadTile(path)
    return [held[at : at + HASH] for at in range(0, len(held), HASH)]


def _parts(held: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (held[at : at + WIDTH] for at in range(0, len(held), WIDTH))


def _with_length(entry: bytes) -> bytes:
    return len(entry).to_bytes(2) + entry
