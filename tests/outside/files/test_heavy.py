"""A PDF that is too heavy or too deep is said to be that, soon, and is not called damaged."""

import time

import pikepdf
import pytest

from tests.outside.files.looking import pages_of, refusal
from tests.outside.files.sent import a_pdf, saved


def with_notes(number: int) -> bytes:
    """A page that names one note so many times."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9]
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)] * number)
        return saved(pdf)


def nested(depth: int) -> bytes:
    """A page whose resources are lists in lists."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(X=pikepdf.String("here"))
        return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(
            b"(here)", b"[" * depth + b"]" * depth
        )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (with_notes(5_001), "too-heavy"),
        (with_notes(200_000), "too-heavy"),
        (nested(60), "too-heavy"),
        (nested(600), "too-heavy"),
        (nested(5_000), "too-heavy"),
        (a_pdf(pages=1).replace(b"/Count 1", b"/Count 101"), "too-many-pages"),
    ],
    ids=["5,001 notes", "200,000 notes", "60 deep", "600 deep", "5,000 deep", "claims 101 pages"],
)
def test_what_is_too_heavy_is_not_called_damaged_and_takes_no_time(
    content: bytes, reason: str
) -> None:
    began = time.monotonic()
    assert refusal("passport.pdf", content) == reason
    assert time.monotonic() - began < 10


def test_five_thousand_notes_are_a_document() -> None:
    assert pages_of("passport.pdf", with_notes(5_000)) == 1
