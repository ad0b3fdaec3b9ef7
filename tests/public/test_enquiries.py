"""A question to a law firm arrives at that firm; what was typed stays when something is missing."""

import pytest
from django.test import Client

from impplus.practice.models import Enquiry
from impplus.public.enquiries import request_form
from impplus.records.models import Firm

pytestmark = pytest.mark.django_db
ADDRESS = "/en/law-firms/tremblay/"
TYPED = {
    "name": "Bob Martin",
    "email": "bob@example.test",
    "phone": "",
    "language": "fr",
    "country": "FRA",
    "has_csq": "yes",
    "has_letter": "no",
    "family_size": "0",
    "message": "Puis-je présenter une demande ?\r\nMerci.",
}


def test_a_question_arrives_at_the_firm_with_no_consent_that_was_not_given(
    client: Client, firm: Firm
) -> None:
    response = client.post(ADDRESS, TYPED)
    assert response["Location"] == "/en/law-firms/tremblay/sent/"
    asked = Enquiry.objects.get()
    assert (asked.firm, asked.name, asked.has_csq, asked.has_letter) == (
        firm.pk,
        "Bob Martin",
        True,
        False,
    )
    assert (asked.family_size, asked.newsletter, asked.status) == (0, False, "new")
    assert asked.message == "Puis-je présenter une demande ?\nMerci."
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("missing", ["name", "email", "country", "has_csq", "message"])
def test_what_was_typed_stays_when_something_is_missing(
    client: Client, firm: Firm, missing: str
) -> None:
    content = client.post(ADDRESS, {**TYPED, missing: ""}).content.decode()
    assert Enquiry.objects.count() == 0
    assert content.count('<li><a href="#id_') == 1
    kept = "Bob Martin" if missing != "name" else "bob@example.test"
    assert f'value="{kept}"' in content


def test_a_telephone_number_is_one_of_the_country_where_the_visitor_lives(
    client: Client, firm: Firm
) -> None:
    client.post(ADDRESS, {**TYPED, "phone": "06 12 34 56 78"})
    assert Enquiry.objects.get().phone == "+33612345678"


def test_a_telephone_number_that_does_not_exist_stays_as_typed(client: Client, firm: Firm) -> None:
    content = client.post(ADDRESS, {**TYPED, "phone": "06 12"}).content.decode()
    assert Enquiry.objects.count() == 0
    assert 'value="06 12"' in content


def test_the_form_says_that_it_makes_nobody_a_client(client: Client, firm: Firm) -> None:
    content = client.get(ADDRESS).content.decode()
    assert "makes you nobody’s client" in content
    assert 'type="file"' not in content
    assert "checked" not in content.split('name="newsletter"')[1].split(">")[0]


def test_each_language_is_named_in_itself_for_whoever_hears_it(client: Client, firm: Firm) -> None:
    page = client.get(f"/fr/cabinets-juridiques/{firm.slug}/").content.decode()
    assert page.count('<span lang="en">English</span>') == 1
    assert page.count('<span lang="fr">Français</span>') == 1


def test_the_form_has_no_more_than_twelve_fields() -> None:
    assert len(request_form("en").base_fields) == 10


def test_a_firm_that_does_not_exist_is_not_found(client: Client, firm: Firm) -> None:
    assert client.get("/en/law-firms/nobody/").status_code == 404
