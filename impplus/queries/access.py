"""Whether someone may see the file that an action is about."""

from impplus.queries.refusals import NotYours
from impplus.records import access
from impplus.records.models import Application, Person, Question, User


def must_see(application: Application, by: User) -> None:
    """Raise NotYours unless `by` may see this application."""
    if not access.applications(by).filter(pk=application.pk).exists():
        raise NotYours


def must_see_person(person: Person, by: User) -> None:
    """Raise NotYours unless `by` may see and work on what this person answers and sends."""
    if not access.people(by).filter(pk=person.pk).exists():
        raise NotYours


def must_see_question(question: Question, by: User) -> None:
    """Raise NotYours unless `by` may read and answer what was asked: of one person, whoever sees that person’s answers."""
    if not access.questions(by).filter(pk=question.pk).exists():
        raise NotYours
