"""What a receipt lists, word for word: fees, who signed for whom, files and answers by person, explanations; and what it leaves out."""

from datetime import UTC, datetime
from typing import Any

import pytest

from impplus.programmes import IMP_PLUS
from impplus.queries.letters.receipt import own_sections, sections_of
from impplus.records.models import Application, Receipt

AT = datetime(2026, 3, 2, 13, tzinfo=UTC)
SIGNED_AT = "2026-03-02T12:59:58+00:00"
PASSPORT = {"en": "Passport", "fr": "Passeport"}
NAMES = (("principal", "Alice", "Benali"), ("partner", "Karim", "Idrissi"), ("child-1", "Sami", ""))


def answer(person: str, key: str, value: object, **more: object) -> dict[str, Any]:
    """An answer as a receipt keeps it, to a question that is asked in no form."""
    asked = {"person": person, "step": "step", "title": {"en": "Step", "fr": "Page"}, "key": key}
    label = {"en": key.upper(), "fr": key.lower()}
    return {**asked, "kind": "text", "label": label, "value": value, "chosen": None, **more}


def file(person: str, name: str, key: str = "passport", **more: object) -> dict[str, Any]:
    """A file as a receipt keeps it; its hash is its name."""
    kept = {"person": person, "key": key, "title": PASSPORT, "name": name, "pages": 2, "size": 9}
    return {**kept, "sha256": f"hash of {name}", **more}


def fee(person: str, amount: str, key: str = "work-permit") -> dict[str, Any]:
    text = {"en": key.capitalize(), "fr": f"Frais {key}"}
    return {"person": person, "key": key, "text": text, "amount": amount, "cite": "R299"}


def signature(person: str, how: str = "account", **more: object) -> dict[str, Any]:
    said = {"person": person, "how": how, "at": SIGNED_AT, "name": "Karim Idrissi", "sha256": "h"}
    return {**said, **more}


def content(**otherwise: Any) -> dict[str, Any]:
    """What was received of Alice, of Karim, her husband, and of Sami, their child."""
    answers = [
        answer(person, key, value)
        for person, given, family in NAMES
        for key, value in (("given_names", given), ("family_name", family))
    ]
    kept = {"programme": "imp-plus", "total": "340.00", "signature": "Alice Benali"}
    fees = [fee("principal", "155.00"), fee("family", "170.00", "biometrics")]
    return {**kept, "answers": answers, "files": [], "fees": fees, **otherwise}


def receipt(**otherwise: Any) -> Receipt:
    kept, of = content(**otherwise), Application(programme=IMP_PLUS)
    return Receipt(content=kept, received_at=AT, application=of, signature="Alice B.")


def listed(language: str = "en", **otherwise: Any) -> dict[str, Any]:
    """The rows of each section by its heading, as plain spaces."""
    return by_heading(sections_of(receipt(**otherwise), language))


def explained(*people: str) -> dict[str, Any]:
    """An explanation of two days that do not go together, of these people."""
    facts = [
        {"label": {"en": "Born", "fr": "Naissance"}, "value": {"en": "May 1", "fr": "1er mai"}},
        {"label": {"en": "Passport", "fr": "Passeport"}, "value": {"en": "May 2", "fr": "2 mai"}},
    ]
    asked = {"en": "Which day is right?", "fr": "Quel jour est exact?"}
    return {"people": [*people], "question": asked, "facts": facts, "because": "A slip."}


def by_heading(sections: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        plain(one["heading"]): [plain(row) for row in one["rows"]]
        if "rows" in one
        else one["table"]
        for one in sections
    }


def plain(said: Any) -> Any:
    if isinstance(said, dict):
        return (plain(said["label"]), plain(said["value"]))
    return said.replace("\u00a0", " ") if isinstance(said, str) else said


def test_fees_are_of_a_person_or_of_the_whole_family_with_their_sum() -> None:
    assert listed("en")["Fees paid"] == [
        ("Work-permit – Alice Benali", "$155.00"),
        ("Biometrics – Whole family", "$170.00"),
        ("Total", "$340.00"),
    ]
    assert listed("fr")["Frais payés"] == [
        ("Frais work-permit – Alice Benali", "155,00 $"),
        ("Frais biometrics – Toute la famille", "170,00 $"),
        ("Total", "340,00 $"),
    ]


