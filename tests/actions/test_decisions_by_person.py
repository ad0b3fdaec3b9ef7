"""A decision is one for each person: a member may be refused alone, and falls with the principal applicant by an officer's act."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from impplus.actions import decisions
from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.queries.outcomes import FoundOfMember, approved_people
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing, WrongMoment
from impplus.records.models import Application, Decision, Introduction, PersonOutcome, User
from tests import people
from tests.heard import heard, signed
from tests.people import all_met

WHY = "Vu le dossier."
NOT_HIM = {"partner": FoundOfMember(unmet={"admissible": "Une condamnation de 2019."})}


@pytest.fixture
def family(family: Application, this_day: date) -> Application:
    """Alice's family, where Sami is ten."""
    child = family.people.filter(relation="child")
    people.let_say(child, born=date(this_day.year - 10, 1, 1))
    return Application.objects.get(pk=family.pk)


def approve(
    file: Application, by: User, members: Mapping[str, FoundOfMember] | None = None
) -> Decision:
    said = all_met(file)
    return decisions.approve(
        file, weighed=said, notes={}, reasons=WHY, by=by, members=members or {}
    )


def settled(
    file: Application, by: User, outcome: str = "approved", falling: tuple[str, ...] | None = None
) -> None:
    """Karim was heard about the conviction, and a second officer signed what Olivia found of him."""
    heard(file, "admissible", by=by, about="partner")
    signed(file, {}, by=by, members=NOT_HIM, outcome=outcome, falling=falling)


def refuse(file: Application, by: User, *falling: str, **members: FoundOfMember) -> Decision:
    why = {"passport": "Expiré."}
    return decisions.refuse(file, unmet=why, reasons=WHY, by=by, falling=falling, members=members)


def decided(file: Application) -> list[tuple[str, str, bool]]:
    """Who got what, and whether with the principal applicant."""
    made = PersonOutcome.objects.filter(decision__application=file)
    return [(one.person.given_names, one.outcome, one.falls) for one in made]


def grown(file: Application, this_day: date) -> None:
    """Sami turns out to be 23."""
    child = file.people.filter(relation="child")
    people.let_say(child, born=date(this_day.year - 23, 1, 1), dependent_for_health=False)
    child.update(biometrics_taken_on=this_day)


def test_everyone_is_approved_where_nothing_is_said_against_anybody(
    family: Application, olivia: User
) -> None:
    approve(family, olivia)
    assert decided(family) == [
        ("Alice", "approved", False),
        ("Karim", "approved", False),
        ("Sami", "approved", False),
    ]


def test_karim_is_refused_alone_with_his_reason_and_gets_no_letter_of_introduction(
    family: Application, olivia: User
) -> None:
    settled(family, olivia)
    approve(family, olivia, NOT_HIM)
    family.refresh_from_db()
    assert (family.status, family.decision.outcome) == ("approved", "approved")
    assert [one.given_names for one in approved_people(family)] == ["Alice", "Sami"]
    issued = Introduction.objects.order_by("pk").values_list("person__given_names", flat=True)
    assert list(issued) == ["Alice", "Sami"]
    (found,) = family.findings.filter(stage="decided", person="partner", key="admissible")
    assert (found.met, found.note, found.cite) == (
        False,
        "Une condamnation de 2019.",
        "IRPA / LIPR 34–42",
    )


def test_what_was_paid_for_karims_permit_goes_back_and_nothing_else(
    family: Application, olivia: User
) -> None:
    settled(family, olivia)
    approve(family, olivia, NOT_HIM)
    payment = family.payments.get()
    assert (payment.status, payment.refund_amount) == ("refund-owed", Decimal("100.00"))
    assert [(one["key"], one["person"]) for one in payment.refund_lines] == [
        ("open-work-permit-holder", "partner")
    ]


def test_who_is_refused_alone_needs_a_ground_and_its_reason(
    family: Application, olivia: User
) -> None:
    for unmet in ({"admissible": " "}, {"family-work-permit": ""}):
        with pytest.raises(ReasonMissing):
            approve(family, olivia, {"partner": FoundOfMember(unmet=unmet)})
    for name in ("principal", "child-7"):
        with pytest.raises(NotUnderstood):
            approve(family, olivia, {name: FoundOfMember(unmet={"admissible": "Non."})})
    assert Decision.objects.count() == 0


