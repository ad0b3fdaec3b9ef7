"""What is weighed of several people, one line each: of each person the controls, where it is about that person."""

from collections.abc import Sequence
from dataclasses import dataclass

from impplus.desk.weighing import Weighed
from impplus.words.text import Source, Text


@dataclass(frozen=True)
class WeighedRow:
    """One condition: of everyone who is decided on, in the order of the file, the name and the controls; None where it is not about that person."""

    title: Text
    source: Source
    cells: tuple[tuple[str, Weighed | None], ...]


def rows_of_everyone(people: Sequence[tuple[str, Sequence[Weighed]]]) -> list[WeighedRow]:
    """First what no answer can show, of everyone; then what the answers show of members of the family. `people` are names, each with what is weighed."""
    every = [one for _name, weighed in people for one in weighed]
    first = {one.title: one for one in reversed(every)}
    titles = sorted(
        dict.fromkeys(one.title for one in every), key=lambda title: first[title].shown is not None
    )
    return [_row(first[title], people) for title in titles]


def _row(one: Weighed, people: Sequence[tuple[str, Sequence[Weighed]]]) -> WeighedRow:
    cells = ((name, _of(weighed, one.title)) for name, weighed in people)
    return WeighedRow(one.title, one.source, tuple(cells))


def _of(weighed: Sequence[Weighed], title: Text) -> Weighed | None:
    return next((one for one in weighed if one.title == title), None)
