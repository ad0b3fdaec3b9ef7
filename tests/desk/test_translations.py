"""Reasons in a letter that are not in the applicant's language leave with their translation, or not at all."""

import html
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import accounts, reconsiderations, reopenings
from impplus.queries.letters.layout import composed
from impplus.queries.translations import Translated
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
ANSWERED = {"keep": "reconsidered", "reopen": "reopened"}
ACTS = ("return", *ENDED, "cancel-letter", "refuse-entry", "undo-arrival", *ANSWERED)
# Who writes, on which page, what else is filled in there, and the kind of the letter.
type Act = tuple[Client, str, dict[str, str], str]


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the officer's pages."""
    with override(request.param):
        yield request.param


@pytest.fixture
def refused_in_french(refused: Application, alice: User) -> Application:
    """Alice, whose application was refused, reads French."""
    accounts.choose_language("fr", by=alice)
    return Application.objects.get(pk=refused.pk)


@pytest.fixture(params=ACTS)
def act(request: pytest.FixtureRequest, language: str, alice: User, olivia: User) -> Act:
    """An officer writes reasons to Alice, who reads French."""
    name, desk = request.param, signed_in(olivia)
    if name == "return":
        taken: Application = request.getfixturevalue("taken")
        return desk, reverse("desk:return", args=[taken.number]), {}, "returned"
    if name in ANSWERED:
        refused: Application = request.getfixturevalue("refused_in_french")
        one = reconsiderations.request(refused, reasons="Relisez.", by=alice)
        page = reverse("desk:reconsideration", args=[refused.number, one.pk])
        desk = another(refused, request.getfixturevalue("noor"))
        return desk, page, {"answer": name}, ANSWERED[name]
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


def another(file: Application, officer: User) -> Client:
    """The browser of an officer who did not decide on the file, and said why it is opened."""
    browser = signed_in(officer)
    browser.post(reverse("desk:reason", args=[file.number]), {"why": "asked"})
    return browser


def texts(answer: HttpResponse) -> str:
    """What a page says, with plain spaces."""
    return html.unescape(words(answer)).replace("\u00a0", " ")


def test_they_are_not_sent_without_it_and_what_was_written_stays(act: Act, language: str) -> None:
    browser, page, sent, kind = act
    for pressed in ({}, {"sure": "1"}, {"translator": "Tom Webb"}):
        answer = browser.post(page, sent | OTHER | pressed)
        assert (answer.status_code, WHY in answer.content.decode()) == (422, True)
        assert len(answer.context["form"].non_field_errors()) == 1
    assert texts(browser.post(page, sent | OTHER)).count(MISSING[language]) > 0
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


def test_alice_reads_both_where_her_reconsideration_is_answered(
    refused_in_french: Application, alice: User, noor: User
) -> None:
    one = reconsiderations.request(refused_in_french, reasons="Relisez.", by=alice)
    reconsiderations.keep(one, reasons=WHY, words=Translated(language="en", **MADE), by=noor)
    with override("fr"):
        page = reverse("portal:reconsideration", args=[refused_in_french.number])
        read = html.unescape(words(signed_in(alice).get(page)))
    assert [read.count(said) for said in (WHY, *MADE.values())] == [1, 1, 1]


def test_a_reopening_keeps_its_translation_for_the_officer_who_authorizes_it(
    language: str, refused_in_french: Application, olivia: User, noor: User
) -> None:
    page, sent = (
        reverse("desk:reopening", args=[refused_in_french.number]),
        OTHER | {"ground": "error"},
    )
    desk, second = signed_in(olivia), another(refused_in_french, noor)
    for lacking in ({}, {"translator": "Tom Webb"}):
        answer = desk.post(page, sent | lacking)
        assert (answer.status_code, WHY in answer.content.decode()) == (422, True)
    assert MISSING[language] in texts(desk.post(page, sent))
    assert refused_in_french.reopenings.count() == 0
    assert [desk.post(page, sent | MADE).url for _ in range(2)] == [page] * 2
    asked, read = refused_in_french.reopenings.get(), html.unescape(words(second.get(page)))
    assert [read.count(said) for said in (WHY, *MADE.values())] == [1, 1, 1]
    settled = {"settle": "authorize", "read": str(asked.pk)}
    assert second.post(page, settled).status_code == 302
    lines = composed(Letter.objects.get(kind="reopened"), "fr").paragraphs
    at = lines.index(WHY)
    assert ("Tom Webb" in lines[at + 1], lines[at + 2]) == (True, MADE["translation"])


def test_a_reopening_is_asked_for_anew_where_alice_chose_the_other_language_since(
    language: str, refused_in_french: Application, alice: User, olivia: User, noor: User
) -> None:
    asked = reopenings.request(
        refused_in_french, ground="error", reasons="Lu trop vite.", by=olivia
    )
    accounts.choose_language("en", by=alice)
    page = reverse("desk:reopening", args=[refused_in_french.number])
    settled, second = {"read": str(asked.pk)}, another(refused_in_french, noor)
    answer = second.post(page, settled | {"settle": "authorize"})
    said = reopenings.ANEW.say(language).replace("\u00a0", " ")
    assert (answer.status_code, said in texts(answer)) == (422, True)
    assert second.post(page, settled | {"settle": "drop"}).status_code == 302
    assert Letter.objects.filter(kind="reopened").count() == 0
    again = Translated(language="fr", translation="Read too fast.", translator="Tom Webb")
    asked = reopenings.request(
        refused_in_french, ground="error", reasons="Lu trop vite.", words=again, by=olivia
    )
    accounts.choose_language("fr", by=alice)
    reopenings.authorise(asked, by=noor)
    assert "translation" not in Letter.objects.get(kind="reopened").facts


def test_without_reasons_there_is_nothing_to_translate(desk: Client, taken: Application) -> None:
    taken.documents.filter(key="csq").delete()
    page = reverse("desk:return", args=[taken.number])
    missing = desk.get(page).context["form"].initial["missing"]
    sent = {"missing": missing, "reasons": "", "language": "en", "sure": "1"}
    assert desk.post(page, sent).status_code == 302
    assert Letter.objects.get(kind="returned").language == "fr"
