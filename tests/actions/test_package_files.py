"""A file of a package under its limit: squeezed as far as it stays legible, and what to split off where that is not enough."""

from io import BytesIO

import pytest
from PIL import Image

from impplus.actions.package_files import Paper, photograph, together
from impplus.outside.files import pdfs, pictures
from impplus.queries.packages.made import MadeFile
from impplus.rules.photo import PhotoRule
from impplus.words.text import Text

RULE = PhotoRule(
    frame_width=35,
    frame_height=45,
    head_least=31,
    head_most=36,
    least_width=420,
    least_height=540,
    most_months=6,
)
PASSPORT, LEASE = Text("Passport", "Passeport"), Text("Lease", "Bail")


def scan(side: int = 2000) -> bytes:
    noise = Image.effect_noise((side // 5, side // 4), 70).resize((side, side * 5 // 4))
    return pdfs.of_pictures(
        [pictures.packed(Image.merge("RGB", (noise, noise.rotate(180), noise)))]
    )


def test_one_paper_under_the_limit_stays_as_it_is() -> None:
    content = scan(600)
    done = together([Paper(PASSPORT, content)], 4_000_000, ())
    assert (done.content, done.pages, done.state, done.dots) == (content, 1, "ready", 0)


def test_papers_over_the_limit_are_squeezed_until_they_fit() -> None:
    first, second = scan(), scan()
    limit = len(first) + len(second) - 10_000
    done = together([Paper(PASSPORT, first), Paper(LEASE, second)], limit, ())
    assert (done.state, done.dots, done.pages, done.papers) == ("ready", 200, 2, 2)
    assert len(done.content) <= limit


def test_what_is_too_large_at_150_dots_says_by_how_much_and_what_to_split_off() -> None:
    done = together([Paper(PASSPORT, scan()), Paper(LEASE, scan(1000))], 100_000, ())
    assert (done.state, done.dots, done.over) == ("too-large", 150, len(done.content) - 100_000)
    assert done.split == PASSPORT  # without the lease alone it would not fit
    shown = MadeFile(
        "principal",
        "Alice",
        PASSPORT,
        "passport",
        "principal/passport.pdf",
        len(done.content),
        2,
        "too-large",
        372_001,
        LEASE,
    )
    assert shown.said == Text("0.38\u00a0MB too large", "0,38\u00a0Mo de trop")
    assert shown.remedy
    assert shown.remedy.en.startswith("Split off: Lease.")


def test_a_paper_that_cannot_be_read_is_named_and_the_others_are_made() -> None:
    done = together([Paper(PASSPORT, scan(600)), Paper(LEASE, None)], 4_000_000, ())
    assert (done.state, done.pages, done.about) == ("unreadable", 1, (LEASE,))


def test_a_slot_with_nothing_in_it_says_what_is_missing() -> None:
    assert together([], 4_000_000, (LEASE,)).state == "missing"


@pytest.mark.parametrize(
    ("size", "measured", "state", "made"),
    [
        ((1400, 1800), {"crown": 200, "centre": 500, "head": 500}, "ready", (840, 1080)),
        ((1400, 1800), {}, "ready", (840, 1080)),
        ((420, 540), {}, "ready", (420, 540)),
        ((420, 540), {"crown": 90, "centre": 500, "head": 713}, "ready", (420, 540)),
        ((420, 540), {"crown": 90, "centre": 500, "head": 500}, "photo", (420, 540)),
        ((300, 400), {}, "photo", (300, 400)),
        ((1400, 1800), {"crown": 400, "centre": 500, "head": 100}, "photo", (1400, 1800)),
    ],
    ids=[
        "head measured",
        "no head",
        "least size",
        "head in the least size",
        "head too small there",
        "too small",
        "head too small",
    ],
)
def test_a_photograph_is_cut_to_its_frame(
    size: tuple[int, int], measured: dict[str, int], state: str, made: tuple[int, int]
) -> None:
    photo = pictures.as_jpeg(Image.effect_noise(size, 40).convert("RGB"), 90)
    done = photograph(photo, {"width": size[0], "height": size[1], **measured}, RULE, 4_000_000)
    with Image.open(BytesIO(done.content)) as seen:
        assert (done.state, seen.size) == (state, made)
