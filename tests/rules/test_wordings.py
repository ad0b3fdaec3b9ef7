"""The words of the law are left out of what is stored and put back, byte for byte."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import judgements
from impplus.rules.canonical import canonical, digest
from impplus.rules.case_json import from_json
from impplus.rules.wordings import MARK, folded, unfolded, with_texts, wordings, written
from impplus.words.text import LANGUAGES, Text

ON = date(2026, 6, 2)
WORDS = wordings(IMP_PLUS, ON)
ALICE = {"on": "2026-06-02", "principal": {"born": "1990-05-01", "nationality": "MAR"}}

said = st.sampled_from([*(pair[0] for pair in WORDS.pairs if isinstance(pair[0], str)), MARK, "§7"])
leaves = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=9), said)
pairs = st.sampled_from([pair for pair in WORDS.pairs if isinstance(pair[0], str)])
texts = pairs.map(lambda pair: Text(*pair)) | st.sampled_from([Text("§7", "§8"), Text("a", "b")])


def nested(held: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Lists and objects of these values."""
    return st.recursive(
        held,
        lambda one: st.one_of(
            st.lists(one, max_size=4), st.dictionaries(st.sampled_from("abc"), one, max_size=3)
        ),
        max_leaves=20,
    )


def test_an_answer_in_both_languages_is_stored_as_one_and_read_as_it_was() -> None:
    answers = judgements(IMP_PLUS, from_json(ALICE))
    stored = folded(answers, WORDS)
    assert unfolded(stored, WORDS.pairs) == answers
    assert len(canonical(stored)) * 5 < len(canonical(answers))


@given(nested(leaves | texts))
def test_whatever_a_receipt_says_is_read_as_it_was(value: Any) -> None:
    whole, kept = written({"value": value}, WORDS)
    assert whole == canonical({"value": value}, asdict)
    assert canonical(with_texts(json.loads(kept), WORDS.pairs)) == whole


@given(nested(leaves), nested(leaves))
def test_two_answers_that_differ_anyhow_are_read_as_they_were(one: Any, other: Any) -> None:
    answers = {"en": {"said": one}, "fr": {"said": other}}
    assert canonical(unfolded(folded(answers, WORDS), WORDS.pairs)) == canonical(answers)


def test_the_words_of_a_day_are_known_by_their_hash() -> None:
    assert WORDS.digest == digest(list(WORDS.pairs))
    assert wordings(IMP_PLUS, date(2026, 6, 3)).digest == WORDS.digest
    assert [pair for pair in WORDS.pairs if len(pair) != len(LANGUAGES)] == []


def test_another_word_is_another_wording() -> None:
    reworded = [["Other", "Autre"], *WORDS.pairs[1:]]
    assert digest(reworded) != WORDS.digest


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_of_an_answer_stays_in_what_is_stored(lang: str) -> None:
    stored = canonical(folded(judgements(IMP_PLUS, from_json(ALICE)), WORDS)).decode()
    answer = judgements(IMP_PLUS, from_json(ALICE))[lang]
    assert [one["title"] for one in answer["findings"] if one["title"] in stored] == []
