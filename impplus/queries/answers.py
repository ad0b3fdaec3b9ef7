"""Answers: where each is kept, what the form asks of each person, and whether an answer can be kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from impplus.records.models import Person
from impplus.rules import form
from impplus.rules.form import COLUMNS, Answer, Answers, Field, Step, Unanswered, steps_about
from impplus.words import countries, formats, labels, phones
from impplus.words.text import Text

_TYPES = {"day": date, "yes-no": bool}


def given_by(person: Person) -> dict[str, Any]:
    """Everything answered about a person, by field key, days outside columns as ISO 8601."""
    columns = {key: getattr(person, key) for key in COLUMNS}
    return {**person.answers, **{key: value for key, value in columns.items() if value}}


def answers_of(person: Person, steps: Iterable[Step]) -> dict[str, Answer]:
    """The answer to every field of some steps, typed; None where there is none."""
    given = given_by(person)
    found: dict[str, Answer] = {"relation": person.relation}
    for step in steps:
        for field in step.fields:
            found[field.key] = answer_to(field, given)
    return found


def answer_to(field: Field, given: Mapping[str, Any]) -> Answer:
    """The answer to a field among all that was given, in its type."""
    value = given.get(field.key)
    return date.fromisoformat(value) if field.kind == "day" and isinstance(value, str) else value


def plain(value: Answer) -> str | bool | None:
    """An answer as JSON keeps it: a day as ISO 8601, and nothing for an empty text."""
    return value.isoformat() if isinstance(value, date) else value if value != "" else None


def in_words(field: Field, value: Answer, language: str) -> str:
    """An answer as pages and receipts say it; a day may be a date, or ISO 8601 as a receipt keeps it."""
    if value in (None, ""):
        return labels.NOT_PROVIDED.say(language)
    if isinstance(value, bool):
        return labels.ANSWERED[value].capital.say(language)
    match field.kind:
        case "day":
            on = value if isinstance(value, date) else date.fromisoformat(str(value))
            return formats.day(on, language)
        case "country":
            return countries.name(str(value)).say(language)
        case "phone":
            return phones.say(str(value), language)
    chosen = field.chosen(value)
    return chosen.say(language) if chosen else str(value)


def columns_of(answers: Answers, kept: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the row of a person holds once these answers are given; `kept` is the JSON before."""
    found = dict(kept or {})
    columns: dict[str, Any] = {}
    for key, value in answers.items():
        if key in COLUMNS:
            empty = None if Person._meta.get_field(key).null else ""
            columns[key] = empty if value is None else value
        elif plain(value) is None:
            found.pop(key, None)
        else:
            found[key] = plain(value)
    return {**columns, "answers": found}


@dataclass(frozen=True)
class Sheet:
    """The pages of the form about one person, with that person's answers."""

    person: Person
    steps: tuple[Step, ...]
    answers: Answers

    @cached_property
    def asked(self) -> tuple[Step, ...]:
        """The pages that these answers make necessary."""
        return form.asked(self.steps, self.answers)

    @cached_property
    def missing(self) -> tuple[Unanswered, ...]:
        """Every answer still needed."""
        return tuple(form.missing(self.steps, self.answers))

    def find(self, key: str) -> Step | None:
        """The page under this key, if it is asked."""
        return next((step for step in self.asked if step.key == key), None)

    def fields(self, step: Step) -> tuple[Field, ...]:
        """The fields that a page asks, given the answers."""
        return form.fields_asked(step, self.answers)

    def of_part(self, part: str) -> "Sheet":
        """Its pages of one part of the form: the questionnaire, or the form proper."""
        return replace(self, steps=tuple(step for step in self.steps if step.part == part))

    def with_answers(self, answers: Answers) -> "Sheet":
        """The same sheet after these answers."""
        return replace(self, answers={**self.answers, **answers})


def sheet_about(person: Person, steps: Iterable[Step]) -> Sheet:
    """What a form asks of one person."""
    mine = steps_about(steps, person.relation)
    return Sheet(person, mine, answers_of(person, mine))


def faults_in(step: Step, answers: Answers) -> list[Text]:
    """A sentence for every answer that its field cannot hold; an empty one always can be."""
    return [
        _sentence(field)
        for field in step.fields
        if answers.get(field.key) not in (None, "") and not _fits(field, answers[field.key])
    ]


def _fits(field: Field, value: Answer) -> bool:
    if not isinstance(value, _TYPES.get(field.kind, str)):
        return False
    if not isinstance(value, str):
        return True
    if field.kind == "choice":
        return field.chosen(value) is not None
    if field.kind == "country":
        return value in countries.NAMES
    if field.kind == "phone":
        return phones.read(value) == value and len(value) <= field.max_length
    return len(value) <= field.max_length and "\x00" not in value


def _sentence(field: Field) -> Text:
    return Text(
        en=f"{field.label.en}: this answer cannot be kept. Write it again as the form asks.",
        fr=f"{field.label.fr}\u00a0: cette réponse ne peut pas être conservée. Inscrivez-la de nouveau comme le "
        "formulaire le demande.",
    )
