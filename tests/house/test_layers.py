"""The import rules catch what they are for: each is broken once in an empty house."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import PROJECT, sources

LAYERS = "Each layer knows only those below it, and there is no other layer"
PLAIN = "Words, rules and law are plain Python: no framework, no network, no chance, no clock"
OUTSIDE = "Only actions reach outside"
CIRCLES = "No circles"
LAYER_NAMES = (
    "urls wsgi serve worker settings usual accounts public portal firm desk api cli jobs web demonstration actions queries practice records outside programmes"
    " telling rules words".split()
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """An empty house under the project's own import rules: one package per layer."""
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    (tmp_path / "impplus").mkdir()
    (tmp_path / "impplus" / "__init__.py").touch()
    for layer in LAYER_NAMES:
        (tmp_path / "impplus" / layer).mkdir()
        (tmp_path / "impplus" / layer / "__init__.py").touch()
    (tmp_path / "impplus" / "outside" / "machine.py").touch()
    return tmp_path


def broken_rules(project: Path) -> set[str]:
    """The names of the import rules that a project breaks."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=project,
        env={"PYTHONPATH": str(project), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(
        line.rsplit(" ", 1)
        for line in done.stdout.splitlines()
        if line.endswith((" KEPT", " BROKEN"))
    )
    assert verdicts.keys() == {LAYERS, PLAIN, OUTSIDE, CIRCLES}, done.stdout + done.stderr
    return {name for name, verdict in verdicts.items() if verdict == "BROKEN"}


def test_an_empty_house_breaks_no_rule(house: Path) -> None:
    assert broken_rules(house) == set()


@pytest.mark.parametrize(
    ("place", "text", "rule"),
    [
        ("helpers/__init__.py", "", LAYERS),
        ("portal/extra.py", "import impplus.desk", LAYERS),
        ("records/extra.py", "import impplus.actions", LAYERS),
        ("rules/extra.py", "import django", PLAIN),
        ("programmes/extra.py", "import random", PLAIN),
        ("rules/extra.py", "import time", PLAIN),
        ("desk/extra.py", "import impplus.outside.machine", OUTSIDE),
        ("demonstration/extra.py", "import impplus.outside.machine", OUTSIDE),
    ],
)
def test_a_broken_import_rule_is_caught(house: Path, place: str, text: str, rule: str) -> None:
    path = house / "impplus" / place
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    assert broken_rules(house) == {rule}


def test_a_circle_is_caught(house: Path) -> None:
    (house / "impplus" / "rules" / "one.py").write_text("import impplus.rules.two")
    (house / "impplus" / "rules" / "two.py").write_text("import impplus.rules.one")
    assert broken_rules(house) == {CIRCLES}


def test_nothing_takes_from_the_tests_but_tests() -> None:
    assert [
        file.at(node, "imports tests")
        for file in sources(
            PROJECT, "impplus", "standins", "witness", "deploy", "bench", "rehearsal"
        )
        for node in file.nodes(ast.ImportFrom)
        if (node.module or "").split(".")[0] == "tests"
    ] == []
