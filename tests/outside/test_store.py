"""The store keeps what it was given, in a folder or in a bucket, and says so when it no longer does."""

import hashlib
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from moto import mock_aws
from pytest_django import Settings

from impplus.actions.beside import store_answers
from impplus.outside import store
from impplus.outside.store.local import Local

PASSPORT = b"Alice's passport"
LARGE = bytes(range(256)) * 20_000
BUCKET = {"bucket_name": "impplus", "region_name": "ca-central-1"}


@pytest.fixture(params=["folder", "bucket"])
def place(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Where files are kept: each test is the contract of both."""
    if request.param == "folder":
        settings.STORAGES = settings.STORAGES | {"documents": in_folder(tmp_path)}
        yield
        return
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "of the test")
    with mock_aws():
        where = {"LocationConstraint": BUCKET["region_name"]}
        client = boto3.client("s3", region_name=BUCKET["region_name"])
        client.create_bucket(Bucket=BUCKET["bucket_name"], CreateBucketConfiguration=where)
        bucket = {"BACKEND": "impplus.outside.store.bucket.Bucket", "OPTIONS": BUCKET}
        settings.STORAGES = settings.STORAGES | {"documents": bucket}
        yield


def in_folder(tmp_path: Path) -> dict[str, object]:
    options = {"location": tmp_path / "store", "allow_overwrite": True}
    return {"BACKEND": "impplus.outside.store.local.Local", "OPTIONS": options}


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("content", [PASSPORT, LARGE], ids=["small", "large"])
def test_the_key_is_the_hash_and_the_content_comes_back(content: bytes) -> None:
    key = store.put(BytesIO(content))
    assert key == hashlib.sha256(content).hexdigest()
    with store.get(key) as kept:
        assert kept.read() == content
    assert store.exists(key) is True


@pytest.mark.usefixtures("place")
def test_the_same_content_is_kept_once_however_far_it_was_read() -> None:
    read = BytesIO(PASSPORT)
    read.read()
    key = store.put(BytesIO(PASSPORT))
    assert store.put(read) == key
    folders = key[:2], key[2:4]
    assert storages["documents"].listdir("/".join(folders)) == ([], [key])


@pytest.mark.usefixtures("place")
def test_a_changed_byte_is_found_and_a_second_put_mends_it() -> None:
    key = store.put(BytesIO(PASSPORT))
    storages["documents"].save(f"{key[:2]}/{key[2:4]}/{key}", ContentFile(b"Alice's passporT"))
    with pytest.raises(store.Damaged):
        store.get(key)
    store.put(BytesIO(PASSPORT))
    with store.get(key) as kept:
        assert kept.read() == PASSPORT


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("key", ["0" * 64, "../../etc/passwd", "", "A" * 64, "0" * 64 + "\n"])
def test_a_key_that_was_never_given_is_missing(key: str) -> None:
    assert store.exists(key) is False
    with pytest.raises(store.NotStored):
        store.get(key)


@pytest.mark.usefixtures("place")
def test_parts_are_joined_in_their_order_and_removed_together() -> None:
    mine, other = "a" * 32, "b" * 32
    assert (store.marks(), store.remove_parts(mine)) == ([], None)
    names = [store.put_part(mine, at, BytesIO(part)) for at, part in ((0, b"Alice's "), (8, LARGE))]
    late = store.put_part(mine, 8, BytesIO(b"of a writer who never came to an end"))
    assert (len({*names, late}), all(name.startswith(f"parts/{mine}/") for name in names)) == (
        3,
        True,
    )
    kept = store.put_part(other, 0, BytesIO(PASSPORT))
    with store.joined(names) as whole:
        assert whole.read() == b"Alice's " + LARGE
    assert sorted(store.marks()) == [mine, other]
    store.remove_parts(mine)
    assert store.marks() == [other]
    with pytest.raises(store.NotStored):
        store.joined([kept, names[0]])
    with store.joined([kept]) as whole:
        assert whole.read() == PASSPORT


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("mark", ["", "..", "../../etc", "A" * 32, "a" * 31, "a" * 32 + "/x"])
def test_a_mark_that_was_never_given_names_no_folder(mark: str) -> None:
    with pytest.raises(store.NotStored):
        store.put_part(mark, 0, BytesIO(PASSPORT))
    with pytest.raises(store.NotStored):
        store.remove_parts(mark)


def test_in_a_folder_nothing_half_written_stays_and_nobody_else_may_read(
    tmp_path: Path, settings: Settings
) -> None:
    settings.STORAGES = settings.STORAGES | {"documents": in_folder(tmp_path)}
    key = store.put(BytesIO(b"private"))
    folder = tmp_path / "store"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [key]
    assert files[0].stat().st_mode & 0o777 == 0o600
    assert {path.stat().st_mode & 0o777 for path in (folder, *files[0].parents[:2])} == {0o700}


@pytest.mark.parametrize(("public", "modes"), [(False, (0o700, 0o600)), (True, (0o755, 0o644))])
def test_what_is_public_can_be_read_by_all_whatever_the_umask(
    public: bool, modes: tuple[int, int], tmp_path: Path
) -> None:
    before = os.umask(0o077)
    try:
        Local(location=tmp_path / "log", public=public).save("tile/0/000", ContentFile(PASSPORT))
    finally:
        os.umask(before)
    found = [tmp_path / "log", tmp_path / "log/tile/0", tmp_path / "log/tile/0/000"]
    assert [path.stat().st_mode & 0o777 for path in found] == [modes[0], *modes]


def test_a_bucket_that_refuses_or_does_not_answer_is_out_of_reach(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "of the test")
    config = Config(retries={"total_max_attempts": 1})
    nowhere = BUCKET | {"endpoint_url": "http://127.0.0.1:9", "client_config": config}
    for options in (BUCKET, nowhere):
        bucket = {"BACKEND": "impplus.outside.store.bucket.Bucket", "OPTIONS": options}
        settings.STORAGES = settings.STORAGES | {"documents": bucket}
        with mock_aws():  # there is no such bucket
            with pytest.raises(store.BucketFailed):
                store.put(BytesIO(PASSPORT))
            assert store_answers() is False


def test_whether_the_store_answers_is_tried_by_writing_each_time(
    tmp_path: Path, settings: Settings
) -> None:
    settings.STORAGES = settings.STORAGES | {"documents": in_folder(tmp_path)}
    written = set()
    for _ in range(2):
        assert store_answers() is True
        (kept,) = (tmp_path / "store").glob("*/*/*")
        written.add(kept.stat().st_mtime_ns)
    assert len(written) == 2