def test_of_who_keeps_answers_private_the_fees_are_one_sum_and_nothing_else_is_listed() -> None:
    found = listed(
        private=["partner"],
        fees=[fee("partner", "155.00"), fee("partner", "100.00", "open-work-permit")],
        files=[file("partner", "k.pdf"), file("principal", "a.pdf")],
        explanations=[explained("principal", "partner")],
    )
    assert list(found) == [
        "Fees paid",
        "Signed by",
        "Files received: Alice Benali",
        "Answers received: Alice Benali",
        "Answers received: Sami",
    ]
    together = "Fees together, as this person keeps answers private – Karim Idrissi"
    assert found["Fees paid"] == [(together, "$255.00"), ("Total", "$340.00")]
    why = "keeps answers and files private: they were received, the officers see them, and they are not listed here"
    assert found["Signed by"][1:] == [("Karim Idrissi", why)]


@pytest.mark.parametrize(
    ("language", "heading", "head", "cells"),
    [
        (
            "en",
            "Answers that do not go together, and why they are right",
            ["Question", "Both facts, and the explanation"],
            [
                "Which day is right?",
                "Born: May 1\nPassport: May 2\nRight as it is, because: A slip.",
            ],
        ),
        (
            "fr",
            "Réponses qui ne concordent pas, et pourquoi elles sont exactes",
            ["Question", "Les deux faits, et l’explication"],
            [
                "Quel jour est exact?",
                "Naissance\u00a0: 1er mai\nPasseport\u00a0: 2 mai\nExact tel quel, parce que\u00a0: A slip.",
            ],
        ),
    ],
)
def test_an_explanation_says_both_facts_and_why_they_are_right(
    language: str, heading: str, head: list[str], cells: list[str]
) -> None:
    found = listed(language, explanations=[explained("principal")])
    assert found[heading] == {"head": head, "rows": [cells], "widths": [7, 15]}
    assert heading not in listed(language)


@pytest.mark.parametrize(
    ("language", "heading", "alone", "rows"),
    [
        (
            "en",
            "Signed by",
            "with an account, on submission",
            [
                "with an account, on submission; also as parent or guardian for Sami",
                (
                    "with an account of their own, on March 2, 2026, at 07:59:58 (Montréal time; "
                    "12:59:58 UTC); also as parent or guardian for Sami"
                ),
                "on paper, by hand; the scan was received on March 2, 2026, at 07:59:58 (Montréal time; 12:59:58 UTC)",
            ],
        ),
        (
            "fr",
            "Signé par",
            "avec un compte, à la soumission",
            [
                "avec un compte, à la soumission; aussi, à titre de parent ou de titulaire de l’autorité parentale, pour Sami",
                (
                    "avec son propre compte, le 2 mars 2026 à 7 h 59 min 58 s (heure de Montréal; 12 h 59 min 58 s UTC); "
                    "aussi, à titre de parent ou de titulaire de l’autorité parentale, pour Sami"
                ),
                (
                    "sur papier, à la main; la copie numérisée a été reçue le 2 mars 2026 à 7 h 59 min 58 s "
                    "(heure de Montréal; 12 h 59 min 58 s UTC)"
                ),
            ],
        ),
    ],
)
def test_who_signed_is_said_with_how_and_when_and_for_whom(
    language: str, heading: str, alone: str, rows: list[str]
) -> None:
    signed = [signature("partner", signed_for=["child-1"]), signature("gone", "paper")]
    found = listed(language, signed_for=["child-1"], signatures=signed)
    names = ("Alice Benali", "Karim Idrissi", "Karim Idrissi")
    assert found[heading] == [*zip(names, rows, strict=True)]
    assert listed(language)[heading] == [("Alice Benali", alone)]


