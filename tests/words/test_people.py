"""Whom a finding is about is named in it, where its words begin with the person."""

import pytest

from impplus.words.people import said_of
from impplus.words.text import Text


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (
            Text(en="The person lives outside Quebec.", fr="La personne habite hors du Québec."),
            Text(
                en="Karim Idrissi lives outside Quebec.", fr="Karim Idrissi habite hors du Québec."
            ),
        ),
        (
            Text(en="This person is a child.", fr="Cette personne est un enfant."),
            Text(en="Karim Idrissi is a child.", fr="Karim Idrissi est un enfant."),
        ),
        (Text(en="The certificate is valid.", fr="Le certificat est valide."),) * 2,
    ],
)
def test_karim_is_named_in_what_was_found_about_him(said: Text, named: Text) -> None:
    assert said_of(said, "Karim Idrissi") == named
    assert said_of(said, "") == said
