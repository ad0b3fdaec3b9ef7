"""Matters: none without a search of conflicts, each with a lawyer who answers for it, and none for who is behind a wall."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from impplus.actions import (
    conflicts,
    enquiries,
    followed_matters,
    mandates,
    matter_deadlines,
    matters,
    reviews,
)
from impplus.practice import access
from impplus.practice.models import Deadline, FirmEvent, KnownPerson, Matter, MatterNote
from impplus.practice.routing import FIRM
from impplus.queries.alike import Identity
from impplus.queries.conflicts import NotSearched, search
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Application, Firm, Question, User
from tests.matters import colleague, opened
from tests.people import written_to

pytestmark = pytest.mark.django_db
SENT = date(2026, 11, 3)


def test_a_matter_is_opened_with_a_search_of_conflicts_and_gets_the_next_number(
    lucie: User,
) -> None:
    first, again, second = opened(lucie), opened(lucie), opened(lucie, name="Nadège Desrosiers")
    assert again == first
    year = access.matters(lucie).get(pk=first.pk).opened_at.year
    assert (first.number, second.number) == (f"{year}-0001", f"{year}-0002")
    assert (first.status, first.searched_by) == ("open", "Lucie Tremblay")


def test_no_matter_opens_without_a_search_of_conflicts(lucie: User, firm: Firm) -> None:
    asked = written_to(firm)
    for enquiry in (None, asked):
        with pytest.raises(NotSearched):
            opened(lucie, searched="  ", enquiry=enquiry)
    with pytest.raises(IntegrityError), transaction.atomic(using=FIRM):
        Matter.objects.create(firm=firm.pk, number="1", name="A", language="en", lawyer=lucie.pk)
    assert Matter.objects.count() == 0


def test_an_enquiry_becomes_a_matter_once_conflicts_were_checked(lucie: User, firm: Firm) -> None:
    asked = written_to(firm)
    conflicts.record(asked, "clear", reason="Nobody.", sought=[], by=lucie)
    made = opened(lucie, searched="", enquiry=asked)
    asked.refresh_from_db()
    assert (asked.status, made.enquiry, made.searched) == ("engaged", asked, "Nobody.")


def test_the_client_of_a_matter_and_the_family_are_found_by_the_next_search(
    lucie: User, firm: Firm
) -> None:
    made = opened(lucie, email="wilner@example.test", family="Nadège Desrosiers")
    matters.change(made, phone="+1 819 555 0142", by=lucie)
    sought = [
        Identity("Desrosiers Wilner", email="wilner@example.test"),
        Identity("Nadege Desrosiers"),
    ]
    found = {(one.person.name, one.person.number) for one in search(firm.pk, sought)}
    assert found == {("Wilner Desrosiers", made.number), ("Nadège Desrosiers", made.number)}
    assert [one.phone for one in KnownPerson.objects.filter(kind="client")] == ["+1 819 555 0142"]


def test_a_number_is_given_once(lucie: User) -> None:
    opened(lucie, number="A-1")
    with pytest.raises(matters.NumberTaken):
        opened(lucie, number="A-1", name="Another")
    assert Matter.objects.count() == 1


@pytest.mark.parametrize("role", ["intake", "bookkeeper"])
def test_who_does_not_work_on_matters_opens_none(firm: Firm, role: str) -> None:
    with pytest.raises(NotYours):
        opened(colleague(firm, "Ines", role))


def test_a_paralegal_has_the_matters_she_works_on_and_closes_none(lucie: User, firm: Firm) -> None:
    paul = colleague(firm, "Paul", "paralegal")
    made, _other = opened(lucie, paralegal=paul.pk), opened(lucie, name="Nadège Desrosiers")
    assert list(access.matters(paul)) == [made]
    with pytest.raises(NotYours):
        matters.close(made, by=paul)
    matters.close(made, by=lucie)
    assert Matter.objects.get(pk=made.pk).status == "closed"


def test_only_a_lawyer_of_the_firm_answers_for_a_matter(lucie: User, firm: Firm, bob: User) -> None:
    paul, luc = colleague(firm, "Paul", "paralegal"), colleague(firm, "Luc")
    for wrong in ({"lawyer": paul.pk}, {"lawyer": bob.pk}, {"paralegal": bob.pk}):
        with pytest.raises(NotUnderstood):
            opened(lucie, **wrong)
    made = opened(paul, lawyer=luc.pk, paralegal=paul.pk)
    with pytest.raises(NotUnderstood):
        matters.assign(made, lawyer=paul.pk, paralegal=None, by=luc)
    matters.assign(made, lawyer=lucie.pk, paralegal=None, by=luc)
    assert Matter.objects.values_list("lawyer", "paralegal").get() == (lucie.pk, None)


def test_a_colleague_of_another_firm_sees_no_matter(lucie: User) -> None:
    other = Firm.objects.create(name="Harbour Law", slug="harbour", city="Ottawa")
    made, harry = opened(lucie), colleague(other, "Harry", "owner")
    assert list(access.matters(harry)) == []
    with pytest.raises(NotYours):
        matters.close(made, by=harry)


def test_a_deadline_runs_from_sending_and_is_signed_off_by_who_answers_for_it(
    lucie: User, firm: Firm
) -> None:
    luc, made = colleague(firm, "Luc", "owner"), opened(lucie)
    one = matter_deadlines.add(made, kind="biometrics", since=SENT, by=luc)
    assert (one.due_on, one.status) == (SENT + timedelta(days=30), "counted")
    with pytest.raises(matter_deadlines.NotResponsible):
        matter_deadlines.sign(one, due_on=one.due_on, by=luc)
    with pytest.raises(matter_deadlines.DayChanged):
        matter_deadlines.sign(one, due_on=SENT, by=lucie)
    with pytest.raises(WrongMoment):
        matter_deadlines.meet(one, by=luc)
    matter_deadlines.sign(one, due_on=one.due_on, by=lucie)
    one.refresh_from_db()
    assert (one.status, one.signed_by, one.signed_name) == ("signed", lucie.pk, "Lucie Tremblay")
    assert one.signed_at is not None
    matter_deadlines.meet(one, by=luc)


@pytest.mark.parametrize(
    ("kind", "days"), [("question", None), ("question", 0), ("other", 3651), ("none", 5)]
)
def test_a_deadline_that_cannot_be_counted_is_refused(
    lucie: User, kind: str, days: int | None
) -> None:
    made = opened(lucie)
    with pytest.raises(NotUnderstood):
        matter_deadlines.add(made, kind=kind, since=SENT, days=days, by=lucie)
    with pytest.raises(NotUnderstood):
        matter_deadlines.add(made, kind="question", since=date(9999, 12, 31), days=30, by=lucie)
    assert Deadline.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_off_at_once_one_does(lucie: User, firm: Firm) -> None:
    made = opened(lucie)
    one = matter_deadlines.add(made, kind="biometrics", since=SENT, by=lucie)
    luc = colleague(firm, "Luc")

    def sign(by: User) -> type | None:
        try:
            matter_deadlines.sign(Deadline.objects.get(pk=one.pk), due_on=one.due_on, by=by)
        except (AlreadyDone, matter_deadlines.NotResponsible) as refusal:
            return type(refusal)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(sign, [lucie, luc, lucie, luc]))
    assert sorted(told, key=str) == sorted(
        [None, AlreadyDone, matter_deadlines.NotResponsible, matter_deadlines.NotResponsible],
        key=str,
    )
    assert FirmEvent.objects.filter(noun="deadline", verb="sign").count() == 1


def test_a_note_is_written_once_and_says_of_which_contact(lucie: User) -> None:
    made = opened(lucie)
    matters.note(made, text=" She called. ", contact="call", by=lucie)
    with pytest.raises(AlreadyDone):
        matters.note(made, text="She called.", contact="call", by=lucie)
    made.refresh_from_db()
    assert (made.contacted_by, made.contacted_at is not None) == ("call", True)
    assert list(MatterNote.objects.values_list("text", "name")) == [
        ("She called.", "Lucie Tremblay")
    ]
    for text, contact in ((" ", ""), ("A", "pigeon")):
        with pytest.raises(NotUnderstood):
            matters.note(made, text=text, contact=contact, by=lucie)


def test_a_matter_follows_its_file_of_this_system(
    submitted: Application, alice: User, lucie: User, olivia: User
) -> None:
    mandates.give(submitted, lawyer=lucie, signature="Alice Benali", by=alice)
    made = opened(lucie, application=submitted.pk)
    assert followed_matters.follow_files() == 1
    made.refresh_from_db()
    assert (made.stage, made.acts, made.application_number) == (
        "received",
        "officer",
        submitted.number,
    )
    assert followed_matters.follow_files() == 0
    reviews.take_oldest(by=olivia)
    reviews.complete(submitted, by=olivia)
    question = reviews.ask(submitted, text="Where?", document="", days=30, by=olivia)
    assert followed_matters.follow_files() == 1
    made.refresh_from_db()
    assert (made.stage, made.acts) == ("question", "client")
    one = made.deadlines.get(kind="question")
    assert (one.due_on, one.status) == (Question.objects.get().due_on, "counted")
    matter_deadlines.sign(one, due_on=one.due_on, by=lucie)
    reviews.answer(question, text="Here.", by=alice)
    followed_matters.follow_files()
    one.refresh_from_db()
    made.refresh_from_db()
    assert (one.status, made.stage) == ("met", "processing")


def test_a_matter_is_opened_only_for_a_file_that_the_lawyer_may_open(
    lucie: User, submitted: Application
) -> None:
    with pytest.raises(NotYours):
        opened(lucie, application=submitted.pk)


def test_what_is_told_to_be_changed_changes_and_the_same_again_is_done(lucie: User) -> None:
    made = opened(lucie)
    matters.change(made, missing="lease", stage="question", acts="we", by=lucie)
    with pytest.raises(AlreadyDone):
        matters.change(made, missing="lease", by=lucie)
    with pytest.raises(NotUnderstood):
        matters.change(made, stage="lost", by=lucie)
    matters.close(made, by=lucie)
    with pytest.raises(WrongMoment):
        matters.change(made, missing="all", by=lucie)
    matters.resume(made, by=lucie)
    assert Matter.objects.values_list("missing", "stage", "acts", "status").get() == (
        "lease",
        "question",
        "we",
        "open",
    )


def test_an_answer_to_an_enquiry_opens_no_matter(lucie: User, firm: Firm) -> None:
    enquiries.answer(written_to(firm), text="Yes.", by=lucie)
    assert Matter.objects.count() == 0


def test_a_lawyer_who_opens_the_matter_of_one_who_left_answers_for_it(
    firm: Firm, lucie: User
) -> None:
    luc, ana = colleague(firm, "Luc"), colleague(firm, "Ana", "paralegal")
    made = opened(lucie, lawyer=luc.pk, paralegal=ana.pk)
    matters.close(made, by=lucie)
    User.objects.filter(pk=luc.pk).update(is_active=False)
    with pytest.raises(NotUnderstood):
        matters.resume(made, by=ana)
    matters.resume(made, by=lucie)
    made.refresh_from_db()
    assert (made.status, made.lawyer, made.paralegal) == ("open", lucie.pk, ana.pk)
