"""`POST /api/v1/assess` and `impplus assess`: two doors, one reading, one answer."""

import json
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given

from impplus.cli.main import main
from impplus.programmes import ALL, IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case_json import MOST_BYTES, from_json
from tests.rules.odd_json import contents

pytestmark = pytest.mark.django_db
HERE = "/api/v1/assess"
ALICE = {"on": "2026-03-02", "principal": {"lives_in": {"country": "MAR"}, "intends_quebec": True}}
BAD = b"""{"on": "2026-02-30", "on": NaN, "represented": 1, "family": [{"born": "9999-01-01", "together": "yes"}],
           "principal": {"born": "1990-2-3", "nationality": "mar", "\\ud800": 1, "csq": {"x": 1, "x": 2}}}"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the command finds what the other door is sent."""
    return tmp_path_factory.mktemp("cases") / "case.json"


def sent(content: bytes, lang: str = "en", kind: str = "application/json") -> tuple[int, bytes]:
    got = Client().generic("POST", HERE, content, kind, headers={"Accept-Language": lang})
    expected = "application/json" if got.status_code == 200 else "application/problem+json"
    assert (got["Content-Type"], got["Content-Language"]) == (expected, lang)
    return got.status_code, got.content


def typed(file: Path, content: bytes, lang: str = "en") -> tuple[int, bytes]:
    file.write_bytes(content)
    said = BytesIO()
    with redirect_stdout(TextIOWrapper(said, encoding="ascii")):
        status = main(["assess", "--lang", lang, str(file)])
        sys.stdout.detach()
    return status, said.getvalue().replace(json.dumps(str(file)).encode(), f'"{HERE}"'.encode())


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_case_gets_the_answer_of_the_rules(lang: str) -> None:
    status, content = sent(json.dumps(ALICE).encode(), lang)
    assert (status, json.loads(content)) == (200, answer(IMP_PLUS, from_json(ALICE), lang))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    "content",
    [json.dumps(ALICE).encode(), BAD, b"", b"{", b"\xff", b"[" * 100_000, b"NaN", b" " * 10_000_000],
)  # fmt: skip
def test_the_command_says_the_same_bytes(file: Path, content: bytes, lang: str) -> None:
    status, body = sent(content, lang)
    code, line = typed(file, content, lang)
    assert line == body + b"\n"
    assert (code, status == 200) == (0 if status == 200 else 2, code == 0)


@given(contents)
def test_both_say_the_same_of_any_bytes(file: Path, content: bytes) -> None:
    status, body = sent(content)
    code, line = typed(file, content)
    assert (code, line) == (0 if status == 200 else 2, body + b"\n")
    told = json.loads(body.decode())
    assert status == (200 if "eligible" in told else told["status"])


def test_every_fault_of_a_case_is_named_at_once() -> None:
    status, content = sent(BAD, "fr")
    problem = json.loads(content)
    assert (status, problem["title"]) == (422, "Ce cas ne peut pas être évalué.")
    assert sorted(error["pointer"] for error in problem["errors"]) == [
        "/family/0/born",
        "/family/0/relation",
        "/family/0/together",
        "/on",
        "/on",
        "/principal/born",
        "/principal/csq/x",
        "/principal/csq/x",
        "/principal/nationality",
        "/principal/\ud800",
        "/represented",
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff", 400),
        (b"NaN", 422),
        (b"[" * 100_000, 422),
        (b"null", 422),
        (b'{"on":1,"on":2}', 422),
        (b" " * MOST_BYTES + b"{", 413),
        (b" " * 10_000_000, 413),
    ],
)
def test_what_is_no_case_is_a_problem(body: bytes, status: int) -> None:
    assert sent(body)[0] == status


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "nonsense",
    ],
)
def test_a_case_is_read_whatever_it_is_called(kind: str) -> None:
    written = json.dumps(ALICE).encode()
    assert sent(written, kind=kind) == sent(written)


def test_a_case_is_judged_by_the_programme_that_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ALL, "other", replace(IMP_PLUS, code="other"))  # type: ignore[arg-type]
    said: dict[str, Any] = {}
    for code in ("other", "imp-plus", "third"):
        said[code] = json.loads(sent(json.dumps(ALICE | {"programme": code}).encode())[1])
    assert (said["other"]["programme"], said["imp-plus"]["programme"]) == ("other", "imp-plus")
    assert said["third"]["errors"] == [
        {"pointer": "/programme", "detail": "must be one of imp-plus, other"}
    ]
