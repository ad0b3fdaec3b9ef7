"""`impplus package`: a ZIP of what a firm files, what stops it, and what cannot be done, in words."""

import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from impplus.actions import mandates
from impplus.cli.main import main
from impplus.demonstration import blanks
from impplus.programmes.imm_forms import maps_of
from impplus.records.models import Application, User
from tests import ready

pytestmark = pytest.mark.django_db(transaction=False)
MAPS = maps_of("imp-plus")


@pytest.fixture
def client_file(draft: Application, alice: User, lucie: User, this_day: date) -> Application:
    """Alice's application with her family, and Lucie to represent her."""
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    ready.family(draft, this_day)
    return draft


def test_a_package_is_written_with_what_stops_it(
    client_file: Application, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "blanks"
    folder.mkdir()
    for one in MAPS:
        (folder / f"{one.form}.pdf").write_bytes(blanks.made(blanks.of_map(one)))
    later = replace(blanks.of_map(MAPS[0]), version="2027-03")
    (folder / "later.pdf").write_bytes(blanks.made(later))
    out = tmp_path / "package.zip"
    status = main(
        ["--lang", "en", "package", client_file.number, "--out", str(out), "--blanks", str(folder)]
    )
    said = capsys.readouterr()
    assert status == 1
    assert said.out.startswith("Representatives’ portal, 4\u00a0MB\n  principal/imm-1295.pdf")
    assert "! principal/imm-1295.pdf: 8 not answered." in said.out
    assert said.err.startswith(
        "later.pdf: This is IMM 1294 of 2027-03, and no map is known for that version"
    )
    with zipfile.ZipFile(out) as opened:
        assert "principal/imm-1295.pdf" in opened.namelist()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            ["--portal", "old"],
            "There is no portal “old” here; known: representatives, account, new.",
        ),
        (["--besides", "none.json"], "none.json cannot be read."),
        (["--portals", "none.toml"], "none.toml cannot be read."),
    ],
    ids=["portal", "besides", "portals"],
)
def test_what_cannot_be_done_is_said(
    client_file: Application,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    more: list[str],
    said: str,
) -> None:
    out = tmp_path / "package.zip"
    assert main(["--lang", "en", "package", client_file.number, "--out", str(out), *more]) == 2
    assert capsys.readouterr().err.strip() == said
    assert not out.exists()


def test_answers_besides_must_be_by_person(
    client_file: Application, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    besides = tmp_path / "besides.json"
    besides.write_text(json.dumps(["native_language"]))
    assert (
        main(
            [
                "--lang",
                "en",
                "package",
                client_file.number,
                "--out",
                "x.zip",
                "--besides",
                str(besides),
            ]
        )
        == 2
    )
    assert "is not JSON of the form person: answers" in capsys.readouterr().err


def test_nobody_but_a_representative_files(
    draft: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "fr", "package", draft.number, "--out", "x.zip"]) == 2
    assert capsys.readouterr().err.startswith("Personne ne représente cette personne en ce moment")


def test_an_unknown_number_is_said(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "package", "W-0", "--out", "x.zip"]) == 2
    assert capsys.readouterr().err.strip() == "There is no application W-0."
