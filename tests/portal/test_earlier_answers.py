"""Alice applies again after a return: her earlier answers stand in the questions at one press, and count once she saves each page."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import applications, earlier, reviews
from impplus.queries import readiness
from impplus.queries.earlier import EARLIER, earlier_of
from impplus.queries.file import file_of
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records.models import Application, Event, Invitation, Person, User
from tests import people
from tests.portal import pages

OFFER = "Use my earlier answers"
NOTE = "Answers of the earlier application stand here."
HINT = "From the earlier application: check it."


@pytest.fixture
def again(submitted: Application, letter: Invitation, alice: User, olivia: User) -> Application:
    """Alice's new draft, after her application with Karim and Sami was returned."""
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    reviews.return_incomplete(submitted, reasons="Il manque une page.", by=olivia)
    return people.bound(alice, Invitation.objects.get(pk=letter.pk))


def said(browser: Client, address: str) -> str:
    return html.unescape(pages.words(browser.get(address)))


def step(draft: Application, key: str) -> str:
    with override("en"):
        return reverse("portal:step", args=[draft.number, key])


def press(browser: Client, draft: Application) -> int:
    with override("en"):
        return browser.post(reverse("portal:earlier", args=[draft.number])).status_code


def lacking(draft: Application) -> int:
    return len(readiness.of(file_of(Application.objects.get(pk=draft.pk))).gaps)


def test_one_press_puts_them_into_the_questions_and_each_page_counts_once_it_is_saved(
    alices: Client, again: Application
) -> None:
    there, tasks = step(again, "contact"), pages.address("tasks", again)
    before = lacking(again)
    assert (said(alices, tasks).count(OFFER), said(alices, there).count(NOTE)) == (1, 0)
    assert press(alices, again) == 302
    shown = said(alices, tasks)
    assert shown.count("Your earlier answers stand in the questions now.") == 1
    assert (shown.count(OFFER), "to check, from the earlier application" in shown) == (0, True)
    assert lacking(again) == before
    page = said(alices, there)
    assert (page.count(NOTE), page.count(HINT)) == (1, 0)  # all that stands there is of then
    mixed = said(alices, step(again, "birth-and-passport"))  # beside what the letter says
    assert (mixed.count(NOTE), HINT in mixed) == (1, True)
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    form = alices.get(there).context["form"]
    sent |= {key: one for key in form.fields if key not in sent and (one := form.initial[key])}
    assert alices.post(there, sent).headers["Location"] != there
    assert again.people.get().answers["city"] == Person.objects.earliest("pk").answers["city"]
    assert lacking(again) < before
    assert said(alices, there).count(NOTE) == 0


def test_what_saves_itself_leaves_out_what_nobody_confirmed(
    alices: Client, again: Application
) -> None:
    press(alices, again)
    there = step(again, "contact")
    form = alices.get(there).context["form"]
    sent = {key: value for key, value in form.initial.items() if isinstance(value, str)}
    sent |= {"city": "Lyon", "_auto": "1", "_version": "0", "_window": "mine", "_turn": "1"}
    assert alices.post(there, sent).status_code == 200
    kept = again.people.get().answers
    assert (kept["city"], kept.get("address")) == ("Lyon", None)
    assert said(alices, there).count(NOTE) == 1


def test_a_press_again_is_the_same_and_only_alice_presses(
    alices: Client, bobs: Client, lucies: Client, again: Application, alice: User, bob: User, lucie: User
) -> None:  # fmt: skip
    assert (press(bobs, again), press(lucies, again)) == (404, 404)
    for stranger in (bob, lucie):
        with pytest.raises(NotYours):
            earlier.use(again, by=stranger)
    for _ in range(2):
        earlier.use(again, by=alice)
    assert Event.objects.filter(application=again, detail__step=EARLIER).count() == 1


def test_nothing_of_anybody_else_is_offered(
    alices: Client, again: Application, alice: User, bob: User
) -> None:
    Application.objects.exclude(pk=again.pk).update(applicant=bob)
    assert earlier_of(again) is None
    with pytest.raises(WrongMoment):
        earlier.use(again, by=alice)
    assert said(alices, pages.address("tasks", again)).count(OFFER) == 0
    Application.objects.exclude(pk=again.pk).update(applicant=alice)
    earlier.use(again, by=alice)
    Application.objects.exclude(pk=again.pk).update(applicant=bob)  # as if one had named his
    assert said(alices, step(again, "contact")).count(NOTE) == 0


def test_an_application_of_another_person_offers_nothing(
    again: Application, submitted: Application
) -> None:
    assert earlier_of(again) == submitted
    candidate = again.invitation.candidate
    candidate.born = candidate.born.replace(year=candidate.born.year - 1)
    assert earlier_of(again) is None


def test_karim_is_declared_again_with_what_he_did_not_keep_private(
    alices: Client, again: Application, alice: User
) -> None:
    family = pages.address("family", again)
    assert said(alices, family).count("Declare again") == 0
    earlier.use(again, by=alice)
    assert said(alices, family).count("· Declare again") == 2
    karim = Person.objects.get(given_names="Karim")
    with override("en"):
        add = f"{reverse('portal:add-member', args=[again.number])}?earlier="
    page = alices.get(f"{add}{karim.pk}", follow=True)
    first, initial = page.redirect_chain[-1][0], page.context["form"].initial
    assert (initial["relation"], initial["given_names"]) == ("spouse", "Karim")
    sent = {key: value for key, value in initial.items() if isinstance(value, str)}
    sent |= {f"born_{n}": str(one) for n, one in enumerate((karim.born.year, karim.born.month, karim.born.day))}  # fmt: skip
    assert alices.post(first, sent).headers["Location"] != first
    made = again.people.get(relation="spouse")
    assert (made.given_names, made.saves[EARLIER]) == ("Karim", karim.pk)
    assert said(alices, family).count("Declare again") == 1
    karim.delegations.update(private=True)
    applications.remove_member(again, person=made, by=alice)
    assert said(alices, family).count("Declare again") == 1
    for other in (karim.pk, 0, "x", Person.objects.get(application=again).pk):
        fresh = alices.get(f"{add}{other}", follow=True)
        assert fresh.context["form"].initial.get("given_names") in (None, "")
