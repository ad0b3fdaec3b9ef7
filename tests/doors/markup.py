"""A page as a reader, a browser and a translator see it: its parts, its addresses, its words."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
COUNTED = frozenset("a button fieldset form img input li option p select table td textarea".split())
SAID = ("alt", "aria-label", "title", "placeholder")
FETCHED = ("src", "href", "action", "formaction", "poster", "data")
# Of the site itself, or a library that lies in it (tests/house/test_vendored.py).
OWN_SCRIPT = re.compile(r"/static/([a-z-]+|tus-js-client/tus\.min)(\.[0-9a-f]+)?\.js")
type Attributes = dict[str, str]


@dataclass
class Markup(HTMLParser):
    """One page; `words` is every text with the language that it is in.

    What stands under `data-in-one-language` marks words of the other one, and is no part of what both pages share.
    """

    content: str
    language: str = ""
    headings: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    elements: list[tuple[str, Attributes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str, bool]] = []
        self.feed(self.content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        _tag, outer, within = self._open[-1] if self._open else ("", "", False)
        spoken, alone = given.get("lang", outer), within or "data-in-one-language" in given
        self.elements.append((tag, given))
        if tag == "html":
            self.language = spoken
        if tag in HEADINGS:
            self.headings.append(tag)
        if tag in COUNTED and not alone:
            self.parts.append(tag)
        self.words += [(given[name], spoken) for name in SAID if given.get(name)]
        if tag not in VOID:
            self._open.append((tag, spoken, alone))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text or not self._open:
            return
        tag, spoken, alone = self._open[-1]
        if tag not in {"script", "style"} and not alone:
            self.words.append((text, spoken))

    def all(self, tag: str) -> list[Attributes]:
        """The attributes of every element of a kind."""
        return [given for one, given in self.elements if one == tag]

    def strange_scripts(self) -> list[Attributes]:
        """The scripts that are no file of the site's own."""
        return [
            given for given in self.all("script") if not OWN_SCRIPT.fullmatch(given.get("src", ""))
        ]

    def said(self) -> str:
        """Everything that the page says, on one line."""
        return " ".join(text for text, _language in self.words)


@dataclass
class Control:
    """One control of a form: its choices where it has some, and what stands in it."""

    kind: str
    standing: str | None = None
    choices: list[str] = field(default_factory=list)


@dataclass
class Sheet(HTMLParser):
    """The form with the id "form" of a page, control by control, as a browser would send it."""

    content: str
    there: bool = False
    controls: dict[str, Control] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside = False
        self._area = ""
        self.feed(self.content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id") == "form"
            self.there = self.there or self._inside
        if not self._inside:
            return
        if tag == "option":
            self._choice(self.controls[self._area], given["value"], "selected" in given)
        elif tag in {"input", "select", "textarea"} and given.get("name"):
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        made = self.controls.setdefault(given["name"], Control(kind))
        if kind in {"radio", "checkbox"}:
            self._choice(made, given.get("value", "on"), "checked" in given)
        elif tag == "input":
            made.standing = given.get("value", "")
        else:
            self._area = given["name"]
            made.standing = ""

    def _choice(self, control: Control, value: str, chosen: bool) -> None:
        control.choices.append(value)
        if chosen:
            control.standing = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag in {"select", "textarea"}:
            self._area = ""

    def handle_data(self, data: str) -> None:
        control = self.controls.get(self._area)
        if control and control.kind == "textarea":
            # A browser leaves out the first line break of a text area.
            control.standing = (control.standing or "") + data.removeprefix("\n")

    def standing(self, *kinds: str) -> dict[str, str]:
        """What a browser would send, of some kinds of control or of all."""
        return {
            name: control.standing
            for name, control in self.controls.items()
            if control.standing is not None and (not kinds or control.kind in kinds)
        }

    def filled(self, text: str) -> dict[str, str]:
        """What a browser would send once every control is filled in: with a text, or the last choice."""
        sent = self.standing("hidden")
        for name, control in self.controls.items():
            if control.choices:
                sent[name] = control.choices[-1]
            elif control.kind not in {"hidden", "file"}:
                sent[name] = text
        return sent
