"""What a rehearsal counted and measured, for its report."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rehearsal.evidence import Evidence
from rehearsal.faults import Fault
from rehearsal.invariants import INVARIANTS, Invariant
from rehearsal.notes import DEFINITE, FULL, RECEIVED
from rehearsal.plan import Plan


@dataclass(frozen=True)
class Verdict:
    """An invariant, and what breaks it; nothing where it held."""

    invariant: Invariant
    broken: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """One rehearsal that is over; instants in seconds from the opening, durations in seconds."""

    plan: Plan
    evidence: Evidence
    faults: Sequence[Fault]
    settled: float
    whole: float
    machine: str
    command: str
    without: str = ""
    repeated: int = 0
    mail: tuple[float, float] = (0.0, 0.0)
    verdicts: tuple[Verdict, ...] = field(init=False)

    def __post_init__(self) -> None:
        found = tuple(Verdict(one, tuple(one.broken(self.evidence))) for one in INVARIANTS)
        object.__setattr__(self, "verdicts", found)

    @property
    def held(self) -> bool:
        """Whether everything held."""
        return not any(one.broken for one in self.verdicts)

    @property
    def kinds(self) -> Mapping[str, int]:
        """How often each kind of part was killed."""
        return Counter(one.kind for one in self.faults)

    @property
    def habits(self) -> Mapping[str, int]:
        """How many people did each thing that goes wrong."""
        return Counter(habit for one in self.plan.applicants for habit in one.habits)

    @property
    def told(self) -> Mapping[str, int]:
        """How often a press was told each thing."""
        return Counter(note.told for note in self.evidence.notes if note.did == "press")

    @property
    def arrivals(self) -> list[float]:
        """When people came."""
        return sorted(one.arrives for one in self.plan.applicants)

    def answered(self, *told: str) -> list[float]:
        """When each person who was told one of these was told it first."""
        firsts = (self._first(one.number, told) for one in self.plan.applicants)
        return sorted(at for at in firsts if at is not None)

    def waits(self, *told: str) -> list[float]:
        """How long each person who was told one of these waited for it after coming, retries included."""
        firsts = ((one, self._first(one.number, told)) for one in self.plan.applicants)
        return sorted(max(0.0, at - one.arrives) for one, at in firsts if at is not None)

    @property
    def last_place(self) -> float:
        """When the last place was taken, as its holder was told."""
        return max(self.answered(RECEIVED), default=0.0)

    @property
    def last_answer(self) -> float:
        """When the last person had a definite answer."""
        return max(self.answered(*DEFINITE), default=0.0)

    @property
    def refunded(self) -> int:
        """What went back to cards, in cents."""
        return sum(one.refunded for one in self.evidence.remembered.charges)

    @property
    def turned_away(self) -> int:
        """How many were told that no place is left."""
        return len(self.evidence.told_full)

    def _first(self, number: str, told: Sequence[str]) -> float | None:
        for note in self.evidence.of[number]:
            if note.did == "press" and note.told in told:
                return note.ended - self.plan.opens_at
        return None


def share(values: Sequence[float], percent: float) -> float:
    """The value that so many of a hundred do not exceed; `values` in order; 0 where there is none."""
    if not values:
        return 0.0
    return values[min(len(values), max(1, math.ceil(len(values) * percent / 100))) - 1]


def steps(instants: Sequence[float]) -> list[tuple[float, float]]:
    """How many came by each instant, as points; never more than a few hundred."""
    every = max(1, len(instants) // 300)
    points = [(max(0.0, at), n) for n, at in enumerate(instants, start=1)]
    return [(0.0, 0.0), *points[::every], *points[-1:]]


def by_time(outcome: Outcome, percent: float, buckets: int = 30) -> list[tuple[float, float]]:
    """How long a definite answer to a press took, by when the press began."""
    notes = [
        (note.began - outcome.plan.opens_at, note.took)
        for note in outcome.evidence.notes
        if note.did == "press" and note.told in (RECEIVED, FULL)
    ]
    width = max((at for at, _ in notes), default=1.0) / buckets or 1.0
    points = []
    for n in range(buckets):
        within = sorted(took for at, took in notes if n * width <= at < (n + 1) * width)
        if within:
            points.append(((n + 0.5) * width, share(within, percent)))
    return points
