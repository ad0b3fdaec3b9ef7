"""Alice, Karim and Lucie read what became of a permit or a letter of introduction, first of all, and what to do now."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import arrivals, letters, mandates, permit_states
from impplus.records.models import Application, Introduction, Permit, Person, User
from impplus.words import formats
from tests.approved import arrive, bianca
from tests.kept import kept
from tests.people import signed_in
from tests.portal import pages
from tests.portal.own import text
from tests.portal.test_own_part_received import approved
from tests.site import owner

STOP = {
    "en": "Stop working now: while it is suspended, the permit gives no right.",
    "fr": "Cessez de travailler dès maintenant\u00a0: tant qu’il est suspendu, le permis ne donne aucun droit.",
}


def plain(said: str) -> str:
    return " ".join(said.split())


def top(browser: Client, file: Application, language: str = "en") -> str:
    """What stands before the links that jump into the page."""
    page = browser.get(pages.address("status", file, language)).content.decode()
    return plain(text_of(page.split("<h1>", 1)[1].split('class="jump"', 1)[0]))


def text_of(page: str) -> str:
    class Held:
        content = page.encode()

    return text(Held())


@pytest.fixture
@kept
def issued(family: Application, olivia: User) -> Application:
    """The family's application, approved; both have arrived."""
    approved(family, olivia)
    arrive(family)
    letters.send_owed()
    return family


@pytest.fixture
def hers(issued: Application) -> Permit:
    return Permit.objects.get(person__relation="principal")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_suspension_stands_at_the_top_with_its_last_day_and_to_stop_working(
    language: str, issued: Application, hers: Permit, alices: Client, olivia: User, this_day: date
) -> None:
    assert STOP[language] not in top(alices, issued, language)
    until = this_day + timedelta(days=9)
    permit_states.suspend(hers, ground="officer", until=until, by=olivia)
    shown = top(alices, issued, language)
    title = {
        "en": "Your permit is suspended until the end of {}.",
        "fr": "Votre permis est suspendu jusqu’au {} inclus.",
    }[language].format(formats.day(until, language))
    assert [one in shown for one in (plain(title), plain(STOP[language]))] == [True, True]
    letter = hers.letters.get(kind="permit-suspended")
    page = alices.get(pages.address("status", issued, language)).content.decode()
    assert page.count(f"/{letter.pk}/") >= 2  # beside what it is about, and in the list


def test_lucie_reads_it_of_her_client_by_name(
    issued: Application, hers: Permit, alice: User, lucie: User, olivia: User
) -> None:
    mandates.give(issued, lawyer=lucie, signature="Alice Benali", by=alice)
    permit_states.suspend(hers, ground="officer", by=olivia)
    shown = top(signed_in(lucie), issued)
    assert "Alice Benali: the permit is suspended. No last day" in shown
    assert "Alice Benali has to stop working now" in shown
    assert "Your permit" not in shown


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        ("error", "Stop working now: the permit gives no right any more."),
        (
            "permanent-resident",
            "A permanent resident may live, work and study in Canada without a permit.",
        ),
    ],
)
def test_a_cancellation_says_what_to_do_by_its_ground(
    ground: str, said: str, issued: Application, hers: Permit, alices: Client, olivia: User
) -> None:
    permit_states.cancel(hers, ground=ground, by=olivia)
    shown = top(alices, issued)
    assert (said in shown, "Stop working" in shown) == (True, ground == "error")
    heading = "Permit cancelled" if ground == "error" else "Approved"  # her husband holds his
    assert shown.startswith(heading)


def test_whose_only_permit_is_cancelled_is_not_told_to_read_its_conditions(
    issued: Application, hers: Permit, alices: Client, olivia: User
) -> None:
    permit_states.cancel(Permit.objects.get(person__relation="spouse"), ground="error", by=olivia)
    permit_states.cancel(hers, ground="error", by=olivia)
    page = text(alices.get(pages.address("status", issued)))
    assert top(alices, issued).startswith("Permits cancelled")
    assert ("Read the conditions of the permits" in page, "What you do now" in page) == (
        False,
        False,
    )


def test_of_a_permit_that_was_replaced_the_numbers_of_both_are_said_and_the_new_one_stands_first(
    issued: Application, hers: Permit, alices: Client, olivia: User, this_day: date
) -> None:
    until = this_day + timedelta(days=100)
    other = permit_states.replace_with(hers, ground="error", valid_until=until, by=olivia)
    shown = top(alices, issued)
    assert f"Your permit {hers.number} was replaced by permit {other.number}." in shown
    page = text(alices.get(pages.address("status", issued)))
    listed = page.split("Where it stands")[0]
    assert listed.rindex(other.number) < listed.rindex(hers.number)
    assert "Replaced: no longer counts" in listed


