"""What belongs into .venv is installed once, and anew whenever something else does."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from deploy.local import install
from deploy.local.spare import PROJECT

UV = """#!/bin/sh
if [ "$1" = --version ]; then echo "uv 0.9.1"; else echo "$@" >> "{0}"; fi
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a .venv, whose uv writes down what it is asked."""
    for name in (*install.SAYS, "deploy/local/install.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / name, tmp_path / name)
    venv.create(tmp_path / ".venv", symlinks=True)
    uv = tmp_path / ".uv" / "venv" / "bin" / "uv"
    uv.parent.mkdir(parents=True)
    uv.write_text(UV.format(tmp_path / "asked"))
    uv.chmod(0o755)
    return tmp_path


def asked(project: Path, *words: str, python: str = "") -> int:
    """How often uv has been asked for packages, once the command has run."""
    python = python or str(project / ".venv" / "bin" / "python")
    subprocess.run([python, project / "deploy/local/install.py", *words], check=True)
    return len((project / "asked").read_text().splitlines())


def test_the_same_is_installed_once(project: Path) -> None:
    assert [asked(project, "--no-dev") for _ in range(3)] == [1, 1, 1]


def test_other_words_another_lock_another_python_and_another_place_install_anew(
    project: Path,
) -> None:
    assert [asked(project, "--no-dev"), asked(project), asked(project)] == [1, 2, 2]
    for number, name in enumerate(install.SAYS):
        with (project / name).open("a") as file:
            file.write("\n# changed\n")
        assert [asked(project), asked(project)] == [3 + number] * 2
    assert [asked(project, python=sys.executable) for _ in range(2)] == [6, 7]
    moved = project.parent / "moved"
    shutil.copytree(project, moved, symlinks=True)
    before = len((project / "asked").read_text().splitlines())
    asked(moved, python=str(moved / ".venv" / "bin" / "python"))
    assert len((project / "asked").read_text().splitlines()) == before + 1


def test_what_failed_is_tried_again(project: Path) -> None:
    uv = project / ".uv" / "venv" / "bin" / "uv"
    works = uv.read_text()
    uv.write_text(works.replace("else echo", "else false; exit 1; echo"))
    with pytest.raises(subprocess.CalledProcessError):
        asked(project)
    uv.write_text(works)
    assert asked(project) == 1
