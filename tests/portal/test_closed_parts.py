"""Karim’s page once the application that he is part of is closed: in words, and nothing is left to answer."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import applications, decisions, reviews
from impplus.records.models import Application, Person, User
from tests.decided import falling
from tests.heard import heard
from tests.portal import pages

SAID = {
    "en": "A question to you that was still open is closed, too: you do not have to answer it.",
    "fr": "Une question qui vous était posée et qui était encore ouverte est fermée, elle aussi\u00a0: vous n’avez pas à y répondre.",
}


def at(name: str, file: Application, *rest: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"portal:{name}", args=[file.number, *rest])


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_his_page_says_that_it_was_closed_and_his_question_too(
    language: str, his: Client, submitted: Application, karim: Person, alice: User, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    asked = reviews.ask(
        submitted, text="Où travaillez-vous?", document="", days=30, person=karim, by=olivia
    )
    applications.withdraw(submitted, by=alice)
    page = pages.words(his.get(at("my-part", submitted, language=language)))
    assert page.count(flat(SAID[language])) == 1
    assert [one for one in ("You withdrew", "Vous avez retiré") if one in page] == []
    there = at("question", submitted, asked.pk, language=language)
    said = pages.words(his.get(there))
    closed = {"en": "It was closed with the application", "fr": "Elle a été fermée avec la demande"}
    assert (said.count(closed[language]), "<textarea" in said) == (1, False)
    assert his.post(there, {"answer": "À Rabat."}).status_code == 409


def test_nothing_is_to_be_given_or_reported_once_it_is_closed(
    his: Client, submitted: Application, karim: Person, alice: User, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    reviews.complete(submitted, by=olivia)
    reviews.request_biometrics(submitted, by=olivia)
    there = at("my-part", submitted)
    asked = ("Your fingerprints and photo", "Something changed?")
    assert [one for one in asked if one in pages.words(his.get(there))] == [*asked]
    applications.withdraw(submitted, by=alice)
    assert [one for one in asked if one in pages.words(his.get(there))] == []


def test_his_page_says_that_it_was_refused_and_where_he_can_write(
    his: Client, family: Application, olivia: User
) -> None:
    heard(family, "passport", by=olivia)
    decisions.refuse(
        family, unmet={"passport": "Expiré."}, reasons="Vu.", by=olivia, falling=falling(family)
    )
    page = pages.words(his.get(at("my-part", family)))
    assert page.count("was refused. Whoever included you has the letter with the reasons.") == 1
    assert his.get(at("messages", family)).status_code == 200
