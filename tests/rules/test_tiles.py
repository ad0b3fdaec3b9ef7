"""The files of a log: their names, what they hold, and how a tree is read from them again."""

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from impplus.rules.merkle import leaf_hash, root, root_of
from impplus.rules.tiles import (
    BadTile,
    complete_in,
    entries_in,
    filled,
    grown,
    hashes_in,
    path_of,
)

ENTRIES = [number.to_bytes(42) for number in range(70_000)]


def written_in(*sizes: int) -> dict[str, bytes]:
    """The files of a log that grew to these sizes, one after the other."""
    files: dict[str, bytes] = {}
    for old, new in pairwise((0, *sizes)):
        files |= dict(grown(old, ENTRIES[old:new], files.__getitem__))
    return files


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 1_234_067, 256, "tile/0/x001/x234/067"),
        (1, 273, 112, "tile/1/273.p/112"),
        ("entries", 1_000, 256, "tile/entries/x001/000"),
    ],
)
def test_a_tile_lies_where_the_specification_says(level, index, width, path: str) -> None:
    assert path_of(level, index, width) == path


def test_a_tree_of_70_000_has_the_tiles_of_the_specification() -> None:
    files = written_in(70_000)
    tiles = [path for path in files if "entries" not in path]
    assert sum(path.startswith("tile/0/") and ".p" not in path for path in tiles) == 273
    assert [path for path in tiles if not path.startswith("tile/0/") or ".p" in path] == [
        "tile/0/273.p/112",
        "tile/1/000",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    ]
    hashes = [leaf_hash(entry) for entry in ENTRIES]
    assert root(70_000, complete_in(70_000, files.__getitem__)) == root_of(hashes)
    assert root(257, complete_in(70_000, files.__getitem__)) == root_of(hashes[:257])


def test_a_tree_of_256_has_a_full_tile_and_one_hash_above_it() -> None:
    assert sorted(written_in(256)) == ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]


def test_nothing_appended_writes_nothing() -> None:
    assert written_in(0) == {}
    assert list(grown(300, [], {}.__getitem__)) == []


@pytest.mark.parametrize(
    ("old", "size", "full"),
    [
        (0, 255, []),
        (255, 256, ["entries/000", "0/000"]),
        (256, 511, []),
        (300, 800, ["entries/001", "entries/002", "0/001", "0/002"]),
        (65_535, 65_800, ["entries/255", "entries/256", "0/255", "0/256", "1/000"]),
        (16_777_215, 16_777_216, ["entries/x065/535", "0/x065/535", "1/255", "2/000"]),
    ],
)
def test_each_tile_that_a_growing_log_fills_is_named_once(
    old: int, size: int, full: list[str]
) -> None:
    assert list(filled(old, size)) == [f"tile/{path}" for path in full]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=4, unique=True).map(sorted))
def test_a_log_that_grew_by_steps_is_the_same_as_one_written_at_once(sizes: list[int]) -> None:
    files, size = written_in(*sizes), sizes[-1]
    at_once = written_in(size)
    assert at_once == {path: files[path] for path in at_once}
    assert root(size, complete_in(size, files.__getitem__)) == root_of(
        [leaf_hash(entry) for entry in ENTRIES[:size]]
    )


def test_entries_are_read_again_as_they_were_written() -> None:
    files = written_in(300)
    assert entries_in(0, 300, files.__getitem__) == ENTRIES[:256]
    assert entries_in(1, 300, files.__getitem__) == ENTRIES[256:300]


@pytest.mark.parametrize(
    "held", [b"", b"\x00", b"\x00\x02a", b"\x00\x01a" * 45, b"\x00\x01a" * 43 + b"\x00\x02a"]
)
def test_a_bundle_that_does_not_hold_its_entries_is_named(held: bytes) -> None:
    files = written_in(300) | {"tile/entries/001.p/44": held}
    with pytest.raises(BadTile, match="tile/entries/001"):
        entries_in(1, 300, files.__getitem__)


def test_a_tile_that_is_too_short_is_named() -> None:
    files = written_in(300)
    files["tile/0/001.p/44"] = files["tile/0/001.p/44"][:-1]
    with pytest.raises(BadTile, match="tile/0/001"):
        hashes_in(0, 1, 300, files.__getitem__)
