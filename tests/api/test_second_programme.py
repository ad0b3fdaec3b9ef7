"""The programme of a case selects the rules, on the command line and over HTTP alike."""

import json
from pathlib import Path

import pytest
from django.test import Client

from impplus.cli.main import main
from impplus.programmes import ALL
from impplus.rules.answer import fingerprint
from tests.lighthouse import LIGHTHOUSE

WRITTEN = {
    "on": "2026-03-02",
    "principal": {"born": "1990-04-02", "lives_in": {"country": "CAN", "province": "SK"}},
}


@pytest.mark.parametrize("code", ["lighthouse", "imp-plus"])
def test_the_programme_of_a_case_selects_it(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(ALL, LIGHTHOUSE.code, LIGHTHOUSE)  # type: ignore[arg-type]
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"programme": code} | WRITTEN), encoding="utf-8")
    assert main(["assess", str(path)]) == 0
    by_command = json.loads(capsys.readouterr().out)
    by_api = Client().post(
        "/api/v1/assess", {"programme": code} | WRITTEN, content_type="application/json"
    )
    assert by_api.json() == by_command
    assert (by_command["programme"], by_command["rules"]) == (code, fingerprint(ALL[code]))
    assert ("by-the-sea" in {one["key"] for one in by_command["findings"]}) == (
        code == "lighthouse"
    )
