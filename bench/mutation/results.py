"""What became of each mutant, kept in var/mutation, and the table of it."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from math import sqrt
from pathlib import Path

from bench.mutation.mutants import Key, Mutant, mutants
from deploy.local.spare import PROJECT

HERE = Path(__file__).parent
FOLDER = PROJECT / "var" / "mutation"
KILLED, TIMED_OUT, SURVIVED = "killed", "timed out", "survived"
EQUIVALENT, NOT_RUN = "equivalent", "not run"
COLUMNS = (KILLED, TIMED_OUT, SURVIVED, EQUIVALENT, NOT_RUN)
LINE = "{:<34}{:>8}{:>8}{:>10}{:>10}{:>11}{:>8}{:>9}"


@dataclass(frozen=True)
class Group:
    """Modules, the tests that answer for them, and where not all of a module belongs to it its functions."""

    name: str
    modules: Sequence[str]
    tests: Sequence[str]
    only: Mapping[str, Sequence[str]] = field(default_factory=dict)
    database: bool = True
    without: Sequence[str] = ()  # tests that cannot run in a forked child

    def mutants(self) -> Iterator[Mutant]:
        """Those of today's code."""
        for module in self.modules:
            yield from mutants(module, (PROJECT / module).read_text(), self.only.get(module, ()))


def groups() -> dict[str, Group]:
    """Those of groups.toml by their names."""
    read = tomllib.loads((HERE / "groups.toml").read_text())
    return {name: Group(name, **of_it) for name, of_it in read.items()}


def equivalents() -> dict[Key, str]:
    """The mutants that do what the code does, and why; a function that is written anew drops its own."""
    read = tomllib.loads((HERE / "equivalents.toml").read_text())
    return {
        (one["module"], one["function"], one["source"], one["change"]): one["reason"]
        for one in read["equivalent"]
    }


def digest_of(key: Key) -> str:
    """Of a mutant: 64 hexadecimal digits."""
    return sha256(repr(key).encode()).hexdigest()


class Results:
    """Of one group; each is written at once, so that a run can be stopped and gone on with."""

    def __init__(self, group: Group) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        self._path = FOLDER / f"{group.name}.jsonl"
        self._path.touch()
        self.found: dict[Key, str] = {}
        self.killers = Counter[tuple[str, str, str]]()  # module, function, test
        for line in self._path.read_text().splitlines():
            module, function, source, change, result, test = json.loads(line)
            self._keep((module, function, source, change), result, test)

    def add(self, mutant: Mutant, result: str, test: str) -> None:
        """What became of a mutant, and at which test."""
        self._keep(mutant.key, result, test)
        with self._path.open("a") as file:
            file.write(json.dumps([*mutant.key, result, test], ensure_ascii=False) + "\n")

    def _keep(self, key: Key, result: str, test: str) -> None:
        self.found[key] = result
        if result == KILLED:
            self.killers[key[0], key[1], test] += 1


def show(group: Group, results: Results) -> None:
    """Print the table, each survivor, and each entry of equivalents.toml that fits no mutant of today."""
    same = equivalents()
    verdicts: dict[str, Counter[str]] = {module: Counter() for module in group.modules}
    survivors, met = [], set[Key]()
    for mutant in group.mutants():
        met.add(mutant.key)
        verdict = EQUIVALENT if mutant.key in same else results.found.get(mutant.key, NOT_RUN)
        verdicts[mutant.module][verdict] += 1
        if verdict == SURVIVED:
            survivors.append(mutant)
    print(LINE.format("", "mutants", *COLUMNS, "score"))
    for name, counted in (*verdicts.items(), ("together", sum(verdicts.values(), Counter()))):
        _print(name, counted)
    for one in survivors:
        function = one.function or "constant"
        print(f"\n{one.module}:{one.line} {function} ({one.source})\n    {one.change}")
    for key in same:
        if key[0] in group.modules and key not in met:
            print(f"\nNo such mutant any more: {' '.join(key)}")


def interval(noticed: int, run: int) -> tuple[float, float]:
    """Where the share of all lies, when that of a sample is known: Wilson's interval of 95 %."""
    share, square = noticed / run, 1.96**2
    middle = share + square / (2 * run)
    reach = 1.96 * sqrt(share * (1 - share) / run + square / (4 * run**2))
    return (middle - reach) / (1 + square / run), (middle + reach) / (1 + square / run)


def _print(name: str, counted: Counter[str]) -> None:
    noticed = counted[KILLED] + counted[TIMED_OUT]
    run = noticed + counted[SURVIVED]
    score = f"{noticed / run:.1%}" if run else "–"
    if run and counted[NOT_RUN]:
        score += " ({:.1%} to {:.1%})".format(*interval(noticed, run))
    figures = (counted[column] for column in COLUMNS)
    print(LINE.format(name.removeprefix("impplus/"), counted.total(), *figures, score))
