"""How long it takes, for everybody: the range that applicants read, how often it was right, and what waits, rounded."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from impplus.programmes import IMP_PLUS
from impplus.queries.clock import now, today
from impplus.queries.pace import WEEKS, pace_of
from impplus.queries.waits import last_waits
from impplus.records.models import Application, Decision, Event, User
from impplus.rules.small_figures import about
from impplus.rules.waits import LAST, weeks_to
from tests.people import ready_drafts

DAY = timedelta(days=1)


def decided(count: int, took: int, officer: User, on: date) -> None:
    """Files that were decided today, so many days after they were received."""
    for one in ready_drafts(count, on):
        received = now() - took * DAY
        Application.objects.filter(pk=one.pk).update(status="approved", received_at=received)
        Decision.objects.create(
            application=one, outcome="approved", officer=officer, decided_on=on, reasons="-"
        )


def read(client: Client, language: str = "en") -> str:
    there = {"en": "/en/how-long-it-takes/", "fr": "/fr/delais/"}[language]
    return re.sub(r"\s+|<[^>]+>", " ", client.get(there).content.decode())


@pytest.mark.parametrize(
    ("number", "said"), [(0, None), (9, None), (10, 10), (14, 10), (15, 20), (7351, 7350)]
)
def test_what_changes_while_one_looks_is_rounded(number: int, said: int | None) -> None:
    assert about(number, 5) == said


@pytest.mark.parametrize(("number", "each", "weeks"), [(0, 3, 0), (1, 3, 1), (9, 3, 3), (10, 3, 4)])
def test_weeks_are_whole(number: int, each: int, weeks: int) -> None:
    assert weeks_to(number, each) == weeks


def test_before_enough_is_decided_the_page_says_so(client: Client, db: None) -> None:
    assert "Too few applications have been decided here so far" in read(client)
    assert "fewer than 10" in read(client)
    assert "moins de 10" in read(client, "fr")


def test_the_page_says_the_range_of_the_last_decisions_and_who_waits_longer(
    client: Client, olivia: User, this_day: date
) -> None:
    decided(LAST, 40, olivia, this_day)
    for days, one in zip((10, *[41] * 11), ready_drafts(12, this_day), strict=True):
        received = now() - days * DAY
        Application.objects.filter(pk=one.pk).update(status="processing", received_at=received)
    pace = pace_of(IMP_PLUS, this_day)
    assert pace.last == last_waits(IMP_PLUS)
    assert (pace.open, pace.longer) == (12, 11)
    said = re.sub(r" +", " ", read(client))
    assert "eight in ten took from 40 to 40 days" in said
    assert "Of these, waiting longer than the range already about 10" in said


def test_below_fifty_decisions_their_number_is_not_told_as_it_grows_with_each(
    client: Client, olivia: User, this_day: date
) -> None:
    decided(LAST - 1, 40, olivia, this_day)
    said = re.sub(r" +", " ", read(client))
    assert "Of the last applications decided here, fewer than 50, eight in ten took from 40" in said
    assert str(LAST - 1) not in said
    decided(1, 40, olivia, this_day)
    assert "Of the last 50 applications decided here" in re.sub(r" +", " ", read(client))


def test_the_pace_is_that_of_the_weeks_that_are_over(olivia: User, this_day: date) -> None:
    (one,) = ready_drafts(1, this_day)
    for week in range(WEEKS):
        for _time in range(3 if week == 4 else 12):
            Event.objects.create(
                at=now() - timedelta(days=7 * week + 2),
                noun="application",
                verb="refuse",
                role="federal-officer",
                application=one,
                salt=b"0" * 16,
                leaf=b"0" * 42,
            )
    pace = pace_of(IMP_PLUS, today(IMP_PLUS))
    assert (pace.fewest, pace.most, pace.weeks) == (3, 12, (0, 0))
