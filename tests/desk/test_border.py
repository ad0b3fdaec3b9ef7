"""Bianca finds a letter of introduction at the border, compares, and records the arrival or refuses entry."""

import html
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import arrivals, letters, mandates, messages, signed_codes
from impplus.queries.refusals import NotYours
from impplus.queries.tries import FAILURES
from impplus.queries.verification import verify
from impplus.records.models import Application, Event, Introduction, Permit, Person, User
from impplus.rules import signed_code
from impplus.rules.lifecycle import Role
from impplus.words.codes import spaced
from tests.approved import approve, bianca
from tests.kept import kept
from tests.people import let_say, signed_in, user


@pytest.fixture
@kept
def letter(examined: Application, alice: User, lucie: User, olivia: User) -> Introduction:
    """Alice's letter of introduction, in a file that Lucie represents."""
    mandates.give(examined, lawyer=lucie, signature="Alice Benali", by=alice)
    approve(examined, by=olivia)
    told()
    mail.outbox.clear()
    return Introduction.objects.get()


@pytest.fixture
def border(db: None) -> Client:
    """Bianca's browser."""
    return signed_in(bianca())


def told() -> set[str]:
    letters.send_owed()
    messages.send_owed()
    return {one.to[0] for one in mail.outbox}


def born(letter: Introduction) -> dict[str, str]:
    day = letter.person.born
    assert day is not None
    return {"born_0": str(day.year), "born_1": str(day.month), "born_2": str(day.day)}


def there(letter: Introduction, name: str = "arrival") -> str:
    return reverse(f"desk:{name}", args=[letter.number])


def find(border: Client, letter: Introduction, shown: str) -> int:
    sent = {"shown": shown} | born(letter)
    return border.post(reverse("desk:border"), sent).status_code


LOOKED = {"port": "Lacolle", "compared": "on"}
ARRIVED = LOOKED | {"sure": "1"}
REFUSED = {"ground": "no-document", "port": "Lacolle"} | {
    "reasons": "The passport is not hers.",
    "language": "en",
}


def test_whoever_is_abroad_gets_a_letter_and_no_permit(
    letter: Introduction, this_day: date
) -> None:
    assert (letter.entry, letter.issued_on, Permit.objects.count()) == ("visa", this_day, 0)
    kinds = letter.application.letters.order_by("kind").values_list("kind", flat=True)
    assert {"approval", "introduction", "passport-request"} <= set(kinds)
    found = verify(letter.code, this_day)
    assert found
    assert (found.kind, found.state) == ("introduction", "valid")
    last = verify(letter.code, letter.expires_on + timedelta(days=1))
    assert last
    assert last.state == "expired"


@pytest.mark.parametrize(
    ("nationality", "entry", "asked"), [("FRA", "eta", 0), ("USA", "none", 0), ("MAR", "visa", 1)]
)
def test_what_is_needed_beside_the_letter_goes_by_nationality(
    nationality: str, entry: str, asked: int, examined: Application, olivia: User
) -> None:
    Person.objects.update(nationality=nationality)
    examined = Application.objects.get()
    approve(examined, by=olivia)
    assert Introduction.objects.get().entry == entry
    assert examined.letters.filter(kind="passport-request").count() == asked


def test_whoever_is_in_canada_gets_the_permit_itself(examined: Application, olivia: User) -> None:
    until = {"in_canada_until": date(2040, 1, 1)}
    let_say(examined.people.all(), in_canada=True, in_canada_status="student", **until)
    approve(Application.objects.get(), by=olivia)
    assert (Introduction.objects.count(), Permit.objects.count()) == (0, 1)


@pytest.mark.parametrize("how", ["number", "code", "typed", "scanned"])
def test_a_letter_is_found_by_what_is_on_it_and_the_birth(
    how: str, border: Client, letter: Introduction
) -> None:
    shown = {
        "number": f" {letter.number.lower()}",
        "code": letter.code,
        "typed": spaced(letter.code).lower(),
        "scanned": letter.signed_code.text,
    }[how]
    assert find(border, letter, shown) == 302
    page = border.get(there(letter)).content.decode()
    assert (letter.person.name in page, letter.person.passport_number in page) == (True, True)


