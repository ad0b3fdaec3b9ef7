"""The firm as a team: roles, invitations, removal, and colleagues who open a represented file; each role tried at each page."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import assignments, colleagues, mails, mandates, matters
from impplus.practice.colleague import ROLES_AT_A_FIRM
from impplus.practice.models import Colleague, FirmEvent, Offer
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records import access
from impplus.records.models import Application, Assignment, Event, Firm, Mandate, User
from impplus.rules.lifecycle import Role
from tests.matters import opened
from tests.people import signed_in, user, written_to

pytestmark = pytest.mark.django_db
TEAM = "/en/firm/team/"
PASSWORD = "a-long-password-of-noor"
ASKED = {
    "name": "Noor Aziz",
    "email": "noor.aziz@example.test",
    "role": "paralegal",
    "language": "en",
}


def colleague(firm: Firm, name: str, role: str) -> User:
    """Somebody who works at the firm as this."""
    made = user(f"{name.lower()}@example.test", name, Role.REPRESENTATIVE, "en", firm)
    Colleague.objects.create(firm=firm.pk, account=made.pk, role=role)
    return made


@pytest.fixture
def owner(lucie: User, firm: Firm) -> User:
    """Lucie, as the owner of her firm."""
    Colleague.objects.create(firm=firm.pk, account=lucie.pk, role="owner")
    return lucie


@pytest.fixture
def mandate(draft: Application, alice: User, lucie: User) -> Mandate:
    """Alice's appointment of Lucie."""
    return mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)


# What each role gets from each page, opened: owner, lawyer, paralegal, intake, bookkeeper.
PAGES = {
    "firm:home": (200, 200, 200, 200, 200),
    "firm:team": (200, 200, 200, 200, 200),
    "firm:absences": (200, 200, 200, 200, 200),
    "firm:enquiries": (200, 200, 404, 200, 404),
    "firm:enquiry": (200, 200, 404, 200, 404),
    "firm:contact-form": (200, 200, 404, 200, 404),
    "firm:assignments": (200, 404, 404, 404, 404),
    "portal:tasks": (404, 404, 404, 404, 404),
}
# And pressed.
PRESSED = {
    "firm:decline-enquiry": (302, 302, 404, 302, 404),
    "firm:change-role": (302, 404, 404, 404, 404),
    "firm:remove-colleague": (200, 404, 404, 404, 404),
}


@pytest.mark.parametrize("place", range(5))
def test_each_role_opens_its_pages_of_the_firm_and_no_other(
    firm: Firm, owner: User, mandate: Mandate, place: int
) -> None:
    asked, other = written_to(firm), colleague(firm, "Zoe", "intake")
    browser = signed_in(colleague(firm, "Paul", ROLES_AT_A_FIRM[place]))
    number = mandate.application.number
    args = {"firm:enquiry": [asked.pk], "firm:decline-enquiry": [asked.pk]}
    args |= {"firm:assignments": [number], "portal:tasks": [number]}
    args |= {"firm:change-role": [other.pk], "firm:remove-colleague": [other.pk]}
    opened = {one: browser.get(reverse(one, args=args.get(one))).status_code for one in PAGES}
    assert opened == {one: expected[place] for one, expected in PAGES.items()}
    typed = {"reason": "x", "role": "lawyer"}
    pressed = {
        one: browser.post(reverse(one, args=args[one]), typed).status_code for one in PRESSED
    }
    assert pressed == {one: expected[place] for one, expected in PRESSED.items()}


@pytest.mark.parametrize("who", ["owner", "lawyer", "paralegal"])
def test_a_lawyer_or_an_owner_writes_a_membership_number(firm: Firm, owner: User, who: str) -> None:
    marie = colleague(firm, "Marie", "lawyer")
    by = {"owner": owner, "lawyer": marie, "paralegal": colleague(firm, "Paul", "paralegal")}[who]
    page = reverse("firm:membership", args=[marie.pk])
    for typed, status in ((" BQ 123456-7 ", 302), ("1" * 41, 422)):
        answer = signed_in(by).post(page, {"membership": typed})
        assert answer.status_code == (404 if who == "paralegal" else status)
    marie.refresh_from_db()
    kept = "" if who == "paralegal" else "BQ 123456-7"
    assert (marie.membership, kept in signed_in(owner).get(TEAM).content.decode()) == (kept, True)
    changed = FirmEvent.objects.filter(noun="colleague", verb="change")
    assert [one.by for one in changed] == [by.pk] * (who != "paralegal")


