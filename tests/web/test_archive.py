"""The names in an archive can be written wherever it is unpacked."""

import pytest

from impplus.web.archive import unpackable


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("passport.pdf", "passport.pdf"),
        ("a" * 300 + ".pdf", "a" * 236 + ".pdf"),
        ("語" * 195 + ".jpeg", "語" * 78 + ".jpeg"),
        ("é" * 200, "é" * 120),
        ("a." + "b" * 300, "a." + "b" * 238),
        ("", ""),
    ],
    ids=["short", "long", "Chinese", "without an ending", "all ending", "none"],
)
def test_a_name_is_cut_to_what_a_disk_can_hold_and_keeps_its_ending(name: str, shown: str) -> None:
    assert unpackable(name) == shown
    assert len(unpackable(name).encode()) <= 240
