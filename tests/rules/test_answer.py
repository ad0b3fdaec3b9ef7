"""The answer as JSON, where the law has nothing to say."""

from dataclasses import replace
from datetime import date

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import answer
from tests.rules.cases import ON, alice


def test_before_the_programme_there_is_no_cap_no_refund_and_no_place() -> None:
    early = replace(alice(on=date(2021, 1, 1)), outcome="refused")
    given = answer(IMP_PLUS, early, "en")
    assert (given["eligible"], given["cap"], given["outcome"]) == (False, None, None)


def test_an_outcome_says_in_words_what_goes_back() -> None:
    given = answer(IMP_PLUS, replace(alice(), outcome="refused"), "fr")["outcome"]
    assert given["text"] == (
        "Refus\u00a0: les frais pour titulaire de permis de travail ouvert "
        "sont remboursés de plein droit."
    )
    assert [line["key"] for line in given["refunds"]] == ["open-work-permit-holder"]


def test_the_same_case_is_answered_with_the_same_words() -> None:
    assert answer(IMP_PLUS, alice(), "fr") == answer(IMP_PLUS, alice(), "fr")
    assert answer(IMP_PLUS, alice(), "fr")["on"] == ON.isoformat()
