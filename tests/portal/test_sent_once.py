"""What is sent again after its answer was lost is sent once, whoever wrote meanwhile; the same words from a new page are others."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import correspondence, mandates, reports
from impplus.records.models import (
    Application,
    Correspondence,
    Report,
    Translation,
    UnsentText,
    User,
)
from tests.doors.test_every_press import days
from tests.people import signed_in
from tests.portal import pages

WORDS = "Mariam peut-elle commencer l’école?"


@pytest.fixture
def represented(submitted: Application, alice: User, lucie: User) -> Application:
    """Alice's received file, which Lucie represents."""
    mandates.give(submitted, lawyer=lucie, signature="Alice Benali", by=alice)
    return submitted


def from_page(window: str, turn: int = 3, **said: str) -> dict[str, str]:
    return {"_window": window, "_turn": str(turn), "_typed": "0"} | said


def test_a_message_sent_again_is_one_though_others_wrote_meanwhile(
    alices: Client, represented: Application, lucie: User, olivia: User
) -> None:
    there = pages.address("messages", represented)
    assert alices.post(there, from_page("hers", text=WORDS)).status_code == 302
    correspondence.write(represented, text="Autre chose.", by=lucie)
    correspondence.reply(represented, text="Oui.", by=olivia)
    assert alices.post(there, from_page("hers", text=f"{WORDS} ")).status_code == 302
    assert Correspondence.objects.filter(text=WORDS).count() == 1
    assert alices.post(there, from_page("hers", text="Et Sami?")).status_code == 302
    assert alices.post(there, from_page("another", text=WORDS)).status_code == 302
    assert alices.post(there, from_page("another", text=WORDS)).status_code == 302
    written = Correspondence.objects.order_by("pk").values_list("text", flat=True)
    assert list(written) == [WORDS, "Autre chose.", "Oui.", "Et Sami?", WORDS]


def test_a_window_of_one_person_says_nothing_of_another(
    alices: Client, lucies: Client, represented: Application
) -> None:
    there = pages.address("messages", represented)
    for browser in (alices, lucies):
        assert browser.post(there, from_page("same", text=WORDS)).status_code == 302
    assert Correspondence.objects.filter(text=WORDS).count() == 2


def test_the_office_sends_once_though_the_applicant_wrote_meanwhile(
    represented: Application, alice: User, olivia: User
) -> None:
    desk, there = signed_in(olivia), reverse("desk:messages", args=[represented.number])
    assert 'name="_window"' in desk.get(there).content.decode()
    sent = from_page("its", text="Bonjour.", language="fr", person="all")
    assert desk.post(there, sent).status_code == 302
    correspondence.write(represented, text=WORDS, by=alice)
    assert desk.post(there, sent).status_code == 302
    assert Correspondence.objects.filter(text="Bonjour.").count() == 1
    assert Correspondence.objects.get(text=WORDS).status == "waiting"


def test_a_save_that_comes_after_its_text_was_sent_brings_nothing_back(
    alices: Client, represented: Application
) -> None:
    there = pages.address("messages", represented)
    late = from_page("hers", 2, text="Mariam peut-elle", _auto="1")
    alices.post(there, from_page("hers", 3, text=WORDS))
    assert alices.post(there, late).status_code == 200
    assert (UnsentText.objects.count(), alices.get(there).context["form"].initial) == (0, {})
    alices.post(there, from_page("hers", 4, text="Une autre", _auto="1"))
    alices.post(there, from_page("next", 1, text="Une tout autre", _auto="1", _typed="9"))
    assert [one.text for one in UnsentText.objects.all()] == ["Une autre"]


def test_a_save_that_comes_after_a_birth_was_reported_brings_nothing_back(
    alices: Client, represented: Application, this_day: date
) -> None:
    there = reverse("portal:family-change", args=[represented.number])
    born = {"kind": "birth", **days("day", this_day), "name": "Lina Benali", "comes": "no"}
    late = from_page("hers", 1, reason="Née", _auto="1", kind="birth")
    sent = from_page("hers", 2, reason="Née à Rabat.", sure="1") | born
    assert (alices.post(there, sent).status_code, alices.post(there, late).status_code) == (
        302,
        200,
    )
    assert UnsentText.objects.count() == 0


def test_a_birth_sent_again_is_one_though_another_report_came_meanwhile(
    alices: Client, represented: Application, lucie: User, this_day: date
) -> None:
    there = reverse("portal:family-change", args=[represented.number])
    born = {"kind": "birth", **days("day", this_day), "name": "Lina Benali", "comes": "no"}
    sent = from_page("hers", reason="Née à Rabat.", sure="1") | born
    first = alices.post(there, sent)
    person = represented.people.get(relation="principal")
    city = reports.change_answers(
        person,
        kind="contact",
        answers={"city": "Salé"},
        reason="Un déménagement.",
        version=person.answers_version,
        by=lucie,
    )
    again = alices.post(there, sent)
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    assert Report.objects.exclude(pk=city.pk).count() == 1


def test_a_change_sent_again_is_one_though_another_report_came_meanwhile(
    alices: Client, represented: Application, lucie: User
) -> None:
    person = represented.people.get(relation="principal")
    there = reverse("portal:change", args=[represented.number, person.pk, "contact"])
    stood = {key: value or "" for key, value in alices.get(there).context["form"].initial.items()}
    said = {key: str(value) for key, value in stood.items() if isinstance(value, str)}
    before = person.answers_version
    said |= {"city": "Lyon", "_version": str(person.answers_version), "sure": "1"}
    sent = from_page("hers", reason="Un déménagement.") | said
    first = alices.post(there, sent)
    person.refresh_from_db()
    reports.change_answers(
        person,
        kind="contact",
        answers={"city": "Salé"},
        reason="Encore.",
        version=person.answers_version,
        by=lucie,
    )
    again = alices.post(there, sent)
    assert (first.status_code, again.status_code) == (302, 302)
    assert again["Location"] == first["Location"]
    assert Report.objects.count() == 2
    person.refresh_from_db()
    assert (person.answers["city"], person.answers_version) == ("Salé", before + 2)


def test_a_translation_sent_again_is_one_though_another_was_added_meanwhile(
    represented: Application, olivia: User
) -> None:
    message = correspondence.reply(represented, text="Oui.", by=olivia)
    desk = signed_in(olivia)
    there = reverse("desk:translate", args=[represented.number, "message", message.pk])
    sent = from_page("its", text="Yes.", translator="Marc Roy")
    for one in (sent, from_page("next", text="Yes, she can.", translator="Marc Roy"), sent):
        assert desk.post(there, one).status_code == 302
    added = Translation.objects.order_by("pk").values_list("text", flat=True)
    assert list(added) == ["Yes.", "Yes, she can."]
    assert desk.post(there, from_page("third") | sent | {"_window": "third"}).status_code == 302
    assert Translation.objects.count() == 3
