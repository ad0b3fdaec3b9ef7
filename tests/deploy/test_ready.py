"""What was prepared for `make run` is not prepared again until something changes."""

from pathlib import Path

import pytest

from deploy.local import ready


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of code, prepared, with a database and keys beside it."""
    code, keys, cluster = (tmp_path / name for name in ("code", "keys", "postgres"))
    for folder in (code / "records", keys, cluster):
        folder.mkdir(parents=True)
    (code / "records" / "models.py").write_text("rows = 1")
    (keys / "site.secret").write_text("secret")
    monkeypatch.setattr(ready, "SOURCES", (code,))
    monkeypatch.setattr(ready, "MADE", (keys, cluster))
    monkeypatch.setattr(ready, "KEPT", tmp_path / "prepared")
    for name in ready.OWN:
        monkeypatch.delenv(name, raising=False)
    ready.note()
    return code


def test_what_stands_as_it_was_left_is_ready(code: Path) -> None:
    (code / "__pycache__").mkdir()
    (code / "__pycache__" / "models.pyc").write_text("made by the machine itself")
    assert ready.is_ready()


@pytest.mark.parametrize("change", ["changed", "added", "removed", "lost-key", "never"])
def test_what_differs_in_anything_is_prepared_again(code: Path, change: str) -> None:
    if change == "changed":
        (code / "records" / "models.py").write_text("rows = 22")
    elif change == "added":
        (code / "records" / "0001.py").write_text("")
    elif change == "removed":
        (code / "records" / "models.py").unlink()
    elif change == "lost-key":
        (ready.MADE[0] / "site.secret").unlink()
    else:
        ready.KEPT.unlink()
    assert not ready.is_ready()


@pytest.mark.parametrize("name", ready.OWN)
def test_a_database_of_somebody_else_is_prepared_each_time(
    code: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "x")
    ready.note()
    assert not ready.is_ready()