def test_without_a_name_of_the_principal_applicant_it_is_the_name_that_was_signed() -> None:
    found = listed(answers=[], fees=[])
    assert found["Signed by"] == [("Alice B.", "with an account, on submission")]


@pytest.mark.parametrize(
    ("language", "headings", "signed"),
    [
        (
            "en",
            ["How it came", "Fees due, of which nothing is paid yet", "Signed by"],
            "the name signed on the application, as the officer copied it.",
        ),
        (
            "fr",
            [
                "Comment la demande est arrivée",
                "Frais dus, dont rien n’est encore payé",
                "Signé par",
            ],
            "le nom signé sur la demande, tel que l’agente ou l’agent l’a transcrit.",
        ),
    ],
)
def test_one_that_was_not_made_online_says_how_it_came_and_lists_no_question_without_an_answer(
    language: str, headings: list[str], signed: str
) -> None:
    answers = [answer("principal", "given_names", "Alice"), answer("principal", "city", "")]
    found = listed(language, other_means={"means": "by courier"}, answers=answers)
    *said, (title, table) = found.items()
    assert [heading for heading, _ in said] == headings
    assert found[headings[0]][0][0] == "by courier"
    ((name, how),) = found[headings[2]]
    assert (name, how.startswith(signed)) == ("Alice Benali", True)
    assert title.endswith(": Alice")
    assert [row[1] for row in table["rows"]] == ["Alice"]


def test_files_stand_by_person_and_document_and_those_after_the_first_are_numbered() -> None:
    other = {"title": {"en": "Other", "fr": "Autre"}}
    found = listed(
        files=[
            file("partner", "k.pdf"),
            file("principal", "a.pdf", "diploma", title={"en": "Diploma", "fr": "Diplôme"}),
            file("principal", "b.pdf"),
            file("principal", "c.pdf", "diploma", title={"en": "Diploma", "fr": "Diplôme"}),
            file("principal", "d.pdf", **other),
        ]
    )
    tables = [table for heading, table in found.items() if heading.startswith("Files")]
    assert tables[0] == {
        "head": ["Document", "File", "Fingerprint (SHA-256)", "Pages"],
        "rows": [
            ["Diploma", "a.pdf", "hash of a.pdf", "2"],
            ["Diploma – file 2", "c.pdf", "hash of c.pdf", "2"],
            ["Passport", "b.pdf", "hash of b.pdf", "2"],
            ["Other", "d.pdf", "hash of d.pdf", "2"],
        ],
        "widths": [6, 6, 8, 2],
    }
    assert [[row[1] for row in one["rows"]] for one in tables[1:]] == [["k.pdf"]]


def test_answers_have_their_own_fingerprint_and_what_was_left_out_says_so() -> None:
    found = listed("fr")
    table = found["Réponses reçues : Sami"]
    assert (table["head"], table["widths"]) == (
        ["Question", "Réponse", "Empreinte (SHA-256)"],
        [7, 7, 8],
    )
    assert [row[:2] for row in table["rows"]] == [
        ["given_names", "Sami"],
        ["family_name", "Non fourni"],
    ]
    assert [len(row[2]) for row in table["rows"]] == [64, 64]


def test_karims_copy_lists_his_own_and_that_of_the_child_for_whom_he_signed() -> None:
    whole = receipt(
        private=["partner"],
        signatures=[signature("partner", signed_for=["child-1"])],
        files=[file("partner", "k.pdf"), file("child-1", "s.pdf"), file("principal", "a.pdf")],
        explanations=[explained("partner"), explained("principal", "partner")],
    )
    his, hers = (by_heading(own_sections(whole, one, "en")) for one in ("partner", "principal"))
    assert list(his) == [
        "Signed by",
        "Files received: Karim Idrissi",
        "Files received: Sami",
        "Answers received: Karim Idrissi",
        "Answers received: Sami",
        "Answers that do not go together, and why they are right",
    ]
    assert [name for name, _ in his["Signed by"]] == ["Karim Idrissi"]
    assert len([*his.values()][-1]["rows"]) == 1
    assert list(hers) == ["Files received: Alice Benali", "Answers received: Alice Benali"]
