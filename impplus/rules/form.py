"""The form as data: steps and their fields, from which pages, review, desk and checks are read."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field as column, replace
from datetime import date
from pathlib import Path
from typing import Any

from impplus.rules.dated import in_force
from impplus.words.text import Text

type Answer = str | bool | date | None
type Answers = Mapping[str, Answer]
type When = Mapping[str, tuple[Answer, ...]]
type Numbers = Mapping[str, str]

KINDS = ("text", "long-text", "code", "day", "yes-no", "choice", "country", "phone")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of the answers among which a field of the kind "choice" chooses."""

    key: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing asked between two days; `key` is also the name under which its answer is remembered.

    `when` lists answers that must all hold for it to be asked; `autocomplete` is HTML's token;
    `country_from` is the key of the country that a telephone number is of where it names none.
    """

    key: str
    since: date
    until: date | None = None
    kind: str
    label: Text
    hint: Text | None = None
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    max_length: int = 250
    autocomplete: str = ""
    country_from: str = ""
    when: When = column(default_factory=dict)

    def chosen(self, key: object) -> Text | None:
        """The words of one of its choices; None where there is none of that key."""
        return next((one.text for one in self.choices if one.key == key), None)

    def filled(self, numbers: Numbers) -> "Field":
        """The field with the numbers of a day in its texts, which name them as `{setting}`."""
        hint = self.hint and self.hint.filled(numbers)
        return replace(self, label=self.label.filled(numbers), hint=hint)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page, asked between two days.

    `about` is "application" or "member"; `part` is "questionnaire", "form" or "self-check". `title`
    is the page's heading (the question itself where there is one field); `why` says what the answers
    are for; `self_check` steps also make the public check without an account.
    """

    key: str
    since: date
    until: date | None = None
    about: str
    part: str
    title: Text
    fields: tuple[Field, ...]
    why: Text | None = None
    when: When = column(default_factory=dict)
    self_check: bool = False


@dataclass(frozen=True)
class Missing:
    """An answer that the form still needs."""

    step: Step
    field: Field


def steps_on(rows: Iterable[Step], on: date, numbers: Numbers) -> tuple[Step, ...]:
    """The form of a day, with the numbers of that day in its texts."""
    return tuple(
        replace(
            step,
            title=step.title.filled(numbers),
            why=step.why and step.why.filled(numbers),
            fields=tuple(one.filled(numbers) for one in in_force(step.fields, on)),
        )
        for step in in_force(rows, on)
    )


def holds(when: When, answers: Answers) -> bool:
    """Whether every condition of `when` is met by the answers."""
    return all(answers.get(key) in values for key, values in when.items())


def steps_about(steps: Iterable[Step], relation: str) -> tuple[Step, ...]:
    """The steps that an application holds about a person of this relation; not the self-check's own."""
    about = "application" if relation == "principal" else "member"
    return tuple(step for step in steps if step.about == about and step.part != "self-check")


def asked(steps: Iterable[Step], answers: Answers) -> tuple[Step, ...]:
    """The steps that these answers make necessary, in order."""
    return tuple(step for step in steps if holds(step.when, answers))


def fields_asked(step: Step, answers: Answers) -> tuple[Field, ...]:
    """The fields of a step that these answers make necessary, in order."""
    return tuple(field for field in step.fields if holds(field.when, answers))


def missing(steps: Iterable[Step], answers: Answers) -> Iterator[Missing]:
    """Every answer still needed, in the order of the form."""
    for step in asked(steps, answers):
        for field in fields_asked(step, answers):
            if not field.optional and answers.get(field.key) in (None, ""):
                yield Missing(step, field)


def next_step(steps: Iterable[Step], answers: Answers, after: str | None) -> Step | None:
    """The step that follows `after` (None: the first) given the answers; None at the end."""
    found = after is None
    for step in steps:
        if found and holds(step.when, answers):
            return step
        found = found or step.key == after
    return None


def step_before(steps: Iterable[Step], answers: Answers, key: str) -> Step | None:
    """The step that comes before `key` given the answers; None at the start."""
    before = None
    for step in asked(steps, answers):
        if step.key == key:
            return before
        before = step
    return None


def load_steps(path: Path) -> tuple[Step, ...]:
    """Every step of a programme's form, on whatever days it is asked."""
    rows = tomllib.loads(path.read_text("utf-8"))
    return tuple(_step(row, rows["choices"]) for row in rows["steps"])


def _text(row: dict[str, str] | None) -> Text | None:
    return Text(**row) if row else None


def _when(row: dict[str, list[Answer]]) -> When:
    return {key: tuple(values) for key, values in row.items()}


def _step(row: dict[str, Any], lists: dict[str, Any]) -> Step:
    return Step(
        key=row["key"],
        since=row["since"],
        until=row.get("until"),
        about=row["about"],
        part=row["part"],
        title=Text(**row["title"]),
        fields=tuple(_field(field, lists) for field in row["fields"]),
        why=_text(row.get("why")),
        when=_when(row.get("when", {})),
        self_check=row.get("self_check", False),
    )


def _field(row: dict[str, Any], lists: dict[str, Any]) -> Field:
    choices = lists[row["choices_from"]] if "choices_from" in row else row.get("choices", [])
    return Field(
        key=row["key"],
        since=row["since"],
        until=row.get("until"),
        kind=row["kind"],
        label=Text(**row["label"]),
        hint=_text(row.get("hint")),
        choices=tuple(
            Choice(key=one["key"], text=Text(en=one["en"], fr=one["fr"])) for one in choices
        ),
        optional=row.get("optional", False),
        max_length=row.get("max_length", 250),
        autocomplete=row.get("autocomplete", ""),
        country_from=row.get("country_from", ""),
        when=_when(row.get("when", {})),
    )
