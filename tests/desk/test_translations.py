"""Reasons in a letter that are not in the applicant's language leave with their translation, or not at all."""

import html
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import accounts
from impplus.queries.letters.layout import composed
from impplus.records.models import Application, Introduction, Letter, User
from tests.approved import approve, bianca, permits_of
from tests.desk.test_border import ARRIVED, REFUSED, find, there as at_the_border
from tests.desk.test_introductions import there as of_letter
from tests.desk.test_permits import days, of_replacement, there as of_permit
from tests.people import signed_in
from tests.portal.pages import words

WHY = "The lease that was sent is not the one of your address."
OTHER = {"reasons": WHY, "language": "en"}
MADE = {"translation": "Ce n’est pas votre bail.", "translator": "Tom Webb"}
MISSING = {
    "en": "The applicant chose French. Add the translation that a person made, with that person’s name.",
    "fr": "La personne qui présente la demande a choisi le français. Ajoutez la traduction faite par une personne",
}
ENDED = {"cancel": "cancelled", "suspend": "suspended", "replace": "replaced"}
ACTS = ("return", *ENDED, "cancel-letter", "refuse-entry", "undo-arrival")
# Who writes, on which page, what else is filled in there, and the kind of the letter.
type Act = tuple[Client, str, dict[str, str], str]


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the officer's pages."""
    with override(request.param):
        yield request.param


@pytest.fixture(params=ACTS)
def act(request: pytest.FixtureRequest, language: str, alice: User, olivia: User) -> Act:
    """An officer writes reasons to Alice, who reads French."""
    name, desk = request.param, signed_in(olivia)
    if name == "return":
        taken: Application = request.getfixturevalue("taken")
        return desk, reverse("desk:return", args=[taken.number]), {}, "returned"
    examined: Application = request.getfixturevalue("examined")
    if name in ENDED:
        (permit,) = permits_of(examined, by=olivia)
        accounts.choose_language("fr", by=alice)
        ended = {"ground": "officer"} | days("until", None)
        sent = of_replacement(permit) if name == "replace" else ended
        return desk, of_permit(permit, name), sent, f"permit-{ENDED[name]}"
    approve(examined, by=olivia)
    accounts.choose_language("fr", by=alice)
    letter = Introduction.objects.get()
    if name == "cancel-letter":
        return desk, of_letter(letter), {"ground": "letter-error"}, "letter-cancelled"
    border = signed_in(bianca())
    find(border, letter, letter.number)
    if name == "refuse-entry":
        return border, at_the_border(letter, name), REFUSED, "entry-refused"
    border.post(at_the_border(letter), ARRIVED)
    return border, at_the_border(letter, name), {}, "permit-cancelled"


def test_they_are_not_sent_without_it_and_what_was_written_stays(act: Act, language: str) -> None:
    browser, page, sent, kind = act
    for pressed in ({}, {"sure": "1"}, {"translator": "Tom Webb"}):
        answer = browser.post(page, sent | OTHER | pressed)
        assert (answer.status_code, WHY in answer.content.decode()) == (422, True)
        assert len(answer.context["form"].non_field_errors()) == 1
    missing = browser.post(page, sent | OTHER)
    assert html.unescape(words(missing).replace("&nbsp;", " ")).count(MISSING[language]) > 0
    assert Letter.objects.filter(kind=kind).count() == 0


def test_they_leave_with_it_and_alice_reads_both(act: Act, alice: User) -> None:
    browser, page, sent, kind = act
    looked = browser.post(page, sent | OTHER | MADE)
    shown = html.unescape(words(looked))
    assert (looked.status_code, MADE["translation"] in shown, "Tom Webb" in shown) == (
        200,
        True,
        True,
    )
    assert browser.post(page, sent | OTHER | MADE | {"sure": "1"}).status_code == 302
    letter = Letter.objects.get(kind=kind)
    with override("fr"):
        there = reverse("portal:letter", args=[letter.application.number, letter.pk])  # type: ignore[union-attr]
        lines = composed(letter, "fr").paragraphs
        read = html.unescape(words(signed_in(alice).get(there)))
    at = lines.index(WHY)
    assert ("Tom Webb" in lines[at + 1], lines[at + 2]) == (True, MADE["translation"])
    assert [read.count("Traduction par Tom Webb"), read.count("J’ai besoin de ce texte")] == [1, 0]
    assert MADE["translation"] not in composed(letter, "en").paragraphs


def test_without_reasons_there_is_nothing_to_translate(desk: Client, taken: Application) -> None:
    taken.documents.filter(key="csq").delete()
    page = reverse("desk:return", args=[taken.number])
    missing = desk.get(page).context["form"].initial["missing"]
    sent = {"missing": missing, "reasons": "", "language": "en", "sure": "1"}
    assert desk.post(page, sent).status_code == 302
    assert Letter.objects.get(kind="returned").language == "fr"
