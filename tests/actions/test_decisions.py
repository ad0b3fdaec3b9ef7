"""A decision is a named officer's, with reasons, once; an approval issues the permits."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from impplus.actions import decisions, letters, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.queries.refusals import NotUnderstood, ReasonMissing, Refusal, WrongMoment
from impplus.queries.verification import verify
from impplus.records.models import (
    Application,
    Decision,
    Finding,
    Introduction,
    Permit,
    Person,
    User,
)
from impplus.rules.answer import fingerprint
from tests import people
from tests.approved import arrive
from tests.decided import barred, falling
from tests.heard import heard, signed
from tests.people import all_met

WHY = "Toutes les conditions sont remplies."


def approve(application: Application, by: User, **notes: str) -> Decision:
    weighed = all_met(application)
    members = barred(application)
    signed(application, notes, by=by, members=members)
    return decisions.approve(
        application, weighed=weighed, notes=notes, reasons=WHY, by=by, members=members
    )


def refuse(
    application: Application, by: User, unmet: dict[str, str], reasons: str = "R"
) -> Decision:
    grounds = judged(file_of(application)).grounds
    if doubted := [key for key, why in unmet.items() if why.strip() and key in grounds]:
        heard(application, *doubted, by=by)
    return decisions.refuse(
        application, unmet=unmet, reasons=reasons, by=by, falling=falling(application)
    )


def test_a_decision_is_of_the_first_office_that_decides_unless_another_is_named(
    examined: Application, olivia: User, this_day: date
) -> None:
    first, other = IMP_PLUS.in_force(this_day).deciding
    assert refuse(examined, olivia, {"passport": "Expiré."}).office == first != other


@pytest.mark.parametrize("office", ["mifi", "moon"])
def test_an_office_that_does_not_decide_decides_nothing(
    office: str, examined: Application, olivia: User
) -> None:
    with pytest.raises(NotUnderstood):
        decisions.refuse(
            examined, unmet={"passport": "Expiré."}, reasons="R", by=olivia, office=office
        )
    undecided(examined)


def remembered(application: Application) -> dict[str, bool | None]:
    """What a decision found of the principal applicant, by condition and requirement."""
    kept = application.findings.filter(stage="decided", person="principal")
    return {one.key: one.met for one in kept}


def told(application: Application, kind: str) -> list[tuple[str, bool | None, str]]:
    """About whom, and what, the letter says, with the officer's words."""
    facts = application.letters.get(kind=kind).facts["findings"]
    return [(one["person"], one["met"], one["note"]) for one in facts]


def undecided(application: Application) -> None:
    """Nothing of a decision is left."""
    application.refresh_from_db()
    assert (application.status, Decision.objects.count(), Permit.objects.count()) == (
        "processing",
        0,
        0,
    )
    assert Finding.objects.filter(stage="decided").count() == 0
    assert application.letters.filter(kind__in=["approval", "refusal", "permit"]).count() == 0


def test_an_approval_names_its_officer_its_reasons_and_its_rules(
    examined: Application, olivia: User, this_day: date
) -> None:
    decision = approve(examined, olivia)
    assert (decision.outcome, decision.officer, decision.decided_on) == (
        "approved",
        olivia,
        this_day,
    )
    assert (decision.reasons, decision.rules) == (WHY, fingerprint(IMP_PLUS))
    before = judged(file_of(examined))
    assert remembered(examined) == {one.key: one.met for one in before.conditions} | {
        one.key: True for one in before.requirements
    }
    letters = examined.letters.filter(
        kind__in=["approval", "permit", "introduction", "passport-request"]
    ).order_by("id")
    assert sorted(letter.kind for letter in letters) == [
        "approval",
        "introduction",
        "passport-request",
    ]


def test_an_approval_gives_each_applicant_one_permit(examined: Application, olivia: User) -> None:
    approve(examined, olivia)
    (permit,) = arrive(examined)
    assert (permit.person.relation, permit.kind, permit.province) == (
        "principal",
        "open-work-permit",
        "QC",
    )
    checked = verify(permit.code, permit.valid_from)
    assert checked is not None
    assert (checked.kind, checked.state, checked.number) == ("permit", "valid", permit.number)


@pytest.mark.parametrize("second", ["approve", "refuse"])
def test_a_file_is_decided_once(second: str, examined: Application, olivia: User) -> None:
    acts: dict[str, Callable[[Application], object]] = {
        "approve": lambda one: approve(one, olivia),
        "refuse": lambda one: refuse(one, olivia, {"passport": "Expiré."}),
    }
    older_page = Application.objects.get()
    approve(examined, olivia)
    with pytest.raises(WrongMoment):
        acts[second](older_page)
    assert (Decision.objects.get().outcome, Introduction.objects.count()) == ("approved", 1)


