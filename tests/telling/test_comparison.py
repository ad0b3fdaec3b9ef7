"""Two answers compared: rows are matched by key and person, and nothing that differs goes unseen."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, strategies as st

from impplus.rules.canonical import canonical
from impplus.telling.comparison import Difference, differences, merged_languages

pytestmark = pytest.mark.thorough

ANSWER: dict[str, Any] = {
    "rules": "sha256:old",
    "eligible": True,
    "findings": [
        {"key": "passport", "met": True, "text": "Valid.", "facts": {"expires": "2031-05-01"}},
        {"key": "csq-valid", "met": True, "text": "Valid.", "facts": {"applied": False}},
    ],
    "documents": [
        {"key": "passport", "person": "principal"},
        {"key": "passport", "person": "partner"},
        {"key": "photo", "person": "principal"},
    ],
    "fees": {
        "total": "501.25",
        "lines": [{"key": "restoration", "person": "principal", "amount": "246.25"}],
        "warnings": [],
    },
    "permits": [{"person": "principal", "conditions": ["In Quebec only.", "No teaching."]}],
}
words = st.sampled_from(["key", "person", "passport", "a", "a #2", "#2", "en", "fr", "", "1"])
plain = st.none() | st.booleans() | st.integers(0, 1) | words
values = st.recursive(
    plain,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(words, inside, max_size=4),
    max_leaves=12,
)


def changed(change: Any) -> dict[str, Any]:
    answer = deepcopy(ANSWER)
    change(answer)
    return answer


@given(values, values)
def test_there_is_no_difference_exactly_where_the_bytes_are_the_same(one: Any, other: Any) -> None:
    assert differences(one, deepcopy(one)) == ()
    assert (differences(one, other) == ()) == (canonical(one) == canonical(other))


@given(values, values)
def test_what_differs_one_way_differs_the_other_way_in_as_many_places(one: Any, other: Any) -> None:
    forth, back = differences(one, other), differences(other, one)
    assert sorted((d.path, canonical([d.before, d.after])) for d in forth) == sorted(
        (d.path, canonical([d.after, d.before])) for d in back
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda a: a["findings"][1].update(met=None),
            Difference("findings/csq-valid/met", True, None),
        ),
        (
            lambda a: a["findings"][1]["facts"].update(applied="2026-01-02"),
            Difference("findings/csq-valid/facts/applied", False, "2026-01-02"),
        ),
        (
            lambda a: a["fees"]["lines"][0].update(amount=None),
            Difference("fees/lines/restoration principal/amount", "246.25", None),
        ),
        (
            lambda a: a["fees"]["lines"][0].update(why="Not known."),
            Difference("fees/lines/restoration principal/why", None, "Not known.", "added"),
        ),
        (
            lambda a: a["findings"][0].pop("text"),
            Difference("findings/passport/text", "Valid.", None, "gone"),
        ),
        (
            lambda a: a["fees"]["warnings"].append("It ends."),
            Difference("fees/warnings", None, "It ends.", "added"),
        ),
        (
            lambda a: a["permits"][0]["conditions"].remove("In Quebec only."),
            Difference("permits/principal/conditions", "In Quebec only.", None, "gone"),
        ),
        (
            lambda a: a["documents"].pop(1),
            Difference(
                "documents/passport partner", {"key": "passport", "person": "partner"}, None, "gone"
            ),
        ),
        (
            lambda a: a["documents"].reverse(),
            Difference(
                "documents",
                ["passport principal", "passport partner", "photo principal"],
                ["photo principal", "passport partner", "passport principal"],
                "order",
            ),
        ),
        (lambda a: a.update(eligible=1), Difference("eligible", True, 1)),
        (lambda a: a.update(rules="sha256:new"), Difference("rules", "sha256:old", "sha256:new")),
    ],
)
def test_a_difference_is_named_by_its_place(change: Any, told: Difference) -> None:
    assert differences(ANSWER, changed(change)) == (told,)


def test_a_row_that_comes_first_moves_no_other_row() -> None:
    new = {"key": "custody-consent", "person": "child-1"}
    assert differences(ANSWER, changed(lambda a: a["documents"].insert(0, new))) == (
        Difference("documents/custody-consent child-1", None, new, "added"),
    )


def test_a_name_that_stands_twice_is_counted() -> None:
    one, other = {"key": "application", "n": 1}, {"key": "application", "n": 2}
    assert differences([one, one], [one, other]) == (Difference("application #2/n", 1, 2),)


def test_two_languages_tell_once_what_is_no_word_and_side_by_side_what_is() -> None:
    french = changed(lambda a: a["findings"][0].update(text="Valide."))
    before = {"en": ANSWER, "fr": french}
    after = deepcopy(before)
    for lang, word in (("en", "Too short."), ("fr", "Trop court.")):
        after[lang]["findings"][0].update(text=word, met=False)
        after[lang]["eligible"] = False
    assert merged_languages(differences(before, after)) == (
        Difference("eligible", True, False),
        Difference("findings/passport/met", True, False),
        Difference("en/findings/passport/text", "Valid.", "Too short."),
        Difference("fr/findings/passport/text", "Valide.", "Trop court."),
    )


def test_what_stands_beside_the_languages_is_told_under_its_own_path() -> None:
    before = {"en": {}, "fr": {}, "case": {"on": "2026-03-02"}}
    after = before | {"case": {"on": "2026-03-03"}}
    assert merged_languages(differences(before, after)) == (
        Difference("case/on", "2026-03-02", "2026-03-03"),
    )


def test_what_differs_in_one_language_only_names_it() -> None:
    before = {"en": ANSWER, "fr": ANSWER}
    after = {"en": ANSWER, "fr": changed(lambda a: a.update(eligible=None))}
    assert merged_languages(differences(before, after)) == (Difference("fr/eligible", True, None),)


@pytest.mark.parametrize(
    ("path", "wording"),
    [
        ("en/findings/passport/text", True),
        ("en/findings/passport/met", False),
        ("fr/eligible", False),
    ],
)
def test_what_is_only_said_otherwise_is_wording(path: str, wording: bool) -> None:
    assert Difference(path, 1, 2).is_wording is wording


def test_a_language_that_is_gone_is_told() -> None:
    assert merged_languages(differences({"en": 1, "fr": 2}, {"en": 1})) == (
        Difference("fr", 2, None, "gone"),
    )


@given(values, values, values, values)
def test_nothing_is_lost_where_both_languages_tell(
    one: Any, two: Any, three: Any, four: Any
) -> None:
    found = differences({"en": one, "fr": two}, {"en": three, "fr": four})
    told = merged_languages(found)
    for difference in found:
        language, _, rest = difference.path.partition("/")
        paths = {difference.path, rest} if language in ("en", "fr") else {difference.path}
        assert any(
            same.path in paths
            and canonical([same.before, same.after])
            == canonical([difference.before, difference.after])
            for same in told
        )
