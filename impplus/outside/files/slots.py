"""Turns: one file of an account is read at a time, and of all accounts no more than this machine has processors.

They are locks of the system, so that several processes share them and one that is killed gives them back.
"""

import fcntl
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from impplus.outside.files.kinds import NotAccepted

MOST = max(2, os.cpu_count() or 1)
ACCOUNTS = 1000  # names of locks; two accounts that share one wait for each other
WAITING = 4  # threads of one process that may be held by files, so that its pages find others
OWN = 2  # of them by files of one account, so that other accounts find room
PAUSE = 0.02  # seconds between two looks

_room = threading.BoundedSemaphore(WAITING)
_drawing = threading.BoundedSemaphore(WAITING)
_counting = threading.Lock()
_held = Counter[int]()


@contextmanager
def turn(account: int, until: float) -> Iterator[None]:
    """Within, it is this account's turn; raises NotAccepted("busy") where it does not come in time.

    `until` is an instant of the monotonic clock.
    """
    with _room_for(account, until):
        folder = settings.VAR / "turns"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with ExitStack() as held:
            held.enter_context(_one_of([folder / f"account-{account % ACCOUNTS}"], until))
            held.enter_context(_one_of([folder / f"turn-{one}" for one in range(MOST)], until))
            yield


@contextmanager
def drawing(until: float) -> Iterator[None]:
    """Within, a page may be drawn, beside as many others as there are processors; the files that people send keep their turns.

    Raises NotAccepted("busy") where no turn comes until an instant of the monotonic clock.
    """
    if not _drawing.acquire(timeout=max(0, until - time.monotonic())):
        raise NotAccepted("busy")
    try:
        folder = settings.VAR / "turns"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _one_of([folder / f"sheet-{one}" for one in range(MOST)], until):
            yield
    finally:
        _drawing.release()


@contextmanager
def packing(until: float) -> Iterator[None]:
    """Within, a paper of a package may be made, beside as many others as there are processors; pages that are drawn keep their turns.

    Raises NotAccepted("busy") where no turn comes until an instant of the monotonic clock.
    """
    folder = settings.VAR / "turns"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _one_of([folder / f"paper-{one}" for one in range(MOST)], until):
        yield


@contextmanager
def whole_package() -> Iterator[None]:
    """Within, one package is made, and no other on this machine; raises NotAccepted("busy") at once where one is."""
    folder = settings.VAR / "turns"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _one_of([folder / "package"], time.monotonic()):
        yield


@contextmanager
def _room_for(account: int, until: float) -> Iterator[None]:
    with _counting:
        if _held[account] >= OWN:
            raise NotAccepted("busy")
        _held[account] += 1
    try:
        if not _room.acquire(timeout=min(1.0, max(0, until - time.monotonic()))):
            raise NotAccepted("busy")
        try:
            yield
        finally:
            _room.release()
    finally:
        with _counting:
            _held[account] -= 1
            if not _held[account]:
                del _held[account]


@contextmanager
def _one_of(locks: Sequence[Path], until: float) -> Iterator[None]:
    while True:
        for path in locks:
            held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(held)
                continue
            try:
                yield
            finally:
                os.close(held)
            return
        if time.monotonic() > until:
            raise NotAccepted("busy")
        time.sleep(PAUSE)
