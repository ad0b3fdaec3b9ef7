"""`impplus rehearse` starts a program of its own beside the package, or says that it is not there."""

import os
import sys
from pathlib import Path

import pytest

from impplus.cli.main import main


def test_a_rehearsal_is_a_program_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    became = []
    monkeypatch.setattr(os, "execv", lambda program, words: became.append((program, words)) or 0)
    with pytest.raises(TypeError):  # it never comes back
        main(["rehearse", "--applicants", "30", "--cap", "10", "--report", "there", "--lang", "fr"])
    told = ["--lang=fr", "--applicants=30", "--cap=10", f"--report={Path.cwd() / 'there'}"]
    assert became == [(sys.executable, [sys.executable, "-m", "rehearsal", *told])]


def test_without_its_folder_it_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr("impplus.cli.rehearse.find_spec", lambda _name: None)
    assert main(["rehearse", "--lang", "fr"]) == 2
    assert capsys.readouterr().err.startswith("Une répétition se fait depuis le dossier du projet")


@pytest.mark.parametrize(
    ("name", "number"), [("applicants", "0"), ("cap", "-1"), ("kills", "10001")]
)
def test_a_number_out_of_bounds_is_refused(
    name: str, number: str, capsys: pytest.CaptureFixture
) -> None:
    assert main(["rehearse", f"--{name}={number}", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith(f"“{number}” is not a whole number between ")
