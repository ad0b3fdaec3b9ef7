"""A programme is a folder: what it holds, and that a second one needs no more."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from impplus.programmes import ALL, IMP_PLUS
from impplus.rules.answer import fingerprint
from impplus.rules.eligibility import assess
from impplus.rules.folder import BadFolder
from impplus.rules.programme import load
from tests.rules.cases import ON, alice

FOLDER = Path(__file__).parents[2] / "impplus" / "programmes" / "imp_plus"


def copied(where: Path) -> Path:
    return Path(shutil.copytree(FOLDER, where / "copy", ignore=shutil.ignore_patterns("__*")))


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
