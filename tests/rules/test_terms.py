"""The times of a client's matter: each counted from the day of sending, by its text, and near before it ends."""

from datetime import date

import pytest
from hypothesis import given, strategies

from impplus.programmes import IMP_PLUS
from impplus.rules.terms import TERMS, days_of, is_near, last_day_of

SENT = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("biometrics", date(2026, 12, 3)),
        ("review-in-canada", date(2026, 11, 18)),
        ("review-outside-canada", date(2027, 1, 2)),
        ("restoration", date(2027, 2, 1)),
        ("imm-5476", date(2027, 2, 1)),
        ("passport", SENT),
        ("csq", SENT),
        ("permit", SENT),
        ("other", SENT),
    ],
)
def test_a_term_is_counted_from_the_day_of_sending(kind: str, last: date) -> None:
    assert last_day_of(TERMS[kind], SENT, IMP_PLUS.settings) == last


def test_what_a_letter_gives_counts_before_what_the_law_gives() -> None:
    assert last_day_of(TERMS["question"], SENT, IMP_PLUS.settings, 7) == date(2026, 11, 10)
    assert last_day_of(TERMS["biometrics"], SENT, IMP_PLUS.settings, 10) == date(2026, 11, 13)


@pytest.mark.parametrize("kind", ["question", "fairness"])
def test_of_a_letter_that_gives_no_days_no_last_day_is_known(kind: str) -> None:
    with pytest.raises(ValueError, match=kind):
        last_day_of(TERMS[kind], SENT, IMP_PLUS.settings)


def test_imm_5476_is_warned_of_from_its_sixtieth_day_on() -> None:
    term = TERMS["imm-5476"]
    last = last_day_of(term, SENT, IMP_PLUS.settings)
    assert is_near(term, last, date(2027, 1, 1)) is False
    assert is_near(term, last, date(2027, 1, 2)) is True  # the sixtieth day


def test_every_term_that_the_law_counts_names_its_text() -> None:
    assert {one.key for one in TERMS.values() if one.days and not one.source} == set()
    assert {one.source for one in TERMS.values() if one.source} <= IMP_PLUS.sources.keys()


@given(
    strategies.sampled_from(sorted(TERMS)), strategies.dates(date(2022, 5, 24), date(2100, 1, 1))
)
def test_a_last_day_is_never_before_the_first(kind: str, since: date) -> None:
    term = TERMS[kind]
    days = 1 if days_of(term, since, IMP_PLUS.settings) is None else None
    last = last_day_of(term, since, IMP_PLUS.settings, days)
    assert (last - since).days == (
        0 if term.ends else (days or days_of(term, since, IMP_PLUS.settings))
    )
    assert is_near(term, last, last) is True
