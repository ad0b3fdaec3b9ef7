"""No French address of a page of the form or of a document is in English; each is found again."""

import re

import pytest
from django.urls import resolve, reverse, translate_url
from django.utils.translation import override

from impplus.programmes import IMP_PLUS
from impplus.queries.other_papers import OTHER
from impplus.words.french_keys import FRENCH

KEYS = {
    *(one.key for one in IMP_PLUS.form),
    *(one.key for one in IMP_PLUS.documents),
    OTHER,
}
# Written the same in both languages.
SAME = {"caq", "csq", "intention", "invitation", "parents", "photo", "province", "selection", "service"}  # fmt: skip


def test_each_key_has_its_word_and_each_word_one_key() -> None:
    assert set(FRENCH) == KEYS - SAME
    words = [*FRENCH.values(), *SAME]
    assert sorted(set(words)) == sorted(words)
    assert [one for one in words if not re.fullmatch("[a-z]+(-[a-z]+)*", one)] == []
    # Else what is a word would be read as a key, too.
    assert set(FRENCH) & set(FRENCH.values()) == set()


@pytest.mark.parametrize("key", ["home", "something-else", "parents"])
def test_an_address_goes_to_the_other_language_and_back(key: str) -> None:
    with override("fr"):
        french = reverse("portal:upload", args=["W-1", 7, key])
        assert resolve(french).kwargs["key"] == key
        english = translate_url(french, "en")
    assert english == f"/en/application/W-1/documents/7/{key}/"
    with override("en"):
        assert translate_url(english, "fr") == french


def test_an_address_of_before_is_still_found() -> None:
    assert reverse("portal:step", args=["W-1", "home"]) == "/en/application/W-1/answers/home/"
    with override("fr"):
        assert resolve("/fr/demande/W-1/reponses/home/").kwargs["key"] == "home"
        assert reverse("portal:step", args=["W-1", "home"]) == "/fr/demande/W-1/reponses/domicile/"
