"""What a file really is, decided by its content in a process of its own, and the clean copy that others see of it."""

import errno
import json
import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import UnsupportedOperation
from shutil import copyfileobj, disk_usage
from tempfile import TemporaryFile, gettempdir
from typing import IO, Any, get_args

from impplus.outside.files import asking, jail, kinds
from impplus.outside.files.kinds import MAX_SIZE, MEDIA_TYPES, START, Kind, NotAccepted, Reason
from impplus.outside.files.slots import turn
from impplus.outside.store import digest_of
from impplus.rules import mrz

PATIENCE = 25.0  # seconds in all, the wait for one's turn included
LONGEST = 20.0  # seconds of reading
HINTS = frozenset({"blank", "dark", "small", "blurred", "cut", "written"})
MEASURES = ("width", "height", "light", "spread", "crown", "centre", "head")
RENDITIONS = ("application/pdf", "image/jpeg")
MOST_SMALL = 64 * 1024  # bytes of a small picture
MOST_MADE = 2 * jail.LARGEST_RESULT  # bytes
LONGEST_ZONE = 200  # bytes of the lines of a zone
# By these a child ends that took too much of the processor, or that was ended for the time it took.
SPENT = (-signal.SIGXCPU, -signal.SIGKILL)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    """A page: where its small picture (WebP) stands among the others, in bytes, and what was noticed."""

    begins: int
    length: int
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: what it is, its pages, its bytes and their SHA-256; and what was made of it.

    `rendition` is the clean copy that others see; `thumbnails` are the small pictures of the first pages,
    one after the other. `portrait` says what was measured of one: its pixels, how light its background is (0 to 255), and
    where the head is (thousandths).
    `zone` are the lines of a machine-readable zone whose check digits hold, none where none was read; `quarters` says how
    often it has to be turned to the right to stand upright.
    """

    kind: Kind
    pages: int
    size: int
    sha256: str
    media_type: str
    rendition: IO[bytes]
    rendition_type: str
    thumbnails: IO[bytes]
    seen: tuple[Seen, ...]
    portrait: dict[str, int]
    zone: tuple[str, ...]
    quarters: int


@contextmanager
def inspected(
    name: str,
    content: IO[bytes],
    *,
    account: int,
    portrait: bool = False,
    turned: bool = False,
    quarters: int = 0,
    patience: float = PATIENCE,
    scan: "Callable[[IO[bytes], float], None] | None" = None,
) -> Iterator[Inspected]:
    """A file whose name, first bytes and parser all agree; raises NotAccepted, after `patience` seconds at most, or OSError where the disk is full.

    One file of an account is read at a time. A portrait is one picture, and so is its clean copy. With `turned`, a zone is looked for
    however a page lies; `quarters` turn a clean copy. `scan` looks before any parser does, until a monotonic instant, and raises what it finds.
    """
    until = time.monotonic() + patience
    size = _size(content)
    kind = kinds.named_kind(name, content.read(START))
    if patience <= 0:
        raise NotAccepted("busy")
    with ExitStack() as opened:
        source = opened.enter_context(readable(content))
        rendition, thumbnails = (opened.enter_context(TemporaryFile()) for _ in range(2))
        with turn(account, until):
            if scan:
                scan(content, until)
            left = max(1.0, until - time.monotonic())
            asked = {"kind": kind, "portrait": portrait, "turned": turned, "quarters": quarters}
            said = said_of(asked, [source, rendition.fileno(), thumbnails.fileno()], left)
        yield Inspected(
            kind=kind,
            size=size,
            sha256=digest_of(content),
            media_type=MEDIA_TYPES[kind],
            rendition=rendition,
            thumbnails=thumbnails,
            **_checked(said, rendition, thumbnails),
        )


def _size(content: IO[bytes]) -> int:
    """Bytes of a content that may be looked at, which stands at its beginning afterwards; raises NotAccepted."""
    size = content.seek(0, os.SEEK_END)
    if not size:
        raise NotAccepted("empty")
    if size > MAX_SIZE:
        raise NotAccepted("too-big")
    content.seek(0)
    return size


@contextmanager
def readable(content: IO[bytes]) -> Iterator[int]:
    """A descriptor from which the content can be read and into which nothing can be written."""
    with ExitStack() as opened:
        try:
            held = content.fileno()
        except UnsupportedOperation:
            laid = opened.enter_context(TemporaryFile())
            content.seek(0)
            copyfileobj(content, laid)
            laid.flush()
            held = laid.fileno()
        source = os.open(f"/proc/self/fd/{held}", os.O_RDONLY | os.O_CLOEXEC)
        opened.callback(os.close, source)
        yield source


def said_of(asked: dict[str, Any], descriptors: list[int], patience: float) -> dict[str, Any]:
    """What was found within `patience` seconds, LONGEST at most once the process runs; NotAccepted for what was refused, and for a child that was ended or crashed."""
    try:
        answer, ended = asking.ask(asked, descriptors, min(LONGEST, patience), patience)
    except asking.Died:
        log.exception("A file could not be read: the process for it does not stay alive.")
        raise NotAccepted("not-checked") from None
    first, whole, zone = answer.partition(b"\n")
    if ended:
        log.warning("A file ended the process that read it (%s).", ended)
    if ended and not whole:
        raise NotAccepted("too-heavy" if ended in SPENT else "damaged")
    try:
        said = dict(json.loads(first))
    except (ValueError, TypeError, RecursionError):
        log.exception("A file could not be read: the process for it does not answer.")
        raise NotAccepted("not-checked") from None
    if said.get("refused") == kinds.NO_ROOM and _is_full():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if said.get("refused") in get_args(Reason):
        raise NotAccepted(said["refused"])
    return said | {"zone": zone}


def _is_full() -> bool:
    """Whether there is no room for what is made of a file, where that lies until it is stored."""
    return disk_usage(gettempdir()).free < MOST_MADE


def _checked(said: dict[str, Any], rendition: IO[bytes], thumbnails: IO[bytes]) -> dict[str, Any]:
    """What a process says that read a hostile file is believed as far as it can be true."""
    lengths = [one.seek(0, os.SEEK_END) for one in (rendition, thumbnails)]
    try:
        found = _columns(said)
        sound = found["rendition_type"] in RENDITIONS and 0 < found["pages"] <= kinds.MAX_PAGES
        whole = lengths == [said["rendition"], sum(one.length for one in found["seen"])]
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
        sound = whole = False
    if sound and whole:
        return found
    log.error("A file could not be read: the answer of the process makes no sense.")
    raise NotAccepted("not-checked")


def _columns(said: dict[str, Any]) -> dict[str, Any]:
    seen, begins = list[Seen](), 0
    for length, *hints in said["looks"][: kinds.MAX_PAGES]:
        one = Seen(
            begins, max(0, min(int(length), MOST_SMALL)), tuple(sorted(HINTS.intersection(hints)))
        )
        begins += one.length
        seen.append(one)
    measured = said["portrait"] or {}
    return {
        "pages": int(said["pages"]),
        "rendition_type": said["media_type"],
        "seen": tuple(seen),
        "portrait": {name: int(measured[name]) for name in MEASURES if name in measured},
        **_zone(said["zone"]),
    }


def _zone(said: bytes) -> dict[str, Any]:
    """The lines of a zone and how it lies; none where they are no such lines, as where the process ended while it looked."""
    nothing: dict[str, Any] = {"zone": (), "quarters": 0}
    try:
        quarters, read = json.loads(said) if len(said) < LONGEST_ZONE else (0, [])
        lines, quarters = [str(one) for one in read], int(quarters) % 4
        sound = mrz.holds(lines, mrz.LAYOUTS[mrz.format_of(lines)])
    except (ValueError, TypeError, RecursionError, OverflowError):
        return nothing
    return {"zone": tuple(lines), "quarters": quarters} if sound else nothing
