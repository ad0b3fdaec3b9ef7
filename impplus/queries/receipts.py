"""What a receipt holds: every answer, file, fee and finding, in one canonical form, and its hash."""

from datetime import date, datetime
from typing import Any

from impplus.programmes import ALL
from impplus.queries.facts import answers_of
from impplus.queries.readiness import Readiness
from impplus.records.models import Application, Assessment, Document, Person
from impplus.rules.fees import Line
from impplus.rules.form import asked, fields_asked, steps_about


def content_of(
    application: Application,
    ready: Readiness,
    assessment: Assessment,
    *,
    received_at: datetime,
    signature: str,
) -> dict[str, Any]:
    """Plain JSON values only: days as text, amounts as text, people by the names that rules use.

    `assessment` is the digest of all that the rules said, with its reasons in both languages.
    """
    return {
        "number": application.number,
        "programme": application.programme,
        "received_at": received_at.isoformat(),
        "rules": assessment.rules,
        "assessment": assessment.digest,
        "signature": signature,
        "answers": [
            {"person": name, "step": step, "key": key, "value": value}
            for name, person in ready.people.items()
            for step, key, value in _answers(application, person)
        ],
        "files": [_file(ready, document) for document in ready.sent],
        "fees": [_fee(line) for line in ready.bill.lines],
        "findings": [
            {"person": found.person, "key": found.key, "met": found.met}
            for found in ready.findings + ready.family
        ],
        "total": str(ready.bill.total),
    }


def _answers(application: Application, person: Person) -> list[tuple[str, str, str | bool | None]]:
    mine = steps_about(ALL[application.programme].steps, person.relation)
    answers = answers_of(application, person, mine)
    return [
        (step.key, field.key, _plain(answers.get(field.key)))
        for step in asked(mine, answers)
        for field in fields_asked(step, answers)
    ]


def _plain(value: str | bool | date | None) -> str | bool | None:
    return value.isoformat() if isinstance(value, date) else value


def _file(ready: Readiness, document: Document) -> dict[str, Any]:
    return {
        "person": _name_of(ready, document.person_id),
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


def _name_of(ready: Readiness, person_id: int) -> str:
    return next(name for name, person in ready.people.items() if person.pk == person_id)
