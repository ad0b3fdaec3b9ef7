"""Parts are killed by a plan: one in each share of the time, and every kind before any comes twice."""

import random
from collections import Counter
from typing import Any

import pytest

from rehearsal import faults, plan
from rehearsal.faults import Killer, instants


def test_each_share_of_the_time_has_one_kill() -> None:
    due = instants(5, 100.0, 50.0, random.Random(1))
    assert [int((at - 100) // 10) for at in due] == [0, 1, 2, 3, 4]


def test_every_kind_comes_before_any_comes_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[str] = []
    kinds = {kind: lambda *_, kind=kind: killed.append(kind) or True for kind in faults.KINDS}
    monkeypatch.setattr(faults, "KINDS", kinds)
    nowhere: Any = None
    killer = Killer(nowhere, [0.0] * 40, random.Random(1))
    for _ in range(50):
        killer.act()
    assert len(killed) == len(killer.done) == 40
    assert set(killed[: len(kinds)]) == set(kinds)
    assert set(faults.WEIGHTS) == set(kinds)


def test_a_kind_without_a_victim_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = dict.fromkeys(faults.KINDS, lambda *_: False) | {"connection": lambda *_: True}
    monkeypatch.setattr(faults, "KINDS", kinds)
    nowhere: Any = None
    killer = Killer(nowhere, [0.0], random.Random(1))
    killer.act()
    assert [one.kind for one in killer.done] == ["connection"]


def test_half_of_the_people_come_in_the_first_tenth_and_the_rest_all_the_time() -> None:
    comes = plan.arrivals(10_000, 60.0, random.Random(1))
    early = sum(at < 6 for at in comes)
    assert 5_300 < early < 5_700  # a half, and a tenth of the other half
    assert 0 <= min(comes) <= max(comes) <= 60
    counted = Counter(name for _ in range(10_000) for name in plan.habits(random.Random(_)))
    assert set(counted) == set(plan.OF_A_HUNDRED)
