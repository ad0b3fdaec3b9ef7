"""What a decision still lacks: an answer, biometrics of somebody, a permit that cannot be dated, a document that is not ready."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import QuerySet

from impplus.queries.answers import given_by
from impplus.queries.biometrics import biometrics_steps
from impplus.queries.file import File, today_of
from impplus.queries.readiness import being_checked, uploads_of
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Person, Question
from impplus.records.prepared import prepared
from impplus.rules import validity
from impplus.words import formats
from impplus.words.text import Text

HIGHER = "post-secondary"


@dataclass(frozen=True)
class Lack:
    """One thing; `where` names the page on which an officer sees to it.

    `person` is the key of whose biometrics were asked for and are still to be recorded. `stops` is whether nothing is decided before: of what does not stop the officer is told.
    """

    where: Literal["questions", "biometrics", "ask", "papers"]
    text: Text
    stops: bool = True
    person: int | None = None


def of_a_refusal(file: File) -> tuple[Lack, ...]:
    """What a refusal of the application waits for; a question whose last day has passed keeps nobody from refusing."""
    on = today_of(file.application)
    return tuple(_questions(one for one in _open(file.application.pk) if one.due_on >= on))


def must_not_wait(lacking: Iterable[Lack]) -> None:
    """Raise NotUnderstood where something stops a decision."""
    if faults := [one.text for one in lacking if one.stops]:
        raise NotUnderstood(*faults)


def of_an_approval(
    file: File, people: Collection[str], later: Collection[str] = ()
) -> tuple[Lack, ...]:
    """What an approval of these people, by name, waits for today; then of what an officer is told. For who is left for `later` nothing waits."""
    return (
        *_questions(_asked_of(file, people, later)),
        *_biometrics(file, {file.people[one].pk for one in people}),
        *_permits(file, people, today_of(file.application)),
        *_unchecked(file, people),
        *_unnamed(file.people[one] for one in people),
    )


def _asked_of(file: File, people: Collection[str], later: Collection[str]) -> Iterator[Question]:
    """The open questions, but for what is asked about who is left for later, and what nobody answered in time about another who is not approved."""
    others = {file.people[name].pk for name, _facts in file.case.applicants() if name not in people}
    left, on = {file.people[name].pk for name in later}, today_of(file.application)
    for one in _open(file.application.pk):
        if one.person_id not in left and (one.person_id not in others or one.due_on >= on):
            yield one


def _questions(asked: Iterable[Question]) -> Iterator[Lack]:
    for one in asked:
        due = {lang: formats.day(one.due_on, lang) for lang in ("en", "fr")}
        whose = f" ({one.person.name})" if one.person else ""
        yield Lack(
            "questions",
            Text(
                en=f"A question is still open{whose}: it is to be answered by {due['en']}.",
                fr=f"Une question est encore sans réponse{whose}\u00a0: elle attend une réponse d’ici le {due['fr']}.",
            ),
        )


@prepared
def _open(application: int) -> QuerySet[Question]:
    asked = Question.objects.filter(application=application, status="open")
    return asked.select_related("person")


def _biometrics(file: File, people: Collection[int]) -> Iterator[Lack]:
    for one in biometrics_steps(file):
        if one.person not in people or one.need.needed is False or one.taken:
            continue
        if one.due is None:
            text = Text(
                en=f"Biometrics of {one.name} are still to be requested.",
                fr=f"Les données biométriques de {one.name} restent à demander.",
            )
        else:
            due = {lang: formats.day(one.due, lang) for lang in ("en", "fr")}
            text = Text(
                en=f"Biometrics of {one.name} are still to be recorded; they were asked for by {due['en']}.",
                fr=f"Les données biométriques de {one.name} restent à consigner; elles sont demandées d’ici le {due['fr']}.",
            )
        yield Lack("biometrics", text, person=one.person if one.due else None)


def _permits(file: File, people: Collection[str], today: date) -> Iterator[Lack]:
    due = validity.permits(file.programme, file.case, on=file.on, granted_on=today, approved=people)
    for one in due:
        if one.until is None or one.until < one.valid_from:
            yield Lack("ask", undated(file.people[one.person]))


def _unchecked(file: File, people: Collection[str]) -> Iterator[Lack]:
    """What was received and not checked yet may say something else: it stops nothing."""
    names = {file.people[one].pk: file.people[one].name for one in people}
    titles = {row.key: row.title for row in file.law.documents}
    for one in uploads_of(file.application):
        if one.waits and one.person_id in names:
            title = titles.get(one.key, Text(en=one.name, fr=one.name))
            what, name = being_checked(title), names[one.person_id]
            text = Text(en=f"{name}: {what.en}.", fr=f"{name}\u00a0: {what.fr}.")
            yield Lack("papers", text, stops=False)


def _unnamed(people: Iterable[Person]) -> Iterator[Lack]:
    """Whose study permit would name no institution though one must be named (IRPR 220.1): it stops nothing."""
    for person in people:
        given = given_by(person)
        studies = given.get("applies_for") == "study-permit" and given.get("studies") == HIGHER
        if studies and not given.get("institution"):
            text = Text(
                en=f"No institution is named for {person.name}: the study permit will say that it is not known. Ask for its name.",
                fr=f"Aucun établissement n’est nommé pour {person.name}\u00a0: le permis d’études dira qu’il n’est pas connu. Demandez-en le nom.",
            )
            yield Lack("ask", text, stops=False)


def undated(person: Person) -> Text:
    """That the last day of a permit is not known, or has passed."""
    return Text(
        en=f"A permit for {person.name} cannot be dated: the passport is not known, or it expires before "
        "the permit would begin. Ask for a passport that is still valid.",
        fr=f"Un permis pour {person.name} ne peut pas être daté\u00a0: le passeport n’est pas connu, ou il expire "
        "avant le début du permis. Demandez un passeport encore valide.",
    )
