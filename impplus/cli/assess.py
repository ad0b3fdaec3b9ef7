"""`impplus assess`: what the rules say about a case, one line of JSON a file, without a database."""

import argparse
import errno
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from impplus.cli.parser import BAD_USE
from impplus.programmes import ALL
from impplus.rules.answer import answer
from impplus.rules.case import BadCase
from impplus.rules.case_json import MOST_BYTES, problem, read_case, write
from impplus.words.text import Text

CLOSED: Mapping[type[Exception], Text] = {
    FileNotFoundError: Text(en="does not exist", fr="n’existe pas"),
    IsADirectoryError: Text(en="is a folder, not a file", fr="est un dossier, et non un fichier"),
    PermissionError: Text(
        en="may not be opened: the permission is missing",
        fr="ne peut pas être ouvert, faute de permission",
    ),
}
UNREAD = Text(en="cannot be read", fr="ne peut pas être lu")
UNWRITTEN = Text(en="The answer cannot be written.", fr="La réponse ne peut pas être écrite.")


def run(asked: argparse.Namespace, lang: str) -> int:
    """Print one answer, or one RFC 9457 problem, per file in order; 2 if there was a problem."""
    try:
        return _assess(asked, lang)
    except BrokenPipeError:
        raise
    except OSError:
        _tell(UNWRITTEN.say(lang))
        if sys.stdout:  # what is left in it would fail again, in other words, as Python ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BAD_USE


def _assess(asked: argparse.Namespace, lang: str) -> int:
    status = 0
    warned: dict[str, None] = {}
    for name in asked.files:
        try:
            said = answer(*read_case(content(name), ALL), lang)
            warned |= dict.fromkeys(said["fees"]["warnings"])
        except BadCase as bad:
            said, status = problem(bad, name, lang), BAD_USE
        _print(said, pretty=asked.pretty)
    for warning in warned:
        _tell(warning)
    return status


def content(name: str) -> bytes:
    """What stands in a file, but of one that is too long only enough to see that it is."""
    try:
        if name != "-":
            with Path(name).open("rb") as file:
                return file.read(MOST_BYTES + 1)
        if sys.stdin:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
    except (OSError, ValueError) as fault:  # ValueError: a name with a null character
        raise BadCase([("", CLOSED.get(type(fault), UNREAD))]) from None
    raise BadCase([("", UNREAD)])


def _print(said: dict[str, Any], *, pretty: bool) -> None:
    """Write UTF-8, whatever the terminal is said to speak."""
    if not sys.stdout:
        raise OSError(errno.EBADF, "standard output is closed")
    sys.stdout.buffer.write(write(said, pretty=pretty) + b"\n")
    sys.stdout.buffer.flush()


def _tell(sentence: str) -> None:
    """Say a sentence beside the answers; where nobody can hear it, nothing is wrong with them."""
    with suppress(OSError):
        if sys.stderr:
            print(sentence, file=sys.stderr)
