"""Where what shows a condition stands in the package: the file of its slot, and the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from impplus.queries.packages.planned import PlannedSlot
from impplus.rules.looked_for import LookedFor
from impplus.words.text import Text


@dataclass(frozen=True)
class Shown:
    """A document in the package: what it is, in which file, and from which page on, from 1."""

    text: Text
    path: str
    page: int
    conditions: tuple[str, ...]


def shown_in(
    planned: Sequence[PlannedSlot], looked_for: Mapping[str, LookedFor], before: Mapping[str, int]
) -> Iterator[Shown]:
    """Each document once, in the order of the package; `before` says how many pages made here stand first in a file."""
    for one in planned:
        page, last = 1 + before.get(one.path, 0), ""
        for document in one.documents:
            rows = looked_for.get(document.key)
            if document.key != last:
                conditions = rows.conditions if rows else ()
                yield Shown(one.slot.text, one.path, page, tuple(conditions))
            page, last = page + document.pages, document.key
