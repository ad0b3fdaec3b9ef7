"""What a receipt holds: every answer, file, fee and finding, each in the words of that day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from impplus.programmes import ALL
from impplus.queries.answers import plain
from impplus.queries.facts import keeps_private
from impplus.queries.file import File
from impplus.queries.readiness import Readiness
from impplus.queries.signatures import ON_PAPER, guarded, kept_of
from impplus.records.models import Application, Assessment, Document, Receipt
from impplus.records.prepared import prepared
from impplus.rules.canonical import digest
from impplus.rules.fees import Line
from impplus.rules.form import Field
from impplus.rules.law_of_day import LawOfDay
from impplus.rules.rows import Cell, Choice
from impplus.words.declaration import SIGNED_PAPER
from impplus.words.people import called
from impplus.words.text import Text


def content_of(
    ready: Readiness, assessment: Assessment, *, received_at: datetime, signature: str
) -> dict[str, Any]:
    """Plain JSON values and texts: days as text, amounts as text, people by the names that rules use.

    Each question, file and fee keeps its words in both languages, so that the receipt says by itself
    what was asked, whatever the form becomes.
    `assessment` is the digest of all that the rules said, with its reasons in both languages.
    """
    file = ready.file
    return {
        "number": file.application.number,
        "programme": file.programme.code,
        "received_at": received_at.isoformat(),
        "rules": assessment.rules,
        "assessment": assessment.digest,
        "signature": signature,
        "answers": list(_answers(file)),
        **_cells(file),
        "files": [_document(file, document) for document in ready.sent],
        "fees": [_fee(line) for line in ready.bill.lines],
        "findings": [
            {"person": found.person, "key": found.key, "met": found.met}
            for found in ready.findings + ready.family
        ],
        "total": str(ready.bill.total),
        **_signed(ready),
    }


def _signed(ready: Readiness) -> dict[str, Any]:
    """Who signed besides the principal applicant, for whom that one signed, and who keeps answers private; if anybody."""
    names = {person.pk: name for name, person in ready.file.people.items()}
    found = {
        "signatures": [
            kept_of(one, names[one.person.pk]) for one in ready.signings if one.signature
        ],
        "signed_for": [names[one.pk] for one in guarded(ready.file)],
        "private": [name for name, one in ready.file.people.items() if keeps_private(one)],
    }
    return {key: value for key, value in found.items() if value}


def _answers(file: File) -> Iterator[dict[str, Any]]:
    for sheet in file.sheets:
        name = _name_of(file, sheet.person.pk)
        for step, fields in sheet.pages:
            for field in fields:
                value = sheet.answers.get(field.key)
                yield {
                    "person": name,
                    "step": step.key,
                    "title": step.title,
                    "key": field.key,
                    "kind": field.kind,
                    "label": field.label,
                    "value": plain(value),
                    "chosen": field.chosen(value) if field.choices else None,
                }


def _cells(file: File) -> dict[str, Any]:
    """What was asked in the rows of each question, by step and key; nothing where no row was given."""
    found: dict[str, dict[str, Any]] = {}
    for step in file.law.steps:
        for field in step.fields:
            if field.cells and any(sheet.answers.get(field.key) for sheet in file.sheets):
                found.setdefault(step.key, {})[field.key] = [*map(_cell, field.cells)]
    return {"cells": found} if found else {}


def _cell(one: Cell) -> dict[str, Any]:
    choices = {choice.key: choice.text for choice in one.choices}
    return {"key": one.key, "kind": one.kind, "label": one.label, "choices": choices}


def _document(file: File, document: Document) -> dict[str, Any]:
    return {
        "person": _name_of(file, document.person_id),
        "key": document.key,
        "title": _title_of(file.law, document.key),
        "name": document.name,
        "pages": document.pages,
        "size": document.size,
        "sha256": document.content,
    }


def _fee(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "text": line.text,
        "person": line.person,
        "amount": str(line.amount),
        "cite": line.source.cite,
    }


def _name_of(file: File, person_id: int) -> str:
    return next(name for name, person in file.people.items() if person.pk == person_id)


def _title_of(law: LawOfDay, key: str) -> Text:
    if key == ON_PAPER:
        return SIGNED_PAPER
    titles = (document.text for document in law.documents if document.key == key)
    return next(titles, Text(key, key))


# The questions of a day: by step and key, the title of the step, and the field.
type Asked = Mapping[tuple[str, str], tuple[Text, Field]]


@dataclass(frozen=True)
class ReceivedAnswer:
    """One answer of a receipt, with its question as it was asked; `value` is a plain JSON value."""

    person: str
    step: str
    title: Text
    field: Field
    value: Any

    @property
    def sha256(self) -> str:
        """The hash of the canonical JSON of person, step, key and value."""
        said = {"person": self.person, "step": self.step, "key": self.field.key}
        return digest(said | {"value": self.value}).removeprefix("sha256:")


@dataclass(frozen=True)
class Received:
    """What a receipt keeps, in the words of its day, with people under the names that rules give them.

    `names` is in the order of the people; each of `fees` and `files` is its JSON values with what it
    was called. `signatures` are those of the family, `signed_for` the minors for whom the principal
    applicant signed, and `private` those whose answers and files the family does not see.
    """

    names: Mapping[str, Text]
    answers: tuple[ReceivedAnswer, ...]
    fees: tuple[tuple[dict[str, Any], Text], ...]
    total: str
    files: tuple[tuple[dict[str, Any], Text], ...]
    signatures: tuple[dict[str, Any], ...] = ()
    signed_for: tuple[str, ...] = ()
    private: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Text, ...]:
        """Whom the application is for, which the family, of whom a fee is, is not."""
        return tuple(name for who, name in self.names.items() if who != "family")

    @property
    def paid(self) -> Decimal:
        """All fees together."""
        return Decimal(self.total)


def shown_content(content: dict[str, Any]) -> dict[str, Any]:
    """What a receipt keeps, without the answers and files of those who keep them private; its hash is of all."""
    private = content.get("private", ())
    if not private:
        return content
    kept = ("answers", "files")
    return content | {
        key: [one for one in content[key] if one["person"] not in private] for key in kept
    }


def receipt_of(application: Application) -> Receipt:
    """The receipt of an application with its content, which most pages do without."""
    (receipt,) = _receipt(application.pk)
    return receipt


@prepared
def _receipt(application: int) -> QuerySet[Receipt]:
    return Receipt.objects.filter(application=application)


def received_in(receipt: Receipt) -> Received:
    """Every answer received, in the order of the form, and every fee and file.

    A receipt of version 0.1 keeps no words: they are those of the law and the form on its day, or no
    more than their keys.
    """
    content = receipt.content
    programme = ALL[content["programme"]]
    law = programme.in_force(programme.day_of(receipt.received_at))
    asked = {
        (step.key, field.key): (step.title, field) for step in law.steps for field in step.fields
    }
    return Received(
        names=_names_in(content),
        answers=tuple(_answer(one, asked, content.get("cells", {})) for one in content["answers"]),
        fees=tuple((one, _fee_text(one, law)) for one in content["fees"]),
        total=content["total"],
        files=tuple(
            (one, Text(**one["title"]) if "title" in one else _title_of(law, one["key"]))
            for one in content["files"]
        ),
        signatures=tuple(content.get("signatures", ())),
        signed_for=tuple(content.get("signed_for", ())),
        private=tuple(content.get("private", ())),
    )


def _answer(one: dict[str, Any], asked: Asked, cells: Mapping[str, Any]) -> ReceivedAnswer:
    title, field = _as_of_the_day(one, asked)
    if "label" in one:
        title, field = _as_kept(one, field, cells.get(one["step"], {}).get(one["key"], ()))
    return ReceivedAnswer(one["person"], one["step"], title, field, one["value"])


def _names_in(content: dict[str, Any]) -> dict[str, Text]:
    """What each person whom the receipt is about was called: by name, or by place where there is none."""
    given = dict[str, dict[str, str]]()
    for one in content["answers"]:
        given.setdefault(one["person"], {})[one["key"]] = one["value"]
    people = [*given, *(one["person"] for one in content["files"] + content["fees"])]
    names = {
        person: " ".join(said[key] for key in ("given_names", "family_name") if said.get(key))
        for person, said in given.items()
    }
    return {
        person: Text(names[person], names[person]) if names.get(person) else called(person)
        for person in people
    }


def _as_kept(
    one: dict[str, Any], now: Field, cells: Iterable[dict[str, Any]]
) -> tuple[Text, Field]:
    chosen = (Choice(key=one["value"], **one["chosen"]),) if one["chosen"] else ()
    field = Field(
        key=one["key"],
        since=now.since,
        kind=one["kind"],
        label=Text(**one["label"]),
        choices=chosen + now.choices,
        cells=tuple(map(_cell_as_kept, cells)) or now.cells,
    )
    return Text(**one["title"]), field


def _cell_as_kept(one: dict[str, Any]) -> Cell:
    choices = tuple(Choice(key=key, **text) for key, text in one["choices"].items())
    return Cell(key=one["key"], kind=one["kind"], label=Text(**one["label"]), choices=choices)


def _as_of_the_day(one: dict[str, Any], asked: Asked) -> tuple[Text, Field]:
    if (one["step"], one["key"]) in asked:
        return asked[one["step"], one["key"]]
    bare = Text(one["key"], one["key"])
    return bare, Field(key=one["key"], since=date.min, kind="text", label=bare)


def _fee_text(one: dict[str, Any], law: LawOfDay) -> Text:
    if "text" in one:
        return Text(**one["text"])
    names = (fee.text for fee, _ in law.fees if fee.key == one["key"])
    return next(names, Text(one["key"], one["key"]))
