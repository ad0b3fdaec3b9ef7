"""Every letter, PDF and e-mail is seen before anyone gets one; where real e-mails are sent, nothing is."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import letters
from impplus.queries import emails, examples, firm_emails, matter_emails
from impplus.rules.lifecycle import MOVES
from impplus.words import booking_notices
from impplus.words.text import LANGUAGES, Text
from tests.house.source import PROJECT, name_of, sources

OWED = sorted({move.letter for move in MOVES if move.letter})
LEFT = re.compile(r"\{\w|None")

pytestmark = pytest.mark.django_db


NOTHING_TO_OPEN = (
    "reply-of-a-firm",
    "enquiry-acknowledged",
    "booking-cancelled",
    "agreement-ended",
    "draft-destroyed",
    "draft-ended",
    "own-draft-destroyed",
    "own-part-ended",
)


WRITTEN_IN = {
    f"impplus/queries/{name}.py"
    for name in ("booking_emails", "emails", "engagement_emails", "firm_emails", "matter_emails")
}
OF_ATTACHMENTS = {"AGREEMENT_FILE", "EVENT", "EVENT_TEXT"}


def addresses(language: str) -> Iterator[str]:
    """Every address of a preview in a language, of whatever kinds there are."""
    with override(language):
        yield reverse("public:previews")
        for kind in examples.LETTERS:
            yield reverse("public:preview-letter", args=[kind])
            yield reverse("public:preview-pdf", args=[kind, language])
        for kind in examples.emails(language):
            yield reverse("public:preview-email", args=[kind])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_and_every_email_is_seen_in_both_languages(language: str) -> None:
    assert sorted(examples.LETTERS) == OWED
    browser, mails = Client(), examples.emails(language)
    pages = {address: browser.get(address) for address in addresses(language)}
    assert {page.status_code for page in pages.values()} == {200}
    assert len(pages) == 1 + 2 * len(OWED) + len(mails)
    listed = next(iter(pages.values())).content.decode()
    assert [one for both in LANGUAGES for one in [*addresses(both)][1:] if one not in listed] == []
    for address, page in pages.items():
        if page.headers["Content-Type"] == "application/pdf":
            assert page.getvalue().startswith(b"%PDF"), address
        else:
            assert LEFT.findall(page.content.decode()) == [], address


@pytest.mark.parametrize("kind", OWED)
def test_a_letter_is_wholly_in_its_language(kind: str) -> None:
    said = []
    for language in LANGUAGES:
        shown = examples.letter(kind, language)
        points = (point for section in shown.sections for point in section.get("points", ()))
        said.append({shown.title, shown.issued, *shown.paragraphs, *points})
    assert said[0] & said[1] == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_email_and_no_sentence_of_one_is_left_out(language: str) -> None:
    calls = [(file, node) for file in sources(PROJECT, "impplus") for node in file.nodes(ast.Call)]
    made = {file.place for file, node in calls if name_of(node) == "EmailMessage"}
    shown = "\n".join(f"{one.subject}\n{one.body}" for one in examples.emails(language).values())
    written = [
        text
        for module in (emails, firm_emails, matter_emails, booking_notices)
        for name, text in vars(module).items()
        if name not in OF_ATTACHMENTS
    ]
    texts = [one.say(language) for one in written if isinstance(one, Text)]
    parts = [part for text in texts for part in re.split(r"\{\w+\}", text)]
    assert (made, len(texts) > 3) == (WRITTEN_IN, True)
    assert [part for part in parts if part not in shown] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preview_has_the_words_and_the_language_of_what_is_sent(language: str) -> None:
    other = examples.emails(next(one for one in LANGUAGES if one != language))
    for kind, mail in examples.emails(language).items():
        assert mail.extra_headers["Content-Language"] == language
        assert (mail.subject != other[kind].subject, mail.body != other[kind].body) == (True, True)
    with override(language):
        page = Client().get(reverse("public:preview-letter", args=["receipt"])).content.decode()
    assert "passeport-karim.jpg" in page


def test_a_message_about_an_account_leads_to_its_page() -> None:
    for language in LANGUAGES:
        mails = examples.emails(language)
        assert len(mails) > 3
        for kind, mail in mails.items():
            links = re.findall(r"http://\S+", mail.body)
            if kind.removesuffix("-of-a-client") in NOTHING_TO_OPEN:
                assert links == [], kind
            else:
                assert [f"/{language}/" in link for link in links] == [True], kind


def test_what_is_previewed_is_what_the_worker_makes() -> None:
    made = letters.paper("permit", examples.letter("permit", "fr"), "fr")
    with override("fr"):
        address = reverse("public:preview-pdf", args=["permit", "fr"])
    shown = Client().get(address)
    assert (shown.getvalue(), shown.headers["Content-Language"]) == (made, "fr")


def test_a_real_installation_has_no_preview(settings: Settings) -> None:
    settings.LOCAL_OUTBOX = False
    browser = Client()
    tried = [address for language in LANGUAGES for address in addresses(language)]
    assert {browser.get(address).status_code for address in tried} == {404}


@pytest.mark.parametrize(
    "address",
    ["letters/farewell/", "letters/farewell/fr.pdf", "letters/permit/de.pdf", "e-mails/farewell/"],
)
def test_what_nobody_is_sent_has_no_preview(address: str) -> None:
    assert Client().get(f"/en/previews/{address}").status_code == 404
