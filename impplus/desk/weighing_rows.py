"""What is weighed of several people, one line each: of each person the controls, where it is about that person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from impplus.desk.weighing import Weighed
from impplus.desk.weighing_members import WeighedMember
from impplus.words.text import Source, Text


@dataclass(frozen=True)
class WeighedRow:
    """One condition: of everyone who applies, in the order of the file, the name and the controls; None where it is not about that person."""

    title: Text
    source: Source
    cells: tuple[tuple[str, Weighed | None], ...]


def rows_of_everyone(
    principal: str, requirements: Sequence[Weighed], family: Sequence[WeighedMember]
) -> list[WeighedRow]:
    """First what no answer can show, of everyone; then what the answers show of members of the family."""
    about = [_row(one, principal, one, family) for one in requirements]
    titles = dict.fromkeys(one.title for member in family for one in member.conditions)
    first = {one.title: one for member in family for one in member.conditions}
    return about + [_row(first[title], principal, None, family) for title in titles]


def _row(
    one: Weighed, principal: str, own: Weighed | None, family: Iterable[WeighedMember]
) -> WeighedRow:
    theirs = ((member.member.person.name, _of(member, one.title)) for member in family)
    return WeighedRow(one.title, one.source, ((principal, own), *theirs))


def _of(member: WeighedMember, title: Text) -> Weighed | None:
    every = (*member.requirements, *member.conditions)
    return next((one for one in every if one.title == title), None)
