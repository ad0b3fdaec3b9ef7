"""A programme is a folder: what it holds, and that a second one needs no more."""

import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import dates

from impplus.programmes import ALL, IMP_PLUS
from impplus.rules.answer import fingerprint
from impplus.rules.eligibility import assess
from impplus.rules.folder import BadFolder
from impplus.rules.law_of_day import LawOfDay
from impplus.rules.programme import load
from impplus.rules.settings import Settings
from tests.rules.cases import ON, alice

FOLDER = Path(__file__).parents[2] / "impplus" / "programmes" / "imp_plus"


def copied(where: Path) -> Path:
    return Path(shutil.copytree(FOLDER, where / "copy", ignore=shutil.ignore_patterns("__*")))


def read_for_one_day(on: date) -> LawOfDay:
    """The law of a day by a programme that remembers nothing of the days before it."""
    alone = replace(IMP_PLUS)
    vars(alone)["turns"] = [on]
    return alone.in_force(on)


def test_imp_plus_is_found_under_its_code() -> None:
    assert ALL == {"imp-plus": IMP_PLUS}
    assert IMP_PLUS.name.fr == "Programme de mobilité internationale plus (PMI+)"


@pytest.mark.parametrize(
    ("year", "size"), [(2022, 14700), (2023, 7350), (2026, 7350), (2099, 7350)]
)
def test_the_cap_of_a_year(year: int, size: int) -> None:
    cap = IMP_PLUS.cap(year)
    assert cap is not None
    assert (cap.year, cap.size) == (year, size)


def test_before_the_programme_there_is_no_cap() -> None:
    assert IMP_PLUS.cap(2021) is None


def test_the_year_turns_at_midnight_in_toronto() -> None:
    assert IMP_PLUS.year_of(datetime(2027, 1, 1, 4, 59, 59, tzinfo=UTC)) == 2026
    assert IMP_PLUS.year_of(datetime(2027, 1, 1, 5, 0, 0, tzinfo=UTC)) == 2027
    assert IMP_PLUS.day_of(datetime(2026, 7, 1, 3, 59, tzinfo=UTC)) == date(2026, 6, 30)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        IMP_PLUS.day_of(datetime(2026, 7, 1))  # noqa: DTZ001


def begun_later(value: Any, on: date) -> Iterator[Any]:
    """The same value again and again, each time with one first row of a table in it that begins on another day."""
    if isinstance(value, tuple) and value:
        yield from ((other, *value[1:]) for other in begun_later(value[0], on))
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            if one.name == "since":
                yield replace(value, since=on)
            for other in begun_later(getattr(value, one.name), on):
                yield replace(value, **{one.name: other})


def test_the_law_turns_wherever_a_row_of_any_table_begins() -> None:
    nobodys = date(2001, 2, 3)
    # Orders and grounds are asked by themselves.
    law = replace(IMP_PLUS, orders=(), permit=replace(IMP_PLUS.permit, grounds=()))
    set_later = (
        replace(law, settings=Settings(rows)) for rows in begun_later(law.settings.rows, nobodys)
    )
    later = [*begun_later(law, nobodys), *set_later]
    changed = {
        name for one in later for name, held in vars(law).items() if vars(one)[name] is not held
    }
    assert changed >= {
        "conditions",
        "fees",
        "permit",
        "form",
        "letter_texts",
        "offices",
        "settings",
    }
    assert [one for one in later if nobodys not in one.turns] == []


def test_a_day_has_the_law_that_is_read_for_it_alone_wherever_it_turns() -> None:
    day = timedelta(days=1)
    near = {one + step for one in IMP_PLUS.turns if one > date.min for step in (-day, 0 * day, day)}
    for on in sorted({date.min, *near, date.max}):
        assert IMP_PLUS.in_force(on) == read_for_one_day(on), on


@given(dates(date(2021, 1, 1), date(2032, 1, 1)))
def test_a_day_has_the_law_that_is_read_for_it_alone(on: date) -> None:
    assert IMP_PLUS.in_force(on) == read_for_one_day(on)


@given(dates(date(2021, 1, 1), date(2032, 1, 1)))
def test_a_day_has_the_settings_that_are_read_for_it_alone(on: date) -> None:
    alone = Settings(IMP_PLUS.settings.rows)
    alone.turns = [on]
    assert IMP_PLUS.settings.numbers(on) == alone.numbers(on)
    assert [IMP_PLUS.settings.yes(row.key, on) for row in alone.rows if row.since <= on] == [
        alone.yes(row.key, on) for row in alone.rows if row.since <= on
    ]


@pytest.mark.thorough
def test_a_changed_copy_is_another_programme_with_another_hash(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    caps = folder / "caps.toml"
    caps.write_text(
        caps.read_text(encoding="utf-8")
        + '\n[[caps]]\nyear = 2027\nsize = 100\nsource = "instructions"\n',
        encoding="utf-8",
    )
    changed = load(folder)
    cap = changed.cap(2027)
    assert cap is not None
    assert cap.size == 100
    assert fingerprint(changed) != fingerprint(IMP_PLUS)
    assert assess(changed.in_force(ON).conditions, alice(), on=ON) == assess(
        IMP_PLUS.in_force(ON).conditions, alice(), on=ON
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("fees", 'when = "works"', 'when = "works-hard"'),
        ("fees", 'source = "irpr-299"', 'source = "hearsay"'),
        ("documents", "why.fr", "why.de"),
        ("eligibility", "[passport]", "[pasport]"),
    ],
)
def test_a_row_that_names_nothing_is_refused(tmp_path: Path, name: str, old: str, new: str) -> None:
    path = copied(tmp_path) / f"{name}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(BadFolder):
        load(path.parent)


def test_a_setting_is_asked_by_day() -> None:
    assert IMP_PLUS.settings.words("csq-programmes", ON) == ("PRTQ", "PILOT-AI-IT-VFX")
    assert IMP_PLUS.settings.number("restoration-days", ON) == 90
    assert not IMP_PLUS.settings.yes("partner-permit-quebec-only", ON)
    assert IMP_PLUS.settings.words("csq-programmes", date(2022, 5, 23)) == ()
    assert IMP_PLUS.settings.words("time-zone", ON) == ()
    with pytest.raises(KeyError):
        IMP_PLUS.settings.row("csq-programmes", date(2022, 5, 23))


def test_what_no_text_settles_has_a_note() -> None:
    assert [row.key for row in IMP_PLUS.settings.rows if not (row.source or row.note)] == []


def test_the_offices_that_decide_are_those_of_the_day() -> None:
    law = IMP_PLUS.in_force(ON)
    assert law.deciding.keys() < law.offices.keys()
    assert {office.decides for office in law.deciding.values()} == {True}
    assert {law.offices[letter.office] for letter in law.letters.values()} < set(
        law.offices.values()
    )
