"""What an applicant who applied on paper is told, and what the office is given to post."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from impplus.actions import letters, messages
from impplus.queries.letters.layout import composed
from impplus.records.models import Intake, Invitation, User
from tests.desk.on_paper import received
from tests.people import signed_in


@pytest.mark.parametrize(
    ("language", "says", "never"),
    [
        (
            "en",
            ("Fees due, of which nothing is paid yet", "section 9.5", "read back and signed"),
            ("Fees paid", "electronic means", "with an account", "your account", "Not provided"),
        ),
        (
            "fr",
            ("Frais dus, dont rien n’est encore payé", "article 9.5", "à relire et à signer"),
            ("Frais payés", "voie électronique", "avec un compte", "votre compte", "Non fourni"),
        ),
    ],
)
def test_the_receipt_says_only_what_is_so_of_an_application_on_paper(
    language: str,
    says: tuple[str, ...],
    never: tuple[str, ...],
    letter: Invitation,
    intake: Intake,
    olivia: User,
) -> None:
    arrived = received(letter, signature="Somebody Else", by=olivia)
    kept = composed(arrived.letters.get(kind="receipt"), language)
    whole = repr((kept.paragraphs, kept.sections))
    assert [(one, one in whole) for one in (*says, "Somebody Else")] == [
        (one, True) for one in (*says, "Somebody Else")
    ]
    assert [one for one in never if one in whole] == []
    page = reverse("portal:receipt", args=[arrived.number])
    shown = signed_in(arrived.applicant).get(page).content.decode()
    assert ["nothing paid yet" in shown, "Somebody Else" in shown] == [True, True]
    assert [one for one in ("Fees paid", "with an account", "Not provided") if one in shown] == []


def test_who_got_an_account_from_the_office_is_told_how_to_get_in_and_the_office_what_to_post(
    letter: Invitation, intake: Intake, olivia: User, desk: Client
) -> None:
    arrived = received(letter, by=olivia)
    page = reverse("desk:typed", args=[arrived.number])
    assert "The receipt to print and post is being signed." in desk.get(page).content.decode()
    letters.send_owed()
    receipt = arrived.letters.get(kind="receipt")
    paper = reverse("desk:letter-pdf", args=[arrived.number, receipt.pk, "fr"])
    assert paper in desk.get(page).content.decode()
    assert desk.get(paper).status_code == 200
    messages.send_owed()
    (told,) = [one for one in mail.outbox if one.to == ["gina@example.test"]]
    assert "opened an account for you" in told.body
    assert arrived.number not in told.body
    choose = re.search(r"https?://[^/]+(/\S*)", told.body)
    assert choose
    Client().post(choose[1], {"email": "gina@example.test"})
    messages.send_owed()
    asked = mail.outbox[-1]
    key = re.search(r"https?://[^/]+(/\S*)", asked.body)
    assert asked.to == ["gina@example.test"]
    assert key
    assert "password" in Client().get(key[1], follow=True).content.decode()
    assert key[1] != choose[1]


def test_no_question_that_is_typed_in_is_said_to_be_optional(
    letter: Invitation, intake: Intake, olivia: User, desk: Client
) -> None:
    arrived = received(letter, by=olivia)
    shown = desk.get(reverse("desk:typed", args=[arrived.number])).content.decode()
    steps = re.findall(r'href="(/en/desk/files/[^"]+/typed/\d+/[^"]+/)"', shown)
    said = [one for one in steps if "(optional)" in desk.get(one).content.decode()]
    assert (said, len(steps) > 8) == ([], True)