def test_only_lawyers_have_a_membership_number_and_only_of_their_own_firm(
    firm: Firm, owner: User
) -> None:
    harbour = Firm.objects.create(name="Harbour Immigration Law", slug="harbour", city="Ottawa")
    samuel = colleague(harbour, "Samuel", "lawyer")
    for other in (colleague(firm, "Paul", "paralegal"), samuel):
        with pytest.raises(NotYours):
            colleagues.register(other, membership="1", by=owner)
        page = reverse("firm:membership", args=[other.pk])
        assert signed_in(owner).get(page).status_code == 404


@pytest.mark.parametrize(
    ("role", "parts"),
    [
        ("owner", "home clients enquiries bookings calendar known contact-form money reports team"),
        ("lawyer", "home clients enquiries bookings calendar known contact-form team"),
        ("paralegal", "home clients calendar team"),
        ("intake", "home enquiries bookings known contact-form team"),
        ("bookkeeper", "home money reports team"),
    ],
)
def test_the_tabs_lead_each_role_to_the_parts_that_it_opens_and_to_no_other(
    firm: Firm, owner: User, role: str, parts: str
) -> None:
    browser = signed_in(colleague(firm, "Paul", role))
    for language in ("en", "fr"):
        with override(language):
            pages = [reverse(f"firm:{one}") for one in parts.split()]
        for page in pages:
            shown = browser.get(page).content.decode()
            tabs = shown[
                shown.index('class="tabs parts"') : shown.index(
                    "</nav>", shown.index('class="tabs parts"')
                )
            ]
            assert re.findall(r'href="([^"]+)"', tabs) == pages
            assert re.findall(r'href="([^"]+)" aria-current', tabs) == [page]


def test_the_tab_of_enquiries_says_on_each_page_how_many_are_new(firm: Firm, owner: User) -> None:
    written_to(firm)
    browser = signed_in(owner)
    parts = "home clients enquiries bookings calendar known contact-form money reports team"
    pages = [browser.get(reverse(f"firm:{one}")).content.decode() for one in parts.split()]
    said = [re.findall(r'<span class="count">(.*?)</span>', one) for one in pages]
    assert said == [["1"]] * 10


def test_somebody_is_invited_accepts_once_and_works_there(
    firm: Firm, owner: User, settings: Settings
) -> None:
    assert signed_in(owner).post(TEAM, ASKED).status_code == 302
    mails.send_owed()
    (sent,) = mail.outbox
    assert sent.to == ["noor.aziz@example.test"]
    link = re.search(r"http://[^/]+(/\S+)", sent.body)
    assert link is not None
    there = link[1]
    assert Client().get(there).status_code == 200  # a scanner of mail opens it: nothing happens
    assert User.objects.filter(email="noor.aziz@example.test").count() == 0
    assert Client().post(there, {"password": "short"}).status_code == 422
    assert Client().post(there, {"password": PASSWORD}).status_code == 302
    assert Client().post(there, {"password": PASSWORD}).status_code == 404
    noor = User.objects.get(email="noor.aziz@example.test")
    assert (noor.firm, noor.role, noor.check_password(PASSWORD)) == (firm, "representative", True)
    row = Colleague.objects.get(account=noor.pk)
    assert (row.role, row.status, Offer.objects.get().status) == ("paralegal", "active", "accepted")
    assert signed_in(noor).get(TEAM).status_code == 200
    settings.STAFF_SECOND_FACTOR = True
    refused = signed_in(noor).get(TEAM)
    assert (refused.status_code, refused["Location"]) == (302, "/en/account/")


def test_an_invitation_that_is_taken_back_or_for_an_account_that_exists_opens_nothing(
    firm: Firm, owner: User, bob: User
) -> None:
    browser = signed_in(owner)
    taken = browser.post(TEAM, ASKED | {"email": bob.email})
    assert (taken.status_code, Offer.objects.count()) == (422, 0)
    browser.post(TEAM, ASKED)
    browser.post(TEAM, ASKED)
    offer = Offer.objects.get()
    mails.send_owed()
    there = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)
    browser.post(reverse("firm:withdraw-offer", args=[offer.pk]))
    assert there is not None
    assert Client().post(there[1], {"password": PASSWORD}).status_code == 404


