"""Leïla opens the private link of a service agreement: looking signs nothing, a press does, and French stands first."""

import pytest
from django.test import Client

from impplus.actions import agreement_papers, prices, retainers
from impplus.practice.models import PriceChange, Retainer
from impplus.queries.retainers import fee_in_force, link_of
from impplus.records.models import Firm, User
from tests.agreed import cleared, offered, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(firm: Firm, lucie: User) -> Retainer:
    return offered(cleared(firm, lucie), lucie)


def address(one: Retainer, language: str = "en") -> str:
    name = {"en": "service-agreement", "fr": "contrat-de-service"}[language]
    return f"/{language}/{name}/{link_of(one)}/"


def typed(one: Retainer, **otherwise: str) -> dict[str, str]:
    usual = {
        "act": "sign",
        "version": str(one.version),
        "language": "fr",
        "signature": "Leïla Haddad",
    }
    return {**usual, "agreed": "on", **otherwise}


def status() -> str:
    return Retainer.objects.get().status


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_mail_scanner_signs_nothing_and_reads_french_first(
    client: Client, sent: Retainer, language: str
) -> None:
    for query in ("", "?act=sign", "?act=decline", "?act=ask"):
        page = client.get(address(sent, language) + query)
        assert page.status_code == 200
        assert client.head(address(sent, language) + query).status_code == 200
    said = page.content.decode()
    assert said.index("Contrat de service (français)") < said.index("Service agreement (English)")
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("noindex", "no-store")
    assert status() == "offered"


def test_a_wrong_link_leads_nowhere(client: Client, sent: Retainer) -> None:
    assert client.get(f"/en/service-agreement/{sent.pk}-{'a' * 40}/").status_code == 404


def test_a_press_signs_and_the_papers_are_there(client: Client, sent: Retainer) -> None:
    answer = client.post(address(sent), typed(sent))
    assert (answer.status_code, status()) == (302, "signed")
    agreement_papers.make()
    page = client.get(address(sent)).content.decode()
    assert page.index("in French (PDF)") < page.index("in English (PDF)")
    paper = client.get(f"{address(sent)}fr.pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_what_is_missing_is_said_and_kept(client: Client, sent: Retainer) -> None:
    answer = client.post(address(sent), {**typed(sent), "signature": "", "agreed": ""})
    assert (answer.status_code, status()) == (422, "offered")
    answer = client.post(address(sent), typed(sent, language="en"))
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "tick that you have seen the French one" in said
    assert 'value="Leïla Haddad"' in said
    assert client.post(address(sent), typed(sent, language="en", chose="on")).status_code == 302


def test_another_draft_than_the_one_shown_is_not_signed(client: Client, sent: Retainer) -> None:
    answer = client.post(address(sent), typed(sent, version="7"))
    assert (answer.status_code, status()) == (422, "offered")


def test_a_question_reaches_the_firm_and_declining_asks_twice(
    client: Client, sent: Retainer, lucie: User
) -> None:
    assert client.post(address(sent), {"act": "ask", "text": "How long?"}).status_code == 302
    assert status() == "questioned"
    page = client.get(address(sent)).content.decode()
    assert ("Sign the agreement" in page, "Our fees" in page) == (False, True)
    retainers.offer(Retainer.objects.get(), answer="A month.", by=lucie)
    assert "A month." in client.get(address(sent)).content.decode()
    assert "Decline the agreement?" in client.get(address(sent) + "?act=decline").content.decode()
    assert client.post(address(sent), {"act": "decline"}).status_code == 302
    assert status() == "declined"


def test_another_price_is_answered_by_a_press(client: Client, sent: Retainer, lucie: User) -> None:
    signed(sent)
    prices.propose(sent, cents=300_000, reason="Une annexe de plus.", by=lucie)
    page = client.get(address(sent)).content.decode()
    assert "Now: $2,500.00. Proposed: $3,000.00." in page
    assert PriceChange.objects.get().status == "proposed"
    answer = client.post(address(sent), {"act": "consent", "name": "Leïla Haddad"})
    assert (answer.status_code, fee_in_force(sent)) == (302, 300_000)
    page = client.get(address(sent)).content.decode()
    assert "you consented to a price of $3,000.00 instead of $2,500.00" in page
