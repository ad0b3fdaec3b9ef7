"""The zone of a passport is read from a picture, or not at all; and never wrongly."""

import json
import random
import signal
import time
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, strategies as st
from PIL import Image, ImageDraw, ImageFont

from impplus.outside.files import asking, inspecting
from impplus.outside.files.letters import LETTERS
from impplus.outside.files.zones import lines_in
from impplus.rules import mrz
from impplus.rules.mrz import check_digit, parsed
from tests.outside.files.looking import looked_at
from tests.outside.files.passports import ANNA, CARD, as_jpeg, of_somebody, page, with_digits

DAY = date(2026, 11, 27)


def test_what_the_check_digits_are_of_is_read_of_nearly_anybody_and_never_wrongly() -> None:
    unread = 0
    for seed in range(20):
        chance = random.Random(seed)  # noqa: S311 - no secret
        lines = of_somebody(chance)
        seen = page(lines, tilt=chance.uniform(-4, 4), blur=chance.choice((0, 0.8)))
        found = lines_in(Image.open(BytesIO(as_jpeg(seen))), turned=False)
        unread += not found
        # Of names, which no digit checks, a letter may be wrong.
        assert not found or checked(found) == checked(lines)
    assert unread <= 3


def checked(lines: tuple[str, ...]) -> tuple[object, ...]:
    zone = parsed(lines, DAY)
    return zone.number, zone.born, zone.expires


def test_numbers_of_any_letters_are_read_as_they_stand_or_not_at_all() -> None:
    # O beside 0, I beside 1, and K beside what fills the line.
    for number in ("OOO000OO0", "O0O0O0O0O", "AB12K45", "AB123456K", "I1I1I1I1I", "B8S5Z2G6"):
        lines = ANNA[0], with_digits(number, "740812", "F", "310415")
        assert lines_in(page(lines, tilt=1), turned=False) in ((), lines)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_upside_down_is_read_where_a_passport_is_asked(
    angle: int,
) -> None:
    turned = page(ANNA).rotate(angle, expand=True)
    assert lines_in(turned, turned=True) == ANNA
    assert lines_in(turned, turned=False) == ()


def test_a_card_of_three_lines_is_read() -> None:
    assert lines_in(page(CARD), turned=False) == CARD


def test_what_cannot_be_read_for_sure_is_not_read() -> None:
    for seed in range(4):
        lines = of_somebody(random.Random(seed))  # noqa: S311 - no secret
        wrong = lines[0], lines[1][:27] + str((int(lines[1][27]) + 1) % 10) + lines[1][28:]
        assert lines_in(page(wrong), turned=True) == ()
        # Far too blurred for a person, too: read or not, but never as another.
        assert lines_in(page(lines, blur=6), turned=True) in ((), lines)


def test_a_page_of_text_a_blank_one_and_half_a_zone_have_none() -> None:
    sheet = Image.new("L", (1200, 1600), 255)
    assert lines_in(sheet, turned=True) == ()
    font = ImageFont.load_default(24)
    for row in range(40):
        ImageDraw.Draw(sheet).text((60, 40 + 36 * row), "The quick brown fox " * 4, font=font)
    assert lines_in(sheet, turned=True) == ()
    assert lines_in(page(ANNA).crop((0, 0, 1000, 1400)), turned=True) == ()


def test_the_process_that_reads_files_says_it_of_a_picture_and_of_a_pdf() -> None:
    seen = page(ANNA)
    with looked_at("passport.jpg", as_jpeg(seen)) as found:
        assert found.zone == ANNA
    pdf = BytesIO()
    seen.save(pdf, "PDF")
    with looked_at("passport.pdf", pdf.getvalue(), turned=True) as found:
        assert found.zone == ANNA
    with looked_at("passport.jpg", as_jpeg(page(()))) as found:
        assert found.zone == ()


def squares(size: tuple[int, int], across: int, down: int, inked: int) -> Image.Image:
    """Squares at equal distances, as letters are."""
    made = Image.new("L", size, 255)
    draw = ImageDraw.Draw(made)
    for x in range(0, size[0], across):
        for y in range(0, size[1], down):
            draw.rectangle((x, y, x + inked - 1, y + inked - 1), fill=0)
    return made


