"""What a rule may look at, worked out from the records: here and nowhere else."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch

from impplus.queries.answers import given_by
from impplus.records.application import Application
from impplus.records.delegation import Delegation
from impplus.records.mandate import Mandate
from impplus.records.person import Person
from impplus.rules import case as facts
from impplus.rules.form import Answers
from impplus.rules.settings import Settings
from impplus.words.days import PartDay

PARTNERS = ("spouse", "common-law")
type Given = Mapping[str, Any]


def kept_private(person: str) -> Exists:
    """Whether the person whose key stands in a column of a row keeps answers private from the family."""
    given = Delegation.objects.filter(status="accepted", private=True)
    return Exists(given.filter(person=OuterRef(person)))


# The people of an application, read with whether somebody represents them, and who keeps answers private.
_IN_FORCE = Mandate.objects.filter(application=OuterRef("application"), status="active")
PEOPLE = Prefetch(
    "people",
    Person.objects.annotate(represented=Exists(_IN_FORCE), keeps_private=kept_private("pk")),
)


def case_of(application: Application, people: Mapping[str, Person], on: date) -> facts.Case:
    """The facts of an application and of its people, as received `on`."""
    principal, *family = people.values()
    last = application.programme.settings.yes("last-birth-day-counts", on)
    invitation = facts.InvitationFacts(
        issued=application.invitation.issued_on,
        expires=application.invitation.expires_on,
        state="revoked" if application.invitation.status == "revoked" else "issued",
    )
    return facts.Case(
        on=on,
        principal=_principal(
            _given(principal, last=last), principal.biometrics_taken_on, invitation
        ),
        family=tuple(_member(_given(one, last=last), one.biometrics_taken_on) for one in family),
        represented=is_represented(application, principal),
    )


def case_of_answers(answers: Answers, on: date, settings: Settings) -> facts.Case:
    """The facts of the public self-check, which remembers nothing."""
    answers = _with_whole_birth(answers, last=settings.yes("last-birth-day-counts", on))
    has_letter = answers.get("has_letter")
    invitation = facts.InvitationFacts(state="issued" if has_letter else "none")
    known = invitation if isinstance(has_letter, bool) else None
    return facts.Case(on=on, principal=_principal(answers, None, known))


def _given(person: Person, *, last: bool) -> Given:
    return _with_whole_birth(given_by(person), last=last)


def _with_whole_birth(given: Given, *, last: bool) -> Given:
    """What was answered, a birth known in part being the first or the last day that it may be."""
    born = given.get("born")
    if not isinstance(born, PartDay):
        return given
    return {**given, "born": born.last if last else born.first}


def is_represented(application: Application, principal: Person) -> bool:
    """Whether a mandate is in force: as it was read with the people (`PEOPLE`), else as it is now."""
    read = getattr(principal, "represented", None)
    return application.mandates.filter(status="active").exists() if read is None else bool(read)


def keeps_private(person: Person) -> bool:
    """Whether somebody keeps answers and files from the family: as it was read (`PEOPLE`), else as it is now."""
    read = getattr(person, "keeps_private", None)
    if read is None:
        return person.delegations.filter(status="accepted", private=True).exists()
    return bool(read)


def principal_of(application: Application) -> Person:
    """The principal applicant; everyone else is family."""
    return next(person for person in application.people.all() if person.relation == "principal")


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


def _principal(
    given: Given, enrolled: date | None, invitation: facts.InvitationFacts | None
) -> facts.Principal:
    return facts.Principal(
        born=_day(given, "born"),
        nationality=given.get("nationality") or None,
        lives_in=_place(given),
        intends_quebec=given.get("intends_quebec"),
        passport_expires=_day(given, "passport_expires"),
        csq=facts.Csq(
            programme=_choice(given, "csq_programme"),
            issued=_day(given, "csq_issued"),
            expires=_day(given, "csq_expires"),
        ),
        permanent_residence=_permanent_residence(given),
        invitation=invitation,
        in_canada=_in_canada(given),
        biometrics=_biometrics(given, enrolled),
        medical_exam=given.get("medical_exam"),
        health_or_child_care=given.get("health_or_child_care"),
        relationship=_choice(given, "relationship"),
    )


def _member(given: Given, enrolled: date | None) -> facts.Member:
    return facts.Member(
        relation=_choice(given, "relation"),
        born=_day(given, "born"),
        nationality=given.get("nationality") or None,
        passport_expires=_day(given, "passport_expires"),
        in_canada=_in_canada(given),
        biometrics=_biometrics(given, enrolled),
        applies_for=_choice(given, "applies_for"),
        together=True,
        studies=_choice(given, "studies"),
        other_parent_consents=_consent(given),
        dependent_for_health=given.get("dependent_for_health"),
        married=_married(given),
        medical_exam=given.get("medical_exam"),
        health_or_child_care=given.get("health_or_child_care"),
    )


def _married(given: Given) -> bool | None:
    """Whether somebody has a spouse or partner; of a couple that separated that is not known.

    Until the marital status was asked, a child was asked this alone.
    """
    status = given.get("relationship")
    if not status:
        return given.get("married")
    return None if status == "separated" else status in ("married", "common-law")


def _consent(given: Given) -> bool | None:
    """Whether a parent who is not in the application consents; None where nobody speaks of one."""
    known: dict[Any, bool | None] = {"both": None, "one": False}
    return known.get(given.get("parents"), given.get("other_parent_consents"))


def _choice(given: Given, key: str) -> Any:
    """A word that the form offered, or None; the form and the case share their lists."""
    return given.get(key) or None


def _day(given: Given, key: str) -> date | None:
    day = given.get(key)
    return date.fromisoformat(day) if isinstance(day, str) and day else day or None


def _place(given: Given) -> facts.Residence | None:
    country, province = given.get("lives_country"), _choice(given, "lives_province")
    if not country or (country == "CAN" and not province):
        return None
    return facts.Residence(country=country, province=province if country == "CAN" else None)


def _permanent_residence(given: Given) -> facts.PermanentResidence | None:
    applied, on = given.get("pr_applied"), _day(given, "pr_applied_on")
    if applied is False:
        return facts.PermanentResidence(applied=False)
    if applied is None or on is None:
        return None
    return facts.PermanentResidence(applied=on, decision=_choice(given, "pr_decision"))


def _in_canada(given: Given) -> facts.InCanada | None:
    if not given.get("in_canada") or not given.get("in_canada_status"):
        return None
    return facts.InCanada(
        status=_choice(given, "in_canada_status"),
        until=_day(given, "in_canada_until"),
        lost_on=_day(given, "status_lost_on"),
    )


def _biometrics(given: Given, enrolled: date | None) -> facts.Biometrics | None:
    """What was given for this application, else what was given before it and still counts."""
    if enrolled:
        return facts.Biometrics(given=enrolled, for_="temporary")
    before = _day(given, "biometrics_given")
    if not given.get("biometrics_before") or not before:
        return None
    return facts.Biometrics(
        given=before,
        for_=_choice(given, "biometrics_for") or "temporary",
        pending=given.get("biometrics_pending"),
    )
