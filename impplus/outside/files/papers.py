"""Papers for another office's portal, made behind the fence: merged, squeezed, framed, and forms that are filled in."""

import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from impplus.outside.files import bundles
from impplus.outside.files.inspecting import readable, said_of
from impplus.outside.files.kinds import MOST_OF_A_FORM, NotAccepted
from impplus.outside.files.rungs import Rung
from impplus.outside.files.slots import packing

PATIENCE = 90.0  # seconds in all, the wait for a turn included
LONGEST = 30.0  # seconds of one turn
MOST_TURNS = 100
AS_IT_IS = Rung(0, 0, grey=False)
# Down to 150 dots an inch in grey, at which letters of six points are read without an error: docs/decisions/packages.md.
LADDER = (Rung(200, 60, grey=False), Rung(150, 60, grey=False), Rung(150, 45, grey=True))


@dataclass(frozen=True)
class Form:
    """A form with an XFA part: its name and version (empty where no page says them), the paths that it asks for, and
    the lists that it offers, a code and a label to each entry."""

    form: str
    version: str
    edition: str
    root: str
    paths: tuple[str, ...]
    lists: dict[str, tuple[tuple[str, str], ...]]


def squeezed(paper: bytes, rung: Rung) -> bytes:
    """A PDF with lighter pictures; raises NotAccepted."""
    at = 0
    for _turn in range(MOST_TURNS):
        rungs = (rung.dots, rung.quality, rung.grey)
        head, (paper,) = _made("squeezed", {"rung": rungs, "first": at}, [paper])
        at = head["at"]
        if not at:
            return paper
    raise NotAccepted("too-heavy")


def merged(papers: Sequence[bytes]) -> tuple[bytes, int]:
    """One PDF of several, and its pages; raises NotAccepted."""
    head, (paper,) = _made("merged", {}, papers)
    return paper, int(head["pages"])


def framed(
    photo: bytes, *, box: tuple[int, int, int, int], size: tuple[int, int], most: int
) -> bytes:
    """Part of a photograph as a JPEG of this size, of at most so many bytes where that can be; raises NotAccepted."""
    return _made("framed", {"box": box, "size": size, "most": most}, [photo])[1][0]


def form_of(blank: bytes) -> Form:
    """What a form is and asks; raises NotAccepted: "too-big", "form" where it has no XFA part as is known here, "encrypted",
    "damaged" or "too-heavy"."""
    if len(blank) > MOST_OF_A_FORM:
        raise NotAccepted("too-big")
    if not blank:
        raise NotAccepted("empty")
    said = _made("looked-at", {}, [blank])[0]
    lists = {
        str(name): tuple((str(code), str(label)) for code, label in entries)
        for name, entries in said["lists"].items()
    }
    words = {key: str(said[key]) for key in ("form", "version", "edition", "root")}
    return Form(**words, paths=tuple(map(str, said["paths"])), lists=lists)


def filled(blank: bytes, values: Sequence[tuple[str, str]]) -> tuple[bytes, dict[str, str]]:
    """A form filled in, whose first bytes are the blank's, and all that it holds, read again; raises NotAccepted."""
    if len(blank) > MOST_OF_A_FORM:
        raise NotAccepted("too-big")
    head, (form,) = _made("filled", {"values": list(values)}, [blank])
    return form, {str(path): str(value) for path, value in head["held"].items()}


def _made(
    what: str, head: dict[str, Any], files: Sequence[bytes]
) -> tuple[dict[str, Any], list[bytes]]:
    with ExitStack() as opened:
        source, result, nothing = (opened.enter_context(TemporaryFile()) for _ in range(3))
        source.write(bundles.bundled(head, files))
        source.flush()
        given = opened.enter_context(readable(source))
        opened.enter_context(packing(time.monotonic() + PATIENCE))
        said = said_of({"make": what}, [given, result.fileno(), nothing.fileno()], LONGEST)
        size = result.seek(0, os.SEEK_END)
        if said.get("rendition") != size:
            raise NotAccepted("not-checked")
        result.seek(0)
        return bundles.opened(result.read())
