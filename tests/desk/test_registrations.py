"""An application that came on paper takes its place and its order as everybody's (IRPR 9.5)."""

import re
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.http import HttpResponse
from django.test import Client

from impplus.actions import candidates, letters, registrations, reviews
from impplus.actions.log import number
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.queries import proofs
from impplus.queries.refusals import NotYours
from impplus.records.models import Application, Intake, Invitation, Place, User
from impplus.rules.lifecycle import Role
from tests import people
from tests.desk.conftest import Made
from tests.people import as_csv, row, signed_in, small_intake

PAGE = "/en/desk/registration/"
GINA = "gina@example.test"
KEPT = re.compile(r'<(?:input type="hidden"|button) name="([^"]+)" value="([^"]*)"')


def registered(browser: Client, sent: dict[str, str]) -> HttpResponse:
    """What the second press answers, after a look at the same."""
    return browser.post(PAGE, sent | {"look": looked(browser, sent)})


def looked(browser: Client, sent: dict[str, str]) -> str:
    """What a look leaves on its page; "" where there is none."""
    return dict(KEPT.findall(browser.post(PAGE, sent).content.decode())).get("look", "")


def typed(letter: Invitation, **other: str) -> dict[str, str]:
    born = letter.candidate.born
    day = {
        f"born_{part}": str(value) for part, value in enumerate((born.year, born.month, born.day))
    }
    said = {"code": letter.code, "csq_number": letter.candidate.csq_number, "email": GINA}
    return {
        **day,
        **said,
        "language": "fr",
        "signature": "Gina Roy",
        "why": "disability",
        "means": "en braille",
        **other,
    }


def test_it_is_received_at_once_by_the_officer_who_is_named_and_the_applicant_is_told(
    letter: Invitation, intake: Intake, desk: Client, olivia: User
) -> None:
    answer = registered(desk, typed(letter))
    made = Application.objects.get()
    assert urlsplit(answer.headers["Location"]).path == f"/en/desk/files/{made.number}/typed/"
    assert (made.status, made.place.number, made.applicant.email) == ("submitted", 1, GINA)
    assert (made.language, made.applicant.has_usable_password()) == ("fr", False)
    event = made.events.get(noun="application", verb="submit")
    assert (event.by, event.role, event.detail["means"]) == (olivia, olivia.role, "en braille")
    number()
    logged = proofs.of(made)
    assert logged is not None
    assert logged.order == 1
    letters.send_owed()
    told = made.letters.get(kind="receipt").messages.get()
    assert told.account == made.applicant
    reviews.take_oldest(by=olivia)
    file = f"/en/desk/files/{made.number}/"
    assert desk.get(f"{file}completeness/").status_code == 200


def test_what_an_invented_officer_registers_opens_an_invented_account(
    letter: Invitation, intake: Intake, desk: Client, olivia: User
) -> None:
    User.objects.filter(pk=olivia.pk).update(demo=True)
    registered(desk, typed(letter))
    assert User.objects.get(email=GINA).demo


def test_an_address_that_another_account_has_got_is_refused_in_words(
    letter: Invitation, intake: Intake, desk: Client, alice: User
) -> None:
    EmailAddress.objects.create(user=alice, email=GINA, verified=True)
    page = registered(desk, typed(letter)).content.decode()
    assert "Another account has just been given this e-mail address." in page
    assert (Application.objects.count(), User.objects.filter(email=GINA).count()) == (0, 0)


def test_before_a_file_is_given_to_an_account_the_officer_sees_whose_it_is_and_confirms(
    letter: Invitation, intake: Intake, desk: Client, alice: User
) -> None:
    sent = typed(letter, email=alice.email.upper())
    look = desk.post(PAGE, sent).content.decode()
    assert [one in look for one in ("Alice Benali", alice.email, "Nothing is registered yet")] == [
        True
    ] * 3
    assert (Application.objects.count(), Place.objects.filter(application=None).count()) == (
        0,
        intake.size,
    )
    assert "Nothing is registered" not in desk.post(PAGE, {**sent, "change": "1"}).content.decode()
    kept = {name: value for name, value in KEPT.findall(look) if name != "csrfmiddlewaretoken"}
    unticked = {"born_3": "False"}  # the box of a birth known in part
    assert kept == sent | unticked | {"look": looked(desk, sent)}
    desk.post(PAGE, kept)
    assert Application.objects.get().applicant == alice


def test_of_a_letter_the_officer_sees_whose_it_is_and_what_differs_before_it_is_received(
    letter: Invitation, intake: Intake, desk: Client, many: Made
) -> None:
    (other,) = many(1)
    other.people.update(csq_number=letter.candidate.csq_number)
    sent = typed(letter, signature="Somebody Else")
    look = desk.post(PAGE, sent).content.decode()
    listed = letter.candidate
    shown = (
        letter.number,
        listed.name,
        listed.csq_number,
        f"The letter is of {listed.name}.",
        f"The list of candidates has {listed.email}.",
        "Nobody has an account with this address.",
        f"/en/desk/files/{other.number}/",
    )
    plain = unescape(look).replace("\u2011", "-")
    assert [one for one in shown if one not in plain] == []
    assert letter.status == Invitation.objects.get(pk=letter.pk).status == "issued"
    same = typed(letter, signature=listed.name, email=listed.email)
    assert [
        one
        for one in ("Another name", "Another address")
        if one in unescape(desk.post(PAGE, same).content.decode())
    ] == []
    registered(desk, sent)
    assert Application.objects.get(invitation=letter).receipt.signature == "Somebody Else"