ATTACKS = {
    "noise": lambda: Image.effect_noise((2_800, 2_800), 200),
    "stripes": lambda: squares((2_800, 2_800), 2_800, 20, 10),
    "upright stripes": lambda: squares((2_800, 2_800), 20, 2_800, 10).resize((2_800, 2_800)),
    **{
        f"squares {inked}": lambda inked=inked: squares((1_400, 2_800), 2 * inked, 2 * inked, inked)
        for inked in (1, 3, 5, 7, 10, 15, 20, 30)
    },
    **{
        f"close squares {across}": lambda across=across: squares(
            (1_600, 4_800), across, across + 2, across - 3
        )
        for across in (9, 14, 20, 40)
    },
    "a line": lambda: Image.new("L", (12_000, 1), 0),
    "a column": lambda: Image.new("L", (1, 12_000), 0),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_picture_made_to_take_long_takes_little(name: str) -> None:
    seen = ATTACKS[name]()
    began = time.process_time()
    assert lines_in(seen, turned=True) == ()
    assert time.process_time() - began < 3  # a quarter of it here


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"null",
        b"7",
        b'"P<UTO"',
        b"[1, 2]",
        b"[null, null]",
        b'[["P"], {"a": 1}]',
        b'{"P<UTO": 1}',
        b"[" * 150,
        b"[1e999, NaN]",
        b"\xff\xfe",
        json.dumps([ANNA[0], ANNA[1].lower()]).encode(),
        json.dumps([0, [ANNA[0], ANNA[1][:-1] + "1"]]).encode(),
        json.dumps([0, ["P" * 44] * 10_000]).encode(),
        json.dumps([0, ["P" * 10_000_000] * 2]).encode(),
        json.dumps(["a quarter", ANNA]).encode(),
        json.dumps(ANNA).encode(),
    ],
    ids=lambda said: said[:20].decode("latin-1") + f" {len(said)}",
)
def test_whatever_the_process_says_instead_of_a_zone_is_none(said: bytes) -> None:
    assert told(said) == ()


def test_a_zone_is_believed_where_its_check_digits_hold() -> None:
    assert told(json.dumps([0, ANNA]).encode() + b"\n") == ANNA


def told(zone: bytes) -> tuple[str, ...]:
    """The zone of a sound file, of which the process says so."""
    really = asking.ask

    def ask(*asked: Any) -> tuple[bytes, int]:
        answer, ended = really(*asked)
        return answer.partition(b"\n")[0] + b"\n" + zone, ended

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(asking, "ask", ask)
        with looked_at("page.jpg", as_jpeg(page(()))) as found:
            return found.zone


@pytest.mark.parametrize("ended", [1, -signal.SIGXCPU, -signal.SIGKILL, -signal.SIGSEGV])
def test_a_process_that_ends_while_it_looks_for_a_zone_has_read_the_file(ended: int) -> None:
    really = asking.ask
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            asking, "ask", lambda *asked: (really(*asked)[0].partition(b"\n")[0] + b"\n", ended)
        )
        with looked_at("passport.jpg", as_jpeg(page(ANNA))) as found:
            assert (found.pages, found.zone) == (1, ())


def test_a_page_of_a_tiff_that_is_the_third_is_not_looked_at() -> None:
    made = BytesIO()
    first, *others = (page(one) for one in ((), (), ANNA))
    first.save(made, "TIFF", save_all=True, append_images=others)
    with looked_at("scans.tif", made.getvalue()) as found:
        assert (found.pages, found.zone) == (3, ())


@given(st.data())
def test_lines_whose_check_digits_do_not_hold_are_no_zone(data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([*range(10), *range(13, 20), *range(21, 44)]))
    other = data.draw(st.sampled_from(LETTERS))
    changed = ANNA[0], ANNA[1][:at] + other + ANNA[1][at + 1 :]
    same = check_digit(other) == check_digit(ANNA[1][at])
    said = inspecting._zone(json.dumps([0, changed]).encode())["zone"]
    # Where a digit must stand, a letter of the same value is none.
    assert said == (changed if same and mrz.holds(changed, mrz.LAYOUTS["TD3"]) else ())
    assert same or said == ()


@pytest.mark.parametrize(("angle", "quarters"), [(0, 0), (90, 1), (180, 2), (270, 3)])
def test_how_a_passport_lies_is_told_with_its_zone(angle: int, quarters: int) -> None:
    with looked_at(
        "page.jpg", as_jpeg(page(ANNA).rotate(angle, expand=True)), turned=True
    ) as found:
        assert (found.zone, found.quarters) == (ANNA, quarters)
