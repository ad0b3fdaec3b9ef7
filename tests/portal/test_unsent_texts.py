"""What somebody types for the office and does not send: the same person finds it again, nobody else does, and it goes once it is sent."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import mandates, questions, unsent_texts
from impplus.queries.unsent_texts import DAYS
from impplus.records.models import Application, Question, UnsentText, User
from tests.people import signed_in
from tests.portal import pages

WORDS = "Le voici, avec mes notes."


def typed(name: str, said: str, **more: str) -> dict[str, str]:
    """What the script of a page sends while somebody types."""
    return {"_auto": "1", "_typed": "0", "_window": "hers", "_turn": "1", name: said} | more


@pytest.fixture(params=["question", "more-time", "messages", "change", "family-change"])
def page(request: pytest.FixtureRequest, asked: Question) -> tuple[str, str]:
    """A page with a text for the office, and the name of its field."""
    number, person = asked.application.number, asked.application.people.get(relation="principal")
    args = {
        "question": [number, asked.pk],
        "more-time": [number, asked.pk],
        "change": [number, person.pk, "contact"],
    }
    field = {"question": "answer", "messages": "text"}.get(request.param, "reason")
    there = reverse(f"portal:{request.param}", args=args.get(request.param, [number]))
    return there + ("?kind=marriage" if request.param == "family-change" else ""), field


def test_she_finds_it_after_signing_in_again_and_it_is_not_sent(
    alices: Client, alice: User, page: tuple[str, str]
) -> None:
    there, field = page
    answer = alices.post(there, typed(field, WORDS))
    kept = UnsentText.objects.get().version
    assert (answer.status_code, answer.json()["version"], answer.json()["left"]) == (200, kept, [])
    shown = signed_in(alice).get(there)
    assert pages.words(shown).count(WORDS) == 1
    assert "Saved on" in pages.words(shown)
    assert shown.context["typing"].version == kept


def test_nobody_else_finds_it(
    alices: Client, lucie: User, alice: User, asked: Question, page: tuple[str, str]
) -> None:
    there, field = page
    mandates.give(asked.application, lawyer=lucie, signature="Alice Benali", by=alice)
    alices.post(there, typed(field, WORDS))
    lawyer = signed_in(lucie)
    assert WORDS not in pages.words(lawyer.get(there))
    lawyer.post(there, typed(field, "Autre chose."))
    assert pages.words(alices.get(there)).count(WORDS) == 1
    assert UnsentText.objects.count() == 2


def test_a_stranger_keeps_nothing_there(bobs: Client, page: tuple[str, str]) -> None:
    there, field = page
    assert bobs.post(there, typed(field, WORDS)).status_code == 404
    assert UnsentText.objects.count() == 0


def test_it_goes_once_the_answer_is_sent(alices: Client, asked: Question) -> None:
    there = reverse("portal:question", args=[asked.application.number, asked.pk])
    alices.post(there, typed("answer", "Le v"))
    assert alices.post(there, {"answer": WORDS}).status_code == 302
    assert UnsentText.objects.count() == 0
    late = alices.post(there, typed("answer", "Le v"))
    assert (late.status_code, UnsentText.objects.count()) == (409, 0)


def test_it_goes_once_the_message_is_sent(alices: Client, asked: Question) -> None:
    there = pages.address("messages", asked.application)
    alices.post(there, typed("text", "Le v"))
    alices.post(there, {"text": WORDS})
    assert (UnsentText.objects.count(), asked.application.correspondence.count()) == (0, 1)
    assert alices.get(there).context["form"].initial.get("text") is None


def test_what_another_window_saved_meanwhile_stays_when_one_sends(
    alices: Client, asked: Question
) -> None:
    there = pages.address("messages", asked.application)
    alices.post(there, typed("text", "A long letter", _window="second"))
    sent = alices.post(there, {"text": "Short.", "_window": "first", "_typed": "0"})
    assert (sent.status_code, UnsentText.objects.get().text) == (302, "A long letter")
    seen = str(UnsentText.objects.get().version)
    read = {"text": "A long letter", "_window": "third", "_typed": seen}
    assert alices.post(there, read).status_code == 302
    assert (UnsentText.objects.count(), asked.application.correspondence.count()) == (0, 2)


def test_a_page_of_before_a_text_was_sent_knows_nothing_of_the_next_one(
    alices: Client, asked: Question
) -> None:
    there = pages.address("messages", asked.application)
    alices.post(there, typed("text", "The first"))
    seen = str(alices.get(there).context["typing"].version)  # by two windows
    alices.post(there, {"text": "The first", "_window": "second", "_typed": seen})
    alices.post(there, typed("text", "The next", _window="fresh"))
    old = alices.post(there, typed("text", "The first, longer", _window="old", _typed=seen))
    assert (old.status_code, UnsentText.objects.get().text) == (409, "The next")
    alices.post(there, {"text": "The first, longer", "_window": "old", "_typed": seen})
    assert UnsentText.objects.get().text == "The next"


def test_it_goes_once_the_change_is_reported(alices: Client, asked: Question) -> None:
    person = asked.application.people.get(relation="principal")
    there = reverse("portal:change", args=[asked.application.number, person.pk, "contact"])
    alices.post(there, typed("reason", "Parce"))
    stood = {key: value or "" for key, value in alices.get(there).context["form"].initial.items()}
    said = {key: str(value) for key, value in stood.items() if isinstance(value, str)}
    said |= {"city": "Lyon", "reason": WORDS, "_version": str(person.answers_version), "sure": "1"}
    assert alices.post(there, said).status_code == 302
    assert UnsentText.objects.count() == 0


def test_another_window_overwrites_nothing_unseen(alices: Client, asked: Question) -> None:
    there = pages.address("messages", asked.application)
    alices.post(there, typed("text", "From the first"))
    second = alices.post(there, typed("text", "From the second", _window="other"))
    assert (second.status_code, second.json()) == (409, {"elsewhere": True})
    seen = str(UnsentText.objects.get().version)
    read = alices.post(there, typed("text", "From the second", _window="other", _typed=seen))
    assert (read.status_code, read.json()["version"]) == (200, UnsentText.objects.get().version)
    assert UnsentText.objects.get().text == "From the second"


def test_what_one_window_sends_late_changes_nothing(alices: Client, asked: Question) -> None:
    there = pages.address("messages", asked.application)
    alices.post(there, typed("text", "Longer", _turn="2"))
    alices.post(there, typed("text", "Long", _turn="1"))
    assert UnsentText.objects.get().text == "Longer"


def test_a_text_that_is_emptied_is_kept_no_more(alices: Client, asked: Question) -> None:
    there = pages.address("messages", asked.application)
    alices.post(there, typed("text", WORDS))
    assert alices.post(there, typed("text", "  ", _turn="2")).status_code == 200
    assert UnsentText.objects.count() == 0


def test_what_cannot_be_kept_says_why(alices: Client, asked: Question) -> None:
    there = pages.address("messages", asked.application)
    for said in ("é" * 5001, "a\x00b"):
        answer = alices.post(there, typed("text", said))
        assert (answer.status_code, UnsentText.objects.count()) == (422, 0)
        assert answer.json()["why"]


def test_it_is_destroyed_after_thirty_days(
    alices: Client, asked: Question, submitted: Application
) -> None:
    there = pages.address("messages", submitted)
    alices.post(there, typed("text", WORDS))
    unsent_texts.tidy()
    kept = UnsentText.objects.get()
    UnsentText.objects.update(saved_at=kept.saved_at - timedelta(days=DAYS, minutes=9))
    unsent_texts.tidy()
    assert UnsentText.objects.count() == 0


def test_it_is_destroyed_with_what_else_an_account_has(
    alices: Client, alice: User, bob: User, asked: Question
) -> None:
    alices.post(pages.address("messages", asked.application), typed("text", WORDS))
    unsent_texts.forget(bob)
    assert UnsentText.objects.count() == 1
    unsent_texts.forget(alice)
    assert UnsentText.objects.count() == 0


def test_what_she_typed_for_a_question_that_the_office_withdrew_is_still_there_to_copy(
    alices: Client, lucie: User, alice: User, asked: Question, olivia: User
) -> None:
    there = reverse("portal:question", args=[asked.application.number, asked.pk])
    mandates.give(asked.application, lawyer=lucie, signature="Alice Benali", by=alice)
    alices.post(there, typed("answer", WORDS))
    questions.withdraw(asked, by=olivia)
    page = pages.words(alices.get(there))
    assert page.count(WORDS) == page.count("What you wrote and did not send") == 1
    assert f"for {DAYS} days after you last changed it" in page
    assert WORDS not in pages.words(signed_in(lucie).get(there))
