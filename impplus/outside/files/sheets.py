"""A page of a clean copy as a picture, drawn behind the fence."""

from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from os import SEEK_END
from tempfile import TemporaryFile
from time import monotonic
from typing import IO

from impplus.outside.files.inspecting import readable, said_of
from impplus.outside.files.kinds import Kind, NotAccepted
from impplus.outside.files.slots import drawing

PATIENCE = 10.0  # seconds in all, the wait for a turn included
LONGEST = 8.0  # seconds of drawing
MOST = 8 * 1024 * 1024  # bytes of a picture


@dataclass(frozen=True, kw_only=True)
class PagePicture:
    """A page, counted from 1, turned so many quarters to the right, `longest` pixels on its longer side."""

    kind: Kind
    number: int
    longest: int
    quarters: int = 0


def drawn(clean: IO[bytes], page: PagePicture) -> IO[bytes]:
    """A JPEG of a page of a clean copy.

    Raises NotAccepted: "busy" where no turn comes, "damaged" where it cannot be drawn.
    """
    until = monotonic() + PATIENCE
    with ExitStack() as opened:
        made = opened.enter_context(TemporaryFile())
        nothing = opened.enter_context(TemporaryFile())
        source = opened.enter_context(readable(clean))
        asked = {
            "kind": page.kind,
            "sheet": page.number,
            "longest": page.longest,
            "quarters": page.quarters,
        }
        opened.enter_context(drawing(until))
        said = said_of(asked, [source, made.fileno(), nothing.fileno()], LONGEST)
        size = made.seek(0, SEEK_END)
        if said.get("rendition") != size or not 0 < size <= MOST:
            raise NotAccepted("damaged")
        made.seek(0)
        return BytesIO(made.read())
