"""`impplus assess` as it is typed: one line of JSON a file, and a problem that names every fault."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from impplus.cli.main import main
from impplus.programmes import ALL, IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case_json import MOST_BYTES, from_json
from tests.rules.ending import ENDING

COMMAND = Path(sys.executable).parent / "impplus"
ALICE = {"on": "2026-03-02", "principal": {"lives_in": {"country": "MAR"}, "intends_quebec": True}}
RESTORING = {
    "on": "2026-11-15",
    "principal": {
        "lives_in": {"country": "CAN", "province": "ON"},
        "in_canada": {"status": "none", "lost_on": "2026-10-20"},
    },
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Alice's case."""
    path = tmp_path / "alice.json"
    path.write_text(json.dumps(ALICE), encoding="utf-8")
    return path


def typed(*words: str | Path, **how: object) -> subprocess.CompletedProcess[bytes]:
    """Run `impplus assess` as a terminal does, and wait for it."""
    given = {"capture_output": True} | how
    return subprocess.run([COMMAND, "assess", *words], check=False, **given)  # type: ignore[call-overload]


def test_it_answers_one_line_a_file_in_order(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture
) -> None:
    later = tmp_path / "later.json"
    later.write_text(json.dumps(ALICE | {"on": "2026-04-01"}), encoding="utf-8")
    assert main(["assess", str(file), str(later), str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["on"] for line in lines] == ["2026-03-02", "2026-04-01", "2026-03-02"]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_it_answers_what_the_rules_say(
    lang: str, file: Path, capsys: pytest.CaptureFixture
) -> None:
    assert main(["assess", "--lang", lang, str(file)]) == 0
    said = answer(IMP_PLUS, from_json(ALICE), lang)
    assert capsys.readouterr().out == json.dumps(said, ensure_ascii=False) + "\n"


def test_it_is_written_on_several_lines_for_people(
    file: Path, capsys: pytest.CaptureFixture
) -> None:
    assert main(["assess", "--pretty", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[:2] == ["{", '  "programme": "imp-plus",']
    assert json.loads(said) == answer(IMP_PLUS, from_json(ALICE), "en")


def test_a_case_is_judged_by_the_programme_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setitem(ALL, "other", replace(IMP_PLUS, code="other"))  # type: ignore[arg-type]
    files = []
    for code in ("other", "imp-plus", "third"):
        files.append(tmp_path / f"{code}.json")
        files[-1].write_text(json.dumps(ALICE | {"programme": code}), encoding="utf-8")
    assert main(["assess", *map(str, files)]) == 2
    other, usual, unknown = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (other["programme"], usual["programme"]) == ("other", "imp-plus")
    assert unknown["errors"] == [
        {"pointer": "/programme", "detail": "must be one of imp-plus, other"}
    ]


def test_a_warning_about_a_fee_is_said_once_beside_the_answers(
    tmp_path: Path,
    file: Path,
    capsys: pytest.CaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(ALL, ENDING.code, ENDING)
    path = tmp_path / "restoring.json"
    path.write_text(json.dumps(RESTORING), encoding="utf-8")
    assert main(["assess", str(path), str(file), str(path)]) == 0
    said = capsys.readouterr()
    (ends,) = answer(ENDING, from_json(RESTORING), "en")["fees"]["warnings"]
    warned = [json.loads(line)["fees"]["warnings"] for line in said.out.splitlines()]
    assert (warned, said.err) == ([[ends], [], [ends]], f"{ends}\n")


def test_it_loads_no_database_and_no_pages(file: Path) -> None:
    done = typed("-", input=file.read_bytes(), env={"DATABASE_URL": "postgresql://x@127.0.0.1:1/x"})
    assert (done.returncode, json.loads(done.stdout)["programme"]) == (0, "imp-plus")
    named = "('django', 'psycopg', 'ninja', 'pydantic', 'cryptography', 'typst', 'asyncio')"
    loaded = f"import sys; sys.argv = ['', 'assess', {str(file)!r}]; import impplus.cli.main as m"
    tail = f"m.main(); print([n for n in {named} if n in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"{loaded}; {tail}"], capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]\n"


BAD = [
    ('{"on": "2026-02-30", "principal": {"born": 7}, "y": 1}', 422, ["/on", "/principal/born", "/y"]),
    ('{"on": "2026-03-02"', 400, [""]),
    ('{"on": "2026-03-02", "principal": {"csq": {}, "csq": {}}, "on": 1}', 422,
     ["/on", "/principal/csq", "/on"]),
    ("[" * 100_000, 422, [""]),
    ('{"on": NaN, "principal": {"x": -Infinity}}', 422, ["/on", "/principal/x", "/principal/x"]),
    ("null", 422, [""]),
    ("", 400, [""]),
    ("\0" * 10_000_000, 413, [""]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "status", "pointers"), BAD)
def test_bad_input_is_a_problem_with_every_fault(
    tmp_path: Path, written: str, status: int, pointers: list[str], capsys: pytest.CaptureFixture
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(written, encoding="utf-8")
    assert main(["assess", str(path)]) == 2
    said = capsys.readouterr()
    problem = json.loads(said.out)
    assert [error["pointer"] for error in problem["errors"]] == pointers
    assert (problem["status"], problem["instance"], said.err) == (status, str(path), "")


def test_a_bad_file_does_not_hide_a_good_one(file: Path, capsys: pytest.CaptureFixture) -> None:
    assert main(["assess", "--lang", "fr", "/nowhere/at/all.json", str(file)]) == 2
    bad, good = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert bad == {
        "type": "about:blank",
        "title": "Ce cas ne peut pas être évalué.",
        "status": 422,
        "instance": "/nowhere/at/all.json",
        "errors": [{"pointer": "", "detail": "n’existe pas"}],
    }
    assert good["on"] == "2026-03-02"


def test_what_is_no_file_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    names = [str(tmp_path), "a\0b", "x" * 5000, "/proc/self/mem", str(tmp_path / "a" / "b")]
    assert main(["assess", *names]) == 2
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["errors"] for line in lines] == [
        [{"pointer": "", "detail": "is a folder, not a file"}],
        *[[{"pointer": "", "detail": "cannot be read"}]] * 3,
        [{"pointer": "", "detail": "does not exist"}],
    ]


@pytest.fixture
def nobody() -> Iterator[None]:
    """Root, as whom tests may run in a container, can open every file; for a while, be somebody else."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield
    if root:
        os.seteuid(0)


def test_a_file_that_may_not_be_opened_is_said_in_a_sentence(
    file: Path, nobody: None, capsys: pytest.CaptureFixture
) -> None:
    with suppress(PermissionError):  # whom it does not belong to cannot close it either
        file.chmod(0)
    assert main(["assess", str(file)]) == 2
    assert json.loads(capsys.readouterr().out)["errors"] == [
        {"pointer": "", "detail": "may not be opened: the permission is missing"}
    ]


class Endless:
    """Zeros without end, which remember how many were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def read(self, count: int) -> bytes:
        self.asked.append(count)
        return b"0" * count


def test_no_more_is_read_than_shows_that_it_is_too_much(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    endless = Endless()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=endless))
    assert main(["assess", "-", "/dev/zero"]) == 2
    details = [
        [error["detail"] for error in json.loads(line)["errors"]]
        for line in capsys.readouterr().out.splitlines()
    ]
    assert details == [["is longer than the 250 kB that a case may take"]] * 2
    assert endless.asked == [MOST_BYTES + 1]


def test_standard_input_is_read_once(file: Path) -> None:
    done = typed("-", "-", input=file.read_bytes())
    first, second = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (2, b"")
    assert json.loads(first)["on"] == "2026-03-02"
    assert json.loads(second)["errors"][0]["detail"] == "is empty; a case is one JSON object"


@pytest.mark.parametrize(
    "terminal",
    [
        {"LC_ALL": "C"},
        {"LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {},
    ],
)
def test_it_writes_utf_8_whatever_the_terminal(file: Path, terminal: dict[str, str]) -> None:
    done = typed("--lang", "fr", file, env=terminal)
    said = answer(IMP_PLUS, from_json(ALICE), "fr")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == f"{json.dumps(said, ensure_ascii=False)}\n".encode()


def test_keys_and_names_that_are_no_text_are_written_as_escapes(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b'/\xff ".json'
    Path(os.fsdecode(path)).write_bytes(b'{"on": "2026-03-02", "principal": {}, "\\ud800": 1}')
    done = typed(path, env={"PYTHONIOENCODING": "ascii"})  # type: ignore[arg-type]
    problem = json.loads(done.stdout.decode())
    assert (done.returncode, done.stderr) == (2, b"")
    assert problem["instance"] == os.fsdecode(path)
    assert [error["pointer"] for error in problem["errors"]] == ["/\ud800"]


def test_whoever_stops_reading_stops_the_command_quietly(file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = typed(*[file] * 30, capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_answer_that_cannot_be_written_is_said_in_a_sentence(file: Path) -> None:
    told = (2, "La réponse ne peut pas être écrite.\n".encode())
    with Path("/dev/full").open("wb") as full:
        done = typed("--lang=fr", file, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == told
    closed = f'"{COMMAND}" assess --lang=fr "{file}" >&-'
    done = subprocess.run(["sh", "-c", closed], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == told


@pytest.mark.parametrize(
    ("redirected", "status"), [("2>&-", 0), ("2>/dev/full", 0), ("<&-", 0), ("- <&-", 2)]
)
def test_closed_doors_leave_the_answers_as_they_are(
    tmp_path: Path, redirected: str, status: int
) -> None:
    path = tmp_path / "restoring.json"  # has a warning to say
    path.write_text(json.dumps(RESTORING), encoding="utf-8")
    line = f'"{COMMAND}" assess "{path}" {redirected}'
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False)
    answered, *refused = (json.loads(line) for line in done.stdout.splitlines())
    assert (done.returncode, answered) == (status, answer(IMP_PLUS, from_json(RESTORING), "en"))
    assert [one["errors"] for one in refused] == [
        [{"pointer": "", "detail": "cannot be read"}] for _ in range(status // 2)
    ]