def test_whose_permit_is_suspended_reads_no_step_of_another_as_an_own_one(
    family: Application, alices: Client, olivia: User
) -> None:
    approved(family, olivia)
    arrivals.record(
        Introduction.objects.get(person__relation="principal"), port="Lacolle", by=bianca()
    )
    permit_states.suspend(Permit.objects.get(), ground="officer", by=olivia)
    page = text(alices.get(pages.address("status", family)))
    steps = page.split("What you do now")[1].split("The decision")[0]
    assert "Karim Idrissi: the letter of introduction and the passport are to be shown" in steps
    assert [one in steps for one in ("You need a visa", "your permit is made")] == [False, False]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_whose_own_letter_has_expired_reads_that_and_not_the_day_of_another(
    language: str, family: Application, alices: Client, olivia: User, this_day: date
) -> None:
    approved(family, olivia)
    past = this_day - timedelta(days=1)
    with owner():
        own = Introduction.objects.filter(person__relation="principal")
        own.update(issued_on=past, expires_on=past)
    shown = top(alices, family, language)
    title = {
        "en": "Your letter of introduction expired on {}.",
        "fr": "Votre lettre d’introduction a expiré le {}.",
    }[language].format(formats.day(past, language))
    assert plain(title) in shown
    page = text(alices.get(pages.address("status", family, language)))
    assert ("Enter Canada by" in page, "Entrez au Canada" in page) == (False, False)


def test_a_member_who_was_refused_entry_is_named_with_a_way_on(
    family: Application, karim: Person, alices: Client, his: Client, olivia: User
) -> None:
    approved(family, olivia)
    letter = Introduction.objects.get(person=karim)
    why = {"ground": "no-document", "port": "Lacolle", "reasons": "Sans visa."}
    arrivals.refuse_entry(letter, **why, by=bianca())
    shown = top(alices, family)
    assert "Karim Idrissi: entry to Canada was refused." in shown
    assert "Karim Idrissi can apply for a permit of their own" in shown
    own = text(his.get(pages.address("my-part", family)))
    assert "You were refused entry to Canada." in own


def test_a_private_members_suspension_is_read_by_that_member_alone(
    issued: Application, karim: Person, alices: Client, his: Client, olivia: User
) -> None:
    karim.delegations.update(private=True)
    permit_states.suspend(Permit.objects.get(person=karim), ground="officer", by=olivia)
    assert "suspended" not in top(alices, issued)
    assert "Permit suspended" not in text(alices.get(reverse("portal:home")))
    assert "Your permit is suspended." in text(his.get(pages.address("my-part", issued)))
    assert "Permit suspended" in text(his.get(reverse("portal:home")))


def test_the_list_of_applications_says_what_became_of_a_permit(
    issued: Application, hers: Permit, alices: Client, olivia: User, this_day: date
) -> None:
    assert "Permit suspended" not in text(alices.get(reverse("portal:home")))
    permit_states.suspend(hers, ground="officer", by=olivia)
    assert "Permit suspended" in text(alices.get(reverse("portal:home")))
    permit_states.resume(hers, by=olivia)
    assert "Permit suspended" not in text(alices.get(reverse("portal:home")))
    with owner():
        past = this_day - timedelta(days=1)
        Permit.objects.filter(pk=hers.pk).update(valid_from=past, valid_until=past)
    assert "Permit expired" in text(alices.get(reverse("portal:home")))
    assert top(alices, issued).count("Your permit expired on") == 1


def test_a_representative_reads_it_in_the_list_of_clients(
    issued: Application, hers: Permit, alice: User, lucie: User, olivia: User
) -> None:
    mandates.give(issued, lawyer=lucie, signature="Alice Benali", by=alice)
    browser, there = signed_in(lucie), reverse("firm:home")
    assert "Permit cancelled" not in text(browser.get(there))
    permit_states.cancel(hers, ground="error", by=olivia)
    assert "Permit cancelled" in text(browser.get(there))


def test_the_page_of_a_document_says_what_became_of_it(
    issued: Application, hers: Permit, alices: Client, olivia: User
) -> None:
    paper = hers.letters.get(kind="permit")
    there = reverse("portal:letter", args=[issued.number, paper.pk])
    assert "as it was issued" not in text(alices.get(there))
    permit_states.cancel(hers, ground="error", by=olivia)
    assert "Cancelled You see the document as it was issued." in text(alices.get(there))


def test_the_steps_of_somebody_abroad_lead_to_the_request_for_the_passport(
    family: Application, alices: Client, olivia: User
) -> None:
    approved(family, olivia)
    asked = family.letters.filter(kind="passport-request")
    page = alices.get(pages.address("status", family)).content.decode()
    steps = page.split('id="do-now"')[1].split("</section>")[0]
    links = [reverse("portal:letter", args=[family.number, one.pk]) for one in asked]
    assert (len(links), [steps.count(one) for one in links]) == (2, [1, 1])
