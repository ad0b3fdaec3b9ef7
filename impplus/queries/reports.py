"""Changes reported after submission: what kinds there are, what each says, and what it would change."""

import copy
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from impplus.queries import findings
from impplus.queries.answers import columns_of, given_by, in_words
from impplus.queries.contradictions import EXPLAINED
from impplus.queries.declared import MEMBER, TAKEN_BACK, born_of, declares, reported_of, said_of
from impplus.queries.facts import PARTNERS, case_of, keeps_private
from impplus.queries.file import File
from impplus.queries.letters.words import LIMITS
from impplus.queries.papers import permits_of
from impplus.queries.privacy import hidden_in
from impplus.records.models import Application, Correction, Permit, Person, Report
from impplus.rules import validity
from impplus.rules.eligibility import ConditionResult
from impplus.rules.form import Answers, Field
from impplus.words import formats
from impplus.words.contradictions import ASKED
from impplus.words.family_changes import BORN, COMES, FAMILY, IS_TO_COME, NAME, TAKEN_BACK_OF
from impplus.words.labels import NOT_PROVIDED
from impplus.words.text import Text

KINDS: Mapping[str, Text] = {
    "contact": Text(en="New address or telephone number", fr="Nouvelle adresse ou nouveau numéro"),
    "passport": Text(en="New passport", fr="Nouveau passeport"),
    "answer": Text(en="Corrected answer", fr="Réponse corrigée"),
    **FAMILY,
    MEMBER: Text(
        en="Correction of who was declared", fr="Correction au sujet d’une personne déclarée"
    ),
    TAKEN_BACK: Text(en="A report taken back", fr="Une déclaration retirée"),
}
# What becomes of the principal applicant's marital status.
MARITAL = {
    "marriage": "married",
    "union": "common-law",
    "separation": "separated",
    "divorce": "divorced",
}
# What is no correction: who somebody is in the family, and what is asked for, on which the fees rest.
FIXED = ("relation", "applies_for")
# The answers of a passport, on whatever page of the form each is asked.
PASSPORT = (
    *("passport_number", "passport_expires", "passport_issued"),
    *("passport_country", "passport_kind"),
)


@dataclass(frozen=True)
class Reported:
    """One report as pages show it: each answer that changed, in words, before and after.

    `says` is what it declares of somebody. `permit` is what somebody held already whose renewed passport
    was reported.
    """

    report: Report
    kind: Text
    whose: str
    rows: tuple[tuple[Text, str, str], ...]
    permit: Permit | None = None
    says: tuple[tuple[Text, Text], ...] = ()


@dataclass(frozen=True)
class PermitEnd:
    """The last day of somebody's permit, and what sets it, before a change and after it."""

    name: str
    before: date | None
    before_by: Text | None
    after: date | None
    after_by: Text | None

    @property
    def moves(self) -> bool:
        """Whether the change moves it."""
        return self.before != self.after


@dataclass(frozen=True)
class Consequences:
    """What a change of answers would change: the ends of permits, and conditions that are then not met."""

    ends: tuple[PermitEnd, ...]
    unmet: tuple[ConditionResult, ...]


def consequences(
    file: File, person: Person, answers: Answers, *, on: date, hidden: Container[int] = ()
) -> Consequences:
    """What these answers about a person would change, if the decision were made on a day.

    Of those who are `hidden` from the reader nothing is said; the conditions are of the principal applicant.
    """
    after = as_answered(file, person, answers)
    ends = zip(_ends(file, on), _ends(after, on), strict=False)
    stood = {one.key: one.met for one in findings.judged(file).conditions}
    judged = () if file.principal.pk in hidden else findings.judged(after).conditions
    return Consequences(
        tuple(
            PermitEnd(
                file.people[name].name,
                before,
                LIMITS.get(before_by or ""),
                then,
                LIMITS.get(then_by or ""),
            )
            for (name, before, before_by), (_, then, then_by) in ends
            if file.people[name].pk not in hidden
        ),
        tuple(one for one in judged if one.met is False and stood.get(one.key) is not False),
    )


def as_answered(file: File, person: Person, answers: Answers) -> File:
    """The file as it would be with these answers; nothing is written."""
    changed = copy.copy(person)
    for name, value in columns_of(answers, person.answers).items():
        setattr(changed, name, value)
    people = {name: changed if one.pk == person.pk else one for name, one in file.people.items()}
    everyone = tuple(changed if one.pk == person.pk else one for one in file.everyone)
    case = case_of(file.application, people, file.on)
    return replace(file, everyone=everyone, people=people, case=case)


def typed(
    file: File, person: Person, answers: Answers, language: str
) -> list[tuple[Text, str, str]]:
    """Each of these answers that is another than before, in words, before and after."""
    fields, stood = fields_about(file, person), given_by(person)
    said = (
        (
            fields[key].label,
            in_words(fields[key], stood.get(key), language),
            in_words(fields[key], one, language),
        )
        for key, one in answers.items()
    )
    return [one for one in said if one[1] != one[2]]


def _ends(file: File, on: date) -> list[tuple[str, date | None, str | None]]:
    case = replace(file.case, decided_on=on)
    due = validity.permits(file.programme, case, on=file.on, granted_on=on)
    return [(one.person, one.until, one.limited_by) for one in due]


