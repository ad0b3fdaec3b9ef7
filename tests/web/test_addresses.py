"""Addresses are those of Django's reverse, whatever stands in them."""

import subprocess
import sys
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override

from impplus.web.addresses import PLACES, WEBHOOK, address, address_in

# As in a worker whose first message with a link is in French.
FIRST = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "impplus.settings"
import django
django.setup()
from django.urls import reverse
from django.utils.translation import get_language, override
with override("fr"):
    print(reverse("portal:join", args=["x"]))
"""

PAGES: list[tuple[str, list[Any], dict[str, Any]]] = [
    ("start", [], {}),
    ("portal:tasks", ["A2026-0001"], {}),
    ("portal:upload", ["A2026-0001", 7, "passport"], {}),
    ("portal:upload", [], {"key": "passport", "number": "A2026-0001", "person": 7}),
    ("portal:tasks", [], {"number": "{0} %s é"}),
    ("portal:tasks", ["{0} %s é"], {}),
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("page", "given", "named"), PAGES)
def test_an_address_is_the_one_that_reverse_gives(
    language: str, page: str, given: list[Any], named: dict[str, Any]
) -> None:
    with override(language):
        assert address(page, *given, **named) == reverse(page, args=given, kwargs=named)


@pytest.mark.parametrize(("language", "other"), [("en", "fr"), ("fr", "en")])
@pytest.mark.parametrize(("page", "given", "named"), PAGES)
def test_the_address_in_the_other_language_is_the_one_that_reverse_gives_there(
    language: str, other: str, page: str, given: list[Any], named: dict[str, Any]
) -> None:
    with override(language):
        found = address_in(other, page, *given, **named)
        assert get_language() == language
    with override(other):
        assert found == reverse(page, args=given, kwargs=named)


@pytest.mark.parametrize("number", [None, "a/b"])
def test_a_page_that_has_no_such_address_has_none(number: str | None) -> None:
    with override("en"), pytest.raises(NoReverseMatch):
        address("portal:tasks", *filter(None, [number]))


def test_the_first_address_of_a_process_is_in_the_language_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "/fr/demande/sa-partie/x/"


def test_what_is_asked_of_the_api_before_it_is_imported_lies_where_it_says() -> None:
    assert (reverse("api:places"), reverse("api:webhook")) == (PLACES, WEBHOOK)
