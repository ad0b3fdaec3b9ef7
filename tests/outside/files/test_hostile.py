"""A hostile file is a sentence in time; a process that dies is started again, and others do not notice."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from impplus.outside.files import asking, slots
from impplus.outside.files.inspecting import PATIENCE, inspected
from impplus.outside.files.kinds import NotAccepted
from impplus.outside.files.pictures import items_are_named
from tests.outside.files.sent import HEIC, a_page, a_pdf, an_image, as_jpeg, hostile

HOSTILE = hostile()


def looked(name: str, content: bytes, *, account: int = 1, patience: float = PATIENCE) -> str:
    """ "taken", or the reason for which it was not."""
    try:
        with inspected(name, BytesIO(content), account=account, patience=patience):
            return "taken"
    except NotAccepted as refused:
        return refused.reason


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_time(name: str) -> None:
    content = HOSTILE[name]()
    began = time.monotonic()
    assert looked(name, content) in {"too-heavy", "damaged", "too-many-pages"}
    assert time.monotonic() - began < PATIENCE
    assert looked("passport.pdf", a_pdf()) == "taken"


def test_a_heif_with_an_item_of_no_kind_ends_no_process(caplog: pytest.LogCaptureFixture) -> None:
    odd = HEIC.replace(b"Exif", b"E\xeaif", 1)
    assert looked("IMG_2034.HEIC", HEIC) == "taken"
    with caplog.at_level("WARNING", "impplus.outside.files"):
        assert looked("IMG_2034.HEIC", odd) == "damaged"
    assert [one.getMessage() for one in caplog.records] == []


@pytest.mark.parametrize(
    ("said", "named"), [(b"application/rdf+xml", True), (b"appl\xa2cation/rdf+xml", False)]
)
def test_the_media_type_of_an_item_is_looked_at_too(said: bytes, named: bool) -> None:
    item = b"\0\0\0\x2ainfe\x02\0\0\x01\0\x07\0\0mime\0%s\0\0" % said
    assert items_are_named(HEIC + item) is named


def test_a_process_that_was_killed_is_started_again() -> None:
    assert looked("passport.pdf", a_pdf()) == "taken"
    first = asking._running[0].process
    os.kill(first.pid, signal.SIGKILL)
    assert looked("passport.pdf", a_pdf()) == "taken"
    assert first.poll() == -signal.SIGKILL
    assert asking._running[0].process.pid != first.pid


def test_a_process_that_is_killed_while_it_reads_is_started_again_and_reads_again() -> None:
    content = as_jpeg(a_page((4_000, 5_600)), quality=95)
    assert looked("passport.pdf", a_pdf()) == "taken"
    killing = threading.Timer(0.1, asking._running[0].process.kill)
    killing.start()
    assert looked("photo.jpg", content) == "taken"
    killing.join()


def test_a_process_that_cannot_stay_alive_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking.sys, "executable", "/bin/false")
    for one in list(asking._running):
        asking._forget(one)
    assert looked("passport.pdf", a_pdf()) == "not-checked"
    monkeypatch.undo()
    assert looked("passport.pdf", a_pdf()) == "taken"


def test_a_process_that_starts_slowly_is_waited_for_as_long_as_there_is_patience(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asking, "STARTS_WITHIN", 0.001)
    for one in list(asking._running):
        asking._forget(one)
    assert looked("passport.pdf", a_pdf(), patience=60) == "taken"


def test_the_processes_end_with_whoever_started_them() -> None:
    assert looked("passport.pdf", a_pdf()) == "taken"
    running = asking._running[0]
    running.channel.close()
    assert running.process.wait(5) == 0
    asking._forget(running)


def test_a_file_that_takes_longer_than_it_may_is_ended() -> None:
    content = as_jpeg(a_page((6_000, 8_000)), quality=95)
    with TemporaryFile() as source, TemporaryFile() as rendition, TemporaryFile() as thumbnails:
        source.write(content)
        source.flush()
        descriptors = [one.fileno() for one in (source, rendition, thumbnails)]
        asked = {"kind": "jpeg", "portrait": False, "turned": False, "quarters": 0}
        assert asking.ask(asked, descriptors, 0.05) == (b"", -signal.SIGKILL)


def test_none_of_our_secrets_are_in_its_environment() -> None:
    assert looked("passport.pdf", a_pdf()) == "taken"
    kept = Path(f"/proc/{asking._running[0].process.pid}/environ").read_bytes()
    names = {one.partition(b"=")[0] for one in kept.split(b"\0") if one}
    assert names <= {b"PATH", b"LC_ALL", b"MALLOC_ARENA_MAX", b"OPENBLAS_NUM_THREADS"}


def test_a_file_that_takes_longer_than_one_waits_is_a_sentence() -> None:
    content = as_jpeg(a_page((6_000, 8_000)), quality=95)
    assert looked("passport.pdf", a_pdf()) == "taken"
    with slots.turn(7, time.monotonic() + 1):
        began = time.monotonic()
        assert looked("passport.pdf", a_pdf(), account=7, patience=0.5) == "busy"
        assert looked("passport.pdf", a_pdf(), account=8, patience=0) == "busy"
        assert time.monotonic() - began < 2
        assert looked("passport.pdf", a_pdf(), account=8, patience=5) == "taken"
    assert looked("photo.jpg", content, account=7) == "taken"


def test_one_account_has_one_file_read_at_a_time_and_all_have_a_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(slots, "OWN", slots.WAITING)
    here, most = list[int](), list[tuple[int, int]]()
    lock = threading.Lock()

    def hold(account: int) -> None:
        with slots.turn(account, time.monotonic() + 20):
            with lock:
                here.append(account)
                most.append((len(here), here.count(account)))
            time.sleep(0.05)
            with lock:
                here.remove(account)

    with ThreadPoolExecutor(slots.WAITING) as threads:
        for done in [threads.submit(partial(hold, number % 3)) for number in range(12)]:
            done.result()
    assert max(all_of_them for all_of_them, _own in most) == min(slots.MOST, 3)
    assert max(own for _all_of_them, own in most) == 1


def test_who_comes_when_too_many_wait_is_told_so_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_room", threading.BoundedSemaphore(1))
    with slots.turn(1, time.monotonic() + 1):
        began = time.monotonic()
        assert looked("photo.jpg", an_image("JPEG"), account=2) == "busy"
        assert time.monotonic() - began < 3


def test_one_account_that_sends_many_at_once_leaves_room_for_others() -> None:
    ends = time.monotonic() + 10
    with ThreadPoolExecutor(8) as threads, slots.turn(1, ends):
        own = [threads.submit(looked, "passport.pdf", a_pdf(), account=1) for _ in range(4)]
        assert looked("passport.pdf", a_pdf(), account=2, patience=5) == "taken"
        while sum(one.done() for one in own) < 3:
            assert time.monotonic() < ends
            time.sleep(0.01)
    assert sorted(one.result() for one in own) == ["busy", "busy", "busy", "taken"]
    assert not slots._held


def test_what_a_process_says_that_was_taken_over_is_no_fault_of_ours() -> None:
    for said in (b"[" * 50_000, b'{"pages":1e999}', b"0" * 5_000, b'{"pages":NaN}', b"[[1,2,3]]"):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(asking, "ask", lambda *_, said=said: (said, 0))
            assert looked("passport.pdf", a_pdf()) == "not-checked"


def test_tries_together_take_no_longer_than_one_may(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def never(*asked: object) -> tuple[bytes, int]:
        tried.append(time.sleep(0.6))
        raise asking.Died

    monkeypatch.setattr(asking, "_answered", never)
    with pytest.raises(asking.Died):
        asking.ask({}, [], asking.LEAST_LEFT + 0.5)
    assert len(tried) == 1
    with pytest.raises(asking.Died):
        asking.ask({}, [], 60.0)
    assert len(tried) == 1 + asking.TRIES
