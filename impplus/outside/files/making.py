"""What is made of papers that are here already: put together, squeezed, framed, or filled in; by name, out of a bundle."""

from collections.abc import Callable, Mapping
from typing import Any

from impplus.outside.files import bundles, squeezing, xfa
from impplus.outside.files.kinds import NotAccepted
from impplus.outside.files.rungs import Rung

type Head = dict[str, Any]


def made(what: str, content: bytes) -> bytes:
    """The bundle that is made of a bundle; raises NotAccepted."""
    head, files = bundles.opened(content)
    return bundles.bundled(*MAKES[what](head, files))


def _squeezed(head: Head, files: list[bytes]) -> tuple[Head, list[bytes]]:
    paper, at = squeezing.squeezed(files[0], Rung(*head["rung"]), head["first"])
    return {"at": at}, [paper]


def _merged(_head: Head, files: list[bytes]) -> tuple[Head, list[bytes]]:
    paper, pages = squeezing.merged(files)
    return {"pages": pages}, [paper]


def _framed(head: Head, files: list[bytes]) -> tuple[Head, list[bytes]]:
    return {}, [squeezing.framed(files[0], tuple(head["box"]), tuple(head["size"]), head["most"])]


def _looked_at(_head: Head, files: list[bytes]) -> tuple[Head, list[bytes]]:
    return xfa.looked_at(files[0]), []


def _filled(head: Head, files: list[bytes]) -> tuple[Head, list[bytes]]:
    """Filled, read again from the bytes that were written, and the first of them as they came."""
    form = xfa.filled(files[0], head["values"])
    if not form.startswith(files[0]):
        raise NotAccepted("damaged")
    return {"held": xfa.read_back(form)}, [form]


MAKES: Mapping[str, Callable[[Head, list[bytes]], tuple[Head, list[bytes]]]] = {
    "squeezed": _squeezed,
    "merged": _merged,
    "framed": _framed,
    "looked-at": _looked_at,
    "filled": _filled,
}
