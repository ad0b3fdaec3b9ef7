"""The form as data: steps and their fields, from which pages, review, desk and checks are read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field as column, replace
from datetime import date
from operator import is_
from typing import Any, Literal, NamedTuple

from impplus.rules.columns import (
    AGE,
    NAMED,
    AnswerOrAge,
    AtLeastOne,
    CellsKey,
    Count,
    Key,
    ListKey,
    NamedText,
    NumberedText,
)
from impplus.rules.dated import Ages, newest_rows
from impplus.rules.rows import Cell, Choice, Rows, is_whole
from impplus.words.countries import Offer
from impplus.words.text import Text

type Answer = str | bool | date | Rows | None
type Answers = Mapping[str, Answer]
# Answers that must all hold, each one of those listed; of a date of birth, an age that a setting holds
# ("{adult-age} or over", "under {adult-age}").
Answered = Mapping[str, tuple[AnswerOrAge, ...]]
type Numbers = Mapping[str, str]

FieldKind = Literal[
    "text", "long-text", "code", "day", "month", "yes-no", "choice", "country", "phone", "rows"
]
About = Literal["application", "member"]
Part = Literal["questionnaire", "form", "self-check", "letter"]


class Column(NamedTuple):
    """The column in which an answer is remembered: of one kind, and of `longest` characters at most.

    A day and a country are always of one length.
    """

    kind: FieldKind
    longest: int | None = None


# The answers that are constrained or searched, and so remembered in columns; any other answer may be
# of any kind and length.
COLUMNS: Mapping[str, Column] = {
    "relation": Column("choice", 12),
    "family_name": Column("text", 250),
    "given_names": Column("text", 250),
    "born": Column("day"),
    "nationality": Column("country"),
    "passport_number": Column("code", 20),
    "passport_expires": Column("day"),
    "csq_number": Column("code", 30),
}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing asked between two days; `key` is also the name under which its answer is remembered.

    `when` lists answers that must all hold for it to be asked; `autocomplete` is HTML's token;
    `choices_from` names the list of [choices] that `choices` then hold; `country_from` is the key of
    the country that a telephone number is of where it names none.

    A question of the kind "rows" is answered in `at_least` to `at_most` rows of its `cells`, each called
    `row`, and `add` is what adds one; no row is needed where the question `instead` of the same page is answered.
    `cells_from` names the list of [cells] that `cells` then hold. Of rows that are periods,
    `apart` says that no two should be at the same time, and `years` how many of the last years they
    should speak of without a gap. `past` is a day that cannot be after today; `partly` one of which the
    year, or year and month, may be all that is known. `own_label` asks the member of the family whom the
    page is about, where `label` asks of that member, and `own_autocomplete` is the token then. `named_label`
    asks whoever else reads the page, with names. `empty` says what to do where nothing was typed; `countries` which are offered.
    """

    key: Key
    since: date
    until: date | None = None
    kind: FieldKind
    label: NumberedText
    own_label: NamedText | None = None
    named_label: NamedText | None = None
    hint: NumberedText | None = None
    empty: NumberedText | None = None
    choices: tuple[Choice, ...] = ()
    choices_from: ListKey | None = None
    optional: bool = False
    max_length: AtLeastOne = 250
    autocomplete: str = ""
    own_autocomplete: str = ""
    country_from: str = ""
    when: Answered = column(default_factory=dict)
    row: NumberedText | None = None
    add: NumberedText | None = None
    instead: str = ""
    cells: tuple[Cell, ...] = ()
    cells_from: CellsKey | None = None
    at_least: AtLeastOne = 1
    at_most: AtLeastOne = 20
    apart: bool = False
    years: Count = 0
    past: bool = False
    partly: bool = False
    countries: Offer = "places"

    def chosen(self, key: object) -> Text | None:
        """The words of one of its choices; None where there is none of that key."""
        return next((one.text for one in self.choices if one.key == key), None)

    def filled(self, numbers: Numbers) -> "Field":
        """The field with the numbers of a day in its texts, which name them as `{setting}`."""
        known = {**numbers, **{name: f"{{{name}}}" for name in NAMED}}
        said: dict[str, Any] = {name: text.filled(known) for name, text in self._texts()}
        return replace(self, cells=tuple(one.filled(numbers) for one in self.cells), **said)

    def _texts(self) -> Iterator[tuple[str, NumberedText]]:
        for name in ("label", "own_label", "named_label", "hint", "empty", "row", "add"):
            if text := getattr(self, name):
                yield name, text


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page, asked between two days.

    `about` is "application" or "member"; `part` is "questionnaire", "form" or "self-check". `title`
    is the page's heading (the question itself where there is one field); `why` says what the answers
    are for; `self_check` steps also make the public check without an account. `own_title` is the heading
    for the member of the family whom the page is about, `named_title` for whoever else reads it, with names.
    """

    key: Key
    since: date
    until: date | None = None
    about: About
    part: Part
    title: NumberedText
    own_title: NamedText | None = None
    named_title: NamedText | None = None
    fields: tuple[Field, ...]
    why: NumberedText | None = None
    when: Answered = column(default_factory=dict)
    self_check: bool = False


type Page = tuple[Step, tuple[Field, ...]]


@dataclass(frozen=True)
class Unanswered:
    """An answer that the form still needs."""

    step: Step
    field: Field


type Lists = Mapping[str, tuple[Choice, ...]]


def with_lists(
    rows: Iterable[Step], lists: Lists, cells: Mapping[str, tuple[Cell, ...]]
) -> tuple[Step, ...]:
    """The same steps, with the choices and cells of each field that takes them from a list."""
    return tuple(
        replace(step, fields=tuple(_with_lists(one, lists, cells) for one in step.fields))
        for step in rows
    )


def _with_lists(field: Field, lists: Lists, cells: Mapping[str, tuple[Cell, ...]]) -> Field:
    choices = lists[field.choices_from] if field.choices_from else field.choices
    held = cells[field.cells_from] if field.cells_from else field.cells
    held = tuple(
        replace(one, choices=lists[one.choices_from]) if one.choices_from else one for one in held
    )
    return replace(field, choices=choices, cells=held)


def steps_on(rows: Iterable[Step], on: date, numbers: Numbers) -> tuple[Step, ...]:
    """The form of a day, with the numbers of that day in its texts; its ages as `aged` gives them."""
    return tuple(
        replace(
            step,
            title=step.title.filled(numbers),
            why=step.why and step.why.filled(numbers),
            fields=tuple(one.filled(numbers) for one in newest_rows(step.fields, on)),
        )
        for step in newest_rows(rows, on)
    )


def aged(steps: Iterable[Step], on: date, numbers: Numbers) -> Iterator[Step]:
    """The same pages, with the ages that their conditions name as of a day; one that names none is the same page."""
    for step in steps:
        fields = tuple(_as_of(one, on, numbers) for one in step.fields)
        same = all(map(is_, fields, step.fields))
        yield _as_of(step if same else replace(step, fields=fields), on, numbers)


def _as_of[Asked: (Step, Field)](asked: Asked, on: date, numbers: Numbers) -> Asked:
    found = {key: _ages(values, on, numbers) for key, values in asked.when.items()}
    ages: dict[str, Any] = {key: one for key, one in found.items() if one}
    return replace(asked, when={**asked.when, **ages}) if ages else asked


def _ages(values: tuple[object, ...], on: date, numbers: Numbers) -> Ages | None:
    found = AGE.fullmatch(str(values[0])) if len(values) == 1 else None
    if found is None:
        return None
    name = found["over"] or found["under"]
    return Ages(on, int(numbers[name]), found["over"] is not None)


def holds(when: Answered, answers: Answers) -> bool:
    """Whether every condition of `when` is met by the answers."""
    # A loop: this is asked hundreds of times for each page, and nearly always of one condition.
    for key, values in when.items():  # noqa: SIM110
        if answers.get(key) not in values:
            return False
    return True


def pages(steps: Iterable[Step], answers: Answers) -> Iterator[Page]:
    """The steps that these answers make necessary, in order, each with its fields that they make so."""
    for step in steps:
        fields = () if step.when and not holds(step.when, answers) else fields_asked(step, answers)
        if fields:
            yield step, fields


def asked(steps: Iterable[Step], answers: Answers) -> tuple[Step, ...]:
    """The same steps alone."""
    return tuple(step for step, _ in pages(steps, answers))


def is_asked(step: Step, answers: Answers) -> bool:
    """Whether these answers make a step necessary, and one of its fields at least."""
    return holds(step.when, answers) and any(holds(one.when, answers) for one in step.fields)


def fields_asked(step: Step, answers: Answers) -> tuple[Field, ...]:
    """The fields of a step that these answers make necessary, in order."""
    return tuple([one for one in step.fields if not one.when or holds(one.when, answers)])


def missing(asked: Iterable[Page], answers: Answers) -> Iterator[Unanswered]:
    """Every answer still needed on these pages, in the order of the form."""
    for step, fields in asked:
        for field in fields:
            answer = answers.get(field.key)
            if is_empty(answer) and not is_empty(answers.get(field.instead)):
                continue
            if lacks(field, answer):
                yield Unanswered(step, field)


def is_empty(answer: Answer) -> bool:
    """Whether nothing was answered; a no is an answer."""
    return not answer and answer is not False


def lacks(field: Field, answer: Answer) -> bool:
    """Whether something is still missing of an answer: all of it, a row, or what a row must say."""
    if is_empty(answer):
        return not field.optional
    if not field.cells or not isinstance(answer, list | tuple):
        return False
    return len(answer) < field.at_least or not all(is_whole(row, field.cells) for row in answer)


def next_step(steps: Iterable[Step], answers: Answers, after: str | None) -> Step | None:
    """The step that follows `after` (None: the first) given the answers; None at the end."""
    found = after is None
    for step in steps:
        if found and is_asked(step, answers):
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
