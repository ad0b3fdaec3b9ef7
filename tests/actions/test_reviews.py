"""An officer's work before the decision: oldest first, questions and answers, biometrics."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db.models import F

from impplus.actions import applications, documents, reviews
from impplus.queries.letters.layout import composed
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing, WrongMoment
from impplus.records.models import (
    Application,
    Event,
    Intake,
    Invitation,
    Question,
    User,
)
from impplus.rules.deadlines import on_a_working_day
from impplus.rules.lifecycle import Role
from impplus.words.formats import count
from tests import people


@pytest.fixture
def waiting(intake: Intake, this_day: date) -> list[Application]:
    """Three files, received at the same instant."""
    drafts = people.ready_drafts(3, this_day)
    for draft in drafts:
        applications.submit(draft, signature="Alice Benali", by=draft.applicant)
    return drafts


@pytest.fixture
def processing(received: Application, olivia: User) -> Application:
    """Alice's application, found complete by Olivia."""
    reviews.take_oldest(by=olivia)
    reviews.complete(received, by=olivia)
    return received


def question_of(application: Application, olivia: User) -> Question:
    return reviews.ask(application, text="Votre diplôme ?", document="", days=30, by=olivia)


def test_files_of_one_instant_are_taken_in_the_order_of_their_receipts(
    waiting: list[Application], olivia: User
) -> None:
    instants = Application.objects.values_list("received_at", "receipt__received_at")
    assert len({instant for both in instants for instant in both}) == 1
    taken = [reviews.take_oldest(by=olivia) for _ in range(4)]
    assert taken == [*waiting, None]


def test_the_file_received_first_is_taken_first_whatever_its_number(
    waiting: list[Application], olivia: User
) -> None:
    oldest = Application.objects.filter(pk=waiting[2].pk)
    oldest.update(received_at=F("received_at") - timedelta(seconds=1))
    taken = [reviews.take_oldest(by=olivia) for _ in range(3)]
    assert taken == [waiting[2], waiting[0], waiting[1]]
    assert [one.officer for one in taken if one] == [olivia] * 3


def test_a_double_press_takes_one_file_also_where_a_colleague_was_first(
    waiting: list[Application], olivia: User, noor: User
) -> None:
    seen = waiting[0].number
    assert reviews.take_oldest(by=noor, seen=seen) == waiting[0]
    pressed = [reviews.take_oldest(by=olivia, seen=seen) for _ in range(3)]
    assert pressed == [waiting[1]] * 3
    assert reviews.take_oldest(by=olivia, seen=waiting[2].number) == waiting[2]


def test_a_file_that_was_withdrawn_is_not_taken(waiting: list[Application], olivia: User) -> None:
    applications.withdraw(waiting[0], by=waiting[0].applicant)
    assert reviews.take_oldest(by=olivia) == waiting[1]


