"""A question to a law firm arrives at that firm; what was typed stays when something is missing."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from impplus.practice.models import Enquiry
from impplus.programmes import SERVED
from impplus.public.enquiries import request_form
from impplus.queries import clock
from impplus.records.models import Firm
from impplus.web import attempts

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
    "partner": "no",
    "children": "4, 11",
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
    assert (asked.partner, asked.children, asked.status) == (False, [4, 11], "new")
    assert [one.kind for one in asked.consents.all()] == ["implied"]
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
    assert len(request_form("en", checked=True).base_fields) == 12


def test_a_firm_that_does_not_exist_is_not_found(client: Client, firm: Firm) -> None:
    assert client.get("/en/law-firms/nobody/").status_code == 404


def test_what_the_self_check_answered_is_not_asked_again(client: Client, firm: Firm) -> None:
    carried = {
        "check-lives_country": "DZA",
        "check-intends_quebec": "yes",
        "check-csq_programme": "PRTQ",
        "check-has_letter": "no",
    }
    page = client.post(ADDRESS, carried | {"_brought": "self-check"}).content.decode()
    assert [f'name="{one}"' in page for one in ("country", "has_csq", "has_letter")] == [False] * 3
    assert "From your self-check; this is sent with your question:" in page
    typed = {
        key: one for key, one in TYPED.items() if key not in ("country", "has_csq", "has_letter")
    }
    assert client.post(ADDRESS, typed | carried).status_code == 302
    asked = Enquiry.objects.get()
    assert (asked.country, asked.has_csq, asked.has_letter) == ("DZA", True, False)


def test_the_answers_of_the_self_check_go_along_only_where_that_is_said(
    client: Client, firm: Firm
) -> None:
    carried = {"check-lives_country": "DZA", "check-intends_quebec": "yes"}
    listed = client.post("/en/law-firms/", carried).content.decode()
    assert 'name="check-lives_country" value="DZA"' in listed
    brought = client.post(ADDRESS, carried | {"_brought": "self-check"}).content.decode()
    assert "Send my answers to the self-check along" in brought
    assert Enquiry.objects.count() == 0
    client.post(ADDRESS, TYPED | carried | {"attach": "on"})
    client.post(ADDRESS, TYPED | carried | {"message": "Without them."})
    attached, without = Enquiry.objects.order_by("pk")
    assert attached.answers == {"lives_country": "DZA", "intends_quebec": True}
    assert (attached.channel, attached.checked_on) == ("self-check", clock.today(SERVED))
    assert (without.answers, without.channel, without.checked_on) == ({}, "here", None)


@pytest.mark.parametrize("ages", ["four", "4, 99", "1,2,3,4,5,6,7,8,9,10,11,12,13", "-1"])
def test_ages_that_cannot_be_read_are_said(client: Client, firm: Firm, ages: str) -> None:
    page = client.post(ADDRESS, TYPED | {"children": ages})
    assert (page.status_code, Enquiry.objects.count()) == (422, 0)
    assert f'value="{ages}"' in page.content.decode()


def test_a_hundred_thousand_letters_are_refused_and_a_script_is_words(
    client: Client, firm: Firm
) -> None:
    page = client.post(ADDRESS, TYPED | {"message": "a" * 100_000})
    assert (page.status_code, Enquiry.objects.count()) == (422, 0)
    client.post(ADDRESS, TYPED | {"message": "<script>alert(1)</script>"})
    assert Enquiry.objects.get().message == "<script>alert(1)</script>"


def test_a_thousand_requests_of_one_visitor_are_told_to_wait(client: Client, firm: Firm) -> None:
    answers = [client.post(ADDRESS, TYPED | {"email": f"b{n}@example.test"}) for n in range(12)]
    assert [one.status_code for one in answers] == [302] * 10 + [422] * 2
    assert "too many attempts" in answers[-1].content.decode()
    assert 'value="b11@example.test"' in answers[-1].content.decode()


def test_where_nothing_is_kept_for_firms_nobody_can_write_to_one_and_it_is_said(
    client: Client, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in ("enquiries", "presentations"):
        monkeypatch.setattr(f"impplus.public.{page}.keeps_for_firms", lambda: False)
    assert client.get(ADDRESS).status_code == 404
    assert "Nothing is kept for firms here" in client.get("/en/law-firms/").content.decode()


def sent_before(what: str, number: int, network: str, key: str | None = None) -> None:
    """So much a network sent already today."""
    request = RequestFactory().post(ADDRESS, REMOTE_ADDR=network)
    assert all(attempts.allowed(request, what, key=key) for _ in range(number))


def test_a_network_that_wrote_often_waits_and_keeps_what_was_typed(
    client: Client, firm: Firm
) -> None:
    cache.clear()
    sent_before("enquiry-of-a-day", 60, "192.0.2.7")
    codes = [
        client.post(ADDRESS, TYPED | {"email": f"b{n}@example.test"}, REMOTE_ADDR="192.0.2.7")
        for n in range(3)
    ]
    assert [one.status_code for one in codes] == [302, 422, 422]
    page = codes[1].content.decode()
    assert "one is taken from it every five minutes" in page
    assert 'value="b1@example.test"' in page
    assert "Puis-je présenter une demande ?" in page
    elsewhere = client.post(ADDRESS, TYPED, REMOTE_ADDR="192.0.2.8")
    assert (elsewhere.status_code, Enquiry.objects.count()) == (302, 2)


def test_a_flooded_firm_still_takes_a_question_of_anybody(client: Client, firm: Firm) -> None:
    cache.clear()
    flood = {"firm": firm.pk, "name": "X", "language": "en", "country": "FRA"}
    flood |= {"has_csq": True, "has_letter": True}
    Enquiry.objects.bulk_create(
        Enquiry(email=f"x{n}@example.test", digest=str(n), **flood) for n in range(500)
    )

    def codes(network: str, number: int) -> list[int]:
        return [
            client.post(
                ADDRESS, TYPED | {"email": f"b{n}.{network}@example.test"}, REMOTE_ADDR=network
            ).status_code
            for n in range(number)
        ]

    assert codes("192.0.2.7", 6) == [302] * 4 + [422] * 2
    assert codes("192.0.2.8", 1) == [302]
    last = client.post(ADDRESS, TYPED, REMOTE_ADDR="192.0.2.7").content.decode()
    assert "one an hour is taken from each network" in last


def test_whoever_writes_often_under_another_s_address_does_not_silence_that_person(
    client: Client, firm: Firm
) -> None:
    cache.clear()
    sent_before("enquiry-of-an-address", 10, "192.0.2.7", "192.0.2.7 bob@example.test")

    def sent(number: int, email: str, network: str) -> tuple[int, str]:
        typed = TYPED | {"email": email, "message": f"{number} from {network}"}
        answer = client.post(ADDRESS, typed, REMOTE_ADDR=network)
        return answer.status_code, answer.content.decode()

    assert sent(1, "bob+1@example.test", "192.0.2.7")[0] == 302
    status, page = sent(2, "b.o.b@example.test", "192.0.2.7")
    assert (status, "one an hour is taken from there" in page) == (422, True)
    assert "2 from 192.0.2.7" in page
    assert sent(3, "other@example.test", "192.0.2.7")[0] == 302
    assert sent(4, "bob@example.test", "192.0.2.8")[0] == 302
    assert Enquiry.objects.count() == 3
