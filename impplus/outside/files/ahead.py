"""Clean copies that somebody reads page by page: each stays open for a while, and its next page is drawn before it is asked for."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import UnsupportedOperation
from shutil import copyfileobj
from tempfile import TemporaryFile
from time import monotonic
from typing import IO
from weakref import finalize

from impplus.outside.files.kinds import NotAccepted
from impplus.outside.files.sheets import PagePicture, drawn

COPIES = 4  # open at once in a process
PICTURES = 2  # of a copy, drawn and not asked for yet
FOR = 60.0  # seconds that a copy stays open after a page of it was asked for

_lock = threading.Lock()
_open = dict[str, "_Read"]()
_one = ThreadPoolExecutor(1, "draws-ahead")  # so that whoever waits finds the other turns


@dataclass(eq=False)
class _Read:
    """A copy that is open until an instant, and what is drawn of it; closed when nobody holds it any more."""

    content: IO[bytes]
    until: float = 0.0
    coming: dict[PagePicture, Future[IO[bytes] | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        finalize(self, self.content.close)


def page_of(
    key: str, asked: PagePicture, *, pages: int, opened: Callable[[], IO[bytes]]
) -> IO[bytes]:
    """A page as `drawn`, of the copy of so many `pages` that `opened` reads under a key of the store; the one after it is drawn ahead."""
    read = _held(key) or _kept(key, opened())
    picture = _came(read, asked) or _drawn(read, asked)
    after = replace(asked, number=asked.number + 1)
    if after.number <= pages:
        with _lock:
            if after not in read.coming:
                read.coming[after] = _one.submit(_ahead, read, after)
            for earliest in list(read.coming)[:-PICTURES]:
                read.coming.pop(earliest).cancel()
    return picture


def _came(read: _Read, asked: PagePicture) -> IO[bytes] | None:
    """What was drawn ahead, given once; None where that was not begun, or came to nothing."""
    with _lock:
        coming = read.coming.pop(asked, None)
    return coming.result() if coming and not coming.cancel() else None


def _ahead(read: _Read, page: PagePicture) -> IO[bytes] | None:
    """What goes wrong is said to whoever asks for the page, when it is drawn again."""
    with suppress(NotAccepted, OSError):
        return _drawn(read, page)
    return None


def _drawn(read: _Read, page: PagePicture) -> IO[bytes]:
    return drawn(read.content, page)  # which stays open as long as `read` is held


def _held(key: str) -> _Read | None:
    with _lock:
        read = _open.get(key)
        if read:
            read.until = monotonic() + FOR
        return read


def _kept(key: str, content: IO[bytes]) -> _Read:
    read = _Read(_laid(content), monotonic() + FOR)
    with _lock:
        if not _open:
            _look_later()
        _open[key] = read
        for earliest in list(_open)[:-COPIES]:
            del _open[earliest]
    return read


def _laid(content: IO[bytes]) -> IO[bytes]:
    """A content with a descriptor, as several read it at once."""
    with suppress(UnsupportedOperation):
        content.fileno()
        return content
    laid = TemporaryFile()  # noqa: SIM115
    with content:
        copyfileobj(content, laid)
    laid.flush()
    return laid


def _look_later() -> None:
    timer = threading.Timer(FOR, _forget)
    timer.daemon = True
    timer.start()


def _forget() -> None:
    """Close the copies that nobody reads any more, with what was drawn of them."""
    with _lock:
        for key, read in list(_open.items()):
            if read.until <= monotonic():
                del _open[key]
        if _open:
            _look_later()
