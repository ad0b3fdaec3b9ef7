"""Officers who reach for one file at once: one has it, and each reads what became of the press."""

from collections import Counter
from datetime import date
from functools import partial

import pytest

from impplus.actions import absences, handovers, reviews
from impplus.queries.officers import NotItsOfficer
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.records.models import Absence, Application, Event, Handover, Skip, User
from tests.rush.together import at_once

pytestmark = [pytest.mark.rush, pytest.mark.django_db(transaction=True)]


def test_a_file_that_is_taken_over_while_its_officer_works_is_found_complete_once_or_not(
    received: Application, olivia: User, noor: User
) -> None:
    reviews.take_oldest(by=olivia)
    presses = [
        partial(reviews.complete, received, by=olivia),
        partial(handovers.take_over, received, reason="Olivia est malade.", by=noor),
    ]
    answers = at_once(presses, 2)
    now = Application.objects.get()
    completed = Event.objects.filter(verb="complete").count()
    assert now.officer == noor
    assert Counter(answers) in (
        Counter({None: 2}),
        Counter({None: 1, NotItsOfficer: 1}),
    )
    assert (completed, now.status) in ((1, "processing"), (0, "in-review"))
    assert completed == list(answers).count(None) - 1


def test_of_two_who_give_one_file_out_at_once_one_does(
    received: Application, noor: User, omar: User, amina: User
) -> None:
    presses = [partial(handovers.assign, [(received, to)], by=amina) for to in (noor, omar)]
    answers = at_once(presses * 2, 4)
    assert sorted(len(one) for one in answers) == [0, 1, 1, 1]  # how many files were left
    assert (Handover.objects.count(), Event.objects.filter(verb="assign").count()) == (1, 1)


def test_one_skip_pressed_many_times_at_once_is_one(received: Application, olivia: User) -> None:
    press = partial(handovers.skip, received, reason="J’attends un avis.", by=olivia)
    answers = at_once([press] * 4, 4)
    assert Counter(answers) == {None: 1, AlreadyDone: 3}
    assert Skip.objects.count() == 1


def test_two_who_would_stand_in_for_each_other_at_once_do_not(
    olivia: User, noor: User, this_day: date
) -> None:
    days = {"first": this_day, "last": this_day}
    presses = [
        partial(absences.declare, one, substitute=other, **days, by=one)
        for one, other in ((olivia, noor), (noor, olivia))
    ]
    answers = at_once(presses, 2)
    assert list(answers).count(NotUnderstood) == 1
    assert Absence.objects.count() == 1
