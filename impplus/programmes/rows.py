"""Rows about other offices, read as those of the law are: what a program's folder holds beside it, or a firm sends of its own."""

import tomllib
from collections.abc import Mapping
from typing import Any

from impplus.rules.folder import NOT_UTF_8, ROWS, TOO_MUCH, BadFolder, said
from impplus.rules.reader import Reading, read_table
from impplus.words.text import Text

MOST_BYTES = 200_000  # of a file of rows
TOO_LONG = Text(en="is longer than 200 kB", fr="dépasse 200 ko")


def rows_of(name: str, content: bytes, hints: Mapping[str, Any]) -> dict[str, Any]:
    """What a file of rows holds under each of its names; raises BadFolder, which names every fault by file and row."""
    if len(content) > MOST_BYTES:
        raise BadFolder((said(name, (), TOO_LONG),))
    try:
        value = tomllib.loads(content.decode())
    except UnicodeDecodeError:
        raise BadFolder((said(name, (), NOT_UTF_8),)) from None
    except tomllib.TOMLDecodeError as error:
        fault = Text(en=f"is not TOML: {error}", fr=f"n’est pas du TOML\u00a0: {error}")
        raise BadFolder((said(name, (), fault),)) from None
    except (RecursionError, ValueError):
        raise BadFolder((said(name, (), TOO_MUCH),)) from None
    reading = Reading(ROWS)
    found = read_table(hints, value, reading)
    if reading.faults:
        raise BadFolder(tuple(said(name, *fault) for fault in reading.faults))
    return found
