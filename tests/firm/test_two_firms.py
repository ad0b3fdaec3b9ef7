"""Alice is a client of two firms, one after the other: neither learns of the other, and only the one that acts is told of her file."""

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import followed_matters, mandates, matters, messages, reviews
from impplus.practice import access
from impplus.practice.models import Enquiry, Matter
from impplus.queries.alike import Identity
from impplus.queries.conflicts import search
from impplus.records.models import Application, Firm, Message, User
from impplus.rules.lifecycle import Role
from tests.agreed import cleared, offered, signed
from tests.matters import opened
from tests.people import signed_in, user

pytestmark = pytest.mark.django_db
ALICE = {"name": "Alice Benali", "email": "alice@example.test"}


@pytest.fixture
def samuel(db: None) -> User:
    """Samuel is a lawyer at another firm."""
    other = Firm.objects.create(name="Harbour Law", slug="harbour", city="Halifax")
    return user("samuel@example.test", "Samuel Okafor", Role.REPRESENTATIVE, "en", other)


def stage(matter: Matter) -> str:
    matter.refresh_from_db()
    return matter.stage


def test_each_firm_has_an_enquiry_an_agreement_and_a_matter_of_its_own(
    firm: Firm, lucie: User, samuel: User
) -> None:
    assert samuel.firm
    for where, by in ((firm, lucie), (samuel.firm, samuel)):
        signed(offered(cleared(where, by, **ALICE), by))
    assert (Enquiry.objects.count(), Matter.objects.count()) == (2, 2)
    for by in (lucie, samuel):
        for seen in (access.enquiries, access.matters, access.agreements, access.bookings):
            assert {one.firm for one in seen(by)} <= {by.firm_id}
        assert access.matters(by).get().number.endswith("-0001")
        assert len(search(by.firm_id or 0, [Identity(**ALICE)])) <= 2
    theirs = access.matters(samuel).get()
    browser = signed_in(lucie)
    for part in ("", "change/", "ask/", "closing/", "transfer/", "imm-5476/"):
        assert browser.get(f"/en/firm/clients/{theirs.pk}/{part}").status_code == 404


def test_the_search_of_one_firm_does_not_find_whom_the_other_knows(
    firm: Firm, lucie: User, samuel: User
) -> None:
    cleared(firm, lucie, **ALICE)
    assert search(firm.pk, [Identity(**ALICE)]) != []
    assert search(samuel.firm_id or 0, [Identity(**ALICE)]) == []


def test_the_firm_that_acts_no_more_is_told_nothing_more_of_the_file(
    submitted: Application, alice: User, lucie: User, samuel: User, olivia: User
) -> None:
    first = mandates.give(submitted, lawyer=lucie, signature="Alice Benali", by=alice)
    hers = opened(lucie, application=submitted.pk, **ALICE)
    followed_matters.follow_files()
    assert stage(hers) == "received"
    mandates.end(first, by=alice)
    mandates.give(submitted, lawyer=samuel, signature="Alice Benali", by=alice)
    his = opened(samuel, application=submitted.pk, **ALICE)
    before = set(Message.objects.values_list("pk", flat=True))
    reviews.take_oldest(by=olivia)
    reviews.complete(submitted, by=olivia)
    asked = reviews.ask(submitted, text="Where?", document="", days=30, by=olivia)
    assert followed_matters.follow_files() == 1
    assert (stage(hers), stage(his)) == ("received", "question")
    asked_of = [one.deadlines.filter(kind="question").count() for one in (hers, his)]
    assert asked_of == [0, 1]
    messages.send_owed()
    told = Message.objects.exclude(pk__in=before).values_list("account__email", flat=True)
    assert lucie.email not in told
    reviews.answer(asked, text="Here.", by=samuel)
    assert followed_matters.follow_files() == 1
    assert (stage(hers), stage(his)) == ("received", "processing")


def test_the_page_of_the_matter_says_that_the_file_is_no_longer_open(
    submitted: Application, alice: User, lucie: User
) -> None:
    mandate = mandates.give(submitted, lawyer=lucie, signature="Alice Benali", by=alice)
    matter = opened(lucie, application=submitted.pk, **ALICE)
    browser = Client()
    browser.force_login(lucie)
    link = f'href="{reverse("portal:tasks", args=[submitted.number])}"'
    page = f"/en/firm/clients/{matter.pk}/"
    assert link in browser.get(page).content.decode()
    mandates.end(mandate, by=alice)
    said = browser.get(page).content.decode()
    assert (link in said, "Not open to you: the appointment has ended" in said) == (False, True)
    matters.note(matter, text="Alice has another lawyer now.", by=lucie)
