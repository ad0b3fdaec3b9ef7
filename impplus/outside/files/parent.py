"""The process that has the parsers loaded, and forks a fresh child for each file: `python -m …files.parent SOCKET`.

A message on the socket is a JSON object with four descriptors: the file to read, two to write into (the clean
copy, the thumbnails), and a pipe for the answer. The child answers a line of JSON, and of a file that was taken
another one with its machine-readable zone; when it has ended, a last line says how. However the child ends after
its first line, that one holds. The end of the socket ends this process and its children.
"""

import errno
import fcntl
import gc
import json
import mmap
import os
import select
import signal
import socket
import sys
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from impplus.outside.files import jail, kinds, making, reading
from impplus.outside.files.kinds import NotAccepted

DESCRIPTORS = 4
MESSAGE = 4096
FAR = 100  # a number above every descriptor in use
IDLE = 300  # seconds without a file after which it ends; the next file starts another one


@dataclass(frozen=True)
class Child:
    """A process that reads one file, the pipe for its answer, and the moment at which it is ended."""

    pid: int
    answer: int
    until: float


def main() -> None:
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the site, whose end ends this
    reading.warm()
    with socket.socket(fileno=int(sys.argv[1])) as channel:
        gc.freeze()  # a child copies no page of memory only to collect garbage
        channel.send(json.dumps(_probed()).encode())
        children: dict[int, Child] = {}
        try:
            _serve(channel, children)
        finally:
            for one in children.values():
                os.kill(one.pid, signal.SIGKILL)


def _probed() -> list[str]:
    """The layers of the fence that this machine lacks, found by a child that puts them up."""
    reads, writes = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(writes, json.dumps(jail.enter()).encode())
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return list(json.loads(said))


def _serve(channel: socket.socket, children: dict[int, Child]) -> None:
    """`children` is by the descriptor that tells of a child's end."""
    polled = select.poll()
    polled.register(channel, select.POLLIN)
    while True:
        waits = [one.until - time.monotonic() for one in children.values()]
        found = polled.poll(max(0, min(waits, default=IDLE)) * 1000)
        if not found and not children:
            return
        for one, _event in found:
            if one == channel.fileno():
                if not _taken(channel, children, polled):
                    return
            else:
                polled.unregister(one)
                _told(one, children.pop(one))
        for child in children.values():
            if child.until <= time.monotonic():
                os.kill(child.pid, signal.SIGKILL)


def _taken(channel: socket.socket, children: dict[int, Child], polled: select.poll) -> bool:
    """Begin with what a message asks; False where the other side has ended."""
    message, descriptors, _flags, _from = socket.recv_fds(channel, MESSAGE, DESCRIPTORS)
    if not message:
        return False
    asked = json.loads(message)
    pid = os.fork()
    if pid == 0:
        channel.detach()
        _child(asked, descriptors)
    *files, answer = descriptors
    for one in files:
        os.close(one)
    ended = os.pidfd_open(pid)
    children[ended] = Child(pid, answer, time.monotonic() + asked["seconds"])
    polled.register(ended, select.POLLIN)
    return True


def _told(ended: int, child: Child) -> None:
    """Say how a child ended: 0, or minus the number of the signal that ended it."""
    os.close(ended)
    _pid, status = os.waitpid(child.pid, 0)
    # Whoever asked may have gone.
    with suppress(BrokenPipeError), os.fdopen(child.answer, "wb", buffering=0) as pipe:
        pipe.write(b"\n%d" % os.waitstatus_to_exitcode(status))


def _child(asked: dict[str, Any], descriptors: list[int]) -> NoReturn:
    """Read the file behind the fence, and never come back to what the parent does."""
    try:
        source, rendition, thumbnails, answer = _alone_with(descriptors)
        mapped = mmap.mmap(source, 0, access=mmap.ACCESS_COPY)
        content: bytes | mmap.mmap = mapped
        if "sheet" not in asked:  # one page takes little of a large file: that is not copied
            content = mapped[:]
            mapped.close()
        jail.enter()
        said, made = _read(content, asked, rendition, thumbnails)
        os.write(answer, json.dumps(said).encode() + b"\n")
        if made:
            zone = reading.zone_of(made, turned=asked.get("turned", False))
            os.write(answer, json.dumps(zone).encode() + b"\n")
        os._exit(0)
    finally:
        os._exit(1)  # whatever a hostile file made of a parser


def _alone_with(descriptors: list[int]) -> range:
    """Close everything but these, and say where they are now; what a parser prints goes nowhere."""
    nothing = os.open(os.devnull, os.O_RDWR)
    kept = (nothing, nothing, nothing, *descriptors)
    aside = [fcntl.fcntl(one, fcntl.F_DUPFD, FAR) for one in kept]
    for place, one in enumerate(aside):
        os.dup2(one, place)
    os.closerange(len(kept), os.sysconf("SC_OPEN_MAX"))
    return range(3, len(kept))


def _read(
    content: bytes | mmap.mmap, asked: dict[str, Any], rendition: int, thumbnails: int
) -> tuple[dict[str, Any], reading.Made | None]:
    """What to answer of a file, and what was made of it where it was taken."""
    try:
        made = _made(content, asked)
    except NotAccepted as refused:
        return {"refused": refused.reason}, None
    except (MemoryError, OverflowError):
        return {"refused": "too-heavy"}, None
    try:
        for descriptor, part in [
            (rendition, made.rendition),
            *((thumbnails, one.small) for one in made.looks),
        ]:
            _write(descriptor, part)
    except OSError as fault:
        return {"refused": "too-heavy" if fault.errno == errno.EFBIG else kinds.NO_ROOM}, None
    said = {
        "media_type": made.media_type,
        "pages": made.pages,
        "rendition": len(made.rendition),
        "looks": [[len(look.small), *look.hints] for look in made.looks],
        "portrait": made.portrait,
    }
    return said, made


def _made(content: bytes | mmap.mmap, asked: dict[str, Any]) -> reading.Made:
    """What is made of a file that was sent, of papers that are here, or the picture of one page of a clean copy."""
    if "make" in asked:
        return reading.Made(making.made(asked["make"], content[:]), "", 1, ())
    kind, quarters = asked["kind"], asked["quarters"]
    if isinstance(content, mmap.mmap):
        return reading.sheet(
            content, kind, asked["sheet"], longest=asked["longest"], quarters=quarters
        )
    return reading.read(content, kind, portrait=asked["portrait"], quarters=quarters)


def _write(result: int, part: bytes) -> None:
    while part:
        part = part[os.write(result, part) :]


if __name__ == "__main__":
    main()