def test_a_child_of_23_is_not_passed_over(
    family: Application, olivia: User, this_day: date
) -> None:
    grown(family, this_day)
    with pytest.raises(NotUnderstood):
        approve(family, olivia)
    approve(family, olivia, {"child-1": FoundOfMember(unmet={"dependent-child": ""})})
    assert decided(family)[2] == ("Sami", "refused", False)
    told = family.letters.get(kind="approval").facts
    why = next(one for one in judged(file_of(family)).family if one.key == "dependent-child")
    assert [(one["person"], one["text"]["en"]) for one in told["findings"] if one["person"]] == [
        ("Sami Idrissi", why.text.en.replace("This person", "Sami Idrissi"))
    ]


def test_olivia_may_find_met_what_the_answers_show_otherwise_and_says_why(
    family: Application, olivia: User, this_day: date
) -> None:
    grown(family, this_day)
    seen = FoundOfMember(notes={"dependent-child": "L’acte de naissance porte 2006."})
    signed(family, {}, by=olivia, members={"child-1": seen})
    approve(family, olivia, {"child-1": seen})
    assert Introduction.objects.filter(person__relation="child").count() == 1
    (found,) = family.findings.filter(person="child-1", key="dependent-child", stage="decided")
    assert (found.met, found.note) == (True, "L’acte de naissance porte 2006.")


def test_members_fall_with_the_principal_applicant_by_name_only(
    family: Application, olivia: User
) -> None:
    heard(family, "passport", by=olivia)
    for named in ((), ("partner",)):
        with pytest.raises(NotUnderstood):
            refuse(family, olivia, *named)
    assert (Decision.objects.count(), PersonOutcome.objects.count()) == (0, 0)
    refuse(family, olivia, "partner", "child-1")
    assert decided(family) == [
        ("Alice", "refused", False),
        ("Karim", "refused", True),
        ("Sami", "refused", True),
    ]
    assert approved_people(family) == []
    told = family.letters.get(kind="refusal").facts["outcomes"]
    # Karim asks for the kind of permit that Alice asks for, and its source is named; Sami for a study permit.
    assert [(one["name"], one["outcome"]["en"], bool(one.get("cite"))) for one in told] == [
        ("Alice Benali", "Refused", False),
        ("Karim Idrissi", "Refused: what is asked for rests on the principal applicant’s permit, which is refused.", True),
        ("Sami Idrissi", "Refused: what is asked for rests on the principal applicant’s permit, which is refused.", False),
    ]  # fmt: skip


def test_a_member_may_have_reasons_of_their_own_where_all_are_refused(
    family: Application, olivia: User
) -> None:
    heard(family, "passport", by=olivia)
    settled(family, olivia, "refused", ("child-1",))
    refuse(family, olivia, "child-1", **NOT_HIM)
    assert decided(family)[1:] == [("Karim", "refused", False), ("Sami", "refused", True)]
    told = family.letters.get(kind="refusal").facts["findings"]
    assert [(one["person"], one["note"]) for one in told if one["person"]] == [
        ("Karim Idrissi", "Une condamnation de 2019.")
    ]


def test_biometrics_of_who_is_refused_are_not_waited_for(family: Application, olivia: User) -> None:
    settled(family, olivia)
    family.people.filter(relation="spouse").update(biometrics_taken_on=None)
    with pytest.raises(NotUnderstood) as refused:
        approve(family, olivia)
    assert "Karim Idrissi" in refused.value.text.en
    approve(family, olivia, NOT_HIM)
    assert Decision.objects.get().outcome == "approved"


def test_what_was_decided_so_is_decided_so_again_and_otherwise_not(
    family: Application, olivia: User
) -> None:
    settled(family, olivia)
    approve(family, olivia, NOT_HIM)
    with pytest.raises(AlreadyDone):
        approve(family, olivia, NOT_HIM)
    with pytest.raises(WrongMoment) as late:
        approve(family, olivia)
    assert late.type is WrongMoment
