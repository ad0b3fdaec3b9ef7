"""Texts for people have typographic apostrophes, and French ones the spaces of Quebec."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from deploy.local.catalogues import entries, forms, read
from deploy.local.french import NBSP, SPACING, prose
from tests.house.source import PROJECT, Source, sources

APOSTROPHE = re.compile(r"[^\W\d_]'[^\W\d_]")
# The rule that each mark of French follows; the first mark found in a fault tells which was broken.
RULES = (
    (":", "a non-breaking space before :"),
    ("%$", "a non-breaking space before % and $"),
    (";?!", "no space before ; ? !"),
    ("«»", "a non-breaking space inside « »"),
)
type Said = Iterator[tuple[str, str]]


def faults(said: Said) -> list[str]:
    """The texts that are not set as they should be, each with the rule that it breaks."""
    told = [(_rule(language, text), text) for language, text in said]
    return [f"{text} – {rule}" for rule, text in told if rule]


def _rule(language: str, text: str) -> str:
    """The rule that a text breaks; empty where it breaks none."""
    if APOSTROPHE.search(prose(text)):
        return "a typographic apostrophe (’)"
    loose = SPACING.search(prose(text)) if language == "fr" else None
    if loose is None:
        return ""
    return next(rule for marks, rule in RULES if set(marks) & set(loose.group()))


def in_toml(value: Any, language: str = "") -> Said:
    """What a file says under the keys `en` and `fr`, however deep."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from in_toml(part, key if key in {"en", "fr"} else language)
    elif isinstance(value, list):
        for part in value:
            yield from in_toml(part, language)
    elif language and isinstance(value, str):
        yield language, value


def rows(table: dict[str, Any]) -> Iterator[tuple[str, Said]]:
    """What each row of a file says, by the row's name."""
    for name, value in table.items():
        if not isinstance(value, list):
            yield f"[{name}]", in_toml({name: value})
            continue
        for number, row in enumerate(value, 1):
            key = row.get("key") if isinstance(row, dict) else None
            yield f"[[{name}]] {number}" + (f" ({key})" if key else ""), in_toml(row)


def in_code(file: Source) -> Said:
    """What Python says as `en=` and `fr=`, or under the keys "en" and "fr"."""
    for node in file.nodes(ast.Call, ast.Dict):
        if isinstance(node, ast.Call):
            pairs = [(keyword.arg, keyword.value) for keyword in node.keywords]
        else:
            keys = [str(key.value) if isinstance(key, ast.Constant) else None for key in node.keys]
            pairs = list(zip(keys, node.values, strict=True))
        for key, value in pairs:
            if key in {"en", "fr"}:
                yield from ((str(key), text) for text in _strings(value))


def _strings(node: ast.AST) -> Iterator[str]:
    """The strings of an expression; in an f-string, `{}` stands for what is filled in."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(
            str(getattr(part, "value", "")) if _is_text(part) else "{}" for part in node.values
        )
    elif _is_text(node):
        yield str(getattr(node, "value", ""))
    else:
        for part in ast.iter_child_nodes(node):
            yield from _strings(part)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def in_catalogue(catalog: Catalog) -> Said:
    for message in entries(catalog):
        yield from (("en", text) for text in forms(message.id))
        yield from (("fr", text) for text in forms(message.string))


def test_rules_and_programmes() -> None:
    files = sorted((PROJECT / "impplus").rglob("*.toml"))
    found = [
        f"{file.relative_to(PROJECT)}, {row}: {fault}"
        for file in files
        for row, said in rows(tomllib.loads(file.read_text("utf-8")))
        for fault in faults(said)
    ]
    assert found == []


def test_a_fault_in_a_file_is_named_with_its_row_and_its_rule() -> None:
    table = tomllib.loads(
        """
        steps = [{ key = "papers", title = { fr = "Papiers" } }, { key = "old", title = { fr = "Le dû: 5" } }]
        [adult]
        title = { en = "It's so", fr = "Prêt ?" }
        """
    )
    assert [f"{row}: {fault}" for row, said in rows(table) for fault in faults(said)] == [
        "[[steps]] 2 (old): Le dû: 5 – a non-breaking space before :",
        "[adult]: It's so – a typographic apostrophe (’)",
        "[adult]: Prêt ? – no space before ; ? !",
    ]


def test_code() -> None:
    found = [fault for file in sources(PROJECT, "impplus") for fault in faults(in_code(file))]
    assert found == []


def test_catalogues() -> None:
    files = sorted((PROJECT / "impplus" / "locale").rglob("*.po"))
    found = [fault for file in files for fault in faults(in_catalogue(read(file)))]
    assert (len(files) > 0, found) == (True, [])


BROKEN = (
    "l'envoi",
    "Erreur: réessayez",
    "Erreur : réessayez",
    "Rien ; réessayez",
    f"Rien{NBSP}; réessayez",
    "Prêt ?",
    "Prêt\u202f?",
    "Arrêtez !",
    "« oui »",
    "«oui»",
    "100 $",
    "5 %",
)
SOUND = (
    "l’envoi",
    f"Erreur{NBSP}: réessayez",
    f"«{NBSP}oui{NBSP}»?",
    "Rien; réessayez. Prêt? Arrêtez!",
    f"100{NBSP}$",
    "https://example.org/?x=1: <str:number>/ {one: x} `a; b` %(n)s",
    "10:30",
)


@pytest.mark.parametrize("text", BROKEN)
def test_broken_french_is_caught_wherever_it_is_said(
    text: str, broken: Callable[[str, str], list[Source]]
) -> None:
    catalogue = Catalog()
    catalogue.add("x", text)
    written = (
        f"Text(en='x', fr={text!r})",
        f'Text(en="x", fr=f"{{x}} {text}")',
        f'WORDS = {{"fr": {{"problem": {text!r}}}}}',
    )
    for said in (
        in_toml({"rows": [{"text": {"en": "x", "fr": text}}]}),
        *(list(in_code(*broken("impplus/x.py", code))) for code in written),
        in_catalogue(catalogue),
    ):
        assert len(faults(said)) == 1


@pytest.mark.parametrize("text", SOUND)
def test_sound_french_is_left_alone(text: str) -> None:
    assert faults(in_toml({"fr": text})) == []


def test_english_wants_the_apostrophe_only() -> None:
    assert faults(in_toml({"en": ["the year's cap", "Error: try again?"]})) == [
        "the year's cap – a typographic apostrophe (’)"
    ]
