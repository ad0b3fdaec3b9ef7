"""How the versions of a rule follow each other, and what one says otherwise than the one before."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from impplus.programmes import IMP_PLUS
from impplus.rules.dated import newest_rows
from impplus.telling.consolidation import changes, period, periods, provisions
from impplus.telling.rows import Description, Statement
from impplus.words.labels import AMOUNT, NOTE, REMEDY, SOURCE
from impplus.words.text import Text
from tests.rules.test_dated import Row

DAY = timedelta(days=1)


def described(row: Row, _day: date) -> Description:
    said = Text(en=f"{row.since}", fr=f"{row.since}")
    return Description(Text(en=row.key, fr=row.key), (Statement(AMOUNT, said),))


OLD = Row("fee", date(2020, 1, 1))
SHORT = Row("fee", date(2022, 1, 1), date(2022, 12, 31))
LAST = Row("fee", date(2025, 1, 1), date.max)


def spans(*rows: Row) -> list[tuple[date, date | None, str]]:
    return [
        (since, until, said.statements[0].words.en)
        for since, until, said in periods(rows, described)
    ]


def test_an_old_row_holds_again_where_a_newer_one_ended() -> None:
    assert spans(OLD, SHORT) == [
        (date(2020, 1, 1), date(2021, 12, 31), "2020-01-01"),
        (date(2022, 1, 1), date(2022, 12, 31), "2022-01-01"),
        (date(2023, 1, 1), None, "2020-01-01"),
    ]


def test_days_without_any_row_stay_without() -> None:
    assert spans(SHORT, LAST) == [
        (date(2022, 1, 1), date(2022, 12, 31), "2022-01-01"),
        (date(2025, 1, 1), date.max, "2025-01-01"),
    ]


rows = st.lists(
    st.builds(
        lambda since, days: Row("fee", since, None if days is None else since + DAY * days),
        st.dates(date(2020, 1, 1), date(2020, 3, 1)),
        st.one_of(st.none(), st.integers(0, 40)),
    ),
    max_size=5,
)


@given(rows, st.dates(date(2019, 12, 1), date(2020, 6, 1)))
def test_the_version_of_a_day_is_the_row_of_that_day(given_rows: list[Row], on: date) -> None:
    held = [described(row, on) for row in newest_rows(given_rows, on)]
    versions = [
        version
        for one in provisions(given_rows, described, on)
        for version in one.versions
        if version.state == "in-force"
    ]
    assert [version.description for version in versions] == held
    assert all(one.since <= on and (one.until is None or on <= one.until) for one in versions)


@given(rows)
def test_versions_follow_each_other_and_never_overlap(given_rows: list[Row]) -> None:
    for one in provisions(given_rows, described):
        for before, after in pairwise(one.versions):
            assert before.until is not None
            assert before.until < after.since


def test_a_change_says_what_was_and_what_is_under_each_label() -> None:
    source = IMP_PLUS.sources["quebec"]
    title, other = Text(en="A", fr="A"), Text(en="B", fr="B")
    before = Description(title, (Statement(AMOUNT, title, remedy=other, source=source),))
    after = Description(title, (Statement(AMOUNT, other),), source, note=title)
    assert [(one.label, one.before, one.after) for one in changes(before, after)] == [
        (AMOUNT, (title,), (other,)),
        (REMEDY, (other,), ()),
        (NOTE, (), (title,)),
    ]
    assert [one.label for one in changes(after, replace(after, source=None))] == [SOURCE]


@pytest.mark.parametrize(
    ("since", "until", "en", "fr"),
    [
        (date.min, None, "on any day", "en tout temps"),
        (date.min, date(2022, 3, 1), "until March 1, 2022", "jusqu’au 1er mars 2022"),
        (date(2022, 3, 1), None, "from March 1, 2022", "à compter du 1er mars 2022"),
        (
            date(2022, 3, 1),
            date(2022, 3, 2),
            "from March 1, 2022 to March 2, 2022",
            "du 1er mars 2022 au 2 mars 2022",
        ),
    ],
)
def test_days_are_said_in_words(since: date, until: date | None, en: str, fr: str) -> None:
    words = period(since, until)
    assert (words.en.replace("\u00a0", " "), words.fr.replace("\u00a0", " ")) == (en, fr)
