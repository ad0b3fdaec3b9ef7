"""What was made of a file, stored: its clean copy and thumbnails, as they came or turned."""

from contextlib import suppress
from typing import IO, Any

from impplus.actions.beside import reached
from impplus.outside import store
from impplus.outside.files.inspecting import Inspected, inspected
from impplus.outside.files.kinds import NotAccepted
from impplus.records.models import User


def upright_of(found: Inspected, by: User) -> dict[str, Any]:
    """The same as `stored_of`, turned as its machine-readable zone says that it lies; as it came where that cannot be done."""
    if found.quarters:
        with suppress(NotAccepted):
            return turned(found.rendition, by, found.quarters) | {"zone": "\n".join(found.zone)}
    return stored_of(found)


def turned(clean: IO[bytes], by: User, quarters: int, *, portrait: bool = False) -> dict[str, Any]:
    """The columns of a clean copy that is turned so many quarters to the right; raises NotAccepted or OutOfReach."""
    with inspected("", clean, account=by.pk, portrait=portrait, quarters=quarters) as found:
        return {key: value for key, value in stored_of(found).items() if key != "zone"}


def stored_of(found: Inspected) -> dict[str, Any]:
    """The columns of what was made of a file, once it is stored; raises OutOfReach."""
    with reached():
        return {
            "pages": found.pages,
            "rendition": store.put(found.rendition),
            "rendition_type": found.rendition_type,
            "thumbnails": store.put(found.thumbnails) if found.seen else "",
            "seen": [[one.begins, one.length, *one.hints] for one in found.seen],
            "portrait": found.portrait,
            "zone": "\n".join(found.zone),
        }
