"""Lucie writes, signs and sends a service agreement from an enquiry, and notes what goes with it."""

import pytest
from django.test import Client

from impplus.firm.agreement_forms import typed
from impplus.practice.models import Enquiry, FormSignature, PriceChange, Retainer
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.begun_terms import begun
from impplus.records.models import Firm, User
from tests.agreed import cleared, day, offered, signed, whole
from tests.matters import opened
from tests.people import signed_in, written_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(lucie: User) -> Client:
    return signed_in(lucie)


@pytest.fixture
def asked(firm: Firm, lucie: User) -> Enquiry:
    return cleared(firm, lucie)


def test_an_agreement_is_begun_written_signed_and_sent(
    desk: Client, asked: Enquiry, lucie: User
) -> None:
    page = desk.get(f"/en/firm/enquiries/{asked.pk}/").content.decode()
    assert "Write an agreement" in page
    for _press in range(2):
        answer = desk.post(f"/en/firm/enquiries/{asked.pk}/service-agreement/")
        assert answer.status_code == 302
    one = Retainer.objects.get()
    address = f"/en/firm/service-agreements/{one.pk}/"
    page = desk.get(address).content.decode()
    assert "Still to write:" in page
    assert "Sign for the firm and send" not in page
    page = desk.get(f"{address}terms/").content.decode()
    assert ("– Français" in page, "&lt;span" in page) == (True, False)
    given = typed(whole(begun(asked, lucie))) | {"language": "fr", "texts": "fr en"}
    for _press in range(2):
        assert desk.post(f"{address}terms/", given).status_code == 302
    assert "Sign for the firm and send" in desk.get(address).content.decode()
    look = desk.post(f"{address}settle/", {"act": "offer", "answer": "Oui.\r\nBien."})
    page = look.content.decode()
    for said in ("leila@example.test", "A fixed fee of $2,500.00", "You pay nothing in advance."):
        assert said in page
    assert 'name="answer" value="Oui.\r\nBien."' in page
    seen = {"act": "offer", "sure": "1", "seen": look.context["look"].seen}
    desk.post(f"{address}terms/", given | {"amount": "9000"})
    again = desk.post(f"{address}settle/", seen)
    assert (again.status_code, Retainer.objects.get().status) == (200, "draft")
    seen["seen"] = again.context["look"].seen
    for _press in range(2):
        assert desk.post(f"{address}settle/", seen).status_code == 302
    one.refresh_from_db()
    assert (one.status, one.version) == ("offered", 1)
    assert desk.get(f"/fr/cabinet/contrats-de-service/{one.pk}/").status_code == 200
    assert desk.post(f"{address}settle/", {"act": "withdraw"}).status_code == 302
    assert Retainer.objects.get().status == "withdrawn"


def test_english_first_in_quebec_is_refused_and_what_was_typed_stays(
    desk: Client, asked: Enquiry, lucie: User
) -> None:
    desk.post(f"/en/firm/enquiries/{asked.pk}/service-agreement/")
    one = Retainer.objects.get()
    given = typed(whole(begun(asked, lucie))) | {"language": "fr", "texts": "en"}
    answer = desk.post(f"/en/firm/service-agreements/{one.pk}/terms/", given)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "choose texts that include French" in said
    assert "Passport seen." in said


def test_before_the_search_for_conflicts_none_is_begun(desk: Client, firm: Firm) -> None:
    asked = written_to(firm)
    assert desk.post(f"/en/firm/enquiries/{asked.pk}/service-agreement/").status_code == 302
    assert Retainer.objects.count() == 0


def test_price_and_end_are_written(desk: Client, asked: Enquiry, lucie: User) -> None:
    one = offered(asked, lucie)
    signed(one)
    address, today = f"/en/firm/service-agreements/{one.pk}/", clock.today(SERVED)
    for _press in range(2):
        given = {"amount": "3000", "reason": "Une annexe."}
        assert desk.post(f"{address}price/", given).status_code == 302
    assert PriceChange.objects.count() == 1
    page = desk.get(address).content.decode()
    assert "In force: $2,500.00." in page
    for part in ("price", "end", "terms"):
        assert desk.get(f"{address}{part}/").status_code == 200
    ends = {"completed": "yes", "why": "Fait.", **day("on", today)}
    assert desk.post(f"{address}end/", ends).status_code == 302
    assert Retainer.objects.get().status == "ended"
    assert desk.get(f"{address}end.pdf").status_code == 404  # before the worker made it


def test_signatures_on_the_form_are_noted_and_the_agreement_of_a_matter_begins(
    desk: Client, lucie: User
) -> None:
    matter, today = opened(lucie), clock.today(SERVED)
    for side in ("client", "representative", "client"):
        given = {"side": side, "name": "Somebody", **day("signed_on", today)}
        assert desk.post(f"/en/firm/clients/{matter.pk}/imm-5476/", given).status_code == 302
    assert FormSignature.objects.count() == 2
    page = desk.get(f"/en/firm/clients/{matter.pk}/").content.decode()
    assert "Signed by the representative" in page
    assert "Use of a representative (IMM 5476)" in page
    for _press in range(2):
        answer = desk.post(f"/en/firm/clients/{matter.pk}/service-agreement/")
        assert answer.status_code == 302
    assert Retainer.objects.get().matter == matter
