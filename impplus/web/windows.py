"""A page as one browser shows it: what stands in it unseen, by which what it sends is known again."""

import re
import secrets

from django.http import HttpRequest

from impplus.queries.saves import Window
from impplus.web.forms import sent

WINDOW, TURN = "_window", "_turn"  # its own name, and how often it sent
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")


def window_of(request: HttpRequest) -> Window:
    """The page in its browser: a new one where it is opened."""
    said = sent_from(request)
    return said if said.name else Window(secrets.token_urlsafe(12), said.turn)


def sent_from(request: HttpRequest) -> Window:
    """The page from which something was sent; without a name where it says none."""
    said = sent(request)
    name = said.get(WINDOW, "")
    return Window(name if _NAME.fullmatch(name) else "", number(said.get(TURN, "")))


def number(read: str) -> int:
    """A whole number that a page says unseen; 0 of anything else."""
    return int(read) if read.isascii() and read.isdecimal() and len(read) < 10 else 0
