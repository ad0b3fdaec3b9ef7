"""Bills: the lines of fees as a payment keeps them, and as pages and letters show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from impplus.queries.facts import named
from impplus.records.models import Application
from impplus.rules.fees import Line
from impplus.words.people import called
from impplus.words.text import Text


@dataclass(frozen=True)
class NamedLine:
    """One line with the names of people: which fee, for whom, how much."""

    text: Text
    whose: str | Text
    amount: Decimal


def lines_of(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """The lines of a bill in plain JSON values, each with its source, as a payment keeps them."""
    return [
        {
            "key": line.key,
            "person": line.person,
            "amount": str(line.amount),
            "text": {"en": line.text.en, "fr": line.text.fr},
            "cite": line.source.cite,
        }
        for line in lines
    ]


def named_lines(lines: Iterable[dict[str, Any]], application: Application) -> tuple[NamedLine, ...]:
    """Lines that a payment keeps, with the names of the people; a removed one by place."""
    people = named(tuple(application.people.all()))
    names = {name: person.name for name, person in people.items()}
    return tuple(
        NamedLine(
            Text(**line["text"]),
            names.get(line["person"]) or called(line["person"]),
            Decimal(line["amount"]),
        )
        for line in lines
    )
