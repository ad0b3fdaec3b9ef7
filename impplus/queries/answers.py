"""Answers: where each is kept, what the form asks of each person, and whether an answer can be kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from impplus.records.models import Person
from impplus.rules import form
from impplus.rules.form import (
    COLUMNS,
    Answer,
    Answers,
    Field,
    Page,
    Step,
    Unanswered,
    is_empty,
)
from impplus.rules.rows import FROM, MONTH, UNTIL, Cell, Cells, in_order
from impplus.rules.steps import PagesAsked, Steps, pages_asked
from impplus.words import countries, days, formats, labels, phones
from impplus.words.days import PartDay
from impplus.words.text import Text

# Beside a day of birth that is known in part: "month" or "year", up to which a passport shows it.
BORN_SHOWN = "born_shown"
_TYPES = {"day": date, "yes-no": bool, "rows": list}


def given_by(person: Person) -> dict[str, Any]:
    """Everything answered about a person, by field key, days outside columns as ISO 8601."""
    columns = {key: getattr(person, key) for key in COLUMNS}
    shown = person.answers.get(BORN_SHOWN)
    if shown and person.born:
        month = person.born.month if shown == "month" else None
        columns["born"] = PartDay(person.born.year, month)
    return {**person.answers, **{key: value for key, value in columns.items() if value}}


def answer_of(person: Person, key: str) -> Any:
    """One of the answers that `given_by` gives, other than a day of birth."""
    return (getattr(person, key) or None) if key in COLUMNS else person.answers.get(key)


def answers_of(person: Person, steps: Iterable[Step]) -> dict[str, Answer]:
    """The answer to every field of some steps, typed; None where there is none."""
    fields = (steps if isinstance(steps, Steps) else Steps(steps)).fields
    found: dict[str, Answer] = {"relation": person.relation, **dict.fromkeys(fields)}
    given = given_by(person)
    for key in fields.keys() & given.keys():
        found[key] = answer_to(fields[key], given)
    return found


def answer_to(field: Field, given: Mapping[str, Any]) -> Answer:
    """The answer to a field among all that was given, in its type."""
    value = given.get(field.key)
    return days.read(value) if field.kind == "day" and isinstance(value, str) else value


def plain(value: Answer) -> Any:
    """An answer as JSON keeps it: a day as ISO 8601, and nothing for an empty text or no rows."""
    return days.written(value) if isinstance(value, date) else None if is_empty(value) else value


def in_words(field: Field | Cell, value: Answer, language: str) -> str:
    """An answer as pages and receipts say it, each row on a line.

    A day may be a date, or ISO 8601 as a receipt keeps it.
    """
    if is_empty(value):
        return labels.NOT_PROVIDED.say(language)
    if isinstance(field, Field) and isinstance(value, list | tuple):
        return "\n".join(_row_in_words(field, row, language) for row in value)
    if isinstance(value, bool):
        return labels.ANSWERED[value].capital.say(language)
    match field.kind:
        case "day":
            on = value if isinstance(value, date) else days.read(str(value))
            return formats.day(on, language)
        case "month":
            return formats.month(str(value), language)
        case "country":
            return countries.name(str(value)).say(language)
        case "phone":
            return phones.say(str(value), language)
    chosen = field.chosen(value)
    return chosen.say(language) if chosen else str(value)


def _row_in_words(field: Field, row: Cells, language: str) -> str:
    """One row: its months where it is a period, then what each cell says, under its label."""
    said, colon = list[str](), formats.colon(language)
    if FROM in row and all(key in {one.key for one in field.cells} for key in (FROM, UNTIL)):
        said.append(formats.period(str(row[FROM]), str(row.get(UNTIL, "")), language))
    for cell in field.cells:
        if cell.key in row and not (said and cell.key in (FROM, UNTIL)):
            label = cell.label.say(language)
            after = "" if label.endswith("?") else colon
            said.append(f"{label}{after} {in_words(cell, row[cell.key], language)}")
    return "; ".join(said)


def columns_of(answers: Answers, kept: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the row of a person holds once these answers are given; `kept` is the JSON before."""
    found = {key: value for key, value in (kept or {}).items() if not _goes(key, answers)}
    columns: dict[str, Any] = {}
    for key, value in answers.items():
        if key in COLUMNS:
            empty = None if Person._meta.get_field(key).null else ""
            columns[key] = empty if value is None else value
            if key == "born":
                columns[key] = value.first if isinstance(value, PartDay) else value
                found |= _shown(value)
        elif plain(value) is None:
            found.pop(key, None)
        else:
            found[key] = plain(value)
    return {**columns, "answers": found}


def _goes(key: str, answers: Answers) -> bool:
    """Whether what was kept beside a day of birth goes, as another is given."""
    return key == BORN_SHOWN and "born" in answers


def _shown(born: Answer) -> dict[str, str]:
    if not isinstance(born, PartDay):
        return {}
    return {BORN_SHOWN: "month" if born.month_known else "year"}


