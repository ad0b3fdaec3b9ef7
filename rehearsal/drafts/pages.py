"""What a page of the form would send as it stands: the names and values of its controls."""

from html.parser import HTMLParser

Pairs = list[tuple[str, str]]
UNSENT = ("checkbox", "radio")


class Controls(HTMLParser):
    """The controls of the form whose id is "form", in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pairs: Pairs = []
        self.within = False
        self.name = ""  # of the list or the long text that is being read
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a control sends."""
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self.within = given.get("id") == "form"
        elif self.within and tag == "input" and name:
            if given.get("type") not in UNSENT or "checked" in given:
                self.pairs.append((name, value))
        elif self.within and tag in ("select", "textarea"):
            self.name, self.text = name, ""
        elif self.within and tag == "option" and "selected" in given:
            self.pairs.append((self.name, value))

    def handle_data(self, data: str) -> None:
        """Read on in a long text."""
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        """Note a long text at its end."""
        if self.within and tag == "textarea":
            self.pairs.append((self.name, self.text.removeprefix("\n")))
        self.within = self.within and tag != "form"


def controls(page: str) -> dict[str, str]:
    """What the form of a page sends, by name; each name has one value on the pages that are filled in here."""
    return dict(Controls(page).pairs)
