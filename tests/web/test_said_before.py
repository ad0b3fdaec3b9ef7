"""Sentences that the next page says: kept, said once and forgotten, as Django’s own storage does it."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.test import RequestFactory

from impplus.web.said_before import Storage

SHORT, LONG = "Saved.", "Some answers do not go together. " * 100


class Browser:
    """What stays between pages: the cookies, and the session."""

    def __init__(self, kind: Any) -> None:
        self.kind, self.cookies, self.session = kind, dict[str, str](), dict[str, Any]()

    def page(self, *kept: str, reads: bool) -> list[str]:
        """The sentences that a page says, which keeps some for the next."""
        request: Any = RequestFactory().get("/")
        request.COOKIES, request.session = dict(self.cookies), self.session
        storage, response = self.kind(request), HttpResponse()
        for one in kept:
            storage.add(25, one)
        said = [one.message for one in storage] if reads and len(storage) else []
        storage.update(response)
        for name, cookie in response.cookies.items():
            self.cookies[name] = cookie.value
            if not cookie.value:
                del self.cookies[name]
        return said


@pytest.mark.parametrize("sentences", [[], [SHORT], [SHORT, SHORT + "!"], [LONG], [SHORT, LONG]])
def test_what_a_page_keeps_the_next_one_says_and_the_one_after_does_not(
    sentences: list[str],
) -> None:
    for kind in (Storage, FallbackStorage):
        browser = Browser(kind)
        assert browser.page(*sentences, reads=False) == []
        assert browser.page(reads=False) == []  # a page that says nothing leaves them there
        assert browser.page(reads=True) == sentences
        assert browser.page(reads=True) == []
        assert CookieStorage.cookie_name not in browser.cookies
        assert not any(browser.session.values())


def test_a_sentence_is_said_by_the_page_that_keeps_it_where_that_one_reads() -> None:
    browser = Browser(Storage)
    browser.page(LONG, reads=False)
    assert browser.page(SHORT, reads=True) == [LONG, SHORT]
    assert browser.page(reads=True) == []


def test_the_site_keeps_its_sentences_so() -> None:
    assert f"{Storage.__module__}.{Storage.__name__}" == settings.MESSAGE_STORAGE
