"""Two versions of a page of the form: both are shown, one chooses for each question, and nothing is overwritten."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.records.models import Application, Mandate, User
from tests import people
from tests.portal import pages
from tests.portal.test_steps import STEPS, at, home


def test_what_was_saved_meanwhile_is_shown_beside_what_was_typed_and_she_chooses(
    alices: Client, draft: Application, alice: User
) -> None:
    page = pages.words(alices.get(at(draft, "home")))
    assert page.count('name="_version" value="0"') == 1
    people.save(draft, STEPS["home"], {"lives_country": "FRA"}, alice)
    typed = {"lives_country": "TUN", "_version": "0"}
    refused = alices.post(at(draft, "home"), typed)
    shown = pages.words(refused)
    assert (refused.status_code, home(draft)) == (409, ("FRA", 1))
    assert "<h1>This page was changed in two places</h1>" in shown
    assert [shown.count(f"</span> {one} </span>") for one in ("France", "Tunisia")] == [1, 1]
    chosen = {**hidden(refused), "_choice-lives_country": "typed"}
    assert (chosen["_version"], chosen["_both"]) == ("0", "1")
    decided = alices.post(at(draft, "home"), chosen)
    assert (decided.status_code, home(draft)) == (302, ("TUN", 2))


def hidden(page: object) -> dict[str, str]:
    """What goes along unseen with the form of a page."""
    content = page.content.decode()  # type: ignore[attr-defined]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', content)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


CONTACT = {"address": "Rue Un", "city": "Rabat", "phone": "+212 600 000 000"}


def conflict(alices: Client, draft: Application, alice: User, **typed: str) -> HttpResponse:
    """The page of both versions of Alice's address."""
    theirs = {"address": "Rue Deux", "city": "Rabat", "region": "Rif", "phone": "+212600000000"}
    people.save(draft, STEPS["contact"], theirs, alice)
    page = alices.post(at(draft, "contact"), CONTACT | {"_version": "0", "_window": "me"} | typed)
    assert page.status_code == 409
    return page  # type: ignore[return-value]


def contact(draft: Application) -> dict[str, object]:
    return {key: draft.people.get().answers.get(key) for key in ("address", "region", "city")}


def test_each_question_has_its_own_choice_and_an_empty_answer_is_offered_second(
    alices: Client, draft: Application, alice: User
) -> None:
    page = conflict(alices, draft, alice)
    first = re.findall(r'name="_choice-(\w+)" value="(\w+)" checked', page.content.decode())
    assert first == [("address", "typed"), ("region", "other")]
    assert "The same in both: City or town; " in pages.words(page)
    kept = {**hidden(page), "_choice-address": "typed", "_choice-region": "other"}
    assert alices.post(at(draft, "contact"), kept).status_code == 302
    assert contact(draft) == {"address": "Rue Un", "region": "Rif", "city": "Rabat"}


@pytest.mark.parametrize(
    ("button", "stands"), [("typed", ("Rue Un", None)), ("other", ("Rue Deux", "Rif"))]
)
def test_all_of_one_version_is_kept_by_one_press(
    button: str,
    stands: tuple[str, str | None],
    alices: Client,
    draft: Application,
    alice: User,
) -> None:
    page = conflict(alices, draft, alice)
    kept = {**hidden(page), "_choice-address": "typed", "_choice-region": "other", "_all": button}
    assert alices.post(at(draft, "contact"), kept).status_code == 302
    assert (contact(draft)["address"], contact(draft)["region"]) == stands


def test_a_version_saved_while_she_chooses_is_shown_too(
    alices: Client, draft: Application, alice: User
) -> None:
    page = conflict(alices, draft, alice)
    people.save(draft, STEPS["contact"], {"address": "Rue Trois"}, alice)
    kept = {**hidden(page), "_choice-address": "typed", "_choice-region": "other"}
    again = alices.post(at(draft, "contact"), kept)
    assert (again.status_code, contact(draft)["address"]) == (409, "Rue Trois")
    assert "Rue Trois" in pages.words(again)


def test_the_page_of_both_versions_stays_in_the_other_language(
    alices: Client, draft: Application, alice: User
) -> None:
    page = conflict(alices, draft, alice)
    with override("fr"):
        french = reverse("portal:step", args=[draft.number, "contact"])
    shown = alices.post(french, {**hidden(page), "_redisplay": "1"})
    assert shown.status_code == 200
    assert 'lang="fr"' in shown.content.decode()
    assert {"Rue Un", "Rue Deux"} <= set(re.findall(r"Rue \w+", shown.content.decode()))
    assert hidden(shown)["_version"] == "0"


def test_what_cannot_be_understood_is_shown_as_it_was_typed(
    alices: Client, draft: Application, alice: User
) -> None:
    page = conflict(alices, draft, alice, phone="+999 call me", _later="1")
    assert pages.words(page).count("+999 call me") == 2  # unseen, and in words


def test_her_lawyer_and_she_on_one_page_read_who_saved(
    alices: Client, lucies: Client, draft: Application, mandate: Mandate
) -> None:
    lucies.post(at(draft, "home"), {"lives_country": "FRA", "_version": "0", "_window": "lucie"})
    page = alices.post(
        at(draft, "home"), {"lives_country": "TUN", "_version": "0", "_window": "alice"}
    )
    assert (page.status_code, home(draft)) == (409, ("FRA", 1))
    assert f"<strong>{mandate.lawyer}</strong>" in pages.words(page)
