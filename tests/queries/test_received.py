"""A receipt as it is read: who applies, who signed, the rows of its day, and what the family of a private part does not see."""

from decimal import Decimal
from typing import Any

import pytest

from impplus.programmes import IMP_PLUS
from impplus.queries.answers import in_words
from impplus.queries.letters.receipt import sections_of
from impplus.queries.received import Received, is_guessable, received_in, shown_content, title_of
from impplus.rules.canonical import digest
from impplus.words.text import Text
from tests.queries.test_receipt_sections import (
    AT,
    answer,
    by_heading,
    content,
    explained,
    fee,
    file,
    listed,
    receipt,
    signature,
)


def kept(**otherwise: Any) -> Received:
    return received_in(receipt(**otherwise))


def names(texts: tuple[Text, ...]) -> list[str]:
    return [one.en for one in texts]


def test_whoever_asks_for_nothing_does_not_apply() -> None:
    answers = [
        answer("principal", "given_names", "Alice"),
        answer("principal", "applies_for", "work"),
        answer("partner", "given_names", "Karim"),
        answer("partner", "applies_for", "nothing"),
        answer("child-1", "hobby", "nothing"),
    ]
    assert names(kept(answers=answers).applying) == ["Alice", "Child 1"]


def test_who_signed_is_named_once_the_application_names_that_person() -> None:
    both = [signature("partner"), signature("gone")]
    assert names(kept(signatures=both).signed) == ["Alice Benali", "Karim Idrissi"]
    on_paper = kept(other_means={"means": "by courier"}, signatures=both)
    assert names(on_paper.signed) == ["Alice Benali"]
    assert (on_paper.other_means, kept().other_means) == ("by courier", "")
    assert kept().paid == Decimal("340.00")


def test_what_a_receipt_of_before_does_not_keep_is_empty() -> None:
    bare = content()
    del bare["signature"]
    made = receipt()
    made.content = bare
    found = received_in(made)
    assert (found.signature, found.signatures, found.signed_for) == ("", (), ())
    assert (found.private, found.explanations, found.other_means) == ((), (), "")


def test_the_rows_of_an_answer_are_read_as_they_were_asked_that_day() -> None:
    asked = {
        "key": "country",
        "kind": "choice",
        "label": {"en": "Where then", "fr": "Où alors"},
        "choices": {"MA": {"en": "Kingdom of Morocco", "fr": "Royaume du Maroc"}},
    }
    rows = [{"country": "MA"}, {"country": "FR"}]
    answers = [answer("principal", "jobs", rows, kind="rows")]
    of_the_day = kept(answers=answers, cells={"step": {"jobs": [asked]}})
    ((one,),) = [of_the_day.answers]
    assert in_words(one.field, one.value, "en") == "Where then: Kingdom of Morocco\nWhere then: FR"
    assert in_words(one.field, one.value, "fr").startswith("Où alors\u00a0: Royaume du Maroc")
    other = kept(answers=answers, cells={"other": {"jobs": [asked]}, "step": {"other": [asked]}})
    assert other.answers[0].field.cells == ()


def test_papers_that_no_rule_asks_for_have_titles_of_their_own() -> None:
    law = IMP_PLUS.in_force(IMP_PLUS.day_of(AT))
    keys = ("signed-declaration", "application-on-paper", "something-else", "no-such-thing")
    assert [title_of(law, key).en for key in keys] == [
        "Declaration, signed on paper",
        "The application as it came on paper",
        "Something else for the officer to see",
        "no-such-thing",
    ]


def test_a_fee_of_before_is_printed_in_the_words_of_its_day() -> None:
    old = {"person": "principal", "key": "biometrics", "amount": "85.00"}
    rows = listed(fees=[old])["Fees paid"]
    assert rows[0] == ("Biometrics (fingerprints and photo) – Alice Benali", "$85.00")


def test_several_for_whom_one_signed_are_named_in_a_row() -> None:
    rows = listed(signed_for=["partner", "child-1"])["Signed by"]
    assert rows[0][1].endswith("for Karim Idrissi, Sami")
    two = [signature("partner", signed_for=["child-1", "principal"])]
    assert listed(signatures=two)["Signed by"][1][1].endswith("for Sami, Alice Benali")


def private(**otherwise: Any) -> dict[str, Any]:
    """A receipt in which Karim keeps his part private."""
    sealed = {"salt": "5a17", "assessment": "sha256:a", "number": "W-1", "private": ["partner"]}
    return content(**sealed, **otherwise)


def test_where_nobody_keeps_anything_private_all_is_shown() -> None:
    whole = content(salt="5a17", private=[])
    assert shown_content(whole) is whole


def test_of_who_keeps_it_private_the_family_sees_neither_answers_nor_files_nor_what_would_tell() -> (
    None
):
    mine, his = explained("principal"), explained("principal", "partner")
    shown = shown_content(
        private(
            files=[file("partner", "k.pdf"), file("principal", "a.pdf")],
            findings=[{"person": "partner", "key": "x"}, {"person": "principal", "key": "x"}],
            explanations=[mine, his],
            signatures=[signature("partner"), signature("child-1")],
            fees=[fee("partner", "155.00"), fee("principal", "155.00")],
        )
    )
    assert set(shown) == set(private(findings=[], explanations=[], signatures=[])) - {
        "salt",
        "assessment",
    }
    people = ("answers", "files", "findings")
    assert {one["person"] for key in people for one in shown[key]} == {"principal", "child-1"}
    assert [len(shown[key]) for key in people] == [4, 1, 1]
    assert shown["explanations"] == [mine]
    assert [("sha256" in one, one["name"]) for one in shown["signatures"]] == [
        (False, "Karim Idrissi"),
        (True, "Karim Idrissi"),
    ]
    assert [(one["person"], one["amount"]) for one in shown["fees"]] == [
        ("principal", "155.00"),
        ("partner", "155.00"),
    ]


def test_what_is_not_kept_is_not_made_up() -> None:
    bare = private()
    del bare["fees"]
    shown = shown_content(bare)
    left_out = {"fees", "signatures", "findings", "explanations", "cells"}
    assert left_out & set(shown) == set()


def test_the_rows_that_were_asked_are_shown_of_shown_answers_alone() -> None:
    cells = {"step": {"jobs": ["a"], "homes": ["b"]}, "past": {"jobs": ["c"]}}
    answers = [
        answer("principal", "jobs", [{"from": "2020-01"}]),
        answer("principal", "homes", []),
        answer("partner", "jobs", [{"from": "2020-01"}], step="past"),
    ]
    assert shown_content(private(answers=answers, cells=cells))["cells"] == {
        "step": {"jobs": ["a"]}
    }


@pytest.mark.parametrize(
    ("said", "guessable"),
    [
        ({"private": ["partner"]}, True),
        ({"private": ["partner"], "salt": "5a17"}, False),
        ({"private": []}, False),
        ({"salt": "5a17"}, False),
        ({}, False),
    ],
)
def test_a_hash_without_a_salt_tells_whether_a_guess_at_private_answers_is_right(
    said: dict[str, Any], guessable: bool
) -> None:
    assert is_guessable(said) is guessable


def test_the_fingerprint_of_an_answer_is_of_who_gave_which_answer_to_what() -> None:
    (one,) = kept(answers=[answer("principal", "city", "Fès")]).answers
    said = {"person": "principal", "step": "step", "key": "city", "value": "Fès"}
    assert f"sha256:{one.sha256}" == digest(said)
    table = by_heading(sections_of(receipt(answers=[answer("principal", "city", "Fès")]), "en"))
    assert [*table.values()][-1]["rows"][0][2] == one.sha256
