"""Assessments per second on one core, beside ten bare conditions, and how soon the command starts."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import candidates, machine, peers
from impplus.programmes import ALL, IMP_PLUS
from impplus.rules.answer import answer, judgements
from impplus.rules.canonical import digest
from impplus.rules.case import Case
from impplus.rules.case_json import from_json, read_case, write
from impplus.rules.eligibility import ConditionResult, assess

type Pass = Callable[[], object]

CANDIDATES = 200
ROUNDS, SECONDS = 9, 0.3
STARTS = 15
AIM, START_AIM = 5000, 0.4
OPENFISCA = 1753
FORMAT = "  {:<46}{:>9}{:>9}{:>19}{:>10}"

NOTES = """
¹ of zen-engine's decision. Ours says why, in law and in words, and knows what is not known; the others
  compare bare facts, days already turned into numbers, and say yes or no.
² Not measured in this run: a figure from another day, ten conditions of one person, in Python.
"""

FULL = (
    "answer, the case already read",
    "bytes to bytes, one person",
    "bytes to bytes, four people",
    "both languages and their digest, case read",
)
OURS = "ours, with reasons and sources"
ZEN, ZEN_EXPRESSION = "zen-engine, a decision", "zen-engine, one compiled expression"
LOGIC = "json-logic-qubit"


def show() -> None:
    """Measure everything and print it; raises where two evaluators disagree."""
    print(f"{machine.bare('zen-engine', 'json-logic-qubit')}\n")
    with one_core():
        singles, families = candidates.singles(CANDIDATES), candidates.families(CANDIDATES)
        peer = {
            ZEN: peers.zen_decision(),
            ZEN_EXPRESSION: peers.zen_expression(),
            LOGIC: peers.json_logic,
        }
        print(_agreement(singles, peer))
        rates = measured({**_full(singles, families), **_bare(singles, peer)})
    _print_rates(rates)
    _print_million(rates)
    print(start_up(json.dumps(singles[0]).encode()))


def assessed(content: bytes) -> bytes:
    """What the command does with a file: the case in, the answer out."""
    programme, case = read_case(content, ALL)
    return write(answer(programme, case, "en"))


def _full(singles: Iterable[Any], families: Iterable[Any]) -> dict[str, Pass]:
    cases = [from_json(written) for written in singles]
    one, four = ([json.dumps(case).encode() for case in group] for group in (singles, families))
    return {
        FULL[0]: _each(lambda case: answer(IMP_PLUS, case, "en"), cases),
        FULL[1]: _each(assessed, one),
        FULL[2]: _each(assessed, four),
        FULL[3]: _each(lambda case: digest(judgements(IMP_PLUS, case)), cases),
    }


def _bare(singles: Iterable[Any], peer: Mapping[str, peers.Evaluator]) -> dict[str, Pass]:
    cases = [from_json(written) for written in singles]
    facts = [peers.facts(written) for written in singles]
    return {OURS: _each(_ten, cases)} | {
        name: _each(evaluate, facts) for name, evaluate in peer.items()
    }


def _each[Asked](evaluate: Callable[[Asked], object], asked: Sequence[Asked]) -> Pass:
    """Each answer is let go before the next, as a server does; to hold hundreds would be timed too."""

    def one() -> None:
        for each in asked:
            evaluate(each)

    return one


def _agreement(singles: Sequence[Any], peer: Mapping[str, peers.Evaluator]) -> str:
    """Before anything is timed: each evaluator gives each candidate our ten answers."""
    no = 0
    for written in singles:
        ours = {finding.key: finding.met for finding in _ten(from_json(written))}
        no += list(ours.values()).count(False)
        for name, evaluate in peer.items():
            theirs = dict(evaluate(peers.facts(written)))
            if theirs != ours:
                raise AssertionError(f"{name} says {theirs}, we say {ours}, of {written}")
    count = len(singles) * len(peers.CONDITIONS)
    return f"All evaluators agree on {count:,} findings, of which {no} are a no.\n"


def _ten(case: Case) -> tuple[ConditionResult, ...]:
    return assess(IMP_PLUS.in_force(case.on).conditions, case, on=case.on)


def measured(passes: Mapping[str, Pass]) -> dict[str, list[float]]:
    """How many a second in each round; the rounds take turns, so that noise falls on all alike."""
    for one in passes.values():
        one()
    rates: dict[str, list[float]] = {name: [] for name in passes}
    for _ in range(ROUNDS):
        for name, one in passes.items():
            rates[name].append(_rate(one))
    return rates


def _rate(one: Pass) -> float:
    done, began = 0, time.perf_counter()
    while (taken := time.perf_counter() - began) < SECONDS:
        one()
        done += CANDIDATES
    return done / taken


@contextmanager
def one_core() -> Iterator[None]:
    """Hold this process, and the threads that it starts, to one core, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def start_up(content: bytes) -> str:
    """The time that `impplus assess` takes for one case, beside a Python that does nothing."""
    command = _median_start([Path(sys.executable).parent / "impplus", "assess", "-"], content)
    python = _median_start([sys.executable, "-c", "pass"], b"")
    return (
        f"Start-up of `impplus assess`, one case: {command:.3f} s (median of {STARTS}; aim {START_AIM} s);"
        f"\n`python -c pass`: {python:.3f} s, so {command / python:.1f} times that."
    )


def _median_start(command: Sequence[str | Path], content: bytes) -> float:
    def once() -> float:
        began = time.perf_counter()
        subprocess.run(command, input=content, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    once()
    return statistics.median(once() for _ in range(STARTS))


def _print_rates(rates: Mapping[str, Sequence[float]]) -> None:
    print(
        f"Rules, one process on one core; {CANDIDATES} different candidates in turn; median of"
        f" {ROUNDS} rounds of {SECONDS} s:\n"
    )
    print(FORMAT.format("", "each/s", "µs each", "slowest–fastest", "of zen¹"))
    zen = statistics.median(rates[ZEN])
    print("Full assessment: findings, documents, fees, biometrics, permits, reasons and sources")
    for name, rounds in rates.items():
        if name == OURS:
            print("Ten conditions alone")
        rate = statistics.median(rounds)
        spread = f"{min(rounds):,.0f}–{max(rounds):,.0f}"
        print(FORMAT.format(name, f"{rate:,.0f}", f"{1e6 / rate:.0f}", spread, f"{rate / zen:.0%}"))
    print(FORMAT.format("OpenFisca²", f"{OPENFISCA:,}", f"{1e6 / OPENFISCA:.0f}", "", ""))
    print(NOTES)


def _print_million(rates: Mapping[str, Sequence[float]]) -> None:
    print(
        f"Aim: {AIM:,} full assessments a second of one person. A million candidates, on one core:"
    )
    for name in FULL:
        rate = statistics.median(rates[name])
        print(f"  {name:<46}{1e6 / rate:>7,.0f} s")
    print()
