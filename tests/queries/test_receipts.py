"""A receipt is about people by their names: fees, files and answers stand under each name."""

from datetime import UTC, datetime
from typing import Any

import pytest

from impplus.queries import examples
from impplus.queries.letters.receipt import sections_of
from impplus.records.models import Receipt
from impplus.words.text import LANGUAGES

NBSP = "\u00a0"
RECEIVED = examples.LETTERS["receipt"]["content"]


def sections(content: dict[str, Any], language: str) -> list[dict[str, Any]]:
    at = datetime(2026, 3, 2, 13, tzinfo=UTC)
    return sections_of(Receipt(content=content, received_at=at), language)


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        (
            "en",
            [
                "Fees paid",
                "Files received: Alice Benali",
                "Files received: Karim Idrissi",
                "Answers received: Alice Benali",
                "Answers received: Karim Idrissi",
            ],
        ),
        (
            "fr",
            [
                "Frais payés",
                f"Fichiers reçus{NBSP}: Alice Benali",
                f"Fichiers reçus{NBSP}: Karim Idrissi",
                f"Réponses reçues{NBSP}: Alice Benali",
                f"Réponses reçues{NBSP}: Karim Idrissi",
            ],
        ),
    ],
)
def test_each_person_is_named_once_above_what_was_received(
    language: str, headings: list[str]
) -> None:
    found = sections(dict(RECEIVED), language)
    assert [section["heading"] for section in found] == headings
    tables = [section["table"] for section in found[1:]]
    assert {len(table["head"]) for table in tables} == {3, 4}
    assert tables[1]["rows"][0][1].startswith("passeport-karim.jpg")


def test_files_that_were_sent_in_turns_stand_together() -> None:
    files = [RECEIVED["files"][place] for place in (0, 1, 0)]
    found = sections({**RECEIVED, "files": files}, "en")
    assert [len(section["table"]["rows"]) for section in found[1:3]] == [2, 1]


def test_whoever_gave_no_name_is_called_by_place() -> None:
    answers = [
        {**one, "person": "child-1"} for one in RECEIVED["answers"] if "_name" not in one["key"]
    ]
    for language, called in zip(LANGUAGES, ("Child 1", "Enfant 1"), strict=True):
        last = sections({**RECEIVED, "answers": answers}, language)[-1]
        assert last["heading"].endswith(f": {called}")
