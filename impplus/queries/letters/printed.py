"""A letter as its file has it: of a receipt the fingerprints stand at the end, in an annex, and not beside each answer."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from impplus.queries.letters.page import Composed
from impplus.queries.letters.words import WORDS
from impplus.words.text import Text

type Section = dict[str, Any]


def printed(shown_as: Composed, language: str) -> Composed:
    """The same letter, with an annex where its tables have fingerprints."""
    head = WORDS["fingerprint"].say(language)
    found = [one for one in shown_as.sections if head in one.get("table", {}).get("head", ())]
    if not found:
        return shown_as
    sections = [_without(one, head) if one in found else one for one in shown_as.sections]
    annex = [_annex(shown_as.digest, language), *_fingerprints(found, head, language)]
    return replace(shown_as, sections=[*sections, *annex])


def _without(section: Section, head: str) -> Section:
    table = section["table"]
    at = table["head"].index(head)
    left = {key: [*table[key][:at], *table[key][at + 1 :]] for key in ("head", "widths")}
    left["rows"] = [[*row[:at], *row[at + 1 :]] for row in table["rows"]]
    return {**section, "table": left}


def _annex(digest: str, language: str) -> Section:
    rows = [{"label": WHOLE.say(language), "value": digest}] if digest else []
    return {"heading": ANNEX.say(language), "rows": rows}


def _fingerprints(found: list[Section], head: str, language: str) -> Iterator[Section]:
    """The fingerprints of each table, those that are not given left out."""
    for section in found:
        table = section["table"]
        at = table["head"].index(head)
        rows = [[row[0], row[at]] for row in table["rows"] if row[at]]
        if rows:
            heading = f"{SHORT.say(language)} – {section['heading']}"
            yield {"heading": heading, "fingerprints": rows}


ANNEX = Text(en="Annex: fingerprints (SHA-256)", fr="Annexe\u00a0: empreintes (SHA-256)")
SHORT = Text(en="Annex", fr="Annexe")
WHOLE = Text(en="Of everything that was received", fr="De tout ce qui a été reçu")
