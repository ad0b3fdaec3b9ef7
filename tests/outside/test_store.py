"""The store keeps what it was given, and says so when it no longer does."""

import hashlib
from pathlib import Path

import pytest
from pytest_django import Settings

from impplus.outside import store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.STORE_FOLDER = tmp_path / "store"
    return tmp_path / "store"


def test_the_key_is_the_hash_and_the_content_comes_back(folder: Path) -> None:
    key = store.put(b"Alice's passport")
    assert key == hashlib.sha256(b"Alice's passport").hexdigest()
    assert store.get(key) == b"Alice's passport"
    assert store.exists(key) is True


def test_the_same_content_is_kept_once(folder: Path) -> None:
    assert store.put(b"same") == store.put(b"same")
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_a_changed_byte_is_found_and_a_second_put_mends_it(folder: Path) -> None:
    key = store.put(b"Alice's passport")
    next(path for path in folder.rglob(key)).write_bytes(b"Alice's passporT")
    with pytest.raises(store.Damaged):
        store.get(key)
    store.put(b"Alice's passport")
    assert store.get(key) == b"Alice's passport"


@pytest.mark.parametrize("key", ["0" * 64, "../../etc/passwd", "", "A" * 64, "0" * 64 + "\n"])
def test_a_key_that_was_never_given_is_missing(key: str) -> None:
    assert store.exists(key) is False
    with pytest.raises(store.Missing):
        store.get(key)


def test_nothing_half_written_stays_and_nobody_else_may_read(folder: Path) -> None:
    key = store.put(b"private")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [key]
    assert files[0].stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