def marital_after(told: Report) -> tuple[Person | None, str | None]:
    """Whose marital status an event of the family changes, and to which; no status where it stays.

    Nobody stands for the principal applicant. Of a child it is the child's own, where it was asked.
    """
    person, about = told.person, told.about
    if person is not None and person.relation == "child":
        asked = "relationship" in given_by(person) and not keeps_private(person)
        return person, MARITAL.get(told.kind) if asked else None
    if about is not None and about.kind == "birth":
        return None, None
    partner = about is not None or (person is not None and person.relation in PARTNERS)
    if told.kind == "death":
        return None, "widowed" if partner else None
    return None, MARITAL.get(told.kind)


def marital_change(file: File, told: Report, language: str) -> tuple[Person, str, str] | None:
    """Whose marital status an event of the family changes, before and after in words; None where it stays."""
    whose, after = marital_after(told)
    person = whose or file.principal
    field = fields_about(file, person).get("relationship")
    before = given_by(person).get("relationship")
    if field is None or after is None or before == after:
        return None
    return person, in_words(field, before, language), in_words(field, after, language)


def fields_about(file: File, person: Person) -> dict[str, Field]:
    """The questions about a person by key, as the form of the day of receipt asks them."""
    return dict(file.law.steps.about(person.relation).fields)


def reported_in(file: File, language: str) -> list[Reported]:
    """What was reported since the file was received, the oldest first."""
    people = {person.pk: person for person in file.everyone}
    reports = reported_of(file.application)
    renewed = any(one.kind == "passport" for one in reports)
    permits = permits_of(file.application) if renewed else []
    shown, stands = list[Reported](), dict[int, Report]()
    for one in reports:
        made = _shown(file, one, people, permits, language)
        if one.kind == MEMBER and one.about is not None:
            before = stands.get(one.about.pk, one.about)
            made = replace(made, rows=_said_otherwise(one.about.kind, before, one, language))
            stands[one.about.pk] = one
        shown.append(made)
    return shown


def seen(found: Iterable[Reported], application: Application) -> list[Reported]:
    """What its reader sees: not the answers of those who are hidden; for a part of one's own, what is about it alone."""
    hidden, own = hidden_in(application), application.own_part
    return [
        one
        for one in found
        if not is_hidden(one, hidden)
        and (own is None or (one.report.person_id == own and one.report.kind not in FAMILY))
    ]


def is_hidden(one: Reported, hidden: Container[int]) -> bool:
    """Whether it changed answers of somebody hidden; what is told of the family is whose answers it changed."""
    made = one.report.correction
    return made is not None and made.person_id in hidden


def _shown(
    file: File,
    one: Report,
    people: Mapping[int, Person],
    permits: Iterable[Permit],
    language: str,
) -> Reported:
    person = people.get(one.person_id or 0)
    rows = _rows(file, one.correction, people, language) if one.correction else ()
    name = person.name if person else one.name
    says = said_of(one.kind, one) if declares(one) else ()
    if one.kind == TAKEN_BACK and one.about is not None:
        says = ((TAKEN_BACK_OF, KINDS[one.about.kind]),)
    says += _explained(one.correction)
    return Reported(one, KINDS[one.kind], name, rows, _held_then(one, permits), says)


def _explained(made: Correction | None) -> tuple[tuple[Text, Text], ...]:
    """Each question that was answered with a report, and why it is right."""
    told = made.after.get(EXPLAINED, []) if made else []
    return tuple(
        (ASKED[one["kind"]].question, Text(one["because"], one["because"])) for one in told
    )


def _said_otherwise(
    kind: str, before: Report, after: Report, language: str
) -> tuple[tuple[Text, str, str], ...]:
    """What a correction says otherwise of somebody who was declared."""
    sides = [_as_said(kind, one, language) for one in (before, after)]
    labels = (NAME, BORN, IS_TO_COME)
    found = zip(labels, *sides, strict=True)
    return tuple((label, first, then) for label, first, then in found if first != then)


def _as_said(kind: str, one: Report, language: str) -> tuple[str, str, str]:
    born, comes = born_of(kind, one), COMES.get(str(one.member.get("comes")))
    day = formats.day(born, language) if born else NOT_PROVIDED.say(language)
    return one.name, day, (comes or NOT_PROVIDED).say(language)


def _held_then(one: Report, permits: Iterable[Permit]) -> Permit | None:
    """The permit that was there when a renewed passport was reported."""
    theirs = (
        permit
        for permit in permits
        if permit.person_id == one.person_id and permit.issued_at <= one.at
    )
    return (
        max(theirs, key=attrgetter("issued_at"), default=None) if one.kind == "passport" else None
    )


def _rows(
    file: File, made: Correction, people: Mapping[int, Person], language: str
) -> tuple[tuple[Text, str, str], ...]:
    fields = fields_about(file, people[made.person_id])
    return tuple(
        (
            field.label,
            in_words(field, made.before[key], language),
            in_words(field, made.after[key], language),
        )
        for key, field in fields.items()
        if key in made.after
    )
