"""How the sequencer numbers events: by their instants, receipts in the order of their intake, whoever else writes or reads."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from impplus.actions import log
from impplus.actions.log import alone, number, seal, write
from impplus.queries import clock
from impplus.records.models import Application, Event, Intake, LogEntry, LogMark
from tests.actions.test_checkpoints import writing
from tests.site import owner

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def happened(seconds: float = 0, **said: Any) -> Event:
    """An event, so many seconds from now: somebody looks at a page, unless it says something else."""
    looked = {"noun": "page", "about": "", "verb": "look", "role": "federal"}
    return write(Event(**{"at": clock.now() + seconds * SECOND, **looked, **said}), None)


def submitted(seconds: float = 0, intake: int | None = None, **said: Any) -> Event:
    detail = {"intake": intake} if intake else {}
    return happened(seconds, noun="application", verb="submit", detail=detail, **said)


def ranks() -> list[tuple[int | None, int | None]]:
    """The intake and the order that each event was given, by the number of its leaf."""
    return list(LogEntry.objects.values_list("intake", "rank"))


def numbered() -> list[int]:
    """The events in the order of their leaves."""
    return list(LogEntry.objects.values_list("event", flat=True))


def test_what_was_written_late_is_numbered_by_its_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    late, early, earliest = (happened(seconds).pk for seconds in (0, -1, -2))
    monkeypatch.setattr(log, "AT_ONCE", 2)
    assert (number(), numbered()) == (2, [earliest, early])
    assert (number(), numbered()) == (1, [earliest, early, late])


def test_of_more_than_are_numbered_at_once_none_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first that was written is the last by its instant."""
    written = [happened(-seconds).pk for seconds in range(5)]
    monkeypatch.setattr(log, "AT_ONCE", 2)
    assert [number() for _ in range(4)] == [2, 2, 1, 0]
    assert numbered() == written[::-1]


def test_the_first_event_of_an_installation_is_numbered_where_rounds_came_before_it() -> None:
    with owner(), connection.cursor() as cursor:
        cursor.execute("ALTER SEQUENCE records_event_id_seq RESTART")
    assert [number() for _ in range(3)] == [0, 0, 0]
    first = happened().pk
    assert (number(), numbered()) == (1, [first])
    assert first == 1


def test_of_two_of_one_instant_the_first_that_was_written_comes_first() -> None:
    at = clock.now()
    later, first, second = (happened(at=one).pk for one in (at + SECOND, at, at))
    number()
    assert numbered() == [first, second, later]


def test_the_receipts_of_each_intake_are_counted_on_from_one_round_to_the_next() -> None:
    for seconds, intake in enumerate((7, 7, 8)):
        submitted(seconds, intake)
    number()
    submitted(intake=8)
    submitted(1, intake=7)
    number()
    assert ranks() == [(7, 1), (7, 2), (8, 1), (8, 2), (7, 3)]


def test_only_the_submission_of_an_application_has_an_order() -> None:
    happened(noun="application", verb="withdraw", detail={"intake": 7})
    happened(noun="filing", verb="submit", detail={"intake": 7})
    number()
    assert ranks() == [(None, None)] * 2


def test_a_receipt_of_before_is_counted_in_the_intake_of_its_place(
    received: Application, intake: Intake
) -> None:
    number()
    first = (intake.pk, 1)
    assert [one for one in ranks() if one[0]] == [first]
    submitted(application=received)
    happened(1, noun="application", verb="withdraw", application=received)
    number()
    assert ranks()[-2:] == [(intake.pk, 2), (None, None)]


def reads() -> None:
    assert Event.objects.exists()


def writes_no_event() -> None:
    Intake.objects.update(closes_at=clock.now())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [reads, writes_no_event])
def test_who_writes_no_event_keeps_none_waiting(act: Callable[[], None], intake: Intake) -> None:
    newest = happened().pk
    with writing(act):
        number()
        number()
        assert LogMark.objects.get().settled == newest


@pytest.mark.django_db(transaction=True)
def test_who_finds_another_at_work_gives_back_no_lock() -> None:
    warned = list[str | None]()

    def other() -> None:
        connection.ensure_connection()
        connection.connection.add_notice_handler(lambda said: warned.append(said.message_primary))
        with alone() as ours:
            warned.append(f"{ours}")

    with alone(), writing(other):
        pass
    assert warned == ["False"]


def test_every_event_is_sealed_with_what_it_is_about() -> None:
    with pytest.raises(ValueError, match="zip"):
        seal([Event()], [])
