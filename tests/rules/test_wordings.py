"""The words of the law are left out of what is stored and put back, byte for byte."""

import json
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import Judged, judgements, speaking, worded
from impplus.rules.canonical import canonical, digest
from impplus.rules.case_json import from_json
from impplus.rules.kept import answered, unfolded, with_texts, written
from impplus.rules.wordings import MARK, OF_A_RECEIPT, QUESTION, wordings
from impplus.words.text import LANGUAGES, Source, Text

ON = date(2026, 6, 2)
WORDS = wordings(IMP_PLUS, ON)
ALICE = {"on": "2026-06-02", "principal": {"born": "1990-05-01", "nationality": "MAR"}}

said = st.sampled_from([*(pair[0] for pair in WORDS.pairs if isinstance(pair[0], str)), MARK, "§7"])
leaves = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=9), said)
pairs = st.sampled_from([pair for pair in WORDS.pairs if isinstance(pair[0], str)])
sources = st.sampled_from([*IMP_PLUS.sources.values(), Source("§ 7", Text("a", "b"), "c")])
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


def judged_of_alice() -> Judged:
    return Judged(IMP_PLUS, from_json(ALICE))


def test_an_answer_in_both_languages_is_stored_as_one_and_read_as_it_was() -> None:
    answers = judgements(IMP_PLUS, from_json(ALICE))
    whole, kept = answered(worded(judged_of_alice()), WORDS)
    assert whole == canonical(answers)
    assert unfolded(json.loads(kept), WORDS.pairs) == answers
    assert len(kept) * 9 < len(whole)


@given(nested(leaves | texts))
def test_whatever_a_receipt_says_is_read_as_it_was(value: Any) -> None:
    whole, kept = written({"value": value}, WORDS)
    assert whole == canonical({"value": value}, asdict)
    assert canonical(with_texts(json.loads(kept), WORDS.pairs)) == whole


@given(nested(leaves | texts | sources))
def test_whatever_an_answer_says_is_read_as_it_was(value: Any) -> None:
    whole, kept = answered({"said": value}, WORDS)
    read = unfolded(json.loads(kept), WORDS.pairs)
    assert canonical(read) == whole
    for lang in LANGUAGES:
        assert canonical(read[lang]) == canonical({"said": value}, speaking(lang))


@given(
    st.lists(
        st.fixed_dictionaries({"a": texts | st.none(), "b": leaves, "c": st.just(7)}), min_size=3
    )
)
def test_rows_that_are_alike_are_read_as_they_were(rows: list[Any]) -> None:
    whole, kept = written({"rows": rows}, WORDS)
    assert canonical(with_texts(json.loads(kept), WORDS.pairs)) == whole


def test_what_each_row_of_the_law_says_of_itself_is_one_place() -> None:
    _, kept = answered(worded(judged_of_alice()), WORDS)
    said = json.loads(kept)
    assert said["requirements"].keys() == said["requirements"][MARK].keys() == {MARK}
    assert said["findings"][MARK].keys() == {MARK, "met", "text", "remedy", "facts"}


def test_what_was_stored_before_the_same_was_said_once_is_read_as_it_was() -> None:
    columns = {"key": ["a", "b", "c"], "met": [True, True, True], "text": ["§0", "§1", "§§2"]}
    read = unfolded({"findings": {MARK: columns}}, WORDS.pairs)
    for n, lang in enumerate(LANGUAGES):
        said = [WORDS.pairs[0][n], WORDS.pairs[1][n], "§2"]
        assert read[lang]["findings"] == [
            {"key": key, "met": True, "text": text} for key, text in zip("abc", said, strict=True)
        ]


def test_the_words_of_a_day_are_known_by_their_hash() -> None:
    assert WORDS.digest == digest(list(WORDS.pairs))
    assert wordings(IMP_PLUS, date(2026, 6, 3)).digest == WORDS.digest
    at_once = [pair for pair in WORDS.pairs if len(pair) != len(LANGUAGES)]
    assert {tuple(one) for (one,) in at_once} == set(OF_A_RECEIPT)


def test_each_day_of_a_period_has_the_rows_of_its_law() -> None:
    turned = IMP_PLUS.turns[1:]
    for day in [*turned, *(one - timedelta(days=1) for one in turned)]:
        law, places = IMP_PLUS.in_force(day), wordings(IMP_PLUS, day).places
        asked = [
            (step.key, step.title, one.key, one.kind, one.label)
            for step in law.steps
            for one in step.fields
        ]
        assert [one for one in asked if (QUESTION, one) not in places] == []


def test_another_word_is_another_wording() -> None:
    reworded = [["Other", "Autre"], *WORDS.pairs[1:]]
    assert digest(reworded) != WORDS.digest


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_of_an_answer_stays_in_what_is_stored(lang: str) -> None:
    stored = answered(worded(judged_of_alice()), WORDS)[1].decode()
    answer = judgements(IMP_PLUS, from_json(ALICE))[lang]
    assert [one["title"] for one in answer["findings"] if one["title"] in stored] == []
