"""Every e-mail and every letter is read again in the language in which it was sent, and says which that is."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import accounts, correspondence, letters, mandates, messages, reviews
from impplus.queries.sent_emails import sent_to
from impplus.records.models import Application, Message, Person, User
from tests.people import signed_in
from tests.portal import pages
from tests.portal.test_queries import cost
from tests.site import owner


def shown(browser: Client, address: str) -> str:
    return html.unescape(pages.words(browser.get(address)))


@pytest.fixture
def posted(submitted: Application, alice: User, olivia: User) -> Application:
    """Alice was written to in French, and in English since she chose it."""
    letters.send_owed()
    messages.send_owed()
    accounts.choose_language("en", by=alice)
    submitted.refresh_from_db()
    correspondence.reply(submitted, text="Oui.", by=olivia)
    messages.send_owed()
    return submitted


def test_each_is_read_in_the_language_in_which_it_was_sent(
    alices: Client, posted: Application, alice: User
) -> None:
    assert set(Message.objects.filter(account=alice).values_list("language", flat=True)) == {
        "fr",
        "en",
    }
    for language in ("en", "fr"):
        page = shown(alices, pages.address("emails", posted, language))
        said = (
            '<b lang="fr">Une lettre au sujet du PMI+ vous attend</b>',
            '<b lang="en">The office wrote a message</b>',
            "The office wrote a message to you. It is in your file.",
        )
        assert [page.count(one) for one in said] == [1, 1, 1]
    assert '<div lang="fr"><p>Une nouvelle lettre se trouve dans votre dossier.' in page


def test_a_letter_is_read_in_both_languages_whatever_that_of_the_page(
    alices: Client, posted: Application
) -> None:
    there = pages.address("letter", posted)
    said = {"en": "Acknowledgement of receipt", "fr": "Accusé de réception"}
    for language, title in said.items():
        page = shown(alices, f"{there}?in={language}")
        assert page.count(f'<article class="card paper" lang="{language}">') == 1
        assert page.count(f"<h1>{title}</h1>") == 1
    assert '<article class="card paper" lang="en">' in shown(alices, f"{there}?in=xx")
    emails = shown(alices, pages.address("emails", posted))
    assert emails.count(f'href="{there}?in=fr" hreflang="fr"') == 1


def test_each_reads_what_was_sent_to_that_one_alone(
    alices: Client, his: Client, bobs: Client, lucies: Client, posted: Application, karim: Person,
    alice: User, lucie: User, olivia: User,
) -> None:  # fmt: skip
    mandates.give(posted, lawyer=lucie, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    posted.refresh_from_db()
    karim.delegations.update(private=True)
    reviews.ask(posted, text="Où?", document="", days=30, person=karim, by=olivia)
    letters.send_owed()
    messages.send_owed()
    there = pages.address("emails", posted)
    hers, theirs, own = (shown(one, there) for one in (alices, lucies, his))
    assert bobs.get(there).status_code == 404
    assert [one.count("A question was asked of a family member") for one in (hers, own)] == [1, 0]
    assert "Une question a été posée à un membre de la famille" in theirs
    assert own.count("Read the letter") == 2  # his copy, and the question


def test_what_has_not_left_is_not_there(alices: Client, sent: Application, olivia: User) -> None:
    page = shown(alices, pages.address("emails", sent))
    assert page.count("No e-mail about this application was sent to you yet.") == 1


def test_each_says_when_it_left_in_which_language_and_what_it_told_of(
    posted: Application, alice: User
) -> None:
    kept = Message.objects.filter(account=alice, status="sent").order_by("-sent_at", "-pk")
    found = [(one.at, one.language, one.letter, one.notice) for one in sent_to(alice, posted)]
    assert found == list(kept.values_list("sent_at", "language", "letter", "notice"))
    assert len(found) > 1


def test_what_was_sent_about_the_account_is_not_there(
    alices: Client, posted: Application, alice: User
) -> None:
    messages.tell_owner(alice, "password_changed")
    assert messages.send_owed() == 1
    page = shown(alices, pages.address("emails", posted))
    assert ("Your password was changed" in page, "The office wrote" in page) == (False, True)


def test_thirty_cost_what_one_does(alices: Client, posted: Application, olivia: User) -> None:
    there = pages.address("emails", posted)
    one = cost(alices, there)
    for number in range(29):
        correspondence.reply(posted, text=f"{number}", by=olivia)
    messages.send_owed()
    assert cost(alices, there) == one
    assert shown(alices, there).count("Earlier e-mails") == 1


def test_the_status_leads_there(alices: Client, posted: Application) -> None:
    page = shown(alices, pages.address("status", posted))
    assert page.count(reverse("portal:emails", args=[posted.number])) == 1
    assert signed_in(posted.applicant).get(pages.address("emails", posted)).status_code == 200


def test_an_email_leads_to_the_page_of_what_it_is_about(
    alices: Client, posted: Application
) -> None:
    page = shown(alices, pages.address("emails", posted))
    assert page.count(f'<a href="{pages.address("messages", posted)}">') == 1


def test_in_the_past_of_the_demonstration_letters_were_announced_as_well(
    alices: Client, submitted: Application, alice: User
) -> None:
    with owner():
        User.objects.filter(pk=alice.pk).update(demo=True)
    letters.count_as_sent()
    messages.count_as_sent()
    page = shown(alices, pages.address("emails", submitted))
    assert page.count("Read the letter") == 1
