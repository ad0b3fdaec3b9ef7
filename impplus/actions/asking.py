"""What an officer asks or puts to the applicant, by letter: written once, and told to everybody whom it concerns."""

from typing import Any

from django.db import transaction

from impplus.actions import messages, moves
from impplus.actions.locks import held_by_its_officer
from impplus.queries.facts import keeps_private
from impplus.records.models import Person, Question, User
from impplus.rules.lifecycle import Verb

# The move of an application by which each kind of question is asked.
_VERBS: dict[str, Verb] = {"question": "ask", "fairness": "put-concern"}


def ask(question: Question, said: dict[str, str], *, by: User) -> Question:
    """Ask what is not asked yet, with what its event keeps of its last day; the same again, while it has no answer, is the same question."""
    with transaction.atomic():
        if same := _asked_before(question):
            return same
        _write_of(question, by=by)
        moves.move(question, "ask", by=by, detail=said)
    return question


def _asked_before(question: Question) -> Question | None:
    """The same question where it waits for its answer; the application is held for its officer, so that of two at once the second finds it."""
    held = held_by_its_officer(question.application, question.asked_by)
    asked = held.questions.filter(status="open")
    alike = ("asked_by", "person", "kind", "text", "document", "wanted", "due_on")
    return asked.filter(**{name: getattr(question, name) for name in alike}).first()


def letter_of(question: Question) -> dict[str, Any]:
    """What the letter that asks is made from."""
    facts: dict[str, Any] = {"text": question.text, "due": {"day": question.due_on.isoformat()}}
    facts |= {name: getattr(question, name) for name in ("language", "translation", "translator")}
    if question.wanted:
        facts["wanted"] = [{"en": one["en"], "fr": one["fr"]} for one in question.wanted]
    if question.person and not messages.account_of(question.person):
        facts["about"] = question.person.name
    return facts


def reader_of(question: Question) -> Person | None:
    """The one person to whom the letter that asks is written; None where it goes to the applicant."""
    return question.person if messages.account_of(question.person) else None


def _write_of(question: Question, *, by: User) -> None:
    """Owe the letter that asks, and tell those who may not read it that there is one."""
    application, person, to = question.application, question.person, reader_of(question)
    concerned, verb = moves.concerning(question.person_id), _VERBS[question.kind]
    moves.move(application, verb, by=by, facts=letter_of(question), to=to, detail=concerned)
    if person and keeps_private(person):
        messages.tell(application, "part-question-asked")
