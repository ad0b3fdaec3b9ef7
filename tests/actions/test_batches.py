"""Lists and rounds that a worker goes through: nothing is lost or done twice, whoever presses or dies."""

import os
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection

from impplus.actions import batches, candidates, round_letters
from impplus.actions.round_letters import LETTERS
from impplus.demonstration import held_rounds
from impplus.demonstration.accounts import open_account
from impplus.outside import store
from impplus.programmes import IMP_PLUS
from impplus.queries import round_criteria
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records.models import Batch, Candidate, Event, Invitation, Letter, Round, User
from impplus.rules import invitations
from impplus.rules.lifecycle import Role
from tests.actions.lists import asked, worked

pytestmark = pytest.mark.usefixtures("in_small_parts")


class Killed(BaseException):
    """A worker that dies in the middle."""


def dies_after(monkeypatch: pytest.MonkeyPatch, name: str, calls: int) -> None:
    """Let the worker die when a function of a module of actions is called once more than so often."""
    place, function = name.split(".")
    module = {"candidates": candidates, "round_letters": round_letters}[place]
    original, times = getattr(module, function), iter(range(calls))

    def dying(*about: object) -> object:
        if next(times, None) is None:
            raise Killed
        return original(*about)

    monkeypatch.setattr(module, function, dying)


def test_what_is_asked_is_remembered_with_who_and_taken_later(
    mathieu: User, this_day: date
) -> None:
    batch = asked(mathieu, this_day)
    assert (batch.total, batch.done, Candidate.objects.count()) == (24, 0, 0)
    event = Event.objects.get(noun="batch", verb="request")
    assert (event.by, event.detail["name"]) == (mathieu, "list.csv")
    worked(batch)
    assert (batch.status, batch.done, batch.accepted, batch.left_out) == ("done", 24, 23, 1)
    assert batch.rows_left_out.get().line == 25


def test_a_turn_ends_after_some_parts_and_the_next_goes_on(mathieu: User, this_day: date) -> None:
    batch, done = asked(mathieu, this_day), []
    for _ in range(3):
        batches.go_on(candidates.IMPORT)
        batch.refresh_from_db()
        done.append((batch.done, batch.status))
    assert done == [(10, "under-way"), (20, "under-way"), (24, "done")]


def test_whoever_has_waited_longest_is_next(mathieu: User, this_day: date) -> None:
    long, short = asked(mathieu, this_day), asked(mathieu, this_day, 3, given_names="Zoé")
    batches.go_on(candidates.IMPORT)
    batches.go_on(candidates.IMPORT)
    assert [Batch.objects.get(pk=one.pk).done for one in (long, short)] == [10, 4]


def test_two_officers_who_send_one_list_at_once_share_it(mathieu: User, this_day: date) -> None:
    other = open_account("lea@example.test", "Léa Gagnon", Role.QUEBEC, demo=False)
    first = asked(mathieu, this_day)
    assert [asked(mathieu, this_day).pk, asked(other, this_day).pk] == [first.pk, first.pk]
    worked(first)
    again = worked(asked(other, this_day))
    assert (again.accepted, again.left_out, Candidate.objects.count()) == (0, 24, 23)