@dataclass(frozen=True)
class Sheet:
    """The pages of the form about one person, with that person's answers.

    `speak` puts a page in the words for its reader; it takes as long as many pages take, so only those that are shown
    are put so (`spoken`, `pages`, `find`), and what counts them alone asks for `needed`, `asked` and `missing`.
    """

    person: Person
    steps: Steps
    answers: Answers
    speak: Callable[[Step], Step] | None = None

    @cached_property
    def worked_out(self) -> PagesAsked:
        """What these answers come to on these pages."""
        return pages_asked(self.steps, self.answers)

    @property
    def needed(self) -> tuple[Page, ...]:
        """The pages that these answers make necessary, each with the fields that it asks."""
        return self.worked_out.needed

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The same, in the words for their reader."""
        if self.speak is None:
            return self.needed
        spoken = (self.spoken(step) for step, _ in self.needed)
        return tuple((step, self.fields(step)) for step in spoken)

    @cached_property
    def asked(self) -> tuple[Step, ...]:
        """The same pages alone, in the words of the form."""
        return tuple([step for step, _ in self.needed])

    @property
    def missing(self) -> tuple[Unanswered, ...]:
        """Every answer still needed."""
        return self.worked_out.missing

    def find(self, key: str) -> Step | None:
        """The page under this key, if it is asked, in the words for its reader."""
        found = next((step for step in self.asked if step.key == key), None)
        return found and self.spoken(found)

    def spoken(self, step: Step) -> Step:
        """One of the pages, in the words for its reader."""
        if self.speak is None:
            return step
        if step.key not in self._put:
            self._put[step.key] = self.speak(step)
        return self._put[step.key]

    @cached_property
    def _put(self) -> dict[str, Step]:
        """The pages that were put in these words, by key: what is missing asks for one several times."""
        return {}

    def fields(self, step: Step) -> tuple[Field, ...]:
        """The fields that a page asks, given the answers."""
        return form.fields_asked(step, self.answers)

    def of_part(self, part: str) -> "Sheet":
        """Its pages of one part of the form: the questionnaire, or the form proper."""
        return replace(self, steps=self.steps.of_part(part))

    def with_answers(self, answers: Answers) -> "Sheet":
        """The same sheet after these answers."""
        return replace(self, answers={**self.answers, **answers})


def sheet_about(person: Person, steps: Steps, speak: Callable[[Step], Step] | None = None) -> Sheet:
    """What a form asks of one person, in the words for whom it is shown to."""
    mine = steps.about(person.relation)
    return Sheet(person, mine, answers_of(person, mine), speak)


def to_come(step: Step, answers: Answers, on: date) -> list[Field | Cell]:
    """The fields and cells of a step that ask for a day of the past, and were answered with one after `on`."""
    return [
        asked
        for field in step.fields
        for asked, said in _days(field, answers.get(field.key))
        if asked.past and said > on.isoformat()[: len(said)]
    ]


def _days(field: Field, answer: Answer) -> Iterator[tuple[Field | Cell, str]]:
    """What asks for a day or a month, and what was answered, as ISO 8601 writes it."""
    if isinstance(answer, date):
        yield field, answer.isoformat()
    if field.cells and isinstance(answer, list | tuple):
        for row in answer:
            for cell in field.cells:
                if cell.kind in {"day", "month"} and (said := row.get(cell.key)):
                    yield cell, str(said)


def is_to_come(field: Field | Cell) -> Text:
    """What is said of such a day."""
    return Text(
        en=f"{field.label.en}: this day is in the future. Check the year, the month and the day.",
        fr=f"{field.label.fr}\u00a0: cette date est dans l’avenir. Vérifiez l’année, le mois et le jour.",
    )


def faults_in(step: Step, answers: Answers) -> list[Text]:
    """A sentence for every answer that its field cannot hold; an empty one always can be."""
    return [
        _sentence(field)
        for field in step.fields
        if not is_empty(answers.get(field.key)) and not _fits(field, answers[field.key])
    ]


def _fits(field: Field | Cell, value: Any) -> bool:
    if isinstance(field, Cell) and field.kind == "day":
        return _is_day(value, partly=field.partly)
    if not isinstance(value, _TYPES.get(field.kind, str)):
        return False
    if isinstance(field, Field) and isinstance(value, list):
        return len(value) <= field.at_most and all(_row_fits(field, row) for row in value)
    if not isinstance(value, str):
        return not isinstance(value, PartDay) or (isinstance(field, Field) and field.partly)
    if field.kind == "choice":
        return field.chosen(value) is not None
    if field.kind == "country":
        return countries.fits(value, field.countries)
    if field.kind == "month":
        return MONTH.fullmatch(value) is not None
    if field.kind == "phone":
        return phones.read(value) == value and len(value) <= field.max_length
    return len(value) <= field.max_length and "\x00" not in value


def _row_fits(field: Field, row: Any) -> bool:
    cells = {one.key: one for one in field.cells}
    known = isinstance(row, dict) and bool(row) and row.keys() <= cells.keys()
    return known and in_order(row) and all(_fits(cells[key], row[key]) for key in row)


def _is_day(value: Any, *, partly: bool) -> bool:
    """Whether it is a day as rows keep it: ISO 8601; `partly` also the year, or year and month."""
    try:
        day = days.read(value) if isinstance(value, str) else None
        return (
            day is not None
            and days.written(day) == value
            and (partly or not isinstance(day, PartDay))
        )
    except ValueError:
        return False


def _sentence(field: Field) -> Text:
    return Text(
        en=f"{field.label.en}: this answer cannot be kept. Write it again as the form asks.",
        fr=f"{field.label.fr}\u00a0: cette réponse ne peut pas être conservée. Inscrivez-la de nouveau comme le "
        "formulaire le demande.",
    )
