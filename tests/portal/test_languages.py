"""Every page of the portal has the same structure in English and in French, and all its words."""

import re

import pytest
from django.test import Client

from impplus.records.models import Application, Mandate, Question
from tests.portal import pages

TAGS = re.compile(r"<(/?[a-z][a-z0-9]*)")


def structure(client: Client, name: str, application: Application, language: str) -> list[str]:
    page = client.get(pages.address(name, application, language))
    assert page.status_code == 200
    return TAGS.findall(page.content.decode())


@pytest.mark.parametrize(
    "name", [*pages.DRAFT, "fees", "payment-result", "end-mandate", "home", "bind"]
)
def test_a_page_of_a_draft_is_built_alike(
    name: str, alices: Client, ready_draft: Application, mandate: Mandate
) -> None:
    assert structure(alices, name, ready_draft, "en") == structure(alices, name, ready_draft, "fr")


@pytest.mark.parametrize(
    "name", ["documents", "fees", "mandates", "status", "receipt", "letter", "question"]
)
def test_a_page_of_a_received_file_is_built_alike(
    name: str, alices: Client, sent: Application, asked: Question
) -> None:
    assert structure(alices, name, sent, "en") == structure(alices, name, sent, "fr")


@pytest.mark.parametrize("name", ["step", "review", "mandates", "upload"])
def test_its_faults_are_said_alike(
    name: str, alices: Client, ready_draft: Application, lucie: object
) -> None:
    en, fr = (
        alices.post(pages.address(name, ready_draft, language), {"_judge": "1"})
        for language in ("en", "fr")
    )
    assert (en.status_code, fr.status_code) == (422, 422)
    assert TAGS.findall(en.content.decode()) == TAGS.findall(fr.content.decode())
    assert "<title>Erreur" in fr.content.decode()
