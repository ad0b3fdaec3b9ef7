"""The questions that rows of the invented lighthouse keepers' program ask about one person."""

from collections.abc import Mapping
from datetime import date

from impplus.rules.case import Case, Person, Principal
from impplus.rules.dated import age
from impplus.rules.law import When
from impplus.rules.settings import Settings


def always(case: Case, person: Person, on: date, settings: Settings) -> bool:
    return True


def keeper(case: Case, person: Person, on: date, settings: Settings) -> bool:
    return isinstance(person, Principal)


def adult(case: Case, person: Person, on: date, settings: Settings) -> bool | None:
    if person.born is None:
        return None
    return age(person.born, on) >= settings.number("keeper-age", on)


WHEN: Mapping[str, When] = {"always": always, "keeper": keeper, "adult": adult}
