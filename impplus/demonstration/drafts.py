"""What invented applicants answered, sent and paid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from impplus.demonstration.files import specimen
from impplus.demonstration.people import OCCUPATIONS, PASSPORT, Invented, Relative, studies_of
from impplus.demonstration.plan import Plan
from impplus.demonstration.rounds import number
from impplus.programmes import IMP_PLUS
from impplus.queries import refunds
from impplus.queries.answers import columns_of
from impplus.queries.bills import lines_of
from impplus.records.models import Application, Document, Invitation, Payment, Person, User
from impplus.rules import fees
from impplus.rules.case import Case, Outcome
from impplus.rules.documents import DocumentNeeded

PROVINCES = {"ON": "Ottawa", "NB": "Moncton", "MB": "Winnipeg", "BC": "Vancouver", "AB": "Calgary"}
TITLES = {row.key: row.text.en for row in IMP_PLUS.documents}
OUTCOMES: dict[str, Outcome] = {
    "returned": "returned",
    "withdrawn": "withdrawn-before-processing",
    "refused": "refused",
}
FLAWS = (
    "csq-programme", "outside-quebec", "may-apply-from-canada", "pr-not-decided", "will-leave",
)  # fmt: skip


@dataclass(frozen=True)
class Home:
    """Where an applicant lives."""

    country: str
    province: str
    city: str


def flaw_of(plan: Plan) -> str:
    """What a refused file does not meet; empty for the others."""
    return FLAWS[plan.number % len(FLAWS)] if plan.status == "refused" else ""


def application(chance: Random, plan: Plan, invitation: Invitation, by: User) -> Application:
    """An application on an invitation."""
    return Application(
        number=number(chance, "W"),
        applicant=by,
        invitation=invitation,
        status=plan.status,
        language=by.language,
        started_at=plan.at
        - timedelta(days=0 if plan.status == "draft" else chance.randrange(2, 9)),
        changed_at=plan.at + timedelta(hours=3 if plan.status == "draft" else 0),
    )


def _of_principal(
    chance: Random, plan: Plan, who: Invented, made: Application, relationship: str
) -> dict[str, Any]:
    """The answers that are not about a single person."""
    candidate, flaw, language = made.invitation.candidate, flaw_of(plan), made.language
    home = _home(chance, who, flaw)
    applied = flaw == "pr-not-decided" or chance.random() < 0.45
    return {
        "lives_country": home.country,
        "lives_province": home.province,
        "intends_quebec": True,
        "csq_programme": "PEQ" if flaw == "csq-programme" else candidate.csq_programme,
        "csq_issued": candidate.csq_issued,
        "csq_expires": candidate.csq_expires,
        "csq_number": candidate.csq_number,
        "mifi_file": candidate.mifi_file,
        "pr_applied": applied,
        "pr_applied_on": candidate.csq_issued + timedelta(days=30) if applied else None,
        "pr_decision": ("refused" if flaw == "pr-not-decided" else "pending") if applied else "",
        "relationship": relationship,
        "health_or_child_care": chance.random() < 0.3,
        "medical_exam": chance.random() < 0.5,
        "address": f"{chance.randrange(1, 400)} {'rue Inventée' if language == 'fr' else 'Invented Street'}",
        "city": home.city,
        "occupation": chance.choice(OCCUPATIONS[language]),
        "education": chance.choice(("trade", "bachelor", "bachelor", "master", "doctorate")),
        "refused_before": False,
        "offence": False,
        "unauthorized_work": False,
    }


def people(
    chance: Random,
    plan: Plan,
    made: Application,
    who: Invented,
    relationship: str,
    family: Iterable[Relative],
    today: date,
) -> list[Person]:
    """The principal applicant and the family, in the order given."""
    first = _of_principal(chance, plan, who, made, relationship)
    inside = first["lives_country"] == "CAN"
    visits = flaw_of(plan) == "may-apply-from-canada"
    status = "visitor" if visits else chance.choice(("worker", "student"))
    first |= _person(chance, who, today)
    first["relation"], first["in_canada"] = "principal", inside
    if inside:
        first["in_canada_status"] = status
        first["in_canada_until"] = today + timedelta(days=400)
    rows = [first]
    for one in family:
        row = _person(chance, one.who, today)
        row |= {"relation": one.relation, "applies_for": one.applies_for}
        if one.applies_for == "study-permit":
            row["studies"] = studies_of(one.who.born, today)
        if one.relation == "child":
            row |= {"other_parent_consents": True, "married": False}
        rows.append(row)
    if plan.status == "draft":
        _leave_unfinished(plan, rows)
    return [
        Person(application=made, position=position, **columns_of(row))
        for position, row in enumerate(rows)
    ]


def documents(
    made: Application, named: Mapping[str, Person], needed: Iterable[DocumentNeeded]
) -> list[Document]:
    """A specimen for each document needed that a person sends."""
    rows = []
    for place, one in enumerate(one for one in needed if not one.instead):
        found = specimen(one.key, TITLES[one.key])
        rows.append(
            Document(
                application=made,
                person=named[one.person],
                key=one.key,
                name=found.name,
                media_type=found.media_type,
                size=found.size,
                pages=found.pages,
                content=found.content,
                sent_by=made.applicant,
                sent_at=made.changed_at - timedelta(minutes=max(10, 100 - 2 * place)),
            )
        )
    return rows


def payment(chance: Random, plan: Plan, made: Application, case: Case) -> Payment:
    """The fees that the rules ask for, as paid (or not) and given back by the simulated provider."""
    at, status = made.changed_at - timedelta(minutes=9), payment_state(plan)
    bill = fees.due(IMP_PLUS, case, on=case.on)
    row = Payment(
        application=made,
        reference=UUID(int=chance.getrandbits(128), version=4),
        amount=bill.total,
        lines=lines_of(bill.lines),
        provider_id=f"demonstration-{made.number}",
        status=status,
        started_at=at - timedelta(minutes=3),
        paid_at=at if status != "failed" else None,
    )
    outcome = OUTCOMES.get(plan.status)
    said = fees.refunds(IMP_PLUS, case, outcome, on=case.on) if outcome else None
    refund = refunds.of_payment(row, said) if said else None
    for name, value in (refund.columns if refund else {}).items():
        setattr(row, name, value)
    return row


def refund_of(made: Application) -> refunds.Refund | None:
    """What went back of what was paid for a file."""
    return refunds.remembered(made.payments.get())


def told_of_refund(made: Application) -> dict[str, Any]:
    """What the letter of an outcome says of it."""
    refund = refund_of(made)
    return refund.facts if refund else {}


def _home(chance: Random, who: Invented, flaw: str) -> Home:
    if flaw == "outside-quebec":
        return Home("CAN", "QC", "Montréal")
    if flaw == "may-apply-from-canada":
        return Home("CAN", "ON", "Ottawa")
    if chance.random() < 0.14:
        province = chance.choice(sorted(PROVINCES))
        return Home("CAN", province, PROVINCES[province])
    return Home(who.origin.country, "", who.origin.city)


def _person(chance: Random, who: Invented, today: date) -> dict[str, Any]:
    issued = today - timedelta(days=chance.randrange(340, 1200))
    before = chance.random() < 0.2 and (today - who.born).days > 15 * 365
    given = today - timedelta(days=chance.randrange(400, 2900))
    years = 10 if chance.random() < 0.6 and (today - who.born).days > 16 * 365 else 5
    return {
        "family_name": who.family_name,
        "given_names": who.given_names,
        "sex": who.sex,
        "born": who.born,
        "birth_city": who.origin.city,
        "birth_country": who.origin.country,
        "nationality": who.origin.country,
        "passport_number": f"{PASSPORT}{chance.randrange(10_000):04}",
        "passport_country": who.origin.country,
        "passport_issued": issued,
        "passport_expires": issued + timedelta(days=365 * years),
        "biometrics_before": before,
        "biometrics_given": given if before else None,
        "biometrics_for": "temporary" if before else "",
    }


def sends_documents(plan: Plan) -> bool:
    """Two drafts in three have not come as far as the documents."""
    return plan.status != "draft" or plan.number % 3 == 2


def payment_state(plan: Plan) -> str:
    """What became of the payment, if there was one."""
    if plan.status == "draft":
        return ("paid", "failed", "")[plan.number // 3 % 3]
    return "refunded" if plan.status in OUTCOMES else "paid"


def _leave_unfinished(plan: Plan, rows: list[dict[str, Any]]) -> None:
    """Take out what a draft has no answer to yet; one in three has them all."""
    if plan.number % 3 == 2:
        return
    first = rows[0]
    late = ["occupation", "education", "address", "city", "refused_before", "offence"]
    late.append("unauthorized_work")
    for row in rows:
        row["passport_number"] = row["passport_country"] = ""
    if plan.number % 3 == 0:
        late += ["relationship", "health_or_child_care", "medical_exam"]
        late += ["passport_issued", "passport_expires"]
        del rows[1:]
    for key in late:
        first.pop(key)
