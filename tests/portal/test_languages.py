"""The faults of a form are said alike in English and in French."""

import re

import pytest
from django.test import Client

from impplus.records.models import Application
from tests.portal import pages

TAGS = re.compile(r"<(/?[a-z][a-z0-9]*)")


@pytest.mark.parametrize("name", ["step", "sign", "mandates", "upload"])
def test_the_faults_of_a_form_are_said_alike(
    name: str, alices: Client, ready_draft: Application, lucie: object
) -> None:
    en, fr = (
        alices.post(pages.address(name, ready_draft, language), {"_judge": "1"}, follow=True)
        for language in ("en", "fr")
    )
    assert (en.status_code, fr.status_code) == (422, 422)
    assert TAGS.findall(en.content.decode()) == TAGS.findall(fr.content.decode())
    assert "<title>Erreur" in fr.content.decode()