def test_an_unexplained_condition_blocks_the_approval(examined: Application, olivia: User) -> None:
    people.let_say(examined.people.all(), lives_country="CAN", lives_province="QC")
    unmet = [one.key for one in judged(file_of(examined)).conditions if one.met is not True]
    assert "outside-quebec" in unmet
    with pytest.raises(ReasonMissing):
        approve(examined, olivia)
    with pytest.raises(ReasonMissing):
        approve(examined, olivia, **dict.fromkeys(unmet, "  "))
    undecided(examined)
    approve(examined, olivia, **dict.fromkeys(unmet, "Elle a déménagé depuis."))
    noted = examined.findings.filter(stage="decided").exclude(note="").order_by("id")
    assert [(one.key, one.met, one.note) for one in noted] == [
        (key, True, "Elle a déménagé depuis.") for key in unmet
    ]
    titles = [one.title.fr for one in judged(file_of(examined)).conditions if one.key in unmet]
    assert [one.text.fr for one in noted] == titles


@pytest.mark.parametrize("reasons", ["", " \n "])
def test_an_approval_that_finds_something_with_a_reason_has_overall_reasons_too(
    reasons: str, examined: Application, olivia: User
) -> None:
    weighed, notes = all_met(examined), {"passport": "Vu à l’original."}
    with pytest.raises(ReasonMissing):
        decisions.approve(examined, weighed=weighed, notes=notes, reasons=reasons, by=olivia)
    undecided(examined)


def test_where_everyone_is_approved_as_the_answers_show_no_reasons_are_asked(
    examined: Application, olivia: User
) -> None:
    decisions.approve(examined, weighed=all_met(examined), notes={}, reasons=" ", by=olivia)
    letters.send_owed()
    written = examined.letters.get(kind="approval")
    assert (written.status, written.facts["reasons"]) == ("sent", "")


@pytest.mark.parametrize(
    ("unmet", "reasons"),
    [
        ({}, "R"),
        ({"passport": " "}, "R"),
        ({"no-such-condition": "Non."}, "R"),
        ({"passport": "Expiré."}, " "),
    ],
    ids=["no condition", "no reason", "no such condition", "no overall reason"],
)
def test_there_is_no_refusal_without_a_condition_and_a_reason(
    unmet: dict[str, str], reasons: str, examined: Application, olivia: User
) -> None:
    with pytest.raises(ReasonMissing):
        refuse(examined, olivia, unmet, reasons)
    undecided(examined)


def test_a_refusal_keeps_the_officers_reason_beside_its_condition(
    examined: Application, olivia: User
) -> None:
    decision = refuse(examined, olivia, {"passport": " Il expire trop tôt. "}, "Voir ci-dessous.")
    assert (decision.outcome, decision.officer) == ("refused", olivia)
    said = [one for one in told(examined, "refusal") if one[2]]
    assert said == [("", False, "Il expire trop tôt.")]
    examined.refresh_from_db()
    assert (examined.status, Permit.objects.count()) == ("refused", 0)
    payment = examined.payments.get()
    assert (payment.status, payment.refund_amount) == ("refund-owed", Decimal("100.00"))


def test_an_open_question_holds_the_decision(
    examined: Application, alice: User, olivia: User
) -> None:
    question = reviews.ask(examined, text="?", document="", days=30, by=olivia)
    for act in (
        lambda: approve(examined, olivia),
        lambda: refuse(examined, olivia, {"passport": "Non."}),
    ):
        with pytest.raises(NotUnderstood):
            act()
    undecided(examined)
    reviews.answer(question, text="Voici.", by=alice)
    assert approve(examined, olivia).outcome == "approved"


def test_missing_biometrics_hold_an_approval_and_not_a_refusal(
    examined: Application, olivia: User
) -> None:
    Person.objects.update(biometrics_taken_on=None)
    with pytest.raises(NotUnderstood):
        approve(examined, olivia)
    undecided(examined)
    assert refuse(examined, olivia, {"passport": "Non."}).outcome == "refused"


@pytest.mark.parametrize("days", [None, -1])
def test_no_permit_is_issued_that_would_end_before_it_begins(
    days: int | None, examined: Application, olivia: User, this_day: date
) -> None:
    expires = None if days is None else this_day + timedelta(days=days)
    Person.objects.update(passport_expires=expires)
    examined = Application.objects.get()
    notes = dict.fromkeys(judged(file_of(examined)).grounds, "Vu.")
    with pytest.raises(NotUnderstood) as refused:
        approve(examined, olivia, **notes)
    assert refused.value.text.en == (
        "A permit for Alice Benali cannot be dated: the passport is not known, or it expires before "
        "the permit would begin. Ask for a passport that is still valid."
    )
    undecided(examined)


def test_a_permit_ends_with_the_passport(
    examined: Application, olivia: User, this_day: date
) -> None:
    last = this_day + timedelta(days=40)
    Person.objects.update(passport_expires=last)
    examined = Application.objects.get()
    notes = dict.fromkeys(judged(file_of(examined)).grounds, "Vu.")
    approve(examined, olivia, **notes)
    (permit,) = arrive(examined)
    assert (permit.valid_from, permit.valid_until, permit.limited_by) == (
        this_day,
        last,
        "passport",
    )


def test_a_refusal_is_a_refusal_for_whoever_asks(examined: Application, olivia: User) -> None:
    refuse(examined, olivia, {"passport": "Non."})
    refusals: list[type[Refusal]] = []
    for act in (lambda: approve(examined, olivia), lambda: reviews.complete(examined, by=olivia)):
        with pytest.raises(Refusal) as refused:
            act()
        refusals.append(refused.type)
    assert refusals == [WrongMoment, WrongMoment]
