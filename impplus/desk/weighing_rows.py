"""What is weighed of several people: a column for each person who is decided on, a line for each condition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.forms import BoundField, Form

from impplus.desk.deciding import Foreseen, Weighing
from impplus.desk.weighing import Weighed
from impplus.desk.weighing_members import WeighedMember
from impplus.records.models import Person
from impplus.rules.dated import age
from impplus.words.people import RELATIONS
from impplus.words.text import Source, Text


@dataclass(frozen=True)
class WeighedPerson:
    """A column: who is decided on, what is weighed of this person, the outcome with the reason for deciding later, and what an approval would issue."""

    person: Person
    relation: Text
    age: int | None
    weighed: tuple[Weighed, ...]
    outcome: BoundField
    later: BoundField | None
    issues: Foreseen | None


@dataclass(frozen=True)
class WeighedRow:
    """One condition: of everyone who is decided on, in the order of the file, the person and the controls; None where it is not about that person."""

    title: Text
    source: Source
    cells: tuple[tuple[Person, Weighed | None], ...]


def people_weighed(
    weighing: Weighing,
    form: Form,
    requirements: Iterable[Weighed],
    family: Iterable[WeighedMember],
    issued: Iterable[Foreseen],
) -> list[WeighedPerson]:
    """Everybody who is decided on, the principal applicant first; `issued` is what an approval of everybody would issue."""
    due = {one.person.pk: one for one in issued}

    def column(
        person: Person, weighed: tuple[Weighed, ...], outcome: BoundField, later: BoundField | None
    ) -> WeighedPerson:
        years = age(person.born, weighing.today) if person.born else None
        relation = RELATIONS[person.relation]
        return WeighedPerson(person, relation, years, weighed, outcome, later, due.get(person.pk))

    members = [
        column(one.member.person, (*one.requirements, *one.conditions), one.outcome, one.later)
        for one in family
    ]
    if weighing.rest:
        return members
    own = column(weighing.file.principal, tuple(requirements), form["outcome"], None)
    return [own, *members]


def rows_of(people: Sequence[WeighedPerson], *, shown: bool) -> list[WeighedRow]:
    """What the answers show of somebody (`shown`), or what no answer can."""
    every = [one for column in people for one in column.weighed]
    first = {one.title: one for one in reversed(every) if (one.shown is not None) is shown}
    titles = dict.fromkeys(one.title for one in every if one.title in first)
    return [_row(first[title], people) for title in titles]


def _row(one: Weighed, people: Sequence[WeighedPerson]) -> WeighedRow:
    cells = ((column.person, _of(column.weighed, one.title)) for column in people)
    return WeighedRow(one.title, one.source, tuple(cells))


def _of(weighed: Sequence[Weighed], title: Text) -> Weighed | None:
    return next((one for one in weighed if one.title == title), None)
