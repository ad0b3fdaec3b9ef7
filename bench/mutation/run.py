"""`python -m bench mutation GROUP`: each mutant of a group's modules, run by the tests that reach it until one fails.

pytest, the tests and the database are there once; a mutant takes a fork of that, and its tests. The control
comes first: the same modules exchanged for themselves, where every test must pass.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGALRM
from tempfile import TemporaryDirectory

import pytest

from bench.machine import bare
from bench.mutation import children
from bench.mutation.exchange import exchange, functions_of, statements
from bench.mutation.mutants import Mutant, unchanged
from bench.mutation.reach import Reached
from bench.mutation.results import (
    FOLDER,
    HERE,
    KILLED,
    SURVIVED,
    TIMED_OUT,
    Group,
    Results,
    digest_of,
    equivalents,
    groups,
    show,
)
from deploy.local.spare import PROJECT
from impplus.words.text import LANGUAGES

EMPTIED = HERE / "emptied.py"
ENOUGH = 300.0  # seconds that a test of the control has; nothing is known of it yet


class Mutation:
    """A plugin of pytest, which runs mutants where pytest would run the tests."""

    def __init__(self, group: Group, results: Results, until: float, *, survivors: bool) -> None:
        self.group, self.results, self.until, self.survivors = group, results, until, survivors
        self.log = FOLDER / f"{group.name}.log"
        self.seconds: dict[str, float] = {}
        self.lines: dict[tuple[str, int], list[str]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """The control, then each mutant that is still to be run."""
        self.tests = {one.nodeid: one for one in session.items if one.path != EMPTIED}
        self.emptied = next((one for one in session.items if one.path == EMPTIED), None)
        if self.emptied:
            self._start_the_database(self.emptied)
        self.functions, self.statements = functions_of(self.group.modules), statements()
        self._control()
        for mutant in self._to_run():
            if time.monotonic() > self.until:
                print("The time is over; the same command goes on.")
                break
            self.results.add(mutant, *self._run(mutant))
        return True

    def _start_the_database(self, emptied: pytest.Item) -> None:
        """And what pages share is loaded (addresses in both languages, the law of today), which each fork would load anew.

        No connection may be open at a fork: parent and child would both speak on it.
        """
        following = next(iter(self.tests.values()))
        emptied.config.hook.pytest_runtest_protocol(item=emptied, nextitem=following)
        # Django is set up by now.
        from django.db import connections  # noqa: PLC0415
        from django.urls import reverse  # noqa: PLC0415
        from django.utils.translation import override  # noqa: PLC0415

        from impplus.programmes import SERVED  # noqa: PLC0415

        for language in LANGUAGES:
            with override(language):
                reverse("start")
        SERVED.in_force(SERVED.day_of(datetime.now(UTC)))
        connections.close_all()

    def _control(self) -> None:
        """Every test passes on the modules exchanged for themselves; how long each took, and what it reached."""
        told = FOLDER / f"{self.group.name}.reach.json"
        began = time.monotonic()
        code = children.ended(lambda: self._run_control(told), self.log)
        if code != 0:
            pytest.exit(f"The control did not survive: {self._last_test()} (see {self.log})", 1)
        for test, seconds, lines in json.loads(told.read_text()):
            self.seconds[test] = seconds
            for file, line in lines:
                self.lines.setdefault((file, line), []).append(test)
        taken = time.monotonic() - began
        print(f"Control: survived {len(self.tests)} tests in {taken:.0f} s.", flush=True)

    def _run_control(self, told: Path) -> int:
        for module in self.group.modules:
            for same in unchanged(module, (PROJECT / module).read_text()):
                exchange(same, self.functions)
        reached, rows = Reached(self.functions), []
        code = children.pass_all(
            list(self.tests.values()),
            self.emptied,
            dict.fromkeys(self.tests, ENOUGH),
            lambda test, seconds: rows.append((test.nodeid, seconds, reached.taken())),
            self._forget,
        )
        told.write_text(json.dumps(rows))
        return code

    def _forget(self) -> None:
        """A query is compiled by the test that asks it first: so each is."""
        for one in self.statements:
            one.cache_clear()

    def _to_run(self) -> Iterator[Mutant]:
        """In an order that depends on nothing but the changes: those run when the time is over are a fair sample."""
        same = equivalents()
        for mutant in sorted(self.group.mutants(), key=lambda one: digest_of(one.key)):
            before = self.results.found.get(mutant.key)
            again = self.survivors and before == SURVIVED
            if mutant.key not in same and (before is None or again):
                yield mutant

    def _run(self, mutant: Mutant) -> tuple[str, str]:
        """What becomes of a mutant, and at which test."""
        chosen = [self.tests[one] for one in self._chosen(mutant)]
        limits = {one.nodeid: children.limit(self.seconds[one.nodeid]) for one in chosen}

        def run() -> int:
            exchange(mutant, self.functions)
            return children.pass_all(chosen, self.emptied, limits, forget=self._forget)

        code = children.ended(run, self.log)
        if code == 0:
            return SURVIVED, ""
        # A constant that cannot be made is noticed by whoever imports it.
        if code == children.BROKEN and not mutant.names:
            pytest.exit(f"The child of {mutant.key} broke (see {self.log})", 1)
        at = self._last_test()
        if code < 0 and self.emptied:  # it ended within a test
            self._empty(self.emptied)
        return (TIMED_OUT if code == -SIGALRM else KILLED), at

    def _chosen(self, mutant: Mutant) -> list[str]:
        """The tests that reach the change: first what killed others of this function, then the quickest.

        A constant is reached by who imported it, too, also where no function of its module is run.
        """
        file = mutant.code.co_filename
        reaching = {test for line in mutant.reached for test in self.lines.get((file, line), ())}
        for test, one in self.tests.items():
            if {*mutant.names} & {*dir(getattr(one, "module", None))}:
                reaching.add(test)
        killers, of_it = self.results.killers, (mutant.module, mutant.function)
        return sorted(reaching, key=lambda one: (-killers[*of_it, one], self.seconds[one]))

    def _empty(self, emptied: pytest.Item) -> None:
        limits = {emptied.nodeid: ENOUGH}
        # What follows keeps the database of the whole session.
        following = next(iter(self.tests.values()))
        if children.ended(lambda: children.pass_all([emptied], following, limits), self.log) != 0:
            pytest.exit(f"What a test left behind could not be taken away (see {self.log})", 1)

    def _last_test(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()
        return next((one for one in reversed(lines) if one in self.tests), "")


def main(arguments: list[str]) -> int:
    """Run what is still to be run, and print the table."""
    known = groups()
    parser = argparse.ArgumentParser(prog="python -m bench mutation")
    parser.add_argument("group", choices=known)
    parser.add_argument("--survivors", action="store_true", help="run them again")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="then stop")
    asked = parser.parse_args(arguments)
    print(f"Command: {' '.join([parser.prog, *arguments])}\n\n{bare('pytest', 'Django')}\n")
    group = known[asked.group]
    results = Results(group)
    until = time.monotonic() + asked.minutes * 60
    code = _pytest(group, Mutation(group, results, until, survivors=asked.survivors))
    print()
    show(group, results)
    return code


def _pytest(group: Group, plugin: Mutation) -> int:
    emptied = [str(EMPTIED)] if group.database else []
    without = [f"--deselect={one}" for one in group.without]
    off = [f"-pno:{one}" for one in ("randomly", "xdist", "cacheprovider")]
    with TemporaryDirectory() as folder:
        kept = [f"--basetemp={folder}/tests", "--hypothesis-profile=same"]
        asked = [*group.tests, *emptied, *without, *off, *kept, "-qs", "-mnot browser"]
        return int(pytest.main(asked, plugins=[plugin]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
