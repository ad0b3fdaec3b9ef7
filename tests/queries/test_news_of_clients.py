"""What a representative reads by e-mail is about a client: nothing in it means the applicant by “you”."""

import re

import pytest

from impplus.queries.notices import NOTICES
from impplus.words.text import LANGUAGES

OWN = tuple(key for key in NOTICES if key.startswith(("own-", "reminder-own-", "reminder-letter")))
MEANS_THE_APPLICANT = {
    "en": re.compile(
        r"\byour (file|application|family|draft|answer|permit|letter|representative)", re.IGNORECASE
    ),
    "fr": re.compile(
        r"\bvo(tre|s) (dossier|demande|famille|brouillon|réponse|permis|lettre)", re.IGNORECASE
    ),
}
YOU = {
    "en": re.compile(r"\byou(r)?\b", re.IGNORECASE),
    "fr": re.compile(r"\b(vous|votre|vos)\b", re.IGNORECASE),
}
OF_ALL = sorted(NOTICES.keys() - set(OWN))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_news_of_a_client_means_the_applicant_by_you(language: str) -> None:
    said = {key: NOTICES[key].a_clients.say(language) for key in OF_ALL}
    assert {key for key, one in said.items() if MEANS_THE_APPLICANT[language].search(one)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_subject_that_both_read_addresses_neither(language: str) -> None:
    said = {key: NOTICES[key].subject.say(language) for key in OF_ALL}
    assert {key for key, one in said.items() if YOU[language].search(one)} == set()