@pytest.mark.parametrize("swapped", ["letter", "email", "signature", "account", "officer", ""])
def test_what_differs_from_what_was_shown_comes_back_to_the_look_and_registers_nothing(
    swapped: str, intake: Intake, desk: Client, mathieu: User, alice: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(*(row(900 + one, this_day) for one in range(2))), by=mathieu)
    first, second = held_rounds.draw(IMP_PLUS, size=2, seed="7", by=mathieu).invitations.all()
    sent = typed(first)
    shown = sent | {"look": looked(desk, sent)}
    if swapped == "letter":
        shown |= typed(second)
    elif swapped == "account":
        User.objects.filter(pk=alice.pk).update(email=GINA)
    elif swapped == "officer":
        henri = people.user("henri@example.test", "Henri Roy", Role.FEDERAL)
        shown["look"] = looked(signed_in(henri), sent)
    elif swapped:
        shown |= {"email": alice.email} if swapped == "email" else {"signature": "Eve Roy"}
    else:
        shown["look"] = "é" * 64
    answer = desk.post(PAGE, shown)
    page = unescape(answer.content.decode())
    assert (answer.status_code, "This is not what you were shown before." in page) == (422, True)
    assert "Nothing is registered yet" in page
    assert Application.objects.count() == 0
    kept = dict(KEPT.findall(page))
    desk.post(PAGE, kept)
    assert Application.objects.get().invitation_id == (second if swapped == "letter" else first).pk


def test_a_press_without_a_look_registers_nothing(
    letter: Invitation, intake: Intake, desk: Client
) -> None:
    for sent in (typed(letter, account=""), typed(letter, look="")):
        assert "Nothing is registered yet" in desk.post(PAGE, sent).content.decode()
    assert (Application.objects.count(), User.objects.filter(email=GINA).count()) == (0, 0)


def test_who_presses_twice_gets_the_same_file_and_another_officer_reads_why_not(
    letter: Invitation, intake: Intake, desk: Client, db: None
) -> None:
    files = {registered(desk, typed(letter)).headers["Location"] for _ in range(2)}
    made = Application.objects.get()
    assert len(files) == 1
    henri = people.user("henri@example.test", "Henri Roy", Role.FEDERAL)
    for browser, sent in (
        (signed_in(henri), typed(letter)),
        (desk, typed(letter, means="on paper")),
    ):
        page = browser.post(PAGE, sent).content.decode()
        assert f"already used for application {made.number}. Nothing was registered" in page


def test_of_a_name_that_is_none_an_officer_reads_whose_is_meant_and_nothing_is_registered(
    letter: Invitation, intake: Intake, desk: Client
) -> None:
    page = desk.post(PAGE, typed(letter, signature="12")).content.decode()
    assert "Enter the full name with which the application is signed." in page
    assert Application.objects.count() == User.objects.filter(email=GINA).count() == 0


def test_of_a_letter_that_a_draft_has_used_an_officer_reads_no_word_to_the_applicant(
    draft: Application, desk: Client
) -> None:
    page = desk.post(PAGE, typed(draft.invitation)).content.decode()
    assert "has already been used: another application was begun or received with it." in page
    assert ("If that was not you" in page, draft.number in page) == (False, False)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"csq_number": "0000"}, "No letter of invitation matches"),
        ({"email": "olivia@example.test"}, "an account that is not an applicant’s"),
        ({"signature": " "}, "Enter the name as it is signed on the application"),
        ({}, "No application can be received now"),
    ],
)
def test_what_is_refused_is_said_and_leaves_nothing(
    other: dict[str, str], said: str, letter: Invitation, desk: Client, olivia: User, this_day: date
) -> None:
    small_intake(this_day, 0)
    page = registered(desk, typed(letter, **other)).content.decode()
    assert said in page
    assert 'value="Gina Roy"' in page or "signature" in other
    letter.refresh_from_db()
    assert (letter.status, Application.objects.count()) == ("issued", 0)
    assert User.objects.filter(email=GINA).count() == Place.objects.count() == 0


def test_only_a_federal_officer_registers(letter: Invitation, mathieu: User, alice: User) -> None:
    for somebody in (mathieu, alice):
        with pytest.raises(NotYours):
            registrations.register(
                IMP_PLUS,
                letter={},
                email=GINA,
                language="en",
                signature="Gina Roy",
                why="disability",
                means="paper",
                look="",
                by=somebody,
            )
