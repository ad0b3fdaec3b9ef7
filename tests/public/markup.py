"""Reads a page as its structure: what parity between the languages means."""

from collections import Counter
from html.parser import HTMLParser

COUNTED = (
    "h1",
    "h2",
    "h3",
    "form",
    "input",
    "select",
    "textarea",
    "button",
    "a",
    "table",
    "li",
    "p",
)


class Structure(HTMLParser):
    """How many of each part a page has, its language and its title."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: Counter[str] = Counter()
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in COUNTED:
            self.parts[tag] += 1
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""


def structure(content: bytes) -> Structure:
    """The structure of a page."""
    read = Structure()
    read.feed(content.decode())
    return read
