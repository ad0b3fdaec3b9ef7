"""How long it takes, for everybody: the range that applicants read, how often it was right, and what waits, rounded."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from impplus.programmes import IMP_PLUS
from impplus.queries import waits
from impplus.queries.clock import now, today
from impplus.queries.pace import WEEKS, pace_of
from impplus.records.models import Application, Event, User
from impplus.rules.small_figures import about
from tests.desk.conftest import days_ago
from tests.people import ready_drafts
from tests.told_waits import told

DAY = timedelta(days=1)


def ended(one: Application, at: datetime) -> None:
    sealed = {"salt": b"0" * 16, "leaf": b"0" * 42}
    about = {"noun": "application", "verb": "refuse", "role": "federal-officer"}
    Event.objects.create(at=at, application=one, **about, **sealed)


def read(client: Client, language: str = "en") -> str:
    there = {"en": "/en/how-long-it-takes/", "fr": "/fr/delais/"}[language]
    return re.sub(r"\s+|<[^>]+>", " ", client.get(there).content.decode())


@pytest.mark.parametrize(
    ("number", "said"), [(0, None), (9, None), (10, 10), (14, 10), (15, 20), (7351, 7350)]
)
def test_what_changes_while_one_looks_is_rounded(number: int, said: int | None) -> None:
    assert about(number, 5) == said


def test_before_enough_is_decided_the_page_says_so(client: Client, db: None) -> None:
    assert "Too few applications have been decided here so far" in read(client)
    assert "fewer than 10" in read(client)
    assert "moins de 10" in read(client, "fr")


def test_the_page_says_the_range_of_the_night_before_and_who_waits_longer(
    client: Client, this_day: date
) -> None:
    told(this_day - DAY)
    for days, one in zip((10, *[51] * 11), ready_drafts(12, this_day), strict=True):
        received = days_ago(days)
        Application.objects.filter(pk=one.pk).update(status="processing", received_at=received)
    pace = pace_of(IMP_PLUS, this_day)
    assert pace.told == waits.told(this_day)
    assert (pace.open, pace.longer) == (12, 11)
    said = re.sub(r" +", " ", read(client))
    assert "eight in ten are decided 30 to 50 days after receipt, and half within 40" in said
    assert "Of these, waiting longer than the range already about 10" in said


@pytest.mark.parametrize(
    ("settled", "held", "said"),
    [(29, 20, "not known yet"), (97, 71, "for about 7 in ten, of about 100")],
)
def test_how_often_it_was_right_is_said_of_enough_and_rounded(
    settled: int, held: int, said: str, client: Client, this_day: date
) -> None:
    told(this_day - DAY, settled=settled, held=held)
    assert f"How often such a range was right {said}" in re.sub(r" +", " ", read(client))


def test_the_pace_is_that_of_the_weeks_that_are_over(olivia: User, this_day: date) -> None:
    (one,) = ready_drafts(1, this_day)
    for week in range(WEEKS):
        for _time in range(3 if week == 4 else 12):
            ended(one, now() - timedelta(days=7 * week + 2))
    pace = pace_of(IMP_PLUS, today(IMP_PLUS))
    assert (pace.fewest, pace.most) == (3, 12)


def test_the_weeks_follow_from_what_is_shown_and_not_from_the_exact_numbers(
    client: Client, olivia: User, this_day: date
) -> None:
    files = ready_drafts(25, this_day)
    Application.objects.filter(pk__in=[one.pk for one in files]).update(
        status="processing", received_at=now()
    )
    for week in range(WEEKS):
        for _time in range(14):
            ended(files[0], now() - timedelta(days=7 * week + 2))
    assert "as many as wait now are closed after 3 to 3 weeks" in re.sub(r" +", " ", read(client))
