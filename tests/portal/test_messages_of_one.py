"""Karim’s messages with the office at his own page, at Alice’s, and at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import correspondence
from impplus.records.models import Application, Correspondence, Person, User
from tests.people import signed_in
from tests.portal import pages
from tests.portal.test_queries import cost

WORDS = "Mon employeur a changé de nom."
ANSWER = "Merci, je vous écris à part."


def at(name: str, file: Application) -> str:
    return reverse(f"portal:{name}", args=[file.number])


@pytest.fixture(params=[False, True], ids=["shown", "private"])
def private(request: pytest.FixtureRequest, karim: Person) -> bool:
    """Whether Karim keeps his answers private."""
    kept: bool = request.param
    karim.delegations.update(private=kept)
    return kept


def test_he_writes_and_reads_the_answer_and_alice_what_is_not_private(
    private: bool, his: Client, alices: Client, sent: Application, karim: Person, olivia: User
) -> None:
    mine = pages.words(his.get(at("my-part", sent)))
    assert mine.count("Messages with the office") == 1
    page = his.post(at("messages", sent), {"text": WORDS}, follow=True)
    shown = pages.words(page)
    who = "Only you and the officers read it." if private else "Your family and any representative"
    assert [shown.count(one) for one in (WORDS, who, "The office aims to answer by")] == [1, 1, 1]
    correspondence.reply(sent, text=ANSWER, by=olivia, person=karim)
    assert pages.words(his.get(at("messages", sent))).count(ANSWER) == 1
    hers = pages.words(alices.get(at("messages", sent)))
    expected = [0, 0, 0] if private else [1, 1, 1]
    assert [hers.count(one) for one in (WORDS, ANSWER, "An officer, to Karim Idrissi")] == expected
    status = pages.words(alices.get(at("status", sent)))
    told = ("A message to the office was sent.", "The office wrote a message.")
    assert [status.count(one) for one in told] == ([0, 0] if private else [1, 1])
    assert (WORDS in status) is not private


def test_he_reads_nothing_of_what_alice_writes(
    his: Client, alice: User, olivia: User, sent: Application
) -> None:
    correspondence.write(sent, text="Et mon diplôme?", by=alice)
    correspondence.reply(sent, text=ANSWER, by=olivia)
    page = pages.words(his.get(at("messages", sent)))
    assert [one for one in ("diplôme", ANSWER) if one in page] == []
    assert page.count("Nobody has written yet.") == 1


def test_a_draft_leads_him_back_to_his_part(his: Client, ready_draft: Application) -> None:
    there = at("messages", ready_draft)
    assert his.get(there).headers["Location"] == at("my-part", ready_draft)
    assert his.post(there, {"text": WORDS}).status_code == 409


def test_an_officer_sees_who_wrote_and_answers_whom_she_chooses(
    private: bool, his: Client, sent: Application, karim: Person, alice: User, olivia: User
) -> None:
    his.post(at("messages", sent), {"text": WORDS})
    desk, there = signed_in(olivia), reverse("desk:messages", args=[sent.number])
    listed = pages.words(desk.get(reverse("desk:messages-waiting")))
    assert listed.count("Karim Idrissi:</span>") == 1
    page = pages.words(desk.get(there))
    assert page.count("Karim Idrissi, a family member") == 1
    assert page.count("nobody else in the family reads it") == int(private)
    assert desk.get(there).context["form"].initial["person"] == str(karim.pk)
    assert desk.post(there, {"language": "en", "text": ANSWER}).status_code == 422
    assert desk.post(there, {"language": "en", "text": ANSWER, "person": "777"}).status_code == 422
    done = desk.post(there, {"language": "en", "text": ANSWER, "person": str(karim.pk)})
    assert done.headers["Location"] == there
    assert list(Correspondence.objects.values_list("status", "person")) == [
        ("answered", karim.pk),
        ("sent", karim.pk),
    ]
    assert pages.words(desk.get(there)).count("to Karim Idrissi") == 1


def test_thirty_messages_cost_what_one_does(
    his: Client, alices: Client, sent: Application, karim: Person, olivia: User
) -> None:
    account = karim.delegations.get().account
    assert account is not None
    correspondence.write(sent, text=WORDS, by=account)
    desk = signed_in(olivia)
    there = reverse("desk:messages", args=[sent.number])
    pairs = [(his, at("messages", sent)), (alices, at("messages", sent)), (desk, there)]
    one = [cost(browser, address) for browser, address in pairs]
    for number in range(29):
        Correspondence.objects.create(
            application=sent, person=karim, by=olivia, text=f"{number}", status="sent"
        )
    assert [cost(browser, address) for browser, address in pairs] == one