@pytest.mark.parametrize("calls", [0, 3, 7, 23])
def test_a_worker_that_dies_in_an_import_loses_nothing_and_nothing_is_taken_twice(
    calls: int, mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = asked(mathieu, this_day)
    with monkeypatch.context() as patch:
        dies_after(patch, "candidates.fields", min(calls, 22))
        with pytest.raises(Killed):
            worked(batch)
    batch.refresh_from_db()
    assert batch.done == Candidate.objects.count() == min(calls, 22) // 5 * 5
    worked(batch)
    assert (batch.accepted, batch.left_out, Candidate.objects.count()) == (23, 1, 23)
    event = Event.objects.get(noun="candidate", verb="import")
    assert (event.by, event.detail) == (mathieu, {"accepted": 23, "refused": 1})


@pytest.mark.parametrize("calls", [0, 1, 2])
def test_a_worker_that_dies_in_a_round_changes_nobody_drawn(
    calls: int, mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(asked(mathieu, this_day))
    considered = round_criteria.may_be_drawn(IMP_PLUS, this_day)
    batch = held_rounds.ask_draw(IMP_PLUS, size=13, seed="17 23", by=mathieu)
    with monkeypatch.context() as patch:
        dies_after(patch, "round_letters.letter_facts", 5 * calls)
        with pytest.raises(Killed):
            worked(batch, work=LETTERS)
    assert Invitation.objects.count() == 5 * calls
    worked(asked(mathieu, this_day, 40, nationality="FRA"))
    worked(batch, work=LETTERS)
    drawn = Invitation.objects.order_by("pk").values_list("candidate__reference", flat=True)
    seed = Round.objects.get().seed
    assert tuple(drawn) == invitations.draw(considered, 13, seed)
    assert (batch.status, Round.objects.count(), Letter.objects.count()) == ("done", 1, 13)
    assert Event.objects.filter(noun="round", verb="draw").get().by == mathieu


def test_one_worker_leaves_to_another_what_it_has_gone_through(
    mathieu: User, this_day: date
) -> None:
    late = asked(mathieu, this_day)
    batches.go_on(candidates.IMPORT)
    batches.turn(late, candidates.IMPORT)
    assert Candidate.objects.count() == 10


def test_rounds_that_are_asked_for_together_invite_nobody_twice(
    mathieu: User, this_day: date
) -> None:
    worked(asked(mathieu, this_day))
    both = [held_rounds.ask_draw(IMP_PLUS, size=9, seed=seed, by=mathieu) for seed in "12"]
    worked(both[0], work=LETTERS)
    invited = list(Invitation.objects.values_list("candidate", flat=True))
    assert (len(invited), len(set(invited))) == (18, 18)
    assert list(Round.objects.values_list("number", "considered")) == [(2, 14), (1, 23)]


def first_fails(monkeypatch: pytest.MonkeyPatch, fault: BaseException, other: Batch) -> Batch:
    """One turn of the worker in which the batch before another fails; that batch as it is then."""

    def failing(*_: object) -> object:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(candidates, "fields", failing)
        batches.go_on(candidates.IMPORT)
    return Batch.objects.exclude(pk=other.pk).get()


@pytest.mark.parametrize("fault", [TypeError(), AttributeError(), NotYours(), IntegrityError()])
def test_whatever_stops_a_list_it_holds_up_no_other(
    fault: Exception, mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(mathieu, this_day)
    other = asked(mathieu, this_day, 3, given_names="Zoé")
    first = first_fails(monkeypatch, fault, other)
    assert (first.status, first.failure, worked(other).status) == ("failed", "fault", "done")


def test_a_row_that_somebody_writes_at_the_same_moment_stops_no_list(
    mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = asked(mathieu, this_day)
    columns, meets = candidates.fields, iter([IntegrityError()])

    def written_by_another(*row: Any) -> Any:
        for fault in meets:
            raise fault
        return columns(*row)

    monkeypatch.setattr(candidates, "fields", written_by_another)
    batches.go_on(candidates.IMPORT)
    batch.refresh_from_db()
    gone_through = batches.A_TURN * batches.AT_ONCE
    assert (batch.status, batch.done) == ("under-way", gone_through)
    assert worked(batch).status == "done"


def test_a_worker_s_failure_stops_no_list_with_which_another_has_got_further(
    mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = asked(mathieu, this_day)

    def late(*_: object) -> object:
        Batch.objects.filter(pk=batch.pk).update(done=5)
        raise store.NotStored

    with monkeypatch.context() as patch:
        patch.setattr(candidates.store, "get", late)
        batches.go_on(candidates.IMPORT)
    batch.refresh_from_db()
    assert (batch.status, batch.failure, batch.done) == ("under-way", "", 5)


def test_two_workers_do_not_go_through_lists_at_once(mathieu: User, this_day: date) -> None:
    batch = asked(mathieu, this_day)
    name = connection.settings_dict["NAME"]
    with psycopg.connect(os.environ["DATABASE_URL"], dbname=name, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [candidates.IMPORT.lock])
        batches.go_on(candidates.IMPORT)
        batch.refresh_from_db()
        assert batch.done == 0
        other.execute("SELECT pg_advisory_unlock_all()")
    batches.go_on(candidates.IMPORT)
    batch.refresh_from_db()
    assert batch.done == 10


def test_a_list_that_is_lost_stops_and_another_try_goes_on_from_there(
    stopped: Batch, mathieu: User
) -> None:
    assert (stopped.status, stopped.failure, stopped.done) == ("failed", "list", 10)
    event = Event.objects.get(noun="batch", verb="fail")
    assert event.detail == {"done": 10, "left_out": 0}
    batches.retry(stopped, candidates.IMPORT, by=mathieu)
    worked(stopped)
    assert (stopped.accepted, stopped.failure, Candidate.objects.count()) == (23, "", 23)


def test_only_the_ministry_tries_again_and_not_what_was_asked_for_anew(
    stopped: Batch, mathieu: User, olivia: User, this_day: date
) -> None:
    with pytest.raises(NotYours):
        batches.retry(stopped, candidates.IMPORT, by=olivia)
    asked(mathieu, this_day)
    with pytest.raises(WrongMoment):
        batches.retry(stopped, candidates.IMPORT, by=mathieu)