def test_an_incomplete_file_goes_back_with_its_reasons_and_all_the_money(
    received: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    with pytest.raises(ReasonMissing):
        reviews.return_incomplete(received, reasons="  ", by=olivia)
    reviews.return_incomplete(received, reasons=" Le passeport est illisible. ", by=olivia)
    received.refresh_from_db()
    assert (received.status, received.officer) == ("returned", olivia)
    payment = received.payments.get()
    assert (payment.status, payment.refund_amount) == ("refund-owed", payment.amount)
    facts = received.letters.get(kind="returned").facts
    assert facts["reasons"] == "Le passeport est illisible."
    assert facts["refund"] == facts["paid"] == {"money": str(payment.amount)}


def test_a_returned_application_frees_its_place_and_its_letter_of_invitation(
    received: Application, olivia: User, alice: User
) -> None:
    place = received.place
    reviews.take_oldest(by=olivia)
    reviews.return_incomplete(received, reasons="Le passeport est illisible.", by=olivia)
    place.refresh_from_db()
    assert place.application is None
    again = people.bound(alice, Invitation.objects.get(pk=received.invitation_id))
    assert (again.status, again.invitation) == ("draft", received.invitation)
    receipt = received.letters.get(kind="receipt")
    assert composed(receipt, "en").paragraphs[3] == (
        f"Your application is counted among the "
        f"{count(place.intake.size, 'en')} places of {place.intake.year}."
    )
    released = Event.objects.get(noun="intake", verb="release")
    year = {"size": place.intake.size, "year": place.intake.year}
    assert (released.by, released.role) == (olivia, Role.FEDERAL)
    assert released.about == str(place.intake.pk)
    assert released.detail == {"application": received.number, "place": place.number, **year}


def test_a_question_is_asked_by_letter_with_its_last_day(
    processing: Application, olivia: User, this_day: date
) -> None:
    question = question_of(processing, olivia)
    due = on_a_working_day(this_day + timedelta(days=30), ("CA-QC",))
    assert (question.due_on, question.status, question.asked_by) == (due, "open", olivia)
    assert processing.letters.get(kind="question").facts == {
        "text": "Votre diplôme ?",
        "due": {"day": due.isoformat()},
        "language": processing.language,
        "translation": "",
        "translator": "",
    }


@pytest.mark.parametrize(
    ("text", "days", "faults"),
    [
        (" ", 30, ["Write the question."]),
        ("?", 0, ["Give between 1 and 90 days."]),
        ("?", 91, ["Give between 1 and 90 days."]),
        ("", -1, ["Write the question.", "Give between 1 and 90 days."]),
    ],
)
def test_a_question_says_something_and_leaves_time(
    text: str, days: int, faults: list[str], processing: Application, olivia: User
) -> None:
    with pytest.raises(NotUnderstood) as refused:
        reviews.ask(processing, text=text, document="", days=days, by=olivia)
    assert [fault.en for fault in refused.value.faults] == faults
    assert Question.objects.count() == 0


def test_an_answer_is_given_once(processing: Application, alice: User, olivia: User) -> None:
    question = question_of(processing, olivia)
    reviews.answer(question, text=" Le voici. ", by=alice)
    with pytest.raises(WrongMoment):
        reviews.answer(question, text="Un autre.", by=alice)
    question.refresh_from_db()
    assert (question.status, question.answer, question.answered_by) == (
        "answered",
        "Le voici.",
        alice,
    )
    assert processing.events.filter(noun="application", verb="answer").count() == 1


def test_an_answer_is_words_or_a_file(processing: Application, alice: User, olivia: User) -> None:
    question = question_of(processing, olivia)
    with pytest.raises(NotUnderstood):
        reviews.answer(question, text="", by=alice)
    documents.upload(
        documents.SentFor(
            processing, person=processing.people.get(), key="answer", question=question
        ),
        name="diplôme.pdf",
        content=BytesIO(people.a_pdf("diploma")),
        by=alice,
    )
    reviews.answer(question, text="", by=alice)
    question.refresh_from_db()
    assert (question.status, question.documents.count()) == ("answered", 1)


def test_biometrics_are_asked_of_those_who_owe_them(
    processing: Application, olivia: User, this_day: date
) -> None:
    reviews.request_biometrics(processing, by=olivia)
    assert processing.letters.get(kind="biometrics").facts == {
        "people": "Alice Benali",
        "due": {"day": (on_a_working_day(this_day + timedelta(days=30), ("CA-QC",))).isoformat()},
        "days": "30",
    }
    assert processing.people.get().biometrics_asked_at is not None


def test_a_second_request_does_not_move_the_first_day(
    processing: Application, olivia: User, this_day: date
) -> None:
    reviews.request_biometrics(processing, by=olivia)
    first = processing.people.get().biometrics_asked_at
    with pytest.raises(AlreadyDone):
        reviews.request_biometrics(processing, by=olivia)
    assert processing.people.get().biometrics_asked_at == first


def test_nobody_is_asked_when_nobody_owes(
    processing: Application, olivia: User, this_day: date
) -> None:
    reviews.request_biometrics(processing, by=olivia)
    reviews.record_biometrics(processing.people.get(), on=this_day, by=olivia)
    with pytest.raises(NotUnderstood):
        reviews.request_biometrics(processing, by=olivia)
    assert processing.letters.filter(kind="biometrics").count() == 1


@pytest.mark.parametrize(("days", "recorded"), [(-1, False), (0, True), (1, False)])
def test_biometrics_are_recorded_between_the_request_and_today(
    days: int, recorded: bool, processing: Application, olivia: User, this_day: date
) -> None:
    reviews.request_biometrics(processing, by=olivia)
    person = processing.people.get()
    day = this_day + timedelta(days=days)
    if recorded:
        reviews.record_biometrics(person, on=day, by=olivia)
    else:
        with pytest.raises(NotUnderstood):
            reviews.record_biometrics(person, on=day, by=olivia)
    assert processing.people.get().biometrics_taken_on == (day if recorded else None)


def test_biometrics_that_nobody_asked_for_are_not_recorded(
    processing: Application, olivia: User, this_day: date
) -> None:
    with pytest.raises(NotUnderstood):
        reviews.record_biometrics(processing.people.get(), on=this_day, by=olivia)
    assert processing.people.get().biometrics_taken_on is None
