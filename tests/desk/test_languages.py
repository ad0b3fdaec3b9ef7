"""Every page of the desk has the same structure in English and in French."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.records.models import Application
from tests.desk.test_access import args_of

TAGS = re.compile(r"<(/?[a-z][a-z0-9]*)")


def structure(client: Client, name: str, application: Application, language: str) -> list[str]:
    with override(language):
        page = client.get(reverse(f"desk:{name}", args=args_of(name, application)))
    return TAGS.findall(page.content.decode())


@pytest.mark.parametrize(
    "name", ["queue", "file", "question", "biometrics", "record-biometrics", "decision"]
)
def test_a_page_about_files_is_built_alike(name: str, desk: Client, enrolled: Application) -> None:
    assert structure(desk, name, enrolled, "en") == structure(desk, name, enrolled, "fr")


@pytest.mark.parametrize("name", ["completeness", "return"])
def test_a_page_of_the_check_is_built_alike(name: str, desk: Client, taken: Application) -> None:
    assert structure(desk, name, taken, "en") == structure(desk, name, taken, "fr")


@pytest.mark.parametrize(
    "name", ["quebec", "candidates", "import", "rounds", "draw", "round", "invitation", "revoke"]
)
def test_a_page_of_the_ministry_is_built_alike(
    name: str, ministry: Client, draft: Application
) -> None:
    assert structure(ministry, name, draft, "en") == structure(ministry, name, draft, "fr")
