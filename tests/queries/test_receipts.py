"""A receipt is about people by their names: fees, files and answers stand under each name."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from impplus.queries import examples
from impplus.queries.letters.receipt import order_in, sections_of
from impplus.queries.received import receipt_of, received_in, shown_content
from impplus.records.models import Application, Document, Letter, Receipt
from impplus.rules.canonical import digest
from impplus.words.text import LANGUAGES, Text

NBSP = "\u00a0"
RECEIVED = examples.LETTERS["receipt"]["content"]


AT = datetime(2026, 3, 2, 13, tzinfo=UTC)
PASSPORT = {
    "en": "Passport: the page with the photo, and every page with a stamp or visa",
    "fr": f"Passeport{NBSP}: la page avec la photo et chaque page portant un cachet ou un visa",
}
BIOMETRICS = {
    "en": "Biometrics (fingerprints and photo)",
    "fr": "Données biométriques (empreintes digitales et photo)",
}


def sections(content: dict[str, Any], language: str) -> list[dict[str, Any]]:
    return sections_of(Receipt(content=content, received_at=AT), language)


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        (
            "en",
            [
                "Fees paid",
                "Signed by",
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
                "Signé par",
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
    tables = [section["table"] for section in found[2:]]
    assert {len(table["head"]) for table in tables} == {3, 4}
    assert tables[1]["rows"][0][1].startswith("passeport-karim.jpg")


def test_files_that_were_sent_in_turns_stand_together() -> None:
    files = [RECEIVED["files"][place] for place in (0, 1, 0)]
    found = sections({**RECEIVED, "files": files}, "en")
    assert [len(section["table"]["rows"]) for section in found[2:4]] == [2, 1]


def test_whoever_gave_no_name_is_called_by_place() -> None:
    answers = [
        {**one, "person": "child-1"} for one in RECEIVED["answers"] if "_name" not in one["key"]
    ]
    for language, called in zip(LANGUAGES, ("Child 1", "Enfant 1"), strict=True):
        last = sections({**RECEIVED, "answers": answers}, language)[-1]
        assert last["heading"].endswith(f": {called}")


def test_a_receipt_that_kept_no_words_is_read_in_those_of_its_day_or_by_its_keys() -> None:
    said = {"person": "principal", "step": "identity"}
    answers = [
        {**said, "key": "family_name", "value": "Benali"},
        {**said, "key": "birth_city", "step": "passport", "value": "Fès"},
        {**said, "key": "no-such-question", "value": True},
    ]
    listed = [{"person": "principal", "key": key} for key in ("biometrics", "no-such-thing")]
    bare = {**RECEIVED, "answers": answers, "fees": listed, "files": [{"key": "passport"}, *listed]}
    for one in bare["files"]:
        one["person"] = "principal"
    kept = received_in(Receipt(content=bare, received_at=AT))
    titles = [(one.title.en, one.field.label.en, one.field.kind) for one in kept.answers]
    assert titles == [
        ("Your identity", "Family names", "text"),
        ("birth_city", "birth_city", "text"),
        ("no-such-question", "no-such-question", "text"),
    ]
    assert {one.field.since for one in kept.answers[1:]} == {date.min}
    assert [text.fr for _, text in kept.fees] == [BIOMETRICS["fr"], "no-such-thing"]
    assert [text.fr for _, text in kept.files] == [PASSPORT["fr"], "biometrics", "no-such-thing"]
    assert kept.names == {"principal": Text("Benali", "Benali")}


def test_fees_and_files_are_called_what_they_were_called_then() -> None:
    kept = received_in(Receipt(content=RECEIVED, received_at=AT))
    assert kept.fees[0][1] == Text("Work permit", "Permis de travail")
    assert kept.files[0][1] == Text("Passport", "Passeport")


def test_a_choice_is_said_as_it_was_worded_then() -> None:
    asked = {"person": "principal", "step": "identity", "key": "sex", "kind": "choice"}
    asked |= {"title": {"en": "You", "fr": "Vous"}, "label": {"en": "Sex", "fr": "Sexe"}}
    worded = {"en": "Woman", "fr": "Femme"}
    answers = [
        {**asked, "value": "F", "chosen": worded},
        {**asked, "value": "M", "chosen": None},
    ]
    woman, man = received_in(
        Receipt(content={**RECEIVED, "answers": answers}, received_at=AT)
    ).answers
    assert (woman.title, woman.field.key, woman.field.kind) == (
        Text("You", "Vous"),
        "sex",
        "choice",
    )
    assert woman.field.label == Text("Sex", "Sexe")
    assert woman.field.chosen("F") == Text(**worded)
    assert man.field.chosen("M") == Text("M – male", "M – masculin")
    assert woman.sha256 == digest(
        {"person": "principal", "step": "identity", "key": "sex", "value": "F"}
    ).removeprefix("sha256:")


def test_a_receipt_keeps_all_that_was_received_by_these_names(received: Application) -> None:
    receipt = receipt_of(received)
    content, passport = dict(receipt.content), Document.objects.get(key="passport")
    listed = {key: content.pop(key) for key in ("answers", "files", "fees", "findings")}
    cells = content.pop("cells")
    assert "work-history" in cells
    in_rows = {one["key"] for one in listed["answers"] if one["kind"] == "rows" and one["value"]}
    assert {key for fields in cells.values() for key in fields} == in_rows
    assert re.fullmatch("[0-9a-f]{32}", content.pop("salt"))
    assert content == {
        "number": received.number,
        "programme": "imp-plus",
        "received_at": receipt.received_at.isoformat(),
        "rules": receipt.rules,
        "assessment": received.assessments.get().digest,
        "signature": receipt.signature,
        "total": "340.00",
    }
    answers = {one["key"]: one for one in listed["answers"]}
    assert answers["sex"] == {
        "person": "principal",
        "step": "identity",
        "title": {"en": "Your identity", "fr": "Votre identité"},
        "key": "sex",
        "kind": "choice",
        "label": {"en": "Sex shown on the passport", "fr": "Sexe inscrit au passeport"},
        "value": "F",
        "chosen": {"en": "F – female", "fr": "F – féminin"},
    }
    assert [(answers[key]["value"], answers[key]["chosen"]) for key in ("born", "region")] == [
        ("1990-04-02", None),
        (None, None),
    ]
    assert [one for one in listed["files"] if one["key"] == "passport"] == [
        {
            "person": "principal",
            "key": "passport",
            "title": PASSPORT,
            "name": passport.name,
            "pages": passport.pages,
            "size": passport.size,
            "sha256": passport.content,
        }
    ]
    assert listed["fees"][-1] == {
        "key": "biometrics",
        "text": BIOMETRICS,
        "person": "principal",
        "amount": "85.00",
        "cite": "IRPR / RIPR 315.1",
    }
    assert listed["findings"][0] == {"person": "principal", "key": "in-force", "met": True}


def test_of_who_keeps_answers_private_neither_findings_nor_the_rows_that_were_given_are_shown() -> (
    None
):
    about = {"principal": ("work", "jobs"), "partner": ("past", "marriages")}
    content: dict[str, Any] = {
        "private": ["partner"],
        "answers": [
            {"person": person, "step": step, "key": key, "value": [{}]}
            for person, (step, key) in about.items()
        ],
        "files": [],
        "findings": [{"person": person, "key": "consent", "met": False} for person in about],
        "cells": {"work": {"jobs": [{"key": "from"}]}, "past": {"marriages": [{"key": "to"}]}},
    }
    shown = shown_content(content)
    assert [one["person"] for one in shown["answers"] + shown["findings"]] == ["principal"] * 2
    assert shown["cells"] == {"work": {"jobs": [{"key": "from"}]}}


def test_a_letter_of_another_kind_or_of_no_application_says_no_order() -> None:
    letters = [Letter(kind="approval", application=Application(pk=7)), Letter(kind="receipt")]
    assert [order_in(one) for one in letters] == [{}, {}]
