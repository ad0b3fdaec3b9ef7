"""`impplus law` prints the rules of a day, and needs neither a database nor a framework."""

import subprocess
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from impplus.cli.main import main
from impplus.outside import machine
from impplus.programmes import IMP_PLUS
from impplus.telling.consolidation import consolidate
from impplus.telling.markdown import law
from impplus.telling.sections import SECTIONS

NEEDS_NOTHING = """
import sys
from impplus.cli.main import main
status = main(["law", "--on", "2026-03-02"])
sys.exit(status or ("django" in sys.modules) * 3 or ("psycopg" in sys.modules) * 4)
"""


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("on", ["2022-05-24", "2026-03-02", "2026-12-01"])
def test_the_law_of_a_day_is_printed(on: str, lang: str, capsys: pytest.CaptureFixture) -> None:
    assert main(["law", "--on", on, "--lang", lang]) == 0
    said = capsys.readouterr()
    assert said.out == law(consolidate(IMP_PLUS, date.fromisoformat(on)), lang)
    assert said.err == ""


def test_without_a_day_it_is_that_of_today_where_the_days_are_counted(
    capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = datetime(2026, 12, 1, 3, 30, tzinfo=ZoneInfo("UTC"))
    monkeypatch.setattr(machine, "machine_now", lambda: late)
    assert main(["law", "--programme", "imp-plus"]) == 0
    assert capsys.readouterr().out.splitlines()[2] == (
        "The law in force on November\u00a030,\u00a02026"
    )


@pytest.mark.parametrize("on", ["0001-01-01", "2010-01-01", "2022-05-23", "9999-12-31"])
def test_an_odd_day_has_its_law_too(on: str, capsys: pytest.CaptureFixture) -> None:
    assert main(["law", "--on", on, "--lang", "fr"]) == 0
    headings = [
        line for line in capsys.readouterr().out.splitlines() if line.startswith(("# ", "## "))
    ]
    assert len(headings) == 1 + len(SECTIONS)


def test_a_programme_that_is_none_is_refused_in_a_sentence(capsys: pytest.CaptureFixture) -> None:
    assert main(["law", "--programme", "moon", "--lang", "fr"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Il n’y a pas de programme moon. Il y a\u00a0: imp-plus.\n")


def test_it_needs_no_framework_and_no_database() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NEEDS_NOTHING], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == law(consolidate(IMP_PLUS, date(2026, 3, 2)), "en")
