"""What a receipt lists, for its page and its file: fees, files with hashes, and answers."""

from collections.abc import Iterator
from typing import Any

from impplus.queries.letters.words import WORDS
from impplus.queries.receipts import answers_in, document_of, fee_of, law_of
from impplus.records.models import Receipt
from impplus.rules.form import Field
from impplus.rules.letters import say
from impplus.words import countries, labels, phones
from impplus.words.people import called

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


def _table(
    heading: str, columns: dict[str, int], rows: list[list[str]], language: str
) -> dict[str, Any]:
    head = [WORDS[column].say(language) for column in columns]
    table = {"head": head, "rows": rows, "widths": list(columns.values())}
    return {"heading": WORDS[heading].say(language), "table": table}


def _fees(receipt: Receipt, language: str) -> Iterator[dict[str, str]]:
    law = law_of(receipt)
    for line in receipt.content["fees"]:
        whose = called(line["person"]).say(language)
        label = f"{fee_of(line, law).say(language)} – {whose}"
        yield {"label": label, "value": say({"money": line["amount"]}, language)}
    total = say({"money": receipt.content["total"]}, language)
    yield {"label": WORDS["total"].say(language), "value": total}


def _files(receipt: Receipt, language: str) -> Iterator[list[str]]:
    law = law_of(receipt)
    for one in receipt.content["files"]:
        yield [
            called(one["person"]).say(language),
            document_of(one, law).say(language),
            f"{one['name']} · {one['sha256']}",
            str(one["pages"]),
        ]


def _answers(receipt: Receipt, language: str) -> Iterator[list[str]]:
    for one in answers_in(receipt):
        whose = called(one.person).say(language)
        yield [whose, one.field.label.say(language), _answer(one.field, one.value, language)]


def _answer(asked: Field, value: str | bool | None, language: str) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return labels.ANSWERED[value].capital.say(language)
    if asked.kind == "day":
        return say({"day": value}, language)
    if asked.kind == "country":
        return countries.name(str(value)).say(language)
    if asked.kind == "phone":
        return phones.say(str(value), language)
    chosen = asked.chosen(value)
    return chosen.say(language) if chosen else str(value)
