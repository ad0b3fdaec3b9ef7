"""A French address of a page of the form or of a document is found again, and leads to its English one and back."""

import pytest
from django.urls import resolve, reverse, translate_url
from django.utils.translation import override


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
