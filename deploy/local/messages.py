"""The French catalogues of the interface: compiled, brought up to date, and checked, in plain Python.

python -m deploy.local.messages            compile what is stale
python -m deploy.local.messages --update   add what the code says, drop what it says no more
python -m deploy.local.messages --check    list what is missing, fuzzy, stale or left in English
"""

import sys
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from deploy.local.catalogues import PROJECT, catalogue, entries, forms, read, write
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


# The context, and the English with its plural.
type Key = tuple[str, tuple[str, ...]]


def area_of(path: Path, project: Path) -> str:
    """impplus/<area>/… and impplus/templates/<area>/… have their own catalogue; the rest is web's."""
    parts = path.relative_to(project / "impplus").parts
    name = parts[1] if parts[0] == "templates" and len(parts) > 2 else parts[0]
    name = "accounts" if name in {"account", "allauth", "mfa"} else name
    return name if name in AREAS else "web"


def said(project: Path) -> dict[str, Catalog]:
    """Every message of the code and the templates, by area."""
    catalogs = {area: Catalog() for area in AREAS}
    for path in _sources(project / "impplus"):
        for message, context in extracted(path):
            catalogs[area_of(path, project)].add(message, context=context)
    return catalogs


def extracted(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Each message of a file (with its plural, where it has one) and its context."""
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django turns a template into Python-like text; its indentation means nothing.
        lines = templatize(content, origin=str(path)).splitlines()
        content = "\n".join(line.strip() for line in lines)
    found = extract("python", BytesIO(content.encode()), keywords=KEYWORDS)
    yield from ((message, context) for _line, message, _comments, context in found)


def update(project: Path, areas: Collection[str] = AREAS) -> None:
    """Bring the catalogues of some areas to what the code says, keeping what is translated.

    The French of what moved from one area to another moves with it.
    """
    catalogs = {area: read(catalogue(project, area)) for area in AREAS}
    known = {
        key: one.string
        for catalog in catalogs.values()
        for key, one in _by_key(catalog).items()
        if any(forms(one.string))
    }
    for area, english in said(project).items():
        path, french = catalogue(project, area), catalogs[area]
        if area not in areas or not (len(english) or path.exists()):
            continue
        french.update(english, no_fuzzy_matching=True)
        for key, message in _by_key(french).items():
            if not any(forms(message.string)):
                message.string = known.get(key, message.string)
        write(path, french)


def problems(project: Path) -> Iterator[str]:
    """Whatever keeps the interface from being as good in French as in English."""
    allowed = _same_in_both(project)
    before: dict[Key, tuple[str, str]] = {}
    for area, english in said(project).items():
        wanted, known = _by_key(english), _by_key(read(catalogue(project, area)))
        yield from (
            f"{area}: missing: {key[1][0]!r}" for key in sorted(wanted.keys() - known.keys())
        )
        yield from (f"{area}: stale: {key[1][0]!r}" for key in sorted(known.keys() - wanted.keys()))
        for key in sorted(known.keys() & wanted.keys()):
            yield from (f"{area}: {fault}: {key[1][0]!r}" for fault in faults(known[key], allowed))
            french = forms(known[key].string)[0]
            first, said_before = before.setdefault(key, (area, french))
            if french and said_before and said_before != french:
                yield f"{area}: said otherwise in {first} ({said_before!r}): {key[1][0]!r}"


def _by_key(catalog: Catalog) -> dict[Key, Message]:
    return {(one.context or "", forms(one.id)): one for one in entries(catalog)}


def _sources(package: Path) -> Iterator[Path]:
    yield from sorted(package.rglob("*.py"))
    for kind in ("*.html", "*.txt", "*.xml", "*.svg"):
        yield from sorted((package / "templates").rglob(kind))


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
