"""The only bridge from what is remembered to the facts that a rule may look at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from impplus.records.application import Application
from impplus.records.person import Person
from impplus.rules import case as facts
from impplus.rules.form import Answer, Answers, Step

PARTNERS = ("spouse", "common-law")


def answers_of(
    application: Application, person: Person, steps: Iterable[Step]
) -> dict[str, Answer]:
    """Every answer to `steps`, by field key, read from the application and one of its people."""
    found: dict[str, Answer] = {"relation": person.relation}
    for step in steps:
        for field in step.fields:
            record = person if hasattr(person, field.key) else application
            if hasattr(record, field.key):
                found[field.key] = getattr(record, field.key)
    return found


def principal_of(application: Application) -> Person:
    """The principal applicant; everyone else is family."""
    return next(person for person in application.people.all() if person.relation == "principal")


def case_of(application: Application, people: Mapping[str, Person], on: date) -> facts.Case:
    """The facts of an application and of its people, as received `on`."""
    principal = people["principal"]
    invitation = application.invitation
    return facts.Case(
        on=on,
        principal=facts.Principal(
            born=principal.born,
            nationality=principal.nationality or None,
            lives_in=_place(application.lives_country, application.lives_province),
            intends_quebec=application.intends_quebec,
            passport_expires=principal.passport_expires,
            csq=_csq(application.csq_programme, application.csq_issued, application.csq_expires),
            permanent_residence=_permanent_residence(
                application.pr_applied, application.pr_applied_on, application.pr_decision
            ),
            invitation=facts.Invitation(
                issued=invitation.issued_on,
                expires=invitation.expires_on,
                state=_choice("revoked" if invitation.status == "revoked" else "issued"),
            ),
            in_canada=_in_canada(principal),
            biometrics=_biometrics(principal),
            medical_exam=application.medical_exam,
            health_or_child_care=application.health_or_child_care,
            relationship=_choice(application.relationship),
        ),
        family=tuple(_member(one) for one in people.values() if one is not principal),
        represented=any(m.status == "active" for m in application.mandates.all()),
    )


def case_of_answers(answers: Answers, on: date) -> facts.Case:
    """The facts of the public self-check, which remembers nothing."""
    scratch = Person(relation="principal")
    for key, value in answers.items():
        if hasattr(scratch, key):
            setattr(scratch, key, value if value is not None else getattr(scratch, key))
    has_letter = answers.get("has_letter")
    states = {True: "issued", False: "none"}
    return facts.Case(
        on=on,
        principal=facts.Principal(
            born=scratch.born,
            nationality=scratch.nationality or None,
            lives_in=_place(_word(answers, "lives_country"), _word(answers, "lives_province")),
            intends_quebec=_truth(answers, "intends_quebec"),
            passport_expires=scratch.passport_expires,
            csq=_csq(
                _word(answers, "csq_programme"),
                _day(answers, "csq_issued"),
                _day(answers, "csq_expires"),
            ),
            permanent_residence=_permanent_residence(
                _truth(answers, "pr_applied"),
                _day(answers, "pr_applied_on"),
                _word(answers, "pr_decision"),
            ),
            invitation=facts.Invitation(state=_choice(states[has_letter]))
            if isinstance(has_letter, bool)
            else None,
            in_canada=_in_canada(scratch),
        ),
    )


def named(everyone: Sequence[Person]) -> dict[str, Person]:
    """The people whose relation is known, under the names that rules give them, the principal first."""
    found = {"principal": next(one for one in everyone if one.relation == "principal")}
    children = 0
    for person in everyone:
        if person.relation in PARTNERS:
            found["partner"] = person
        elif person.relation not in ("", "principal"):
            children += 1
            found[f"child-{children}"] = person
    return found


def _choice(value: str) -> Any:
    """A word that the form offered, or None; the form and the case share their lists."""
    return value or None


def _word(answers: Answers, key: str) -> str:
    value = answers.get(key)
    return value if isinstance(value, str) else ""


def _truth(answers: Answers, key: str) -> bool | None:
    value = answers.get(key)
    return value if isinstance(value, bool) else None


def _day(answers: Answers, key: str) -> date | None:
    value = answers.get(key)
    return value if isinstance(value, date) else None


def _place(country: str, province: str) -> facts.Place | None:
    if not country or (country == "CAN" and not province):
        return None
    return facts.Place(country=country, province=_choice(province) if country == "CAN" else None)


def _csq(programme: str, issued: date | None, expires: date | None) -> facts.Csq:
    return facts.Csq(programme=_choice(programme), issued=issued, expires=expires)


def _permanent_residence(
    applied: bool | None, on: date | None, decision: str
) -> facts.PermanentResidence | None:
    if applied is False:
        return facts.PermanentResidence(applied=False)
    if applied is None or on is None:
        return None
    return facts.PermanentResidence(applied=on, decision=_choice(decision))


def _in_canada(person: Person) -> facts.InCanada | None:
    if not person.in_canada or not person.in_canada_status:
        return None
    return facts.InCanada(
        status=_choice(person.in_canada_status),
        until=person.in_canada_until,
        lost_on=person.status_lost_on,
    )


def _biometrics(person: Person) -> facts.Biometrics | None:
    if person.biometrics_taken_on:
        return facts.Biometrics(given=person.biometrics_taken_on, for_="temporary")
    if not person.biometrics_before or not person.biometrics_given:
        return None
    return facts.Biometrics(
        given=person.biometrics_given,
        for_=_choice(person.biometrics_for or "temporary"),
        pending=person.biometrics_pending,
    )


def _member(person: Person) -> facts.Member:
    return facts.Member(
        relation=_choice(person.relation),
        born=person.born,
        nationality=person.nationality or None,
        passport_expires=person.passport_expires,
        in_canada=_in_canada(person),
        biometrics=_biometrics(person),
        applies_for=_choice(person.applies_for),
        together=True,
        studies=_choice(person.studies),
        other_parent_consents=person.other_parent_consents,
        dependent_for_health=person.dependent_for_health,
        married=person.married,
    )