def test_another_birth_an_altered_code_and_a_letter_not_found_first_show_nothing(
    border: Client, letter: Introduction
) -> None:
    altered = letter.signed_code.text[:-1] + ("A" if letter.signed_code.text[-1] != "A" else "B")
    assert find(border, letter, altered) == 422
    sent = {"shown": letter.number, "born_0": "1980", "born_1": "1", "born_2": "1"}
    assert border.post(reverse("desk:border"), sent).status_code == 422
    for name in ("arrival", "refuse-entry"):
        answer = border.get(there(letter, name))
        assert (answer.status_code, answer["Location"]) == (302, reverse("desk:border"))


def test_an_arrival_makes_a_permit_of_that_day_and_both_are_told(
    border: Client, letter: Introduction, alice: User, lucie: User, this_day: date
) -> None:
    Person.objects.update(passport_expires=this_day + timedelta(days=200))
    find(border, letter, letter.number)
    assert border.post(there(letter), {"port": "Lacolle"}).status_code == 422
    page = border.post(there(letter), LOOKED)
    due = page.context["due"]
    assert (page.status_code, Permit.objects.count(), due.until) == (
        200,
        0,
        this_day + timedelta(days=200),
    )
    assert due.conditions[0].en in page.content.decode()
    assert border.post(there(letter), ARRIVED).status_code == 302
    permit = Permit.objects.get()
    assert (permit.valid_from, permit.valid_until, permit.limited_by) == (
        this_day,
        this_day + timedelta(days=200),
        "passport",
    )
    letter.refresh_from_db()
    assert (letter.status, letter.permit, letter.arrived_on, letter.port) == (
        "used",
        permit,
        this_day,
        "Lacolle",
    )
    found = verify(letter.code, this_day)
    assert found
    assert found.state == "used"
    assert told() == {alice.email, lucie.email}
    paper = border.get(reverse("desk:arrival-permit", args=[letter.number, "fr"]))
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")


def test_an_arrival_is_recorded_once_and_another_reads_who_was_first(
    border: Client, letter: Introduction
) -> None:
    find(border, letter, letter.number)
    noah = signed_in(user("noah@example.test", "Noah Park", Role.BORDER))
    find(noah, letter, letter.number)
    answers = [one.post(there(letter), ARRIVED) for one in (border, border, noah)]
    assert [one.status_code for one in answers] == [302, 302, 409]
    assert "Bianca Moretti" in answers[2].content.decode()
    assert (Permit.objects.count(), Event.objects.filter(verb="arrive").count()) == (1, 1)
    assert noah.post(there(letter, "refuse-entry"), REFUSED | {"sure": "1"}).status_code == 409


def test_nobody_arrives_after_the_last_day_of_the_letter(
    border: Client, letter: Introduction, this_day: date
) -> None:
    past = this_day - timedelta(days=1)
    Introduction.objects.update(issued_on=past, expires_on=past)
    find(border, letter, letter.number)
    answer = border.post(there(letter), ARRIVED)
    assert (answer.status_code, "no permit can be made with it" in answer.content.decode()) == (
        422,
        True,
    )
    letter.refresh_from_db()
    assert (letter.status, Permit.objects.count()) == ("issued", 0)


def test_nobody_arrives_with_a_passport_that_has_expired(
    border: Client, letter: Introduction, this_day: date
) -> None:
    Person.objects.update(passport_expires=this_day - timedelta(days=1))
    find(border, letter, letter.number)
    answer = border.post(there(letter), ARRIVED)
    assert (answer.status_code, "Ask for a passport" in answer.content.decode()) == (422, True)
    assert (Permit.objects.count(), Introduction.objects.get().status) == (0, "issued")


