"""A page as one browser shows it: what stands in it unseen, by which what it sends is known again."""

import re
import secrets

from django.http import HttpRequest, QueryDict

from impplus.queries.saves import Window
from impplus.web.forms import sent

WINDOW, TURN = "_window", "_turn"  # its own name, and how often it sent
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")


def window_of(said: QueryDict) -> Window:
    """The page in its browser, as what was sent names it: a new one where it is opened."""
    window = _named(said)
    return window if window.name else Window(secrets.token_urlsafe(12), window.turn)


def sent_from(request: HttpRequest) -> Window:
    """The page from which something was sent; without a name where it says none."""
    return _named(sent(request))


def _named(said: QueryDict) -> Window:
    name = said.get(WINDOW, "")
    return Window(name if _NAME.fullmatch(name) else "", number(said.get(TURN, "")))


def number(read: str) -> int:
    """A whole number that a page says unseen; 0 of anything else."""
    return int(read) if read.isascii() and read.isdecimal() and len(read) < 10 else 0
