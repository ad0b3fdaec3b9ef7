"""What a receipt lists, for its page and its file: fees, files with hashes, and answers."""

from collections.abc import Iterator
from typing import Any

from impplus.programmes import ALL
from impplus.queries.letters.words import WORDS, people_named
from impplus.records.models import Receipt
from impplus.rules.form import Field
from impplus.rules.law_of_day import LawOfDay
from impplus.rules.letters import say
from impplus.words import countries, phones

# The columns of each table, and their shares of its width.
FILES = {"person": 2, "question": 3, "file": 6, "pages": 1}
ANSWERS = {"person": 2, "question": 5, "answer": 4}


def received(receipt: Receipt, language: str) -> list[dict[str, Any]]:
    """The sections of a receipt in one language."""
    return [
        {"heading": WORDS["fees"].say(language), "rows": list(_fees(receipt, language))},
        _table("files", FILES, list(_files(receipt, language)), language),
        _table("answers", ANSWERS, list(_answers(receipt, language)), language),
    ]


def _law(receipt: Receipt) -> LawOfDay:
    """The law of the day of receipt, with the fees, documents and questions as they stood."""
    programme = ALL[receipt.content["programme"]]
    return programme.in_force(programme.day_of(receipt.received_at))


def _table(
    heading: str, columns: dict[str, int], rows: list[list[str]], language: str
) -> dict[str, Any]:
    head = [WORDS[column].say(language) for column in columns]
    table = {"head": head, "rows": rows, "widths": list(columns.values())}
    return {"heading": WORDS[heading].say(language), "table": table}


def _fees(receipt: Receipt, language: str) -> Iterator[dict[str, str]]:
    names = {fee.key: fee.text.say(language) for fee, _ in _law(receipt).fees}
    for line in receipt.content["fees"]:
        whose = people_named(line["person"]).say(language)
        label = f"{names[line['key']]} – {whose}"
        yield {"label": label, "value": say({"money": line["amount"]}, language)}
    total = say({"money": receipt.content["total"]}, language)
    yield {"label": WORDS["total"].say(language), "value": total}


def _files(receipt: Receipt, language: str) -> Iterator[list[str]]:
    titles = {document.key: document.text.say(language) for document in _law(receipt).documents}
    for one in receipt.content["files"]:
        yield [
            people_named(one["person"]).say(language),
            titles.get(one["key"], one["key"]),
            f"{one['name']} · {one['sha256']}",
            str(one["pages"]),
        ]


def _answers(receipt: Receipt, language: str) -> Iterator[list[str]]:
    fields = {(step.key, field.key): field for step in _law(receipt).steps for field in step.fields}
    for one in receipt.content["answers"]:
        field = fields[one["step"], one["key"]]
        whose = people_named(one["person"]).say(language)
        yield [whose, field.label.say(language), _answer(field, one["value"], language)]


def _answer(asked: Field, value: str | bool | None, language: str) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return WORDS["yes" if value else "no"].say(language)
    if asked.kind == "day":
        return say({"day": value}, language)
    if asked.kind == "country":
        return countries.name(str(value)).say(language)
    if asked.kind == "phone":
        return phones.say(str(value), language)
    chosen = asked.chosen(value)
    return chosen.say(language) if chosen else str(value)
