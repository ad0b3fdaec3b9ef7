"""The firm's pages of enquiries: found again months later, read with what the rules say, declined and gone on with."""

from datetime import timedelta

import pytest
from django.test import Client

from impplus.practice.models import Colleague, Consent, Enquiry, FirmEvent
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.triage import triage_of
from impplus.records.models import Firm, User
from tests.people import signed_in, written_to

pytestmark = pytest.mark.django_db
LIST = "/en/firm/enquiries/"
LEILA = {"name": "Leïla Haddad", "email": "leila@example.test", "phone": "+213555014277"}
CHECKED = {"lives_country": "DZA", "intends_quebec": True, "csq_programme": "PRTQ",
           "nationality": "DZA", "born": "1984-04-12"}  # fmt: skip


@pytest.fixture
def desk(lucie: User) -> Client:
    """Lucie, signed in."""
    return signed_in(lucie)


def shown(desk: Client, query: str) -> list[str]:
    return [one.name for one in desk.get(f"{LIST}?{query}").context["asked"]]


@pytest.mark.parametrize(
    "query",
    ["q=leila", "q=HADDAD", "q=Haddad+Leïla", "q=leila@example.test", "q=0555014277", "q=55501",
     "q=university", "status=new"],
)  # fmt: skip
def test_an_enquiry_is_found_by_name_without_accents_address_telephone_and_words(
    desk: Client, firm: Firm, query: str
) -> None:
    written_to(firm, **LEILA, message="My son is at the University.")
    if query != "status=new":
        written_to(firm)
    assert shown(desk, query) == ["Leïla Haddad"]


def test_an_enquiry_is_found_by_its_day_and_nothing_by_another(desk: Client, firm: Firm) -> None:
    written_to(firm)
    on = clock.today(SERVED)
    assert shown(desk, f"on={on}") == ["Bob Martin"]
    assert shown(desk, f"on={on - timedelta(days=1)}") == []
    page = desk.get(f"{LIST}?on=yesterday")
    assert "A part of the search could not be read" in page.content.decode()
    assert len(page.context["asked"]) == 1


@pytest.mark.parametrize("count", [1, 24])
def test_the_list_asks_as_often_for_many_as_for_one(
    desk: Client, firm: Firm, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        written_to(firm, name=f"Person {number}", email=f"p{number}@example.test")
    with django_assert_num_queries(5, using="firm"):
        desk.get(LIST)


def test_the_rules_say_what_is_met_what_is_not_known_and_what_it_costs(
    desk: Client, firm: Firm
) -> None:
    on = clock.today(SERVED)
    asked = written_to(
        firm, **LEILA, partner=True, children=[11, 22], answers=CHECKED, checked_on=on
    )
    found = triage_of(asked, on)
    assert {one.key: one.met for one in found.findings if one.met} != {}
    assert [(one.years, one.applies_for) for one in found.family] == [
        (None, "work-permit"),
        (11, "study-permit"),
        (22, "nothing"),
    ]
    assert True not in [one.met for one in found.family[2].findings]
    assert found.family[2].findings != ()
    assert found.bill.total > 0
    content = desk.get(f"{LIST}{asked.pk}/").content.decode()
    for one in found.every:
        assert one.title.en in content
    assert [one.years for one in found.grown] == [22]
    assert "aged 22: no permit as a child by age." in content
    assert "every condition is met" not in content


def test_who_opened_an_enquiry_is_remembered(desk: Client, firm: Firm, lucie: User) -> None:
    asked = written_to(firm)
    desk.get(f"{LIST}{asked.pk}/")
    (event,) = FirmEvent.objects.filter(verb="look")
    assert (event.about, event.by) == (str(asked.pk), lucie.pk)


def test_it_is_declined_with_a_reason_and_without_one_it_is_not(desk: Client, firm: Firm) -> None:
    asked = written_to(firm)
    there = f"{LIST}{asked.pk}/decline/"
    assert desk.post(there, {"reason": ""}).status_code == 422
    assert desk.post(there, {"reason": "Against a client."}).status_code == 302
    assert desk.post(there, {"reason": "Against a client."}).status_code == 302
    assert Enquiry.objects.get().status == "declined"
    assert "Against a client." in desk.get(f"{LIST}{asked.pk}/").content.decode()


def test_after_six_months_nobody_writes_until_the_person_was_heard_of(
    desk: Client, firm: Firm
) -> None:
    asked = written_to(firm)
    Consent.objects.update(until=clock.today(SERVED) - timedelta(days=1))
    page = desk.post(f"{LIST}{asked.pk}/", {"text": "Hello."})
    assert page.status_code == 422
    assert "implied has ended" in page.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("owner", 200), ("lawyer", 200), ("intake", 200), ("paralegal", 404), ("bookkeeper", 404)],
)
def test_each_role_sees_enquiries_or_finds_nothing_there(
    desk: Client, firm: Firm, lucie: User, role: str, status: int
) -> None:
    asked = written_to(firm)
    Colleague.objects.create(firm=firm.pk, account=lucie.pk, role=role)
    assert desk.get(LIST).status_code == status
    assert desk.get(f"{LIST}{asked.pk}/").status_code == status
    assert desk.post(f"{LIST}{asked.pk}/decline/", {"reason": "x"}).status_code in (302, 404)
    assert (Enquiry.objects.get().status == "declined") is (status == 200)
