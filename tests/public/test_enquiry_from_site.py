"""The contact form on a firm's own site: sent from another origin without a token, and safe for it."""

import pytest
from django.core.cache import cache
from django.test import Client

from impplus.firm.contact_form import html_of
from impplus.practice.models import Enquiry
from impplus.records.models import Firm, User
from tests.doors.markup import Sheet
from tests.people import signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/en/law-firms/tremblay/from-own-site/"
TYPED = {"name": "Bob Martin", "email": "bob@example.test", "phone": "", "language": "fr", "country": "FRA",
         "has_csq": "yes", "has_letter": "no", "partner": "no", "children": "4", "message": "Bonjour?"}  # fmt: skip
THERE = {
    "HTTP_ORIGIN": "https://www.tremblay.example",
    "HTTP_REFERER": "https://www.tremblay.example/",
}


@pytest.fixture
def browser() -> Client:
    """A browser whose tokens are checked, as outside of tests."""
    return Client(enforce_csrf_checks=True)


def test_it_arrives_without_a_token_and_leaves_no_cookie(browser: Client, firm: Firm) -> None:
    sent = browser.post(ADDRESS, TYPED, **THERE)
    assert (sent.status_code, sent["Location"]) == (302, "/en/law-firms/tremblay/sent/")
    assert dict(sent.cookies) == {}
    asked = Enquiry.objects.get()
    assert (asked.channel, asked.children, asked.answers) == ("own-site", [4], {})


def test_the_form_of_this_site_still_asks_for_its_token(browser: Client, firm: Firm) -> None:
    assert browser.post("/en/law-firms/tremblay/", TYPED, **THERE).status_code == 403
    assert Enquiry.objects.count() == 0


def test_what_is_missing_is_asked_for_here_with_what_was_typed(browser: Client, firm: Firm) -> None:
    page = browser.post(ADDRESS, TYPED | {"message": ""}, **THERE)
    assert (page.status_code, Enquiry.objects.count()) == (422, 0)
    assert 'value="Bob Martin"' in page.content.decode()
    assert 'action="/en/law-firms/tremblay/"' in page.content.decode()
    assert page["X-Frame-Options"] == "DENY"


def test_it_is_counted_by_itself(browser: Client, firm: Firm) -> None:
    cache.clear()
    sent = [
        browser.post(ADDRESS, TYPED | {"email": f"b{n}@example.test"}, **THERE).status_code
        for n in range(7)
    ]
    assert sent == [302] * 5 + [422] * 2


def test_it_says_nothing_in_the_name_of_who_is_signed_in(firm: Firm, lucie: User) -> None:
    signed_in(lucie).post(ADDRESS, TYPED, **THERE)
    assert Enquiry.objects.get().email == "bob@example.test"
    assert signed_in(lucie).get(ADDRESS).status_code == 405


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_html_to_copy_has_every_field_and_arrives(
    browser: Client, firm: Firm, language: str
) -> None:
    html = html_of(firm, language)
    assert "<script" not in html
    names = {name for name in TYPED if f'name="{name}"' in html}
    assert names == TYPED.keys()
    assert Sheet(html) is not None
    there = html.split('action="')[1].split('"')[0].removeprefix("http://127.0.0.1:8000")
    assert browser.post(there, TYPED, **THERE).status_code == 302


def test_what_is_copied_stands_on_the_page_as_words(firm: Firm, lucie: User) -> None:
    page = signed_in(lucie).get("/en/firm/contact-form/").content.decode()
    assert page.count("<textarea") == page.count("</textarea>") == 2
    assert "&lt;form method=&quot;post&quot;" in page
