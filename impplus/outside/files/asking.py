"""The parent of the processes that read files: started when it is first needed, and again when it has died."""

import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STARTS_WITHIN = 15.0  # seconds, where nobody has more patience
GRACE = 3.0  # seconds more than a child has, for the parent to say that it ended it
LONGEST_ANSWER = 64 * 1024
TRIES = 3
GIVES_WAY = 5  # a third of the share of a process of the site: more, and good files would be ended by the clock
LAST = 19  # the priority of whoever gives way to everybody
LEAST_LEFT = 2.0  # seconds in which a file is read again
HERE = Path(__file__).resolve().parents[3]

log = logging.getLogger(__name__)


class Died(Exception):
    """The parent ended before it said how the child fared."""


@dataclass(frozen=True)
class Parent:
    """The running process, the socket to it, the layers that its children lack, and who started it."""

    process: subprocess.Popen[bytes]
    channel: socket.socket
    missing: tuple[str, ...]
    started_by: int

    def end(self) -> None:
        """End it with its children, and wait until it has ended."""
        self.channel.close()
        self.process.kill()
        self.process.wait()


_starting = threading.Lock()
_running: list[Parent] = []


def ask(
    asked: dict[str, Any], descriptors: Sequence[int], seconds: float, starts_within: float = 0
) -> tuple[bytes, int]:
    """What a child answers that reads a file for at most so long, and how it ended.

    All tries together take no longer; the start of the parent, where it does not run, may take `starts_within` before, or STARTS_WITHIN. The end is 0, or minus the number of a signal. `descriptors` are the file
    to read and those to write into; they are rewound. A child that was killed before its time is tried again: the system may
    have needed its memory. Raises Died where the parent could not be kept alive.
    """
    parent, until = _parent(starts_within), time.monotonic() + seconds
    left, killed = seconds, None
    for _try in range(TRIES):
        for one in descriptors:
            os.lseek(one, 0, os.SEEK_SET)
        for one in descriptors[1:]:
            os.ftruncate(one, 0)
        try:
            killed = None
            said = _answered(parent, asked | {"seconds": left}, descriptors, left)
            if said[1] != -signal.SIGKILL:
                return said
            killed = said
            log.warning("A process that reads a file was killed: the file is read again.")
        except (Died, OSError):
            log.warning("The process that reads files ended: it is started again.")
            _forget(parent)
        left = until - time.monotonic()
        if left < LEAST_LEFT:
            break
        parent = _parent()
    if killed:
        return killed
    raise Died


def missing_layers() -> tuple[str, ...]:
    """The layers of the fence that this machine lacks."""
    return _parent().missing


def _answered(
    parent: Parent, asked: dict[str, Any], descriptors: Sequence[int], seconds: float
) -> tuple[bytes, int]:
    reads, writes = os.pipe()
    with os.fdopen(reads, "rb", buffering=0) as answer:
        try:
            socket.send_fds(parent.channel, [json.dumps(asked).encode()], [*descriptors, writes])
        finally:
            os.close(writes)
        said = _read(answer.fileno(), time.monotonic() + seconds + GRACE)
    first, _line, last = said.rpartition(b"\n")
    if not last.lstrip(b"-").isdigit():
        raise Died
    return first, int(last)


def _read(pipe: int, until: float) -> bytes:
    """All that comes, until nobody is left who could write; Died where that takes too long."""
    polled, said = select.poll(), b""
    polled.register(pipe, select.POLLIN)
    while polled.poll(max(0.0, until - time.monotonic()) * 1000):
        part = os.read(pipe, LONGEST_ANSWER)
        said += part
        if not part:
            return said
        if len(said) > LONGEST_ANSWER:
            return b"\n1"  # no child of ours says so much: it is as if it had crashed
    raise Died


def _parent(starts_within: float = 0) -> Parent:
    """The one of this process; a process that was forked has its own."""
    with _starting:
        for one in _running:
            if one.started_by == os.getpid() and one.process.poll() is None:
                return one
            one.channel.close()  # it has ended by itself, or is that of the process which forked this one
        _running.clear()
        _running.append(_started(max(STARTS_WITHIN, starts_within)))
        return _running[0]


def _forget(parent: Parent) -> None:
    with _starting:
        if parent in _running:
            _running.remove(parent)
            parent.end()


def _give_way(process: int) -> None:
    """Let the site go before a process and its children, also where the kernel shares the processor by sessions."""
    priority = min(LAST, os.getpriority(os.PRIO_PROCESS, 0) + GIVES_WAY)
    os.setpriority(os.PRIO_PROCESS, process, priority)
    with suppress(OSError):  # a kernel that does not share so has no such file
        Path(f"/proc/{process}/autogroup").write_text(str(priority), encoding="ascii")


def _started(within: float) -> Parent:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "impplus.outside.files.parent", str(theirs.fileno())],
            cwd=HERE,
            # It has none of the secrets of this process, and one arena of memory for its threads, and one thread to reckon.
            env={
                "PATH": os.defpath,
                "LC_ALL": "C.UTF-8",
                "MALLOC_ARENA_MAX": "1",
                "OPENBLAS_NUM_THREADS": "1",
            },
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    ours.settimeout(within)
    try:
        missing = tuple(json.loads(ours.recv(LONGEST_ANSWER) or b"null"))
    except (OSError, ValueError, TypeError):
        with suppress(OSError):
            Parent(process, ours, (), 0).end()
        raise Died from None
    ours.settimeout(None)
    _give_way(process.pid)
    if missing:
        log.warning("Files are read without %s, which this machine lacks.", ", ".join(missing))
    return Parent(process, ours, missing, os.getpid())
