"""The money of a firm's clients: what they agreed to pay, and what they paid in advance, as its bookkeeper notes it."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import walls
from impplus.practice.models import Advance, Retainer
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.records.models import Firm, User
from tests.agreed import cleared, day, offered, signed
from tests.matters import colleague
from tests.people import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/en/firm/money/"


@pytest.fixture
def agreed(firm: Firm, lucie: User) -> Retainer:
    one = offered(cleared(firm, lucie), lucie)
    signed(one)
    return one


def test_a_bookkeeper_notes_and_corrects_what_a_client_paid(firm: Firm, agreed: Retainer) -> None:
    desk = signed_in(colleague(firm, "Boris", "bookkeeper"))
    one, today = f"{PAGE}{agreed.pk}/", clock.today(SERVED)
    given = {"cents": "1,250.50", "receipt": "R-1", **day("paid_on", today)}
    for _press in range(2):
        assert desk.post(f"{one}advance/", given).status_code == 302
    noted = Advance.objects.get()
    assert noted.cents == 125_050
    right = {**given, "cents": "250.50", "reason": "A digit too many."}
    for _press in range(2):
        assert desk.post(f"{one}advances/{noted.pk}/correct/", right).status_code == 302
    assert [(row.cents, row.status) for row in Advance.objects.order_by("pk")] == [
        (125_050, "corrected"),
        (25_050, "noted"),
    ]
    page = desk.get(one).content.decode()
    assert "Corrects receipt R-1, $1,250.50:" in page
    assert "A digit too many." in page
    assert desk.get(PAGE).content.decode().count("$250.50") == 1
    assert "Leïla Haddad" in desk.get(f"{PAGE}?q=haddad").content.decode()
    assert "Leïla Haddad" not in desk.get(f"{PAGE}?q=nobody").content.decode()


@pytest.mark.parametrize(("language", "amount"), [("en", "1,250.50"), ("fr", "1\u00a0250,50")])
def test_what_is_corrected_stands_as_the_language_writes_it(
    firm: Firm, agreed: Retainer, language: str, amount: str
) -> None:
    desk = signed_in(colleague(firm, "Boris", "bookkeeper"))
    given = {"cents": amount, "receipt": "R-1", **day("paid_on", clock.today(SERVED))}
    assert desk.post(f"{PAGE}{agreed.pk}/advance/", given).status_code == 302
    with override(language):
        there = reverse("firm:correct-advance", args=[agreed.pk, Advance.objects.get().pk])
    assert f'value="{amount}"' in desk.get(there).content.decode()


def test_a_bookkeeper_begins_with_the_money(firm: Firm) -> None:
    home = signed_in(colleague(firm, "Boris", "bookkeeper")).get("/en/firm/").content.decode()
    assert f'<a class="button" href="{PAGE}">Money</a>' in home


@pytest.mark.parametrize("typed", ["", "-1", "1.250", "abc", "0", "100000.01", "1,2,3", "10 $ 50"])
def test_an_amount_that_is_none_stays_as_typed(firm: Firm, agreed: Retainer, typed: str) -> None:
    desk = signed_in(colleague(firm, "Boris", "bookkeeper"))
    given = {"cents": typed, "receipt": "R-1", **day("paid_on", clock.today(SERVED))}
    answer = desk.post(f"{PAGE}{agreed.pk}/advance/", given)
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode() or not typed
    assert not Advance.objects.exists()


@pytest.mark.parametrize(
    ("role", "listed", "opened"),
    [
        ("owner", 200, 200),
        ("bookkeeper", 200, 200),
        ("lawyer", 404, 200),
        ("paralegal", 404, 404),
        ("intake", 404, 404),
    ],
)
def test_who_sees_the_money_of_clients(
    firm: Firm, agreed: Retainer, role: str, listed: int, opened: int
) -> None:
    who = signed_in(colleague(firm, "Paul", role))
    assert who.get(PAGE).status_code == listed
    assert who.get(f"{PAGE}{agreed.pk}/").status_code == opened
    assert who.get(f"{PAGE}{agreed.pk}/advance/").status_code == opened


def test_money_behind_a_wall_is_nobodys(firm: Firm, agreed: Retainer, lucie: User) -> None:
    boris = colleague(firm, "Boris", "bookkeeper")
    assert agreed.matter is not None
    walls.put_up(agreed.matter, account=boris.pk, by=lucie)
    desk = signed_in(boris)
    assert "Leïla" not in desk.get(PAGE).content.decode()
    assert desk.get(f"{PAGE}{agreed.pk}/").status_code == 404


def test_a_bookkeeper_opens_no_matter_and_no_agreement(firm: Firm, agreed: Retainer) -> None:
    desk = signed_in(colleague(firm, "Boris", "bookkeeper"))
    page = desk.get(f"{PAGE}{agreed.pk}/").content.decode()
    for address in (
        f"/en/firm/clients/{agreed.matter_id}/",
        f"/en/firm/service-agreements/{agreed.pk}/",
    ):
        assert desk.get(address).status_code == 404
        assert address not in page


def test_the_matter_says_what_was_paid(agreed: Retainer, lucie: User) -> None:
    desk = signed_in(lucie)
    given = {"cents": "80", "receipt": "R-9", **day("paid_on", clock.today(SERVED))}
    desk.post(f"{PAGE}{agreed.pk}/advance/", given)
    page = desk.get(f"/en/firm/clients/{agreed.matter_id}/").content.decode()
    assert "Paid in advance: $80.00" in page
