"""What a receipt holds: every answer, file, fee and finding, in one canonical form, and its hash."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from impplus.queries.file import File
from impplus.queries.readiness import Readiness
from impplus.records.models import Assessment, Document
from impplus.rules.fees import Line


def content_of(
    ready: Readiness,
    assessment: Assessment,
    *,
    received_at: datetime,
    signature: str,
) -> dict[str, Any]:
    """Plain JSON values only: days as text, amounts as text, people by the names that rules use.

    `assessment` is the digest of all that the rules said, with its reasons in both languages.
    """
    file = ready.file
    return {
        "number": file.application.number,
        "programme": file.application.programme,
        "received_at": received_at.isoformat(),
        "rules": assessment.rules,
        "assessment": assessment.digest,
        "signature": signature,
        "answers": list(_answers(file)),
        "files": [_document(file, document) for document in ready.sent],
        "fees": [_fee(line) for line in ready.bill.lines],
        "findings": [
            {"person": found.person, "key": found.key, "met": found.met}
            for found in ready.findings + ready.family
        ],
        "total": str(ready.bill.total),
    }


def _answers(file: File) -> Iterator[dict[str, Any]]:
    for sheet in file.sheets:
        for step in sheet.asked:
            for field in sheet.fields(step):
                yield {
                    "person": _name_of(file, sheet.person.pk),
                    "step": step.key,
                    "key": field.key,
                    "value": _plain(sheet.answers.get(field.key)),
                }


def _plain(value: str | bool | date | None) -> str | bool | None:
    return value.isoformat() if isinstance(value, date) else value


def _document(file: File, document: Document) -> dict[str, Any]:
    return {
        "person": _name_of(file, document.person_id),
        "key": document.key,
        "name": document.name,
        "pages": document.pages,
        "size": document.size,
        "sha256": document.content,
    }


def _fee(line: Line) -> dict[str, Any]:
    return {
        "key": line.key,
        "person": line.person,
        "amount": str(line.amount),
        "cite": line.source.cite,
    }


def _name_of(file: File, person_id: int) -> str:
    return next(name for name, person in file.people.items() if person.pk == person_id)
