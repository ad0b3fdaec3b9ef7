"""The report says the same in both languages, and names what did not hold."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

from rehearsal import report
from rehearsal.evidence import Evidence
from rehearsal.faults import Fault
from rehearsal.figures import Outcome, share, steps
from rehearsal.plan import Plan
from tests.rehearsal.test_invariants import alice_received_and_bob_turned_away, without_notes_of


def outcome(seen: Evidence) -> Outcome:
    return Outcome(
        plan=Plan(8000, 1.0, 60.0, tuple(seen.applicants)),
        evidence=seen,
        faults=[Fault(4.0, "worker")],
        settled=20.0,
        whole=90.5,
        machine="A machine",
        command="impplus rehearse",
    )


def shape(page: Path) -> list[str]:
    """What each line is: a heading, a row of so many cells, a picture, a sentence."""
    lines = page.read_text("utf-8").splitlines()
    return [re.sub(r"[^#|!`]", "", line).replace("``", "") for line in lines]


def test_both_pages_have_one_shape(tmp_path: Path) -> None:
    english, french = report.write(outcome(alice_received_and_bob_turned_away()), tmp_path)
    assert (english.name, french.name) == ("rehearsal.md", "rehearsal.fr.md")
    assert shape(english) == shape(french)
    assert "**Everything held.**" in english.read_text("utf-8")
    assert "**Tout a été respecté.**" in french.read_text("utf-8")


def test_every_picture_of_a_page_is_a_drawing_beside_it(tmp_path: Path) -> None:
    for page in report.write(outcome(alice_received_and_bob_turned_away()), tmp_path):
        shown = re.findall(r"!\[.+\]\((.+)\)", page.read_text("utf-8"))
        assert len(shown) == 2
        for name in shown:
            assert ET.parse(tmp_path / name).getroot().tag.endswith("svg")  # noqa: S314


def test_what_did_not_hold_is_named(tmp_path: Path) -> None:
    broken = outcome(without_notes_of("W-1")(alice_received_and_bob_turned_away()))
    assert not broken.held
    (english, _french) = report.write(broken, tmp_path)
    assert "- INV-04: `W-1 was received, and nobody pressed`" in english.read_text("utf-8")
    assert "W-1 was received, and nobody pressed" in report.in_short(broken, "en")


def test_waits_are_counted_from_coming() -> None:
    told = outcome(alice_received_and_bob_turned_away())
    assert [round(wait, 1) for wait in told.waits("received", "full")] == [9.1, 12.1]
    assert [share([1, 2, 3, 4], percent) for percent in (0, 50, 95)] == [1, 2, 4]
    assert share([], 50) == 0
    assert steps([1.0, 2.0]) == [(0.0, 0.0), (1.0, 1), (2.0, 2), (2.0, 2)]
