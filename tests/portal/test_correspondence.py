"""Messages with the office, at their pages."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import applications, correspondence
from impplus.records.models import Application, Correspondence, User
from tests.people import signed_in
from tests.portal import pages
from tests.portal.test_queries import cost

WORDS = "Puis-je changer d’adresse?"


def test_alice_writes_once_and_reads_by_when_she_is_answered(
    alices: Client, sent: Application
) -> None:
    address = pages.address("messages", sent)
    page = alices.post(address, {"text": WORDS}, follow=True)
    alices.post(address, {"text": WORDS})
    made = Correspondence.objects.get()
    shown = pages.words(page)
    assert (page.redirect_chain, made.text) == ([(address, 302)], WORDS)
    said = ("Your message was sent to the office.", "The office aims to answer by")
    assert [shown.count(words) for words in said] == [1, 1]
    status = pages.words(alices.get(pages.address("status", sent)))
    assert status.count("Puis-je changer d’adresse?") == 1


def test_what_cannot_be_sent_stays_on_the_page_with_what_to_do(
    alices: Client, sent: Application
) -> None:
    page = alices.post(pages.address("messages", sent), {"text": "é" * 5001})
    assert (page.status_code, Correspondence.objects.count()) == (422, 0)
    assert "é" * 5001 in pages.words(page)
    empty = pages.words(alices.post(pages.address("messages", sent), {"text": " "}))
    assert empty.count("Write your message") == 2


def test_a_draft_has_nobody_to_write_to(alices: Client, draft: Application) -> None:
    address = pages.address("messages", draft)
    assert alices.get(address).headers["Location"] == pages.address("tasks", draft)
    assert alices.post(address, {"text": WORDS}).status_code == 409
    assert Correspondence.objects.count() == 0


def test_the_thread_and_the_list_of_the_desk_cost_the_same_with_thirty(
    alices: Client, alice: User, olivia: User, sent: Application
) -> None:
    correspondence.write(sent, text=WORDS, by=alice)
    officers = signed_in(olivia)
    there = "/en/desk/messages/"
    thread = pages.address("messages", sent)
    one = cost(alices, thread), cost(officers, there)
    for number in range(19):
        correspondence.write(sent, text=f"Question {number}", by=alice)
    assert (cost(alices, thread), cost(officers, there)) == one


def test_olivia_finds_the_message_and_answers_it(
    alice: User, olivia: User, sent: Application
) -> None:
    correspondence.write(sent, text=WORDS, by=alice)
    officers = signed_in(olivia)
    listed = pages.words(officers.get("/en/desk/messages/"))
    there = f"/en/desk/files/{sent.number}/messages/"
    assert (listed.count(WORDS), listed.count(there)) == (1, 1)
    file = pages.words(officers.get(f"/en/desk/files/{sent.number}/"))
    assert file.count("A message waits for an answer") == 1
    page = officers.post(there, {"text": "Oui.", "language": "fr", "person": "all"}, follow=True)
    assert pages.words(page).count("Oui.") == 1
    assert "Every message has its answer." in pages.words(officers.get("/en/desk/messages/"))
    assert "A message waits" not in pages.words(officers.get(f"/en/desk/files/{sent.number}/"))


@pytest.mark.parametrize(("language", "said"), [
    ("en", "The application is withdrawn, so nobody works on it any more."),
    ("fr", "La demande est retirée : plus personne ne la traite."),
])  # fmt: skip
def test_no_answer_is_promised_once_it_is_withdrawn(
    alices: Client, sent: Application, alice: User, language: str, said: str
) -> None:
    correspondence.write(sent, text=WORDS, by=alice)
    applications.withdraw(sent, by=alice)
    with override(language):
        there = [reverse(f"portal:{name}", args=[sent.number]) for name in ("messages", "status")]
    page, status = (html.unescape(pages.words(alices.get(one))) for one in there)
    promised = ("The office aims to answer", "Le bureau compte répondre")
    closed = ("The file is closed: no day is set", "Le dossier est fermé : aucune date")
    assert said in page
    for shown in (page, status):
        assert [one in shown for one in promised] == [False, False]
        assert any(one in shown for one in closed)


def test_each_closed_status_has_its_own_words(
    alices: Client, his: Client, submitted: Application, olivia: User
) -> None:
    there = pages.address("messages", submitted)
    words = {}
    for status in ("approved", "refused", "returned", "withdrawn"):
        Application.objects.filter(pk=submitted.pk).update(status=status)
        words[status] = pages.words(alices.get(there))
        assert "aims to answer" not in words[status] + pages.words(his.get(there))
    assert len({re.search("The application (is|was)[^.]+", one)[0] for one in words.values()}) == 4
