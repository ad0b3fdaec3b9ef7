"""The French catalogues of the interface: compiled, brought up to date, and checked, in plain Python.

python -m deploy.local.messages            compile what is stale
python -m deploy.local.messages --update   add what the code says, drop what it says no more
python -m deploy.local.messages --check    list what is missing, fuzzy, stale or left in English
"""

import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from deploy.local.catalogues import PROJECT, catalogue
from deploy.local.french import faults
from deploy.local.words import Stopped, ending_in_words

AREAS = (
    "public", "portal", "firm", "desk", "accounts", "web",
)  # fmt: skip
KEYWORDS: Mapping[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
METADATA = {
    "Language": "fr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}


@dataclass(frozen=True, order=True)
class Message:
    """What the code says in English, and where."""

    context: str
    text: str
    plural: str

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text


def area_of(path: Path, project: Path) -> str:
    """impplus/<area>/… and impplus/templates/<area>/… have their own catalogue; the rest is web's."""
    parts = path.relative_to(project / "impplus").parts
    name = parts[1] if parts[0] == "templates" and len(parts) > 2 else parts[0]
    name = "accounts" if name in {"account", "allauth", "mfa"} else name
    return name if name in AREAS else "web"


def said(project: Path) -> dict[str, dict[tuple[str, str], Message]]:
    """Every message of the code and the templates, by area."""
    messages: dict[str, dict[tuple[str, str], Message]] = {area: {} for area in AREAS}
    for path in _sources(project / "impplus"):
        for message in extracted(path):
            messages[area_of(path, project)].setdefault(message.key, message)
    return messages


def extracted(path: Path) -> Iterator[Message]:
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into Python-like text; its indentation means nothing.
        lines = templatize(content, origin=str(path)).splitlines()
        content = "\n".join(line.strip() for line in lines)
    found = extract("python", BytesIO(content.encode()), keywords=KEYWORDS)
    for _line, message, _comments, context in found:
        text, plural = message if isinstance(message, tuple) else (message, "")
        yield Message(context or "", text, plural)


def update(project: Path, areas: Collection[str] = AREAS) -> None:
    """Bring the catalogues of some areas to what the code says, keeping what is translated."""
    for area, messages in said(project).items():
        path = catalogue(project, area)
        if area not in areas or not (messages or path.exists()):
            continue
        known = {(entry.msgctxt or "", entry.msgid): entry for entry in _read(path)}
        new = polib.POFile(wrapwidth=100)
        new.metadata = METADATA
        for key, message in sorted(messages.items(), key=lambda pair: (pair[0][1], pair[0][0])):
            new.append(known.get(key) or _empty(message))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{new}\n", encoding="utf-8")


def problems(project: Path) -> Iterator[str]:
    """Whatever keeps the interface from being as good in French as in English."""
    allowed = _same_in_both(project)
    french: dict[tuple[str, str], tuple[str, str]] = {}
    for area, messages in said(project).items():
        entries = {
            (entry.msgctxt or "", entry.msgid): entry for entry in _read(catalogue(project, area))
        }
        yield from (
            f"{area}: missing: {key[1]!r}" for key in sorted(messages.keys() - entries.keys())
        )
        yield from (
            f"{area}: stale: {key[1]!r}" for key in sorted(entries.keys() - messages.keys())
        )
        for key in sorted(entries.keys() & messages.keys()):
            entry = entries[key]
            yield from (f"{area}: {fault}: {key[1]!r}" for fault in faults(entry, allowed))
            first, said_before = french.setdefault(key, (area, entry.msgstr))
            if entry.msgstr and said_before and said_before != entry.msgstr:
                yield f"{area}: said otherwise in {first} ({said_before!r}): {key[1]!r}"


def _sources(package: Path) -> Iterator[Path]:
    yield from sorted(package.rglob("*.py"))
    for kind in ("*.html", "*.txt", "*.xml", "*.svg"):
        yield from sorted((package / "templates").rglob(kind))


def _read(path: Path) -> polib.POFile:
    return polib.pofile(str(path), wrapwidth=100) if path.exists() else polib.POFile()


def _empty(message: Message) -> polib.POEntry:
    forms = {"msgid_plural": message.plural, "msgstr_plural": {0: "", 1: ""}}
    return polib.POEntry(
        msgid=message.text, msgctxt=message.context or None, **(forms if message.plural else {})
    )


def _same_in_both(project: Path) -> frozenset[str]:
    """The words that are the same in both languages, one per line."""
    path = project / "impplus" / "locale" / "same-in-both.txt"
    return (
        frozenset(path.read_text(encoding="utf-8").splitlines()) if path.exists() else frozenset()
    )


def main() -> None:
    match sys.argv[1:]:
        case ["--update", *areas]:
            update(PROJECT, areas or AREAS)
        case ["--check"]:
            found = list(problems(PROJECT))
            if found:
                raise Stopped("\n".join([*found, f"{len(found)} faults in the French catalogues"]))
        case _:
            raise Stopped(str(__doc__))


if __name__ == "__main__":
    ending_in_words(main)
