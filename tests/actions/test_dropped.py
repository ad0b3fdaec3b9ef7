"""Lists and rounds that end early: what was done stays, and the list goes from the store some days later."""

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from impplus.actions import batches, candidates, round_letters
from impplus.actions.round_letters import LETTERS
from impplus.demonstration import held_rounds
from impplus.outside import store
from impplus.programmes import IMP_PLUS
from impplus.queries import clock, round_criteria
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records.models import Batch, Candidate, Event, Invitation, User
from tests.actions.lists import asked, worked
from tests.people import as_csv, row

pytestmark = pytest.mark.usefixtures("in_small_parts")


def test_a_list_that_is_dropped_keeps_what_was_taken_and_goes_no_further(
    stopped: Batch, mathieu: User, olivia: User, this_day: date
) -> None:
    with pytest.raises(NotYours):
        batches.drop(stopped.pk, candidates.IMPORT, by=olivia)
    batches.drop(stopped.pk, candidates.IMPORT, by=mathieu)
    worked(stopped)
    assert (stopped.status, stopped.done, Candidate.objects.count()) == ("dropped", 10, 10)
    event = Event.objects.get(noun="batch", verb="drop")
    assert (event.by, event.detail) == (mathieu, {"done": 10, "left_out": 0})
    taken = Event.objects.get(noun="candidate", verb="import")
    assert taken.detail == {"accepted": 10, "refused": 0}
    for again in (
        lambda: batches.drop(stopped.pk, candidates.IMPORT, by=mathieu),
        lambda: batches.retry(stopped, candidates.IMPORT, by=mathieu),
    ):
        with pytest.raises(WrongMoment):
            again()
    assert worked(asked(mathieu, this_day)).accepted == 13


def test_who_was_drawn_in_a_round_that_is_dropped_and_has_no_letter_is_drawn_again(
    mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(asked(mathieu, this_day))
    batch = held_rounds.ask_draw(IMP_PLUS, size=23, seed="17 23", by=mathieu)
    batches.turn(batch, LETTERS)

    def failing(*_: object) -> object:
        raise LookupError

    with monkeypatch.context() as patch:
        patch.setattr(round_letters, "letter_facts", failing)
        worked(batch, work=LETTERS)
    assert (batch.status, batch.done, len(round_criteria.may_be_drawn(IMP_PLUS, this_day))) == (
        "failed",
        10,
        0,
    )
    batches.drop(batch.pk, LETTERS, by=mathieu)
    again = held_rounds.draw(IMP_PLUS, size=23, seed="17 23", by=mathieu)
    assert (Invitation.objects.count(), again.considered) == (23, 13)


def ended(batch: Batch, days: int) -> Batch:
    """A batch that ended so many days ago."""
    Batch.objects.filter(pk=batch.pk).update(changed_at=clock.now() - timedelta(days=days))
    return batch


def test_a_list_is_removed_some_days_after_its_import_and_the_row_stays(
    mathieu: User, this_day: date, settings: Settings
) -> None:
    batch = worked(asked(mathieu, this_day))
    assert (candidates.remove_lists(), store.exists(batch.asked["list"])) == (0, True)
    ended(batch, settings.LIST_DAYS + 1)
    assert (candidates.remove_lists(), candidates.remove_lists()) == (1, 0)
    batch.refresh_from_db()
    assert (store.exists(batch.asked["list"]), batch.accepted) == (False, 23)
    assert batch.list_removed_at is not None
    assert Event.objects.get(noun="batch", verb="remove-list").about == str(batch.pk)


def test_a_list_that_stopped_stays_until_it_was_dropped_some_days_ago(
    stopped: Batch, mathieu: User, settings: Settings
) -> None:
    later = settings.LIST_DAYS + 1
    ended(stopped, later)
    assert candidates.remove_lists() == 0
    batches.drop(stopped.pk, candidates.IMPORT, by=mathieu)
    assert candidates.remove_lists() == 0
    ended(stopped, later)
    assert (candidates.remove_lists(), store.exists(stopped.asked["list"])) == (1, False)


def test_a_list_that_was_imported_again_is_removed_after_the_last_of_its_imports(
    mathieu: User, this_day: date, settings: Settings
) -> None:
    first, again = [worked(asked(mathieu, this_day)) for _ in range(2)]
    ended(first, settings.LIST_DAYS + 1)
    assert (candidates.remove_lists(), store.exists(first.asked["list"])) == (0, True)
    ended(again, settings.LIST_DAYS + 1)
    assert (candidates.remove_lists(), store.exists(first.asked["list"])) == (2, False)


def test_the_list_considered_in_a_round_stays(
    mathieu: User, this_day: date, settings: Settings
) -> None:
    candidates.import_csv(as_csv(row(1, this_day)), by=mathieu)
    made = held_rounds.draw(IMP_PLUS, size=1, seed="17 23", by=mathieu)
    Batch.objects.update(changed_at=clock.now() - timedelta(days=settings.LIST_DAYS + 1))
    assert candidates.remove_lists() == 1
    assert store.exists(made.digest.removeprefix("sha256:")) is True
