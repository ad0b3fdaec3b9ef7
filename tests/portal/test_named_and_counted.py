"""Pages name whom they are about, and say what becomes of a place under the cap."""

from pathlib import Path

from django.test import Client
from django.urls import reverse
from django.utils import translation

import impplus
from impplus.actions import checkpoints, reviews
from impplus.queries.file import file_of
from impplus.queries.signatures import covered
from impplus.records.models import Application, Place, User
from impplus.rules.addressed import naming, speaking_to
from impplus.words.people import YOU
from impplus.words.text import Text
from tests.portal import pages
from tests.portal.own import text

KEPT = "The place under the cap stays counted"


def test_what_is_withdrawn_keeps_its_place_and_says_so(
    alices: Client, submitted: Application
) -> None:
    there = pages.address("withdraw", submitted)
    assert text(alices.get(there)).count(KEPT) == 1
    assert text(alices.get(pages.address("status", submitted))).count(KEPT) == 0
    alices.post(there)
    assert text(alices.get(pages.address("status", submitted))).count(KEPT) == 1
    assert Place.objects.filter(application=submitted).count() == 1


def test_what_is_returned_gives_its_place_back_and_says_so(
    alices: Client, submitted: Application, olivia: User, client: Client, public_log: None
) -> None:
    checkpoints.tend()
    explained = (
        "returned as incomplete gives its place back; the order of receipt goes on counting."
    )
    year = "/en/places-left/"
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    reviews.return_incomplete(submitted, reasons="The passport is missing.", by=olivia)
    assert text(alices.get(pages.address("status", submitted))).count("is free again") == 1
    left = text(client.get(year))
    assert (left.count("Applications received: 1."), left.count(explained)) == (1, 1)


def test_alice_reads_the_name_of_the_member_in_the_heading(
    alices: Client, ready_draft: Application
) -> None:
    karim = ready_draft.people.get(relation="spouse")
    with translation.override("en"):
        there = reverse(
            "portal:member-step", args=[ready_draft.number, karim.pk, "member-passport"]
        )
    assert "<h1>Karim Idrissi’s passport and biometrics</h1>" in pages.words(alices.get(there))


def test_karim_reads_the_name_of_alice_in_the_question(ready_draft: Application) -> None:
    steps = {one.key: one for one in file_of(ready_draft).law.steps}
    names = {"principal": Text("Alice", "Alice"), "person": Text("Karim", "Karim")}
    home = speaking_to(steps["member-home"], names | {"partner": Text("Karim", "Karim")})
    assert (home.title.en, home.title.fr) == ("Do you live with Alice?", "Habitez-vous avec Alice?")
    hers = naming(steps["member-home"], {**names, "principal": YOU, "partner": YOU})
    assert (hers.title.en, hers.title.fr) == (
        "Does Karim live with you?",
        "Est-ce que Karim habite avec vous?",
    )


def test_she_sees_the_name_to_type(alices: Client, paid_draft: Application) -> None:
    page = text(alices.get(pages.address("sign", paid_draft)))
    assert page.count("Your name in the application: Alice Benali") == 1
    assert "and of those of:" not in page


def test_she_declares_for_those_who_do_not_sign(alices: Client, ready_draft: Application) -> None:
    names = [one.name for one in covered(file_of(ready_draft))]
    assert names == ["Sami Idrissi"]
    board = text(alices.get(pages.address("family", ready_draft)))
    assert board.count("Sami Idrissi is a minor: you sign as parent or guardian") == 1


def test_an_annex_that_is_folded_is_printed_folded_and_else_on_a_sheet_of_its_own() -> None:
    style = (Path(impplus.__file__).parent / "static" / "style.css").read_text(encoding="utf-8")
    printed = style[style.index("@media print") :]
    assert "details:not(.annex)::details-content { content-visibility: visible; }" in printed
    assert ".annex[open] { break-before: page; }" in printed


def test_the_letter_of_invitation_is_first_among_what_to_have_ready(
    client: Client, db: None
) -> None:
    ready = text(client.get("/en/")).partition("Have these ready")[2]
    assert ready.strip().startswith("Letter of invitation")
