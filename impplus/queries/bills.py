"""Bills: the lines of fees as a payment keeps them, and as pages and letters show them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from impplus.queries.facts import keeps_private, named
from impplus.records.models import Application, Person
from impplus.rules.fees import BIOMETRICS, FAMILY, Line
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


def folded(lines: Iterable[dict[str, Any]], private: Collection[str]) -> list[dict[str, Any]]:
    """Lines, in plain JSON values, as the family of those who keep answers private reads them.

    Which fees are due says what these answered. So the fees of each are one sum without its reason, and biometrics, which are
    due once for several people, are the family's, whoever gives them.
    """
    shown, sums = list[dict[str, Any]](), dict[str, Decimal]()
    for line in lines:
        if private and line["key"] == BIOMETRICS:
            shown.append({**line, "person": FAMILY})
        elif line["person"] in private:
            sums[line["person"]] = sums.get(line["person"], Decimal(0)) + Decimal(line["amount"])
        else:
            shown.append(line)
    return shown + [
        {"key": KEPT, "person": name, "amount": str(amount), "text": asdict(TOGETHER), "cite": ""}
        for name, amount in sums.items()
    ]


def private_in(people: Mapping[str, Person]) -> frozenset[str]:
    """The names, as rules give them, of those who keep answers private from the family."""
    return frozenset(name for name, person in people.items() if keeps_private(person))


def named_lines(
    lines: Iterable[dict[str, Any]], application: Application, *, family: bool = False
) -> tuple[NamedLine, ...]:
    """Lines that a payment keeps, with the names of the people, a removed one by place; as the `family` reads them, folded."""
    people = named(tuple(application.people.all()))
    names = {name: person.name for name, person in people.items()}
    return tuple(
        NamedLine(
            Text(**line["text"]),
            names.get(line["person"]) or called(line["person"]),
            Decimal(line["amount"]),
        )
        for line in (folded(lines, private_in(people)) if family else lines)
    )


KEPT = "private"
TOGETHER = Text(
    en="Fees together, as this person keeps answers private",
    fr="Total des frais, car cette personne garde ses réponses privées",
)
