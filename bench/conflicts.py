"""How well the conflict search finds people again, beside exact matching: `python -m bench conflicts`.

A firm knows 20,000 invented people (bench/acquaintances.py). A thousand of them come back, spelled otherwise, six in
a hundred with a wrong birth day; a thousand strangers come as well. `matters` know passport numbers (85 in a hundred,
three in a hundred of them mistyped), `enquiries` none. Recall: how many of the thousand stand on the list, in per cent.
False alarms: for how many strangers somebody does. The same for three firms, so that no one seed decides.
"""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from statistics import median

from bench import machine
from bench.acquaintances import Acquaintance, come_back, people, strangers
from bench.world import empty_site, printed
from impplus.queries.alike import Identity, filed_under, likeness, sought_under
from impplus.words.searched import folded

KNOWN, ASKED = 20_000, 1_000
SEEDS = ("first", "second", "third")
LINE = "{:<10}{:<36}{:>9}{:>14}{:>11}{:>9}"

type Search = Callable[[Identity], set[int]]


class Firm:
    """Whom a firm knows, under the keys of the search and under those of exact matching."""

    def __init__(self, known: Sequence[Acquaintance]) -> None:
        self.known = known
        self.keys: dict[str, list[int]] = defaultdict(list)
        self.exact: dict[object, list[int]] = defaultdict(list)
        for number, one in enumerate(known):
            for key in filed_under(one.identity):
                self.keys[key].append(number)
            for exactly in _exactly(one.identity):
                self.exact[exactly].append(number)

    def found(self, one: Identity) -> set[int]:
        """Whom the search is sure to show."""
        return {number for number, sure in self._alike(one).items() if sure}

    def wider(self, one: Identity) -> set[int]:
        """The same, with “look at these too”."""
        return set(self._alike(one))

    def exactly(self, one: Identity) -> set[int]:
        """Who has the same words in the name and the same birth day, or the same passport number."""
        return {number for key in _exactly(one) for number in self.exact.get(key, ())}

    def _alike(self, one: Identity) -> dict[int, bool]:
        beside = {number for key in sought_under(one) for number in self.keys.get(key, ())}
        compared = ((number, likeness(one, self.known[number].identity)) for number in beside)
        return {number: like.sure for number, like in compared if like}


def _exactly(one: Identity) -> Iterable[object]:
    yield frozenset(folded(one.name).split()), one.born
    if one.passport:
        yield one.passport


@dataclass(frozen=True)
class Figures:
    """Recall and false alarms in per cent, and the time of a search in milliseconds."""

    recall: float
    false: float
    half: float
    p95: float


def measured(
    search: Search, back: Sequence[tuple[int, Identity]], others: Sequence[Identity]
) -> Figures:
    """Everybody asked for once."""
    taken: list[float] = []

    def timed(one: Identity) -> set[int]:
        began = time.perf_counter()
        found = search(one)
        taken.append((time.perf_counter() - began) * 1000)
        return found

    recall = sum(number in timed(one) for number, one in back) / len(back) * 100
    false = sum(bool(timed(one)) for one in others) / len(others) * 100
    return Figures(recall, false, median(taken), sorted(taken)[int(len(taken) * 0.95)])


def of_firm(seed: str) -> dict[tuple[str, str], Figures]:
    """The figures of one firm, by what is asked and how."""
    chance = Random(seed)
    firm = Firm(people(KNOWN, f"known {seed}"))
    back = [
        (number, come_back(firm.known[number], chance))
        for number in chance.sample(range(KNOWN), ASKED)
    ]
    others = strangers(ASKED, f"strangers {seed}")
    ways = {"exact": firm.exactly, "sure": firm.found, "with “look at these too”": firm.wider}
    figures = {("matters", way): measured(search, back, others) for way, search in ways.items()}
    back = [(number, replace(one, passport="")) for number, one in back]
    others = [replace(one, passport="") for one in others]
    return figures | {
        ("enquiries", way): measured(search, back, others) for way, search in ways.items()
    }


def show() -> None:
    """Three firms, a line for each way of asking."""
    print(f"{machine.bare('rapidfuzz', 'anyascii', 'faker')}\n")
    for seed in SEEDS:
        print(
            LINE.format("", f"{seed} firm", "recall %", "false alarms %", "median ms", "p95 ms"),
            flush=True,
        )
        for (asked, way), of_it in of_firm(seed).items():
            row = (f"{figure:.1f}" for figure in (of_it.recall, of_it.false, of_it.half, of_it.p95))
            print(LINE.format(asked, way, *row), flush=True)
        print()
    with empty_site() as environment:
        said = json.loads(printed(environment, "bench.known_people").splitlines()[-1])
    print(
        "The same in the database, two people at once, among 20,000 of whom 2,000 have no birth day:"
    )
    print(f"median {said['half']:.1f} ms, p95 {said['p95']:.1f} ms\n")
