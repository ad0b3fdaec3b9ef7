"""What a receipt holds: every answer, file, fee and finding, each in the words of that day."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from impplus.queries.answers import plain
from impplus.queries.explanations import explanations_in
from impplus.queries.facts import keeps_private
from impplus.queries.file import File
from impplus.queries.other_papers import with_title
from impplus.queries.readiness import Readiness
from impplus.queries.received import title_of
from impplus.queries.signatures import guarded, kept_of
from impplus.records.models import Assessment, Document
from impplus.rules.fees import Line
from impplus.rules.rows import Cell


def content_of(
    ready: Readiness, assessment: Assessment, *, received_at: datetime, signature: str, salt: str
) -> dict[str, Any]:
    """Plain JSON values and texts: days as text, amounts as text, people by the names that rules use.

    Each question, file and fee keeps its words in both languages, so that the receipt says by itself
    what was asked, whatever the form becomes.
    `assessment` is the digest of all that the rules said, with its reasons in both languages; `salt` keeps the hash of it all
    from saying whether a guess at an answer is right.
    """
    file = ready.file
    return {
        "number": file.application.number,
        "programme": file.programme.code,
        "received_at": received_at.isoformat(),
        "rules": assessment.rules,
        "assessment": assessment.digest,
        "salt": salt,
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
        **explanations_in(file),
    }


def _signed(ready: Readiness) -> dict[str, Any]:
    """Who signed besides the principal applicant, for whom that one signed, and who keeps answers private; if anybody."""
    names = {person.pk: name for name, person in ready.file.people.items()}
    found = {
        "signatures": [kept_of(one, names) for one in ready.signings if one.signature],
        "signed_for": [names[one.pk] for one in guarded(ready.file)],
        "private": [name for name, one in ready.file.people.items() if keeps_private(one)],
    }
    return {key: value for key, value in found.items() if value}


def _answers(file: File) -> Iterator[dict[str, Any]]:
    for sheet in file.sheets_for(None):
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
        "title": with_title(title_of(file.law, document.key), document.title),
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