def test_entry_is_refused_with_a_reason_after_a_last_look_and_both_are_told(
    border: Client, letter: Introduction, alice: User, lucie: User, this_day: date
) -> None:
    find(border, letter, letter.number)
    assert border.post(there(letter, "refuse-entry"), REFUSED | {"reasons": " "}).status_code == 422
    page = border.post(there(letter, "refuse-entry"), REFUSED).content.decode()
    assert ("Check before you refuse entry" in page, Introduction.objects.get().status) == (
        True,
        "issued",
    )
    assert border.post(there(letter, "refuse-entry"), REFUSED | {"sure": "1"}).status_code == 302
    found = verify(letter.code, this_day)
    assert found
    assert (found.state, Permit.objects.count()) == ("cancelled", 0)
    assert told() == {alice.email, lucie.email}
    assert (
        letter.application.letters.get(kind="entry-refused").facts["reasons"] == REFUSED["reasons"]
    )
    assert border.post(there(letter), ARRIVED).status_code == 409


def test_only_the_border_records_arrivals_and_sees_no_file(
    border: Client, letter: Introduction, olivia: User, desk: Client
) -> None:
    with pytest.raises(NotYours):
        arrivals.record(letter, port="Lacolle", by=olivia)
    assert desk.get(reverse("desk:border")).status_code == 404
    assert border.get(reverse("desk:file", args=[letter.application.number])).status_code == 404
    assert border.get(reverse("desk:queue"))["Location"] == reverse("desk:border")


def test_each_look_at_a_letter_is_remembered(border: Client, letter: Introduction) -> None:
    find(border, letter, letter.number)
    border.get(there(letter))
    seen = Event.objects.get(noun="introduction", verb="look", about=str(letter.pk))
    assert (seen.by, seen.detail["page"]) == (bianca(), "desk:arrival")


def test_the_signed_code_and_the_list_say_that_a_letter_is_used(
    border: Client, letter: Introduction
) -> None:
    _signed, facts = signed_code.read(letter.signed_code.text)
    assert (facts.type, facts.number, facts.kind) == (
        signed_code.INTRODUCTION,
        letter.number,
        letter.kind,
    )
    arrivals.record(letter, port="Lacolle", by=bianca())
    assert (facts.index, 3) in set(signed_codes.ended(letter.expires_on))


def test_the_border_reads_french_too(border: Client, letter: Introduction) -> None:
    find(border, letter, letter.number)
    with override("fr"):
        page = border.get(there(letter)).content.decode()
    assert "Consigner l’arrivée" in page


def test_the_border_reads_which_institution_a_study_permit_will_name(
    border: Client, letter: Introduction
) -> None:
    letter.person.answers |= {"institution": "Collège Exemple"}
    letter.person.save()
    find(border, letter, letter.number)
    assert "Collège Exemple" not in border.get(there(letter)).content.decode()
    Introduction.objects.update(kind="study-permit")
    assert "Institution: Collège Exemple" in border.get(there(letter)).content.decode()


def test_a_letter_that_cannot_be_made_is_seen_with_why_and_is_made_again(
    examined: Application, olivia: User, desk: Client, settings: Settings, tmp_path: Path
) -> None:
    approve(examined, by=olivia)
    held, settings.KEYS_FOLDER = settings.KEYS_FOLDER, tmp_path / "no-keys"
    letters.send_owed()
    paper = examined.letters.get(kind="introduction")
    page = html.unescape(desk.get(reverse("desk:unsent")).content.decode())
    assert ("Letter of introduction – Alice Benali" in page, FAILURES["signature"].en in page) == (
        True,
        True,
    )
    settings.KEYS_FOLDER = held
    assert desk.post(reverse("desk:retry-letter", args=[paper.pk])).status_code == 302
    letters.send_owed()
    paper.refresh_from_db()
    assert (paper.status, paper.failure) == ("sent", "")
