"""Whose a file is: only its officer acts on it; taken over, handed over, given back, given out and skipped."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from impplus.actions import absences, decisions, handovers, questions, reviews
from impplus.queries.emails import email_of
from impplus.queries.officers import NotItsOfficer
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Application, Event, Handover, Message, Question, Skip, User
from impplus.rules.lifecycle import Role
from tests.people import user

ACTS: dict[str, Callable[[Application, User], object]] = {
    "complete": lambda one, by: reviews.complete(one, by=by),
    "return": lambda one, by: reviews.return_incomplete(one, reasons="Il manque tout.", by=by),
    "ask": lambda one, by: reviews.ask(one, text="Où?", document="", days=30, by=by),
    "biometrics": lambda one, by: reviews.request_biometrics(one, by=by),
    "approve": lambda one, by: decisions.approve(one, weighed={}, notes={}, reasons="Oui.", by=by),
    "refuse": lambda one, by: decisions.refuse(one, unmet={}, reasons="Non.", by=by),
    "hand over": lambda one, by: handovers.hand_over(one, to=by, note="Prends-le.", by=by),
    "release": lambda one, by: handovers.release(one, reason="Conflit.", by=by),
    "skip": lambda one, by: handovers.skip(one, reason="Plus tard.", by=by),
}  # fmt: skip


def state(application: Application) -> tuple[object, ...]:
    now = Application.objects.get(pk=application.pk)
    return now.status, now.officer, now.events.count(), now.letters.count()


@pytest.mark.parametrize("act", ACTS)
def test_only_its_officer_acts_on_a_file(act: str, olivias: Application, noor: User) -> None:
    before = state(olivias)
    with pytest.raises(NotItsOfficer) as refused:
        ACTS[act](olivias, noor)
    assert refused.value.has == "Olivia Chen"
    assert state(olivias) == before


def test_only_its_officer_withdraws_a_question(
    olivias: Application, olivia: User, noor: User
) -> None:
    question = reviews.ask(olivias, text="Où travaillez-vous?", document="", days=30, by=olivia)
    with pytest.raises(NotItsOfficer):
        questions.withdraw(question, by=noor)
    with pytest.raises(NotItsOfficer):
        questions.settle_more_time(question, given=True, by=noor)
    assert Question.objects.get().status == "open"


def test_a_file_is_taken_over_with_a_reason_that_its_officer_reads(
    olivias: Application, olivia: User, noor: User
) -> None:
    with pytest.raises(NotUnderstood):
        handovers.take_over(olivias, reason=" ", by=noor)
    handovers.take_over(olivias, reason="Olivia est malade.", by=noor)
    olivias.refresh_from_db()
    one = Handover.objects.get()
    assert (olivias.officer, olivias.status) == (noor, "in-review")
    assert (one.kind, one.before, one.after, one.note) == (
        "take-over",
        olivia,
        noor,
        "Olivia est malade.",
    )
    assert (one.before_read_at, one.after_read_at is not None) == (None, True)
    event = olivias.events.get(verb="take-over")
    assert (event.by, event.detail) == (noor, {"before": olivia.pk, "after": noor.pk})
    with pytest.raises(NotItsOfficer) as refused:
        reviews.complete(olivias, by=olivia)
    assert refused.value.has == "Noor Siddiqui"
    reviews.complete(olivias, by=noor)


def told() -> list[tuple[str, str]]:
    """Whom an e-mail is owed because a file changed hands, and what it says."""
    owed = Message.objects.filter(notice__startswith="own-file-").order_by("pk")
    return [(str(one.account), one.notice) for one in owed.select_related("account")]


def test_either_officer_is_told_by_e_mail_and_nobody_of_what_they_did_themselves(
    olivias: Application, noor: User, omar: User, amina: User
) -> None:
    handovers.take_over(olivias, reason="Olivia est malade.", by=noor)
    assert told() == [("Olivia Chen", "own-file-lost")]
    handovers.hand_over(olivias, to=omar, note="Prends-le.", by=noor)
    handovers.release(olivias, reason="Je connais Alice.", by=omar)
    handovers.assign([(olivias, noor)], by=amina)
    assert told()[1:] == [("Omar Haddad", "own-file-got"), ("Noor Siddiqui", "own-file-got")]
    email = email_of(Message.objects.get(notice="own-file-lost"))
    assert (email.to, email.subject) == (
        ["olivia@example.test"],
        "A file of yours went to a colleague",
    )
    assert [word in email.body for word in (olivias.number, "Alice", "malade")] == [False] * 3


def test_the_first_officer_says_once_that_the_note_is_read(
    olivias: Application, olivia: User, noor: User, omar: User
) -> None:
    handovers.take_over(olivias, reason="Urgence.", by=noor)
    one = Handover.objects.get()
    with pytest.raises(NotYours):
        handovers.read(one, by=omar)
    handovers.read(one, by=olivia)
    one.refresh_from_db()
    assert one.before_read_at is not None
    with pytest.raises(AlreadyDone):
        handovers.read(one, by=olivia)


def test_of_two_who_take_a_file_over_each_does_and_pressed_again_it_is_done(
    olivias: Application, noor: User, omar: User
) -> None:
    handovers.take_over(olivias, reason="Urgence.", by=noor)
    with pytest.raises(AlreadyDone):
        handovers.take_over(olivias, reason="Urgence.", by=noor)
    handovers.take_over(olivias, reason="Je le connais.", by=omar)
    assert [one.before for one in Handover.objects.all()] == [olivias.officer, noor]


def test_a_file_is_handed_over_with_a_note_to_an_officer_who_works(
    olivias: Application, olivia: User, noor: User, mathieu: User, alice: User, this_day: date
) -> None:
    gone = user("gone@example.test", "Guy Dion", Role.FEDERAL)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for nobody in (mathieu, alice, gone):
        with pytest.raises(NotUnderstood):
            handovers.hand_over(olivias, to=nobody, note="Prends-le.", by=olivia)
    handovers.hand_over(olivias, to=noor, note="Prends-le.", by=olivia)
    olivias.refresh_from_db()
    one = Handover.objects.get()
    assert olivias.officer == noor
    assert (one.before_read_at is None, one.after_read_at) == (False, None)
    with pytest.raises(AlreadyDone):
        handovers.hand_over(olivias, to=noor, note="Prends-le.", by=olivia)
    assert Event.objects.filter(verb="hand-over").count() == 1


def test_nothing_is_handed_to_who_is_away(
    olivias: Application, olivia: User, noor: User, omar: User, this_day: date
) -> None:
    absences.declare(noor, substitute=omar, first=this_day, last=this_day, by=noor)
    with pytest.raises(NotUnderstood) as refused:
        handovers.hand_over(olivias, to=noor, note="Prends-le.", by=olivia)
    assert refused.value.faults[0].en.startswith("Noor Siddiqui is away until ")
    assert "Omar Haddad does the work" in refused.value.faults[0].en


def test_a_file_that_was_given_back_is_the_next_to_be_taken_as_it_stands(
    olivias: Application, olivia: User, noor: User
) -> None:
    reviews.complete(olivias, by=olivia)
    olivias.refresh_from_db()
    handovers.release(olivias, reason="Je connais cette famille.", by=olivia)
    with pytest.raises(NotItsOfficer) as refused:
        ACTS["ask"](olivias, noor)
    assert refused.value.has == ""
    assert reviews.take_oldest(by=noor) == olivias
    olivias.refresh_from_db()
    assert (olivias.officer, olivias.status) == (noor, "processing")


def test_a_skipped_file_comes_next_to_others_and_again_tomorrow(
    submitted: Application, olivia: User, noor: User, this_day: date
) -> None:
    with pytest.raises(NotUnderstood):
        handovers.skip(submitted, reason="", by=olivia)
    handovers.skip(submitted, reason="Je connais Alice.", by=olivia)
    with pytest.raises(AlreadyDone):
        handovers.skip(submitted, reason="Je connais Alice.", by=olivia)
    assert reviews.take_oldest(by=olivia) is None
    Skip.objects.update(on=this_day - timedelta(days=1))
    assert reviews.take_oldest(by=olivia) == submitted
    assert Skip.objects.get().reason == "Je connais Alice."


def test_skipped_by_one_a_file_is_taken_by_another(
    submitted: Application, olivia: User, noor: User
) -> None:
    handovers.skip(submitted, reason="Je connais Alice.", by=olivia)
    assert reviews.take_oldest(by=noor) == submitted


def test_files_are_given_out_and_one_that_was_taken_meanwhile_stays_where_it_is(
    submitted: Application, olivia: User, noor: User, omar: User, amina: User
) -> None:
    assert handovers.assign([(submitted, noor)], by=amina) == []
    submitted.refresh_from_db()
    assert (submitted.officer, submitted.status) == (noor, "in-review")
    assert handovers.assign([(submitted, omar)], by=amina) == [submitted]
    submitted.refresh_from_db()
    assert submitted.officer == noor
    with pytest.raises(NotYours):
        handovers.assign([(submitted, omar)], by=olivia)


def test_a_new_or_closed_file_is_not_taken_over(submitted: Application, olivia: User) -> None:
    with pytest.raises(WrongMoment):
        handovers.take_over(submitted, reason="Urgence.", by=olivia)
