"""The pages of the form name whom they are about to everybody else, in grammatical sentences of both languages."""

import re

import pytest

from impplus.programmes import ALL
from impplus.rules.addressed import naming, with_names
from impplus.rules.columns import NAMED
from impplus.rules.form import Step
from impplus.rules.programme import Programme
from impplus.words.people import THE_PARTNER, THIS_PERSON, YOU
from impplus.words.text import LANGUAGES, Text

NAMES = {
    "person": Text("Alice", "Alice"),
    "principal": Text("Karim", "Karim"),
    "partner": THE_PARTNER,
}
SECOND_PERSON = {
    "en": re.compile(r"\b(you|your|I|my)\b|this person|principal applicant", re.IGNORECASE),
    "fr": re.compile(
        r"(?<!rendez-)\b(vous|votre|vos|je|mes)\b|\bj’|cette personne|demandeur principal",
        re.IGNORECASE,
    ),
}


def pages_of(programme: Programme) -> list[Step]:
    """The pages of the last day of its form."""
    law = programme.in_force(max(one.since for one in programme.form))
    return [step for step in law.steps if step.part != "self-check"]


def said_by(step: Step) -> list[Text]:
    fields = [
        one for field in step.fields for one in (field.label, field.hint, field.empty, field.row)
    ]
    return [text for text in (step.title, step.why, *fields) if text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_you_where_it_names_everybody(language: str) -> None:
    found = {
        f"{step.key}: {text.say(language)}"
        for programme in ALL.values()
        for page in pages_of(programme)
        for step in [naming(page, NAMES)]
        for text in said_by(step)
        if SECOND_PERSON[language].search(text.say(language))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("name", "english", "french"),
    [
        (Text("Alice", "Alice"), "Alice’s passport", "Passeport d’Alice"),
        (Text("Élie", "Élie"), "Élie’s passport", "Passeport d’Élie"),
        (Text("Karim", "Karim"), "Karim’s passport", "Passeport de Karim"),
        (THIS_PERSON, "This person’s passport", "Passeport de cette personne"),
    ],
)
def test_a_name_is_elided_as_french_wants_and_begins_with_a_capital(
    name: Text, english: str, french: str
) -> None:
    said = with_names(Text("{person}’s passport", "Passeport de {person}"), {"person": name})
    assert (said.en, said.fr) == (english, french)


def test_a_name_with_braces_is_a_name() -> None:
    odd = Text("{principal}", "{principal}")
    said = with_names(
        Text("{person} lives", "Que demande {person}?"), {"person": odd, "principal": YOU}
    )
    assert (said.en, said.fr) == ("{principal} lives", "Que demande {principal}?")


def test_the_numbers_of_a_day_stand_in_what_names_somebody() -> None:
    for programme in ALL.values():
        for step in pages_of(programme):
            named = [one.named_label for one in step.fields if one.named_label]
            left = {
                name for text in named for name in re.findall(r"\{([^}]+)\}", text.en + text.fr)
            }
            assert left <= set(NAMED)
