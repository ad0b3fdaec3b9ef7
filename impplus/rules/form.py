"""The form as data: steps and their fields, from which pages, review, desk and checks are read."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from impplus.words.text import Text

type Answer = str | bool | date | None
type Answers = Mapping[str, Answer]
type When = tuple[tuple[str, tuple[Answer, ...]], ...]

KINDS = ("text", "long-text", "code", "day", "yes-no", "choice", "country", "phone")


@dataclass(frozen=True)
class Field:
    """One thing asked; `key` is also the column that remembers it.

    `when` lists answers that must all hold for it to be asked; `autocomplete` is HTML's token;
    `country_from` is the key of the country that a telephone number is of where it names none.
    """

    key: str
    kind: str
    label: Text
    hint: Text | None = None
    choices: tuple[tuple[str, Text], ...] = ()
    optional: bool = False
    max_length: int = 250
    autocomplete: str = ""
    country_from: str = ""
    when: When = ()


@dataclass(frozen=True)
class Step:
    """One page: `about` is "application" or "member"; `part` is "questionnaire", "form" or "self-check".

    `title` is the page's heading (the question itself where there is one field); `why` says what
    the answers are for; `self_check` steps also make the public check without an account.
    """

    key: str
    about: str
    part: str
    title: Text
    fields: tuple[Field, ...]
    why: Text | None = None
    when: When = ()
    self_check: bool = False


@dataclass(frozen=True)
class Missing:
    """An answer that the form still needs."""

    step: Step
    field: Field


def holds(when: When, answers: Answers) -> bool:
    """Whether every condition of `when` is met by the answers."""
    return all(answers.get(key) in values for key, values in when)


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


def load_steps(path: Path, numbers: Mapping[str, str]) -> tuple[Step, ...]:
    """Read a programme's form from its TOML; KeyError or TypeError where a row is malformed.

    `numbers` are those of the settings, which texts name as `{setting}`.
    """
    rows = tomllib.loads(path.read_text("utf-8"))
    return tuple(_step(row, rows["choices"], numbers) for row in rows["steps"])


def _text(row: dict[str, str] | None, numbers: Mapping[str, str]) -> Text | None:
    return Text(**row).filled(numbers) if row else None


def _when(row: dict[str, list[Answer]]) -> When:
    return tuple((key, tuple(values)) for key, values in row.items())


def _step(row: dict[str, Any], lists: dict[str, Any], numbers: Mapping[str, str]) -> Step:
    return Step(
        key=row["key"],
        about=row["about"],
        part=row["part"],
        title=Text(**row["title"]).filled(numbers),
        fields=tuple(_field(field, lists, numbers) for field in row["fields"]),
        why=_text(row.get("why"), numbers),
        when=_when(row.get("when", {})),
        self_check=row.get("self_check", False),
    )


def _field(row: dict[str, Any], lists: dict[str, Any], numbers: Mapping[str, str]) -> Field:
    if row["kind"] not in KINDS:
        raise ValueError(f"{row['key']}: no such kind: {row['kind']}")
    choices = lists[row["choices_from"]] if "choices_from" in row else row.get("choices", [])
    return Field(
        key=row["key"],
        kind=row["kind"],
        label=Text(**row["label"]).filled(numbers),
        hint=_text(row.get("hint"), numbers),
        choices=tuple((one["key"], Text(en=one["en"], fr=one["fr"])) for one in choices),
        optional=row.get("optional", False),
        max_length=row.get("max_length", 250),
        autocomplete=row.get("autocomplete", ""),
        country_from=row.get("country_from", ""),
        when=_when(row.get("when", {})),
    )
