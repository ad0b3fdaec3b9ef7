"""Broken files are read one after the other; a fault in reading them is told, and its file kept."""

import argparse
import random
import threading
from pathlib import Path
from typing import get_args

import pytest

from deploy.local.words import Stopped
from impplus.outside.files import asking, kinds
from rehearsal.files import conduct
from rehearsal.files.mutations import WORDS, mutated
from tests.outside.files.sent import HEIC, a_page, a_pdf, an_image, as_jpeg


def read(corpus: Path, *, minutes: float = 0.02) -> int:
    asked = argparse.Namespace(corpus=corpus, minutes=minutes, seed=7, lang="en")
    return conduct.rehearse(asked)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(conduct, "VAR", tmp_path / "var")
    return tmp_path / "var" / "rehearsal" / "files"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    sent = {"lease.pdf": a_pdf(2), "photo.png": an_image("PNG"), "photo.heic": HEIC}
    for name, content in sent.items():
        (folder / name).write_bytes(content)
    return folder


def test_files_are_broken_and_read_and_nothing_is_at_fault(
    corpus: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(corpus) == 0
    told = capsys.readouterr().out
    assert ("Faults: 0\n" in told, "taken" in told, [*kept.iterdir()]) == (True, True, [])


def test_a_reader_that_dies_is_told_and_the_file_is_kept(
    corpus: Path, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = as_jpeg(a_page((4_000, 5_600)), quality=95)
    for old in corpus.iterdir():
        old.unlink()
    (corpus / "large.jpg").write_bytes(content)
    asking.missing_layers()
    killing = threading.Timer(0.1, asking._running[0].process.kill)
    killing.start()
    assert read(corpus) == 1
    killing.join()
    assert "Faults: 1; warned 1" in capsys.readouterr().out
    assert [one.name.partition("-")[2] for one in kept.iterdir()] == ["0-warned-large.jpg"]


def test_a_folder_without_files_of_ours_is_a_sentence(tmp_path: Path, kept: Path) -> None:
    with pytest.raises(Stopped, match="no PDF and no picture"):
        read(tmp_path)


def test_the_same_seed_breaks_a_file_in_the_same_way_and_each_kind_has_words() -> None:
    assert {*WORDS} == {*get_args(kinds.Kind)}
    content = a_pdf()
    made = [
        [mutated(content, "pdf", [content], chance) for _ in range(50)]
        for chance in (random.Random(3), random.Random(3), random.Random(4))
    ]
    assert made[0] == made[1] != made[2]
    assert sum(one != content for one in made[0]) > 40
