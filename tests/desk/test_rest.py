"""Olivia leaves Karim for later on the page of the decision, finds him there again, and Alice reads what was decided and when."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import rest
from impplus.queries.outcomes import left_in, outcomes_said
from impplus.records.models import Application, Decision, User
from tests.desk.test_decisions import errors, given
from tests.people import signed_in

LATER = "The police certificate has not come yet."
LEFT = {"outcome-partner": "later", "later-partner": LATER, "language": "en"}


@pytest.fixture
def page(enrolled: Application) -> str:
    """The address of the decision on Alice's application."""
    return reverse("desk:decision", args=[enrolled.number])


@pytest.fixture
def sent(enrolled: Application) -> dict[str, Any]:
    """Everyone is approved but Karim, who is left for later; the words are translated, as Alice reads French."""
    said = {"translation": "Pas encore arrivé.", "translator": "Zoé Roy"}
    return given(enrolled, "approve") | LEFT | said


@pytest.fixture
def part(desk: Client, enrolled: Application, page: str, sent: dict[str, Any]) -> Application:
    """Alice's application, decided in part."""
    assert desk.post(page, sent | {"sure": "1"}).status_code == 302
    return Application.objects.get(pk=enrolled.pk)


def said(file: Application) -> list[tuple[str, str]]:
    now = Application.objects.get(pk=file.pk)
    return [(one.person.given_names, one.status) for one in outcomes_said(now)]


def test_karim_is_left_for_later_with_two_presses(
    desk: Client, enrolled: Application, page: str, sent: dict[str, Any]
) -> None:
    looked = desk.post(page, sent, follow=True)
    text = looked.content.decode()
    assert looked.context["left"] == {"partner": LATER}
    assert [one.person.given_names for one in looked.context["foreseen"]] == ["Alice", "Sami"]
    assert "You decide later on Karim Idrissi." in text
    assert "None: everything is met." not in text
    assert desk.post(page, sent | {"sure": "1"}).status_code == 302
    assert said(enrolled) == [("Alice", "approved"), ("Karim", "left"), ("Sami", "approved")]


def test_it_needs_its_reason(
    desk: Client, enrolled: Application, page: str, sent: dict[str, Any]
) -> None:
    assert errors(desk.post(page, sent | {"later-partner": " "})) == ["later-partner"]
    assert Decision.objects.count() == 0


def test_nobody_is_left_where_the_principal_applicant_is_refused(
    desk: Client, enrolled: Application, page: str
) -> None:
    sent = given(enrolled, "refuse") | LEFT | {"later-partner": ""}
    looked = desk.post(page, sent, follow=True)
    assert "later-partner" not in (looked.context["form"].errors or {})


def test_the_principal_applicant_cannot_be_left(
    desk: Client, enrolled: Application, page: str, sent: dict[str, Any]
) -> None:
    assert errors(desk.post(page, sent | {"outcome": "later"})) == ["outcome"]


def test_the_file_leads_to_the_rest_which_asks_of_karim_alone(
    desk: Client, part: Application, page: str
) -> None:
    file = desk.get(reverse("desk:file", args=[part.number])).content.decode()
    assert "Left for later: Karim Idrissi" in file
    assert page in file
    shown = desk.get(page)
    names = [one.member.name for one in shown.context["family"]]
    assert (shown.context["rest"], names) == (True, ["partner"])
    assert "outcome" not in shown.context["form"].fields
    text = shown.content.decode()
    assert LATER in text
    assert "Find met what is left open, and approve" not in text


def test_karim_is_approved_later_with_two_presses(
    desk: Client, part: Application, page: str
) -> None:
    sent = {"outcome-partner": "approve", "language": "fr", "reasons": "", "office": "ircc"}
    looked = desk.post(page, sent, follow=True)
    assert [one.person.given_names for one in looked.context["foreseen"]] == ["Karim"]
    assert "You approve Karim Idrissi." in looked.content.decode()
    assert desk.post(page, sent | {"sure": "1"}).status_code == 302
    assert said(part) == [("Alice", "approved"), ("Karim", "approved"), ("Sami", "approved")]
    assert desk.post(page, sent | {"sure": "1"}).status_code == 302  # the same press again


def test_somebody_is_decided_on(desk: Client, part: Application, page: str) -> None:
    still = desk.post(
        page, {"outcome-partner": "later", "language": "fr", "reasons": "", "office": "ircc"}
    )
    assert still.status_code == 422
    assert "Decide on at least one person." in still.content.decode()
    assert len(left_in(part)) == 1


def test_alice_reads_who_is_decided_later_and_why(part: Application, alice: User) -> None:
    browser = signed_in(alice)
    for language, word in (("en", "Decided later"), ("fr", "Décision remise à plus tard")):
        with override(language):
            there = reverse("portal:status", args=[part.number])
        text = browser.get(there).content.decode()
        assert (word in text, LATER in text) == (True, True)


def test_alice_withdraws_karims_part_on_its_page(part: Application, alice: User) -> None:
    browser, there = signed_in(alice), reverse("portal:withdraw", args=[part.number])
    shown = browser.get(there).content.decode()
    assert "Withdraw what is asked for Karim Idrissi" in shown
    karim = part.people.get(relation="spouse").pk
    for _press in range(2):
        assert browser.post(there, {"person": karim}).status_code == 302
    assert said(part)[1] == ("Karim", "withdrawn")
    assert part.letters.filter(kind="members-withdrawn").count() == 1
    status = browser.get(reverse("portal:status", args=[part.number])).content.decode()
    assert "Withdrawn before the decision" in status


def test_a_number_of_nobody_withdraws_nothing(part: Application, alice: User) -> None:
    browser, there = signed_in(alice), reverse("portal:withdraw", args=[part.number])
    for odd in ("", "0", "x", "999999999999", str(part.people.get(relation="principal").pk)):
        assert browser.post(there, {"person": odd}).status_code == 409
    assert said(part)[1] == ("Karim", "left")


def test_letters_and_money_show_both_decisions(
    desk: Client, part: Application, olivia: User
) -> None:
    rest.decide(part, people=["partner"], reasons="Le certificat est arrivé.", by=olivia)
    text = desk.get(reverse("desk:papers", args=[part.number])).content.decode()
    assert "Decision on members left for later" in text
    assert "Le certificat est arrivé." in text
