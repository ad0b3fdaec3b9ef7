"""What Bob signs before he talks to a consultant has every item that the law lists (SOR/2022-128, s. 23(2)), in both languages."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from impplus.outside import pdf
from impplus.queries.consultation_agreements import Agreed, Side, facts, kept, read, sections

NADIA = Side(
    "Nadia Roy", "12 Main Street, Gatineau", "+1 819-555-0110", "nadia@example.test", "R123456"
)
BOB = Side("Bob Stranger", "4 rue des Lilas, Oran", "+213 555 01 42 77", "bob@example.test")
AGREED = Agreed(
    kind="consultant",
    firm="Roy Immigration",
    licensee=NADIA,
    client=BOB,
    fee=Decimal(0),
    starts_at=datetime(2026, 11, 26, 14, 30, tzinfo=UTC),
    zone="America/Toronto",
    minutes=30,
    own={
        "en": "We keep what you say to ourselves.",
        "fr": "Nous gardons pour nous ce que vous dites.",
    },
)
# What each paragraph names, and what of it is read in each language.
LISTED = {
    "(a) the licensee’s name, registration number, address, telephone and e-mail": dict.fromkeys(
        ("en", "fr"), (NADIA.name, NADIA.number, NADIA.address, NADIA.phone, NADIA.email)
    ),
    "(b) the client’s name, address, telephone and e-mail": dict.fromkeys(
        ("en", "fr"), (BOB.name, BOB.address, BOB.phone, BOB.email)
    ),
    "(c) the fee, or that it is pro bono": {
        "en": ("free of charge (pro bono)",),
        "fr": ("gratuite (pro bono)",),
    },
    "(d) the College’s role as the licensee’s regulator": {
        "en": ("The College of Immigration and Citizenship Consultants regulates",),
        "fr": ("Le Collège des consultants en immigration et en citoyenneté réglemente",),
    },
    "(e) the purpose and scope": {
        "en": ("Purpose and scope", "30 minutes", "9:30", "does not include"),
        "fr": ("Objet et portée", "30 minutes", "9\u00a0h\u00a030", "ne comprend ni"),
    },
}


def said(agreed: Agreed, language: str) -> str:
    return json.dumps(sections(agreed, language), ensure_ascii=False)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("item", LISTED)
def test_a_consultants_agreement_has_every_item_of_the_law(item: str, language: str) -> None:
    written = said(AGREED, language)
    assert [part for part in LISTED[item][language] if part not in written] == []


def test_it_has_as_many_items_as_the_law_lists() -> None:
    assert len(sections(AGREED, "en")) == len(LISTED)


@pytest.mark.parametrize(("language", "fee"), [("en", "$150.00"), ("fr", "150,00\u00a0$")])
def test_a_fee_is_named(language: str, fee: str) -> None:
    assert fee in said(replace(AGREED, fee=Decimal(150)), language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_lawyers_has_the_firms_own_text_and_no_college(language: str) -> None:
    written = said(replace(AGREED, kind="lawyer"), language)
    assert AGREED.own[language] in written
    assert "Coll" not in written


@pytest.mark.parametrize(
    ("language", "when"), [("en", "that you choose here"), ("fr", "que vous choisissez ici")]
)
def test_before_a_time_is_chosen_it_says_so(language: str, when: str) -> None:
    assert when in said(replace(AGREED, starts_at=None), language)


def test_what_is_kept_is_read_again_as_it_was() -> None:
    signed = replace(
        AGREED, signature="Bob", signed_at=datetime(2026, 11, 20, tzinfo=UTC), language="fr"
    )
    for one in (AGREED, signed, replace(AGREED, starts_at=None)):
        assert read(json.loads(json.dumps(kept(one)))) == one


@pytest.mark.parametrize(
    ("language", "by"), [("en", "Signed by Bob Stranger"), ("fr", "Signé par Bob Stranger")]
)
def test_the_signed_agreement_is_printed_with_who_signed_and_when(language: str, by: str) -> None:
    signed = replace(
        AGREED, signature="Bob Stranger", signed_at=datetime(2026, 11, 20, 3, tzinfo=UTC)
    )
    given = facts(signed, language)
    assert given["signature_lines"][0] == by
    assert given["date"] == "2026-11-19"  # in the firm's zone
    assert pdf.render("letter", given, language).startswith(b"%PDF")
