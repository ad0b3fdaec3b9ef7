"""The words of the letters: whole, in both languages, and filled in as each language writes."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from impplus import programmes
from impplus.programmes import IMP_PLUS
from impplus.rules import letters
from impplus.rules.lifecycle import MOVES
from impplus.telling.letter_examples import letter_examples
from impplus.words.text import LANGUAGES, Text

LETTERS = IMP_PLUS.in_force(date.max).letters
NBSP = "\u00a0"

DAY = {"day": "2026-03-01"}
NUMBERS = {
    key.replace("-", "_"): said for key, said in IMP_PLUS.settings.numbers(date(2026, 3, 2)).items()
}
EXAMPLES = letter_examples(Path(programmes.__file__).parent / "imp_plus")


def composed(kind: str, language: str, **more: letters.Value) -> tuple[str, ...]:
    return letters.compose(LETTERS[kind], {**NUMBERS, **EXAMPLES[kind], **more}, language)


def test_every_letter_that_a_move_owes_has_words_and_no_other() -> None:
    owed = {move.letter for move in MOVES if move.letter}
    assert (set(LETTERS), set(EXAMPLES)) == (owed, owed)


@pytest.mark.parametrize("kind", sorted(LETTERS))
def test_every_letter_can_be_said_in_both_languages_with_the_values_of_its_kind(kind: str) -> None:
    said = [paragraph for language in LANGUAGES for paragraph in composed(kind, language)]
    assert [paragraph for paragraph in said if re.search(r"[{}]|None", paragraph)] == []


def test_a_condition_names_what_its_paragraph_or_the_example_of_its_letter_says() -> None:
    unknown = [
        (kind, row.when)
        for kind, letter in LETTERS.items()
        for row in letter.paragraphs
        if row.when and f"{{{row.when}}}" not in row.en and row.when not in EXAMPLES[kind]
    ]
    assert unknown == []


def test_an_example_cites_what_the_law_cites() -> None:
    rows = [row for one in EXAMPLES.values() for row in (one, *one.get("findings", ()))]
    cited = {row[key] for row in rows for key in ("cite", "refund_cite") if key in row}
    assert (cited - {source.cite for source in IMP_PLUS.sources.values()}, bool(cited)) == (
        set(),
        True,
    )


def test_a_missing_value_is_named() -> None:
    given = {key: said for key, said in EXAMPLES["mandate"].items() if key != "lawyer"}
    with pytest.raises(KeyError) as raised:
        letters.compose(LETTERS["mandate"], given, "en")
    assert raised.value.args == ("lawyer",)


def test_a_paragraph_with_a_condition_shows_only_with_its_value() -> None:
    without = composed("invitation", "en")
    with_day = composed("invitation", "en", expires={"day": "2026-12-31"})
    assert [paragraph for paragraph in with_day if paragraph not in without] == [
        (
            f"Submit your application no later than December{NBSP}31,{NBSP}2026. "
            "After that day this letter no longer gives the right to apply."
        )
    ]
    assert composed("invitation", "en", expires=None) == without


@pytest.mark.parametrize(
    ("language", "here", "abroad", "days"),
    [
        (
            "en",
            "This decision was made in Canada: you have 15 days.",
            "This decision was made outside Canada: you have 60 days. If unsure, count 15 days.",
            "15 days if the matter arose in Canada, 60 days if it arose outside Canada.",
        ),
        (
            "fr",
            "La présente décision a été rendue au Canada\u00a0: vous avez 15 jours.",
            "La présente décision a été rendue à l’extérieur du Canada\u00a0: vous avez 60 jours. En cas de doute, comptez 15 jours.",
            "15 jours si la mesure contestée a été rendue au Canada, 60 jours si elle a été rendue à l’extérieur",
        ),
    ],
)
def test_a_refusal_says_where_it_was_decided_and_how_long_the_court_may_be_asked(
    language: str, here: str, abroad: str, days: str
) -> None:
    for kind, said, unsaid in (("in", here, abroad), ("outside", abroad, here)):
        places = {
            f"decided_{one}_canada": "yes" if one == kind else "" for one in ("in", "outside")
        }
        letter = composed("refusal", language, **places)
        assert (letter.count(said), letter.count(unsaid)) == (1, 0)
        assert sum(days in paragraph for paragraph in letter) == 1


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("Alice", "Alice", "Alice"),
        (3, "3", "3"),
        (Text(en="Yes", fr="Oui"), "Yes", "Oui"),
        ({"en": "Yes", "fr": "Oui"}, "Yes", "Oui"),
        (DAY, f"March{NBSP}1,{NBSP}2026", f"1er{NBSP}mars{NBSP}2026"),
        ({"money": "1340.00"}, "$1,340.00", f"1{NBSP}340,00{NBSP}$"),
        ({"count": 7350}, "7,350", f"7{NBSP}350"),
        (["Alice", "Benoît", "Chloé"], "Alice, Benoît and Chloé", "Alice, Benoît et Chloé"),
        (["Alice", "Benoît"], "Alice and Benoît", "Alice et Benoît"),
        (["Alice"], "Alice", "Alice"),
        ([], "", ""),
        (
            {
                "instant": "2026-03-01T18:50:05+00:00",
                "time_zone": "America/Toronto",
                "named": {"en": "Eastern time", "fr": "heure de l’Est"},
            },
            f"March{NBSP}1,{NBSP}2026, at 13:50:05 (Eastern time; 18:50:05 UTC)",
            f"1er{NBSP}mars{NBSP}2026 à 13{NBSP}h{NBSP}50{NBSP}min{NBSP}05{NBSP}s (heure de l’Est; 18{NBSP}h{NBSP}50{NBSP}min{NBSP}05{NBSP}s UTC)",
        ),
        ({"country": "MAR"}, "Morocco", "Maroc"),
        ({"country": ""}, "", ""),
    ],
)
def test_a_value_is_said_as_each_language_writes_it(
    value: letters.Value, english: str, french: str
) -> None:
    assert (letters.say(value, "en"), letters.say(value, "fr")) == (english, french)


def test_a_value_tagged_in_no_known_way_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot say"):
        letters.say({"colour": "red"}, "en")


def test_braces_in_what_a_person_wrote_stay_as_they_are() -> None:
    assert composed("question", "en", text="Send {name} again")[2] == "Send {name} again"


def test_a_letter_says_what_stood_there_on_the_day_on_which_it_was_owed() -> None:
    old = LETTERS["mandate"]
    changed = date(2030, 1, 1)
    new = replace(old, since=changed, title=Text(en="New words", fr="Nouveau texte"))
    programme = replace(IMP_PLUS, letter_texts=(old, new))
    days = (changed - timedelta(days=1), changed)
    assert [programme.in_force(on).letters["mandate"].title for on in days] == [
        old.title,
        new.title,
    ]
