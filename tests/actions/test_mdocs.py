"""The permit for a wallet is for its holder alone, and only while the permit holds."""

from typing import Any

import cbor2
import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import letters, mdocs, permit_states
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records.models import Application, Letter, User
from impplus.rules import mdoc
from tests.approved import permits_of
from tests.kept import kept


@pytest.fixture
@kept
def paper(examined: Application, olivia: User) -> Letter:
    """The letter that is Alice's permit, sent."""
    (permit,) = permits_of(examined, by=olivia)
    letters.send_owed()
    return permit.letters.get(kind="permit")


def facts_in(held: bytes) -> dict[str, Any]:
    items = cbor2.loads(held)["nameSpaces"][mdoc.NAMESPACE]
    read = [cbor2.loads(one.value) for one in items]
    return {one["elementIdentifier"]: one["elementValue"] for one in read}


def test_alice_gets_the_facts_of_her_permit(paper: Letter, alice: User) -> None:
    permit = paper.permit
    assert permit
    facts = facts_in(mdocs.made(paper, by=alice))
    assert (facts["document_number"], facts["passport_number"], facts["place"]) == (
        permit.number,
        permit.person.passport_number,
        "QC",
    )
    assert facts["conditions_fr"] == [one["fr"] for one in permit.conditions]
    assert facts["issuing_country"] == "UTO"
    assert facts["valid_from"] == permit.valid_from


def test_nobody_else_gets_it_not_even_who_represents_her(
    paper: Letter, bob: User, lucie: User, olivia: User
) -> None:
    for other in (bob, lucie, olivia):
        with pytest.raises(NotYours):
            mdocs.made(paper, by=other)


def test_a_permit_that_has_ended_is_given_to_no_wallet(
    paper: Letter, alice: User, olivia: User
) -> None:
    assert paper.permit
    permit_states.cancel(paper.permit, ground="permanent-resident", by=olivia)
    paper.refresh_from_db()
    with pytest.raises(WrongMoment):
        mdocs.made(Letter.objects.get(pk=paper.pk), by=alice)


def test_alice_downloads_it_beside_her_permit(paper: Letter, alice: User, client: Client) -> None:
    client.force_login(alice)
    assert paper.application
    number = paper.application.number
    page = client.get(reverse("portal:letter", args=[number, paper.pk])).content.decode()
    address = reverse("portal:letter-mdoc", args=[number, paper.pk])
    assert f'href="{address}"' in page
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/cbor")
    assert answer["Cache-Control"] == "no-store"