def test_whoever_is_removed_opens_nothing_from_the_next_page_on(
    firm: Firm, owner: User, mandate: Mandate
) -> None:
    paul = colleague(firm, "Paul", "paralegal")
    assignments.assign(mandate, colleague=paul, by=owner)
    browser, number = signed_in(paul), mandate.application.number
    assert browser.get(f"/en/application/{number}/").status_code == 200
    colleagues.remove(paul, by=owner)
    assert browser.get(f"/en/application/{number}/").status_code in (302, 404)
    assert browser.get(TEAM).status_code == 302
    assert Assignment.objects.get().status == "ended"


def test_the_last_owner_stays_and_nobody_goes_whom_a_client_has_appointed(
    firm: Firm, owner: User, mandate: Mandate
) -> None:
    with pytest.raises(colleagues.LastOwner):
        colleagues.change(owner, role="lawyer", by=owner)
    paul = colleague(firm, "Paul", "owner")
    with pytest.raises(colleagues.StillAppointed):
        colleagues.remove(owner, by=paul)
    colleagues.change(owner, role="lawyer", by=paul)
    assert Colleague.objects.get(account=owner.pk).role == "lawyer"


def test_the_removal_of_the_last_owner_is_refused_without_a_second_look(
    firm: Firm, owner: User
) -> None:
    page = signed_in(owner).post(f"{TEAM}{owner.pk}/remove/")
    assert (page.status_code, "the only owner of the firm" in page.content.decode()) == (422, True)


def test_nobody_goes_who_answers_for_open_matters(firm: Firm, owner: User) -> None:
    luc = colleague(firm, "Luc", "lawyer")
    matter = opened(owner, lawyer=luc.pk)
    page = signed_in(owner).post(f"{TEAM}{luc.pk}/remove/")
    assert (page.status_code, "answers for open matters" in page.content.decode()) == (422, True)
    with pytest.raises(colleagues.StillAnswers):
        colleagues.change(luc, role="intake", by=owner)
    matters.assign(matter, lawyer=owner.pk, paralegal=luc.pk, by=owner)
    colleagues.change(luc, role="paralegal", by=owner)
    assert Colleague.objects.get(account=luc.pk).role == "paralegal"


@pytest.mark.parametrize(
    ("language", "left"),
    [("en", "1 open matter that this person works on"), ("fr", "1 dossier ouvert auquel")],
)
def test_what_a_colleague_leaves_to_others_is_read_before_the_removal(
    firm: Firm, owner: User, language: str, left: str
) -> None:
    paul = colleague(firm, "Paul", "paralegal")
    opened(owner, paralegal=paul.pk)
    with override(language):
        removal = reverse("firm:remove-colleague", args=[paul.pk])
    browser = signed_in(owner)
    page = browser.post(removal)
    assert (page.status_code, left in page.content.decode()) == (200, True)
    assert Colleague.objects.get(account=paul.pk).status == "active"
    browser.post(removal, {"sure": "1", "seen": ""})
    assert Colleague.objects.get(account=paul.pk).status == "left"


def test_a_colleague_opens_a_represented_file_once_assigned_and_the_client_can_see_it(
    firm: Firm, owner: User, mandate: Mandate, alice: User
) -> None:
    paul, file = colleague(firm, "Paul", "paralegal"), mandate.application
    assert list(access.applications(paul)) == []
    there = reverse("firm:assignments", args=[file.number])
    browser = signed_in(owner)
    assert browser.post(there, {"colleague": str(paul.pk)}).status_code == 302
    assert list(access.applications(paul)) == [file]
    assert Event.objects.filter(noun="assignment", verb="assign", application=file).count() == 1
    with pytest.raises(NotYours):
        mandates.end(mandate, by=paul)  # the lawyer whom Alice appointed may, and no colleague
    browser.post(reverse("firm:end-assignment", args=[Assignment.objects.get().pk]))
    assert list(access.applications(paul)) == []
    assignments.assign(mandate, colleague=paul, by=owner)
    mandates.end(mandate, by=alice)
    assert list(access.applications(paul)) == []


def test_nobody_of_another_firm_and_no_bookkeeper_is_assigned(
    firm: Firm, owner: User, mandate: Mandate
) -> None:
    harbour = Firm.objects.create(name="Harbour Law", slug="harbour", city="Ottawa")
    stranger = colleague(harbour, "Sam", "lawyer")
    for one in (stranger, colleague(firm, "Betty", "bookkeeper")):
        with pytest.raises(NotUnderstood):
            assignments.assign(mandate, colleague=one, by=owner)
    paul = colleague(harbour, "Paul", "owner")
    with pytest.raises(NotYours):
        assignments.assign(mandate, colleague=stranger, by=paul)
