"""What goes to which path of a form, by its map and the form's own lists; and what is left to type by hand."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from impplus.programmes.imm_forms import AskedBesides, FormField, FormMap
from impplus.queries.packages.facts import Facts
from impplus.words import countries
from impplus.words.text import Text

type Lists = Mapping[str, Sequence[tuple[str, str]]]
NUMBER = re.compile(r"\{n(?:\+(\d))?\}")
INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True)
class ByHand:
    """A path that a person still types: why, and what was to go there."""

    path: str
    why: Text


@dataclass(frozen=True)
class FormValues:
    """The values of a form by path, what is left to type, and what the firm is still to say for it."""

    values: tuple[tuple[str, str], ...]
    by_hand: tuple[ByHand, ...]
    unsaid: tuple[AskedBesides, ...]

    @property
    def fields(self) -> int:
        """How many fields there are to fill in."""
        return len(self.values) + len(self.by_hand)


def composed(known: FormMap, paths: Collection[str], lists: Lists, facts: Facts) -> FormValues:
    """What a form of this map gets. Every path of the form that no row of the map speaks of is left to type, too."""
    there, values, by_hand = frozenset(paths), list[tuple[str, str]](), list[ByHand]()
    for field, fact in _asked(known, facts):
        if fact is None:
            continue
        if INDEX.sub("", field.path) not in there:
            by_hand.append(ByHand(field.path, NO_PATH))
            continue
        said = _written(field, fact, lists)
        if said is None:
            by_hand.append(ByHand(field.path, NOT_LISTED))
        elif said:
            values.append((field.path, said))
    spoken = _spoken(known)
    by_hand += [ByHand(path, NOT_MAPPED) for path in paths if not _is_of(path, spoken)]
    unsaid = tuple(
        one for one in known.asked if not one.optional and not facts.get(f"besides.{one.key}")
    )
    return FormValues(tuple(values), tuple(by_hand), unsaid)


def lacks(known: FormMap, root: str, paths: Collection[str]) -> tuple[str, ...]:
    """The paths without which a form is another one than that of the map."""
    if root != known.root:
        return (known.root,)
    there = frozenset(paths)
    return tuple(one.path for one in known.fields if one.must and one.path not in there)


def _asked(known: FormMap, facts: Facts) -> Iterator[tuple[FormField, Any]]:
    """Each field with its fact, those of rows once a row; None where nothing is known."""
    for field in known.fields:
        yield field, field.value or facts.get(field.fact)
    for rows in known.rows:
        given = facts.get(rows.fact)
        for number, row in enumerate(given if isinstance(given, list | tuple) else (), start=1):
            for field in rows.fields if number <= rows.most else ():
                yield _numbered(field, number), field.value or row.get(field.fact)


def _numbered(field: FormField, number: int) -> FormField:
    path = NUMBER.sub(lambda found: str(number + int(found[1] or 0)), field.path)
    return FormField(**{**vars(field), "path": path.replace("[1]", "")})


def _spoken(known: FormMap) -> tuple[frozenset[str], tuple[str, ...]]:
    """The paths of a map, and what those begin with that are left alone."""
    rows = (
        INDEX.sub("", _numbered(field, number).path)
        for one in known.rows
        for field in one.fields
        for number in range(1, one.most + 1)
    )
    fields = frozenset((*(one.path for one in known.fields), *rows))
    return fields, tuple(one.path for one in known.left)


def _is_of(path: str, spoken: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    fields, left = spoken
    return path in fields or path.startswith(left)


def _written(field: FormField, fact: Any, lists: Lists) -> str | None:
    """A fact as the form keeps it, nothing where it has no such part; None where the form's list does not have it."""
    key = str(fact).lower() if isinstance(fact, bool) else str(fact)
    if field.how == "code":
        return (field.codes or {}).get(key)
    if field.how == "list":
        return _listed(field, key, lists.get(field.list, ()))
    if field.how in {"year", "month", "day"}:
        parts = key.split("-")
        place = ("year", "month", "day").index(field.how)
        return parts[place] if place < len(parts) else ""
    return key


def _listed(field: FormField, key: str, entries: Sequence[tuple[str, str]]) -> str | None:
    """The code of an entry whose label is what our key is called, in either language."""
    if field.labels:
        wanted = {_folded(field.labels.get(key, key))}
    else:
        name = countries.name(key)
        wanted = {_folded(name.en), _folded(name.fr), _folded(key)}
    return next((code for code, label in entries if _folded(label) in wanted), None)


def _folded(label: str) -> str:
    """Without accents, capitals and marks: lists of a form spell as they like."""
    plain = unicodedata.normalize("NFKD", label.casefold())
    return "".join(one for one in plain if one.isalnum())


NO_PATH = Text(
    en="this blank does not have the field that the map names",
    fr="ce formulaire vierge n’a pas le champ que nomme la table de correspondance",
)
NOT_LISTED = Text(
    en="the list of the form does not have this answer",
    fr="la liste du formulaire ne contient pas cette réponse",
)
NOT_MAPPED = Text(
    en="the map says nothing of this field",
    fr="la table de correspondance ne dit rien de ce champ",
)
