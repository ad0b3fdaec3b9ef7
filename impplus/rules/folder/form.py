"""What must be true of a form as a whole: what is asked on each day, and whether answers can be kept."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from impplus.rules.columns import AGE
from impplus.rules.dated import newest_rows, turns
from impplus.rules.form import COLUMNS, Answered, Field, Step
from impplus.rules.reader import Fault, Place
from impplus.rules.rows import FROM, UNTIL
from impplus.words import countries
from impplus.words.text import Text


def of_form(steps: Iterable[Step]) -> Iterator[Fault]:
    """On each day each question is asked once, can be kept, and names only others that are asked."""
    steps = tuple(steps)
    fields = (one for step in steps for one in step.fields)
    days = sorted({*turns(steps), *turns(fields)})
    yield from dict.fromkeys(fault for day in days for fault in _on(steps, day))


def _on(steps: tuple[Step, ...], day: date) -> Iterator[Fault]:
    asked: dict[str, dict[str, Field]] = {"application": {}, "member": {}}
    steps_of: dict[tuple[str, str], Step] = {}
    for step in (held := newest_rows(steps, day)):
        for one in newest_rows(step.fields, day):
            other = steps_of.setdefault((step.about, one.key), step)
            if other is not step:
                yield (*_place(step), *_place(one)), _also_asked(other)
            asked[step.about].setdefault(one.key, one)
    for step in held:
        known = asked[step.about]
        yield from _conditions(step.when, known, _place(step))
        for one in newest_rows(step.fields, day):
            at = (*_place(step), *_place(one))
            yield from _conditions(one.when, known, at)
            yield from _unkept(one, at)
            yield from _untimed(one, at)
            if one.country_from and known.get(one.country_from, one).kind != "country":
                yield (*at, "country_from"), NO_COUNTRY
            if one.instead and one.instead not in {each.key for each in step.fields}:
                yield (*at, "instead"), NOT_BESIDE


def _place(row: Step | Field) -> Place:
    return (f"[[{'steps' if isinstance(row, Step) else 'fields'}]] ({row.key})",)


def _conditions(when: Answered, asked: Mapping[str, Field], at: Place) -> Iterator[Fault]:
    """Each condition speaks of a question that is asked, and of answers that it takes."""
    for key, values in when.items():
        if key not in asked:
            yield (*at, "when", key), NOT_ASKED
        elif not all(_takes(asked[key], value) for value in values):
            yield (*at, "when", key), NO_ANSWER


def _takes(field: Field, value: object) -> bool:
    """Whether a field can be answered so; of the days, a date of birth alone is named, by an age."""
    match field.kind:
        case "choice":
            return field.chosen(value) is not None
        case "yes-no":
            return isinstance(value, bool)
        case "country":
            return countries.fits(value, field.countries)
        case "day":
            return field.key == "born" and bool(AGE.fullmatch(str(value)))
    return isinstance(value, str)


def _unkept(field: Field, at: Place) -> Iterator[Fault]:
    """Whatever a field takes fits into the column that keeps it, where there is one."""
    column = COLUMNS.get(field.key)
    if column is None:
        return
    if field.kind != column.kind:
        yield (*at, "kind"), _must_be(column.kind)
    elif column.longest:
        chosen: dict[Place, int] = {("choices", one.key): len(one.key) for one in field.choices}
        for place, length in (chosen or {("max_length",): field.max_length}).items():
            if length > column.longest:
                yield (*at, *place), _at_most(column.longest)


def _untimed(field: Field, at: Place) -> Iterator[Fault]:
    """Rows that are looked at as periods say from which month to which."""
    months = {one.key for one in field.cells if one.kind == "month"}
    if (field.apart or field.years) and not {FROM, UNTIL} <= months:
        yield (*at, "cells"), NO_PERIODS


def _also_asked(step: Step) -> Text:
    return Text(
        en=f"is already asked in the step {step.key}", fr=f"est déjà demandé à l’étape {step.key}"
    )


def _must_be(kind: str) -> Text:
    return Text(
        en=f"must be {kind}, as which this answer is kept and searched",
        fr=f"doit être {kind}, type sous lequel cette réponse est conservée et cherchée",
    )


def _at_most(longest: int) -> Text:
    return Text(
        en=f"must be at most {longest} characters long, as this answer is when it is kept",
        fr=f"doit compter au plus {longest} caractères, comme cette réponse une fois conservée",
    )


NOT_ASKED = Text(
    en="is not a question asked of the same person on the same days",
    fr="n’est pas une question posée à la même personne les mêmes jours",
)
NOT_BESIDE = Text(
    en="is not a question of the same page", fr="n’est pas une question de la même page"
)
NO_ANSWER = Text(
    en="names an answer that this question does not take",
    fr="nomme une réponse que cette question n’accepte pas",
)
NO_PERIODS = Text(
    en="must hold the cells from and until, of the kind month",
    fr="doit comprendre les cases from et until, du type month",
)
NO_COUNTRY = Text(
    en="is not a question about a country asked of the same person on the same days",
    fr="n’est pas une question sur un pays posée à la même personne les mêmes jours",
)
