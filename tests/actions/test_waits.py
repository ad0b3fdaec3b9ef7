"""Each night the queue of the day is kept, with the range for a file received then, and how often such ranges were right."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from impplus.actions import waits
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.queue_days import record
from impplus.queries.waits import told as told_on
from impplus.records.models import Application, Decision, Event, QueueDay, User
from impplus.rules.waits import PACE_DAYS
from tests.people import ready_drafts
from tests.told_waits import told

DAY = timedelta(days=1)


def noon(on: date) -> datetime:
    return datetime.combine(on, time(12), tzinfo=ZoneInfo(IMP_PLUS.time_zone))


def received(one: Application, on: date, status: str = "processing") -> None:
    Application.objects.filter(pk=one.pk).update(status=status, received_at=noon(on))


def ended(one: Application, on: date, verb: str, officer: User) -> None:
    sealed = {"salt": b"0" * 16, "leaf": b"0" * 42}
    about = {"noun": "application", "verb": verb, "role": "federal-officer", "application": one}
    Event.objects.create(at=noon(on), **about, **sealed)
    if verb == "refuse":
        said = {"officer": officer, "decided_on": on, "decided_at": noon(on), "reasons": "-"}
        Decision.objects.create(application=one, outcome="refused", **said)


def queue(days: Sequence[tuple[int, int, str]], officer: User, on: date) -> list[Application]:
    """Files received so many days ago, each closed so many days later by a verb; open where that is empty."""
    files = ready_drafts(len(days), on)
    for one, (ago, took, verb) in zip(files, days, strict=True):
        came = on - timedelta(days=ago)
        status = {"refuse": "refused", "withdraw": "withdrawn"}.get(verb, "processing")
        received(one, came, status)
        if verb:
            ended(one, came + timedelta(days=took), verb, officer)
    return files


def test_each_day_is_kept_once_with_what_was_open_and_the_pace(
    olivia: User, this_day: date
) -> None:
    past = [(150 - n, 20 + n % 3, "refuse") for n in range(110)]
    queue([*past, (30, 5, "withdraw"), (20, 0, ""), (0, 0, "")], olivia, this_day)
    waits.remember(IMP_PLUS)
    days = {one.day: one for one in QueueDay.objects.all()}
    assert (min(days), max(days), len(days)) == (this_day - 150 * DAY, this_day - DAY, 150)
    assert [days[this_day - ago * DAY].open for ago in (150, 130, 61, 31, 30, 25, 20, 1)] == [
        *(1, 20, 21, 11, 11, 5, 1, 1)
    ]
    assert (days[this_day - DAY].pace, PACE_DAYS) == (38, 56)
    last = told_on(this_day)
    assert last is not None
    assert (last.day, last.spread.decisions) == (this_day - DAY, 90)
    assert (last.early, last.half, last.late) == (1, 1, 2)
    assert QueueDay.objects.exclude(late=None).count() == 1
    waits.remember(IMP_PLUS)
    assert QueueDay.objects.count() == 150
    with clock.at(clock.now() + 3 * DAY):
        waits.remember(IMP_PLUS)
    assert QueueDay.objects.count() == 153
    assert QueueDay.objects.exclude(late=None).count() == 2


def test_where_too_few_are_decided_the_queue_is_kept_without_a_range(
    olivia: User, this_day: date
) -> None:
    queue([(50, 20, "refuse")] * 29, olivia, this_day)
    waits.remember(IMP_PLUS)
    assert (QueueDay.objects.count(), told_on(this_day)) == (50, None)


def test_before_anything_is_received_nothing_is_kept(db: None) -> None:
    waits.remember(IMP_PLUS)
    assert QueueDay.objects.count() == 0


def test_the_record_counts_files_whose_range_is_over(olivia: User, this_day: date) -> None:
    told(this_day - 61 * DAY)
    ends = [(29, "refuse"), (30, "refuse"), (50, "refuse"), (51, "refuse"), (40, "withdraw")]
    queue(
        [(60, *one) for one in ends] + [(60, 0, ""), (50, 0, ""), (50, 40, "refuse")],
        olivia,
        this_day,
    )
    assert record(IMP_PLUS, this_day) == (2, 5)
    assert record(IMP_PLUS, this_day + DAY) == (2, 5)


def test_a_range_that_was_told_long_before_is_not_held_against_a_file(
    olivia: User, this_day: date
) -> None:
    told(this_day - 80 * DAY)
    queue([(60, 40, "refuse")], olivia, this_day)
    assert record(IMP_PLUS, this_day) == (0, 0)
