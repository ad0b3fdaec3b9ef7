"""A family is decided in parts: whoever is left for later is decided on afterwards, with papers and a letter of its own."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from impplus.actions import (
    absences,
    letters,
    mandates,
    rest,
    reviews,
)
from impplus.queries import court, figures, work
from impplus.queries.countersignatures import SignatureOwed
from impplus.queries.fairness import NotHeard
from impplus.queries.letters.decided import letters_of_the_decision
from impplus.queries.outcomes import left_in
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing, WrongMoment
from impplus.queries.waiting import queue_of
from impplus.records.models import (
    Application,
    Decision,
    Deferral,
    Message,
    Question,
    User,
)
from tests.heard import heard, signed
from tests.left import LATER, NOT_HIM, WHY, approve, introduced, last, now, said


def test_karim_is_left_for_later_and_the_others_get_their_papers(part: Application) -> None:
    assert (part.status, part.is_approved) == ("part-decided", True)
    assert said(part) == [("Alice", "approved"), ("Karim", "left"), ("Sami", "approved")]
    assert introduced() == ["Alice", "Sami"]
    (left,) = left_in(part)
    assert (left.person.given_names, left.reason, left.decision) == ("Karim", LATER, part.decision)
    assert part.findings.filter(person="partner").count() == 0
    assert [one.status for one in part.payments.all()] == ["paid"]


def test_the_first_letter_says_who_is_decided_later_and_why(part: Application) -> None:
    told = part.letters.get(kind="part-approval").facts
    assert part.letters.filter(kind="approval").count() == 0
    assert told["left_members"] == ["Karim Idrissi"]
    assert [
        (one["name"], one["outcome"]["en"], one.get("note", "")) for one in told["outcomes"]
    ] == [
        ("Alice Benali", "Approved", ""),
        ("Sami Idrissi", "Approved", ""),
        ("Karim Idrissi", "Decided later", LATER),
    ]
    letters.send_owed()
    assert part.letters.get(kind="part-approval").status == "sent"


def test_it_needs_a_reason_and_somebody_who_applies(young: Application, olivia: User) -> None:
    for later, why in ((("partner",), " "), (("principal",), LATER), (("child-7",), LATER)):
        with pytest.raises(NotUnderstood):
            approve(young, olivia, *later, why=why)
    assert (Decision.objects.count(), Deferral.objects.count()) == (0, 0)


def test_what_is_asked_about_karim_stops_nobody_else_and_stays_open(
    young: Application, olivia: User
) -> None:
    karim = young.people.get(relation="spouse")
    asked = reviews.ask(young, text="Un certificat?", document="", days=30, by=olivia, person=karim)
    with pytest.raises(NotUnderstood):
        approve(young, olivia)
    approve(young, olivia, "partner")
    assert Question.objects.get(pk=asked.pk).status == "open"
    with pytest.raises(NotUnderstood):  # and is awaited before he is approved
        rest.decide(now(young), people=["partner"], reasons="", by=olivia)


def test_karim_is_approved_afterwards_with_a_letter_of_its_own(
    part: Application, olivia: User, alice: User, lucie: User
) -> None:
    mandates.give(part, lawyer=lucie, signature="Alice Benali", by=alice)
    made = rest.decide(part, people=["partner"], reasons="", by=olivia)
    assert (made.part_of, made.outcome, made.application) == (part.decision, "approved", None)
    assert said(part) == [("Alice", "approved"), ("Karim", "approved"), ("Sami", "approved")]
    assert introduced() == ["Alice", "Sami", "Karim"]
    assert (now(part).status, left_in(now(part))) == ("approved", [])
    told = last(part, "members-decided").facts
    assert (told["approved_members"], [one["name"] for one in told["outcomes"]]) == (
        ["Karim Idrissi"],
        ["Karim Idrissi"],
    )
    letters.send_owed()
    for kind in ("part-approval", "members-decided"):  # one e-mail each tells of its letters
        theirs = letters_of_the_decision(part, last(part, kind))
        told_of = [one.account for one in Message.objects.filter(letter__in=theirs)]
        assert (told_of.count(alice), told_of.count(lucie)) == (1, 1)


def test_karim_is_refused_afterwards_and_what_was_paid_for_him_goes_back(
    part: Application, olivia: User
) -> None:
    with pytest.raises(NotHeard):
        rest.decide(part, people=["partner"], reasons=WHY, by=olivia, members=NOT_HIM)
    heard(part, "admissible", by=olivia, about="partner")
    with pytest.raises(SignatureOwed):
        rest.decide(part, people=["partner"], reasons=WHY, by=olivia, members=NOT_HIM)
    signed(part, {}, by=olivia, members=NOT_HIM)
    with pytest.raises(ReasonMissing):
        rest.decide(part, people=["partner"], reasons=" ", by=olivia, members=NOT_HIM)
    rest.decide(part, people=["partner"], reasons=WHY, by=olivia, members=NOT_HIM)
    assert said(part) == [("Alice", "approved"), ("Karim", "refused"), ("Sami", "approved")]
    assert introduced() == ["Alice", "Sami"]
    told = last(part, "members-decided").facts
    assert (told["refused_members"], told["refund"]) == (["Karim Idrissi"], {"money": "100.00"})
    assert [(one["person"], one["met"]) for one in told["findings"]] == [("Karim Idrissi", False)]
    assert part.payments.get().refund_amount == Decimal("100.00")
    letters.send_owed()
    one = court.courts([now(part)])[part.pk]
    assert one.told == part.programme.day_of(
        last(part, "members-decided").sent_at or part.changed_at
    )


def test_two_are_left_and_decided_one_after_the_other(young: Application, olivia: User) -> None:
    approve(young, olivia, "partner", "child-1")
    assert introduced() == ["Alice"]
    rest.decide(now(young), people=["child-1"], reasons="", by=olivia)
    assert now(young).status == "part-decided"
    assert last(young, "members-decided").facts["left_members"] == ["Karim Idrissi"]
    rest.decide(now(young), people=["partner"], reasons="", by=olivia)
    assert now(young).status == "approved"
    assert introduced() == ["Alice", "Sami", "Karim"]
    assert Decision.objects.filter(part_of__application=young).count() == 2
    assert young.assessments.filter(stage__startswith="part-").count() == 2


def test_somebody_is_decided_on_who_is_left_and_nobody_else(
    part: Application, olivia: User
) -> None:
    with pytest.raises(NotUnderstood):
        rest.decide(part, people=[], reasons="", by=olivia)
    for nobody in (["child-1"], ["partner", "child-1"], ["child-7"]):
        with pytest.raises(WrongMoment):
            rest.decide(part, people=nobody, reasons="", by=olivia)
    rest.decide(part, people=["partner"], reasons="", by=olivia)
    with pytest.raises(AlreadyDone):
        rest.decide(part, people=["partner"], reasons="", by=olivia)


def test_who_comes_second_reads_who_was_first(
    part: Application, olivia: User, omar: User, this_day: date
) -> None:
    absences.declare(olivia, substitute=omar, first=this_day, last=this_day, by=olivia)
    rest.decide(part, people=["partner"], reasons="", by=olivia)
    with pytest.raises(WrongMoment) as late:
        rest.decide(part, people=["partner"], reasons="", by=omar)
    assert "Olivia Chen, on " in late.value.text.en


def test_it_stays_with_its_officer(part: Application, olivia: User, this_day: date) -> None:
    (waiting,) = queue_of([olivia.pk], olivia.pk, this_day).waiting
    assert (waiting.facts.number, waiting.kind) == (part.number, "age")
    steps = {one.key: one.number for one in work.inventory()}
    assert (steps["part-decided"], steps["processing"], steps["all"]) == (1, 0, 1)


def test_it_counts_as_approved_once(part: Application, olivia: User, this_day: date) -> None:
    def approved() -> int | None:
        day = timedelta(days=1)
        return figures.counted(part.programme, this_day - day, this_day + day)[2]

    assert approved() == 1
    rest.decide(part, people=["partner"], reasons="", by=olivia)
    assert approved() == 1
