"""`impplus assess` as it is typed: one line of JSON a file, and a problem that names every fault."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from impplus.cli.main import main

COMMAND = Path(sys.executable).parent / "impplus"
ALICE = {"on": "2026-03-02", "principal": {"lives_in": {"country": "MAR"}, "intends_quebec": True}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Alice's case."""
    path = tmp_path / "alice.json"
    path.write_text(json.dumps(ALICE), encoding="utf-8")
    return path


def test_it_answers_one_line_a_file_in_order(file: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["assess", str(file), str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["on"] for line in lines] == ["2026-03-02", "2026-03-02"]


def test_it_speaks_the_language_asked_for(file: Path, capsys: pytest.CaptureFixture) -> None:
    main(["assess", "--lang", "fr", str(file)])
    french = json.loads(capsys.readouterr().out)
    main(["assess", "--lang=en", str(file)])
    english = json.loads(capsys.readouterr().out)
    assert french["rules"] == english["rules"]
    assert french["findings"][0]["title"] != english["findings"][0]["title"]


def test_it_needs_no_database_and_starts_at_once(file: Path) -> None:
    began = time.monotonic()
    done = subprocess.run(
        [COMMAND, "assess", "-"],
        input=file.read_bytes(),
        capture_output=True,
        env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PATH": ""},
        check=True,
    )
    assert json.loads(done.stdout)["programme"] == "imp-plus"
    assert time.monotonic() - began < 5  # half a second where the machine is not busy
    loaded = f"import sys; sys.argv = ['', 'assess', {str(file)!r}]; import impplus.cli.main as m"
    tail = "m.main(); print([n for n in ('django', 'psycopg', 'ninja') if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", f"{loaded}; {tail}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("written", "pointers"),
    [
        (
            '{"on": "2026-02-30", "principal": {"born": 7}, "y": 1}',
            ["/on", "/principal/born", "/y"],
        ),
        ('{"on": "2026-03-02"', [""]),
        ('{"on": "2026-03-02", "on": "2026-03-03", "principal": {}}', [""]),
        ("[" * 100_000, [""]),
        ('{"on": NaN, "principal": {}}', [""]),
        ("null", [""]),
    ],
)
def test_bad_input_is_a_problem_with_every_fault(
    tmp_path: Path, written: str, pointers: list[str], capsys: pytest.CaptureFixture
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(written, encoding="utf-8")
    assert main(["assess", str(path)]) == 2
    problem = json.loads(capsys.readouterr().out)
    assert [error["pointer"] for error in problem["errors"]] == pointers
    assert problem["status"] == 422


def test_a_bad_file_does_not_hide_a_good_one(file: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["assess", "--lang", "fr", "/nowhere/at/all.json", str(file)]) == 2
    bad, good = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert bad["errors"] == [{"pointer": "", "detail": "ce fichier ne peut pas être lu"}]
    assert good["on"] == "2026-03-02"
