"""Procedural fairness: concerns that could lead to a refusal are put to the applicant, who may answer them first."""

from collections.abc import Mapping

from impplus.actions import asking
from impplus.queries import fairness
from impplus.queries.access import must_see
from impplus.queries.clock import today
from impplus.queries.findings import law_of
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.translations import NONE, Translated, columns_of
from impplus.queries.typed import fault_in
from impplus.records.models import Application, Person, Question, User
from impplus.words.text import Text


def put(
    application: Application,
    *,
    concerns: Mapping[str, tuple[str, str]],
    by: User,
    person: Person | None = None,
    words: Translated = NONE,
) -> Question:
    """Put concerns to the applicant, by the keys of conditions, each with what it rests on; they have a last day of their own.

    They are about one `person`, or the application as a whole, and are read and answered as a question is. `words` says in which
    language they are written. NotUnderstood where one has no words or rests on nothing.
    """
    question = unsaved(application, concerns=concerns, by=by, person=person, words=words)
    due = fairness.last_day(application.programme, today(application.programme))
    return asking.ask(question, due.said, by=by)


def unsaved(
    application: Application,
    *,
    concerns: Mapping[str, tuple[str, str]],
    by: User,
    person: Person | None = None,
    words: Translated = NONE,
) -> Question:
    """The same, not asked yet: to be read before it is (reads only)."""
    must_see(application, by)
    if person is not None and person.application_id != application.pk:
        raise NotYours
    programme = application.programme
    if not concerns or not set(concerns) <= set(law_of(programme)):
        raise NotUnderstood(_NOTHING)
    every = [text for pair in concerns.values() for text in pair]
    if not all(text.strip() for text in every):
        raise NotUnderstood(_WHY)
    columns = columns_of(application, words, person)
    text = fairness.composed_of(programme, concerns, columns["language"])
    if fault := fault_in(text, empty=_NOTHING):
        raise NotUnderstood(fault)
    return Question(
        application=application,
        person=None if person is None or person.relation == "principal" else person,
        asked_by=by,
        kind="fairness",
        concerns=list(concerns),
        text=text,
        due_on=fairness.last_day(programme, today(programme)).due,
        **columns,
    )


_NOTHING = Text(
    en="Choose at least one condition and write the concern.",
    fr="Choisissez au moins une condition et inscrivez la réserve.",
)
_WHY = Text(
    en="Write each concern, and what it rests on: the answer, the page or the source.",
    fr="Inscrivez chaque réserve, et ce sur quoi elle repose\u00a0: la réponse, la page ou la source.",
)
