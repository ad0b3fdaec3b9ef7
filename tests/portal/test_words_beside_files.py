"""Words typed beside a file stay when the file cannot be taken at all: only the file has to be chosen again."""

import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from impplus.actions.beside import NoRoom
from impplus.records.models import Question
from tests.away import database_away
from tests.people import a_pdf
from tests.portal import pages

WORDS = 'Le voici, avec "mes" notes & l’original.'
CHOOSE = "A file is not: open the form again, choose the file again, then send both."
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
MEGABYTE = 2**20


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Within, the system takes no file that is larger, as where the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def answer(content: bytes) -> dict[str, object]:
    file = SimpleUploadedFile("notes.pdf", content)
    return {"answer": WORDS, "file": file, "_window": "hers", "csrfmiddlewaretoken": "x"}


def kept_in(page: HttpResponse) -> dict[str, str]:
    """What the first form of a page sends."""
    first = page.content.decode().partition("</form>")[0]
    return {name: unescape(value) for name, value in HIDDEN.findall(first)}


def there(asked: Question) -> str:
    return reverse("portal:question", args=[asked.application.number, asked.pk])


@pytest.mark.django_db(transaction=True)
def test_while_the_database_is_away_and_afterwards_only_the_file_is_chosen_again(
    alices: Client, asked: Question
) -> None:
    alices.raise_request_exception = False
    with database_away():
        page = alices.post(there(asked), answer(a_pdf("notes")))
        again = alices.post(there(asked), kept_in(page))  # once more, before it is back
    for one in (page, again):
        assert (one.status_code, CHOOSE in pages.words(one)) == (503, True)
        assert "choisissez de nouveau le fichier, puis envoyez les deux." in pages.words(one)
    assert kept_in(again) == kept_in(page)
    shown = alices.post(there(asked), kept_in(again))
    assert (shown.status_code, shown.context["form"]["answer"].value()) == (200, WORDS)
    asked.refresh_from_db()
    assert (asked.status, asked.documents.count()) == ("open", 0)
    assert alices.post(there(asked), answer(a_pdf("notes"))).status_code == 302
    asked.refresh_from_db()
    assert (asked.answer, asked.documents.count()) == (WORDS, 1)


def test_where_a_large_file_finds_no_room_nothing_is_sent_and_the_words_stay(
    alices: Client, asked: Question
) -> None:
    alices.raise_request_exception = False
    large = a_pdf("notes") + b"\n" * 3 * MEGABYTE
    with files_up_to(MEGABYTE):
        page = alices.post(there(asked), answer(large))
    said = pages.words(page)
    assert (page.status_code, page.headers["Retry-After"]) == (503, str(NoRoom.seconds))
    assert (NoRoom.text.en in said, NoRoom.text.fr in page.content.decode()) == (True, True)
    assert (CHOOSE in said, "Nothing was changed" in said) == (True, False)
    asked.refresh_from_db()
    assert (asked.status, asked.documents.count()) == ("open", 0)
    shown = alices.post(there(asked), kept_in(page))
    assert (shown.status_code, shown.context["form"]["answer"].value()) == (200, WORDS)


def test_without_words_the_page_leads_back_and_keeps_nothing(
    alices: Client, asked: Question
) -> None:
    alices.raise_request_exception = False
    large = a_pdf("notes") + b"\n" * 3 * MEGABYTE
    with files_up_to(MEGABYTE):
        page = alices.post(there(asked), answer(large) | {"answer": ""})
    assert (page.status_code, kept_in(page)) == (503, {})
    assert "Use your browser’s Back button" in pages.words(page)


def test_without_room_and_without_its_token_nothing_is_sent_without_the_file(
    asked: Question,
) -> None:
    browser = Client(enforce_csrf_checks=True)
    large = a_pdf("notes") + b"\n" * 3 * MEGABYTE
    with files_up_to(MEGABYTE):
        page = browser.post(there(asked), answer(large), headers={"Origin": "http://testserver"})
    assert (page.status_code, kept_in(page)["_redisplay"]) == (403, "1")


def test_a_form_without_its_token_keeps_the_words_beside_a_file(asked: Question) -> None:
    browser = Client(enforce_csrf_checks=True)
    ours = {"Origin": "http://testserver"}
    page = browser.post(there(asked), answer(a_pdf("notes")), headers=ours)
    assert (page.status_code, CHOOSE in pages.words(page)) == (403, True)
    kept = kept_in(page)
    assert (kept["answer"], kept["_redisplay"], kept["csrfmiddlewaretoken"] != "x") == (
        WORDS,
        "1",
        True,
    )
