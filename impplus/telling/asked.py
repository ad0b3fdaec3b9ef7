"""What pages ask besides the questions of the form: each field with its reason, who uses it and how long it is kept."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from impplus.rules.programme import Programme
from impplus.rules.purposes import Retention, Use
from impplus.telling.markdown import KEY, NOT_SETTLED, escaped, table
from impplus.words.labels import WHY
from impplus.words.text import Text

TITLE = Text(en="Asked on other pages", fr="Demandé sur d’autres pages")
ABOUT = Text(
    en="Besides the form, these pages have something to fill in. Of what stands under an account, its owner alone reads anything; nobody reads a password.",
    fr="Outre le formulaire, ces pages ont quelque chose à remplir. De ce qui se trouve dans un compte, seule sa ou son titulaire lit quelque chose; personne ne lit un mot de passe.",
)
ASKED, WHO = Text(en="What is asked", fr="Ce qui est demandé"), Text(en="Who", fr="Qui")
FOR_WHAT = Text(en="For what", fr="Pour quoi")
USED_BY, KEPT = Text(en="Who uses it", fr="Qui s’en sert"), Text(en="Kept", fr="Conservation")
HOW_LONG, SETTLED = Text(en="How long", fr="Durée"), Text(en="Settled by", fr="Réglé par")


@dataclass(frozen=True)
class AskedField:
    """Fields of a Django form that a page shows as one, by their names."""

    fields: tuple[str, ...]
    label: Text
    why: Text
    used_by: tuple[str, ...]
    kept: str


@dataclass(frozen=True)
class AskingPage:
    """A page, the classes of its forms, and what each field is asked for; `text` where it is only pressed."""

    key: str
    title: Text
    forms: tuple[str, ...]
    rows: tuple[AskedField, ...]
    text: Text | None


_ROWS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _words(row: dict[str, Any], *names: str) -> dict[str, Text]:
    return {name: Text(**row[name]) for name in names}


def _field(row: dict[str, Any]) -> AskedField:
    users = tuple(row["used_by"])
    said = _words(row, "label", "why")
    return AskedField(tuple(row["fields"]), used_by=users, kept=row["kept"], **said)


def _page(row: dict[str, Any]) -> AskingPage:
    text = Text(**row["text"]) if "text" in row else None
    rows = tuple(_field(one) for one in row.get("rows", ()))
    return AskingPage(row["key"], Text(**row["title"]), tuple(row["forms"]), rows, text)


USES = tuple(Use(key=one["key"], **_words(one, "title", "text")) for one in _ROWS["uses"])
RETENTIONS = tuple(
    Retention(key=one["key"], **_words(one, "title", "text"), source=None, note=Text(**one["note"]))
    for one in _ROWS["retentions"]
)
PAGES = tuple(_page(one) for one in _ROWS["pages"])


def asked(programme: Programme, lang: str) -> Iterator[str]:
    """The lines of Markdown about everything that pages ask besides the form."""
    yield from (f"## {escaped(TITLE.say(lang))}", "", escaped(ABOUT.say(lang)), "")
    users = [[escaped(one.title.say(lang)), escaped(one.text.say(lang))] for one in USES]
    yield from (*table(_said((WHO, FOR_WHAT), lang), users), "")
    kept = [
        [*map(escaped, (one.title.say(lang), one.text.say(lang))), _note(one, lang)]
        for one in RETENTIONS
    ]
    yield from (*table(_said((KEPT, HOW_LONG, SETTLED), lang), kept), "")
    for page in PAGES:
        yield from _of_page(programme, page, lang)


def _of_page(programme: Programme, page: AskingPage, lang: str) -> Iterator[str]:
    yield from (f"### {escaped(page.title.say(lang))} (`{page.key}`)", "")
    if page.text:
        yield from (escaped(page.text.say(lang)), "")
    if page.rows:
        rows = [_row(programme, one, lang) for one in page.rows]
        yield from (*table(_said((ASKED, KEY, WHY, USED_BY, KEPT), lang), rows), "")


def _row(programme: Programme, row: AskedField, lang: str) -> list[str]:
    uses = {one.key: one.title for one in chain(programme.purposes.uses, USES)}
    kept = {one.key: one.title for one in chain(programme.purposes.retentions, RETENTIONS)}
    return [
        escaped(row.label.say(lang)),
        ", ".join(f"`{name}`" for name in row.fields),
        escaped(row.why.say(lang)),
        escaped("; ".join(uses[one].say(lang) for one in row.used_by)),
        escaped(kept[row.kept].say(lang)),
    ]


def _note(one: Retention, lang: str) -> str:
    """That no text settles it, and why it is so."""
    note = one.note.say(lang) if one.note else ""
    return f"*{escaped(NOT_SETTLED.say(lang))}.* {escaped(note)}"


def _said(headings: Iterable[Text], lang: str) -> list[str]:
    return [escaped(one.say(lang)) for one in headings]
