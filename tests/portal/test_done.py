"""Whoever does something in an application is told that it is done."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import applications
from impplus.records.models import Application, Mandate, User
from tests import people
from tests.portal import pages


def done(client: Client, address: str, sent: dict[str, object]) -> list[str]:
    """What the page says that comes after something was sent."""
    page = client.post(address, sent, follow=True).content.decode()
    found = re.findall(r'<div class="note[^"]*" role="status">.*?<p>(.*?)</p>', page, re.DOTALL)
    return [unescape(one) for one in found]


def test_who_is_removed_is_named(alices: Client, draft: Application, alice: User) -> None:
    member = applications.add_member(draft, by=alice)
    address = pages.address("remove-member", draft)
    member.family_name, member.given_names = "Traoré", "Ali"
    member.save()
    assert done(alices, address, {}) == ["Ali Traoré is removed from the application."]


def test_a_representative_is_appointed_and_the_appointment_cancelled(
    alices: Client, lucie: User, draft: Application
) -> None:
    given = {"lawyer": lucie.pk, "agreed": "on", "signature": "Alice Benali"}
    assert done(alices, pages.address("mandates", draft, "fr"), given) == [
        "La désignation est faite\u00a0: votre représentante ou représentant voit désormais ce dossier."
    ]
    assert done(alices, pages.address("end-mandate", draft), {}) == [
        "The appointment is cancelled. The applicant and the representative are told by e-mail."
    ]


def test_lucie_is_told_that_she_acts_no_more(
    lucies: Client, draft: Application, mandate: Mandate
) -> None:
    assert done(lucies, pages.address("end-mandate", draft), {}) == [
        "The appointment is cancelled. The applicant and the representative are told by e-mail."
    ]


@pytest.mark.parametrize("button", ["_later", "_on"])
def test_the_last_page_of_a_section_and_a_pause_say_that_the_answers_are_saved(
    alices: Client, draft: Application, button: str
) -> None:
    last = next(
        one.key
        for one in reversed(people.FORM)
        if (one.about, one.part) == ("application", "questionnaire")
    )
    with override("en"):
        address = reverse("portal:step", args=[draft.number, last])
    answers = {"health_or_child_care": "no", "medical_exam": "no", "_version": "0", button: "1"}
    assert done(alices, address, answers) == ["The answers are saved."]


def test_a_refund_that_is_begun_is_said_and_none_where_nothing_was_paid(
    alices: Client, paid_draft: Application
) -> None:
    said = ["The refund is begun. This page says when it is done."]
    assert done(alices, pages.address("refund", paid_draft), {}) == said
    assert done(alices, pages.address("refund", paid_draft), {}) == []
