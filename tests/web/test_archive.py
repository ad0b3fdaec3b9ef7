"""The names in an archive can be written wherever it is unpacked."""

from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from zipfile import ZipFile

import pytest

from impplus.web.archive import Entry, archive, unpackable


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("passport.pdf", "passport.pdf"),
        ("a" * 300 + ".pdf", "a" * 236 + ".pdf"),
        ("語" * 195 + ".jpeg", "語" * 78 + ".jpeg"),
        ("é" * 200, "é" * 120),
        ("a." + "b" * 300, "a." + "b" * 238),
        ("", ""),
        ('a/b\\c: "d"? <e>|*\x07.pdf', "a-b-c- -d-- -e---.pdf"),
    ],
    ids=["short", "long", "Chinese", "without an ending", "all ending", "none", "of Windows"],
)
def test_a_name_is_cut_to_what_a_disk_can_hold_and_keeps_its_ending(name: str, shown: str) -> None:
    assert unpackable(name) == shown
    assert len(unpackable(name).encode()) <= 240


def test_of_two_files_with_one_name_both_are_unpacked_and_no_name_is_logged(
    recwarn: pytest.WarningsRecorder,
) -> None:
    names = ("IMM 5707.pdf", "a/IMM 5707.pdf", "imm 5707.PDF", "IMM 5707.pdf")
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    entries = [Entry(name, partial(BytesIO, name.encode()), at) for name in names]
    made = ZipFile(BytesIO(archive("all.zip", entries, size=1).getvalue()))
    assert made.namelist() == [
        "IMM 5707.pdf",
        "a/IMM 5707.pdf",
        "imm 5707 (2).PDF",
        "IMM 5707 (3).pdf",
    ]
    assert [made.read(one).decode() for one in made.namelist()] == list(names)
    assert not recwarn.list
