"""What the tests of the commands share: a copy of the programme's folder, and cases in files."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from impplus.rules.case import Case, Csq, CsqProgramme
from impplus.rules.case_json import to_json
from tests.copies import Copy, copied
from tests.rules.cases import alice as case_of_alice


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copied(tmp_path)


type Written = Callable[..., list[str]]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes cases into files; their names."""

    def write(**named: Case) -> list[str]:
        for name, case in named.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(to_json(case)), encoding="utf-8")
        return [str(tmp_path / f"{name}.json") for name in named]

    return write


@pytest.fixture
def three(written: Written) -> list[str]:
    """Alice's certificate is of the PRTQ, Bob's of the PEQ; of what Carla's is, nobody says."""

    def selected(programme: CsqProgramme | None) -> Case:
        return case_of_alice(csq=Csq(programme, date(2025, 6, 1), date(2027, 6, 1)))

    return written(alice=selected("PRTQ"), bob=selected("PEQ"), carla=selected(None))
