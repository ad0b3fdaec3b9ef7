"""Portals, slots and maps of forms: dated rows, each fault named, and what comes with the program is sound."""

from datetime import date

import pytest

from impplus.programmes import IMP_PLUS
from impplus.programmes.imm_forms import map_in, maps_of
from impplus.programmes.portals import portals_in, portals_of
from impplus.rules.folder import BadFolder

ON = date(2026, 11, 28)
PORTAL = """
slots = []
questions = []
[[portals]]
key = "new"
since = 2026-01-01
name = { en = "New portal", fr = "Nouveau portail" }
limit = 2_000_000
draft_days = 60
source = "help"
"""


def test_the_portals_that_come_with_the_program_are_sound() -> None:
    found = portals_of("imp-plus", ON)
    assert [(one.key, one.limit) for one in found.portals] == [
        ("representatives", 4_000_000),
        ("account", 4_000_000),
        ("new", 2_000_000),
    ]
    assert {one for slot in found.slots for one in slot.when} <= IMP_PLUS.when.keys()
    known = {row.key for row in IMP_PLUS.documents} | {"something-else"}
    assert {key for slot in found.slots for key in slot.documents} <= known


def test_a_row_holds_from_its_day() -> None:
    later = PORTAL + PORTAL.split("questions = []")[1].replace("2026-01-01", "2027-01-01").replace(
        "2_000_000", "3_000_000"
    )
    assert [one.limit for one in portals_in(later.encode(), ON).portals] == [2_000_000]
    assert [one.limit for one in portals_in(later.encode(), date(2027, 1, 1)).portals] == [
        3_000_000
    ]
    assert portals_in(PORTAL.encode(), date(2025, 12, 31)).portals == ()


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (PORTAL.replace("2_000_000", "2"), "own.toml, [[portals]] 1 (new), limit: must be a whole number of at least 100000"),
        (PORTAL.replace("draft_days = 60\n", ""), "own.toml, [[portals]] 1 (new), draft_days: is missing"),
        (PORTAL.replace(', fr = "Nouveau portail"', ""), "own.toml, [[portals]] 1 (new), name: must be written in English (en) and in French (fr)"),
        ("portals = [", "own.toml: is not TOML"),
        ("x" * 300_000, "own.toml: is longer than 200 kB"),
    ],
    ids=["limit", "missing", "one language", "no TOML", "long"],
)  # fmt: skip
def test_a_fault_in_a_firms_own_rows_is_named(written: str, fault: str) -> None:
    with pytest.raises(BadFolder) as bad:
        portals_in(written.encode(), ON, "own.toml")
    assert bad.value.faults[0].en.startswith(fault)


def test_the_maps_that_come_with_the_program_are_sound() -> None:
    assert [(one.name, one.version) for one in maps_of("imp-plus")] == [
        ("IMM 1294", "2023-09"),
        ("IMM 1295", "2023-09"),
        ("IMM 5476", "2025-11"),
        ("IMM 5707", "2023-01"),
    ]


def test_a_map_that_is_not_understood_says_why() -> None:
    with pytest.raises(BadFolder) as bad:
        map_in(b'form = "IMM 1"', "own.toml")
    assert (
        bad.value.faults[0].en
        == "own.toml, form: must be at most 20 small letters, digits and hyphens"
    )
