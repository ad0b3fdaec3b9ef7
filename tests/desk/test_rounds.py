"""Mathieu's rounds: looked at again before they are drawn, and the same however often they are drawn."""

import hashlib
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import candidates, letters, rounds
from impplus.programmes import IMP_PLUS
from impplus.records.models import Application, Candidate, Event, Invitation, Round, User
from impplus.rules import invitations
from tests.people import as_csv, row

pytestmark = pytest.mark.usefixtures("at_work")
WHY = {"reason": "She withdrew.\nHer words."}
DRAW = {"size": "3", "seed": "lottery 12 34 56"}


@pytest.fixture
def ten(mathieu: User, this_day: date) -> list[str]:
    """The references of ten candidates."""
    candidates.import_csv(as_csv(*[row(n, this_day) for n in range(1, 11)]), by=mathieu)
    return rounds.may_be_drawn(IMP_PLUS, this_day)


def drawn(made: Round) -> set[str]:
    return set(made.invitations.values_list("candidate__reference", flat=True))


def test_nothing_is_drawn_before_the_last_look(ministry: Client, ten: list[str]) -> None:
    answer = ministry.post(reverse("desk:draw"), DRAW)
    assert (answer.context["sure"], answer.context["drawn"], answer.context["considered"]) == (
        True,
        3,
        10,
    )
    assert Round.objects.count() == 0


def test_a_round_is_drawn_and_anyone_can_draw_it_again(ministry: Client, ten: list[str]) -> None:
    answer = ministry.post(reverse("desk:draw"), DRAW | {"sure": "1"})
    made = Round.objects.get()
    assert answer.headers["Location"] == reverse("desk:round", args=[made.year, made.number])
    assert drawn(made) == set(invitations.draw(reversed(ten), 3, DRAW["seed"]))
    assert made.digest == "sha256:" + hashlib.sha256("\n".join(ten).encode()).hexdigest()


def test_whoever_opens_a_round_is_remembered_with_which(
    ministry: Client, ten: list[str], mathieu: User
) -> None:
    made = rounds.draw(IMP_PLUS, size=3, seed="same", by=mathieu)
    ministry.get(reverse("desk:round", args=[made.year, made.number]))
    look = Event.objects.get(verb="look")
    assert (look.noun, look.about, look.by) == ("round", str(made.pk), mathieu)


def test_the_same_candidates_and_seed_give_the_same_draw_twice(
    ministry: Client, ten: list[str], mathieu: User
) -> None:
    first = rounds.draw(IMP_PLUS, size=3, seed="same", by=mathieu)
    names = drawn(first)
    for invitation in first.invitations.all():
        ministry.post(reverse("desk:revoke", args=[invitation.number]), WHY)
    assert drawn(rounds.draw(IMP_PLUS, size=3, seed="same", by=mathieu)) == names


def test_going_back_keeps_what_was_typed_and_draws_nothing(
    ministry: Client, ten: list[str]
) -> None:
    answer = ministry.post(reverse("desk:draw"), DRAW | {"change": "1"})
    assert (answer.context["sure"], answer.context["form"]["seed"].value()) == (False, DRAW["seed"])
    assert Round.objects.count() == 0


@pytest.mark.parametrize("size", ["", "0", "-1", "1.5", "many", "20001", "٣x", "1e3"])
def test_a_size_that_is_no_number_is_said_so(ministry: Client, size: str) -> None:
    answer = ministry.post(reverse("desk:draw"), {"size": size, "seed": "x", "sure": "1"})
    assert list(answer.context["form"].errors) == ["size"]
    said = "Enter a whole number from 1 to 20,000: “How many candidates to invite”."
    assert size == "" or said in answer.content.decode()
    assert Round.objects.count() == 0


def test_a_round_of_nobody_gets_a_sentence(ministry: Client) -> None:
    answer = ministry.post(reverse("desk:draw"), DRAW | {"sure": "1"})
    assert answer.context["form"].non_field_errors() == [
        "No candidate can be drawn now. Import candidates first."
    ]


def test_a_candidate_of_a_program_that_is_not_accepted_is_never_drawn(
    ministry: Client, mathieu: User, this_day: date
) -> None:
    others = (row(11, this_day, csq_programme="PEQ"), row(12, this_day, csq_programme="BUSINESS"))
    candidates.import_csv(as_csv(row(1, this_day), *others), by=mathieu)
    answer = ministry.post(reverse("desk:draw"), {"size": "3", "seed": "x"})
    assert (answer.context["drawn"], answer.context["considered"]) == (1, 1)
    assert answer.context["programmes"] == [
        ("BUSINESS", 1, False),
        ("PEQ", 1, False),
        ("PRTQ", 1, True),
    ]
    assert drawn(rounds.draw(IMP_PLUS, size=3, seed="x", by=mathieu)) == {"C0000001"}


def test_more_than_there_are_are_said_before_the_draw(ministry: Client, ten: list[str]) -> None:
    answer = ministry.post(reverse("desk:draw"), {"size": "20 000", "seed": "x"})
    assert (answer.context["size"], answer.context["drawn"]) == (20000, 10)


def test_the_letter_page_gives_the_signed_file_in_both_languages(
    ministry: Client, letter: Invitation
) -> None:
    assert letters.send_owed() == 1
    files = [
        ministry.get(reverse("desk:invitation-pdf", args=[letter.number, language])).getvalue()[:5]
        for language in ("en", "fr")
    ]
    assert files == [b"%PDF-", b"%PDF-"]
    nowhere = reverse("desk:invitation-pdf", args=[letter.number, "de"])
    assert ministry.get(nowhere).status_code == 404


def test_a_letter_is_revoked_after_a_last_look(ministry: Client, letter: Invitation) -> None:
    page = reverse("desk:revoke", args=[letter.number])
    assert ministry.get(page).status_code == 200
    letter.refresh_from_db()
    assert letter.status == "issued"
    assert ministry.post(page, {"reason": " "}).status_code == 422
    letter.refresh_from_db()
    assert letter.status == "issued"
    assert ministry.post(page, WHY).status_code == 302
    letter.refresh_from_db()
    assert letter.status == "revoked"
    shown = ministry.get(reverse("desk:invitation", args=[letter.number])).content.decode()
    assert "She withdrew.<br>Her words." in shown
    assert [ministry.post(page, WHY).status_code, ministry.get(page).status_code] == [302, 409]


def test_a_used_letter_cannot_be_revoked(ministry: Client, draft: Application) -> None:
    page = reverse("desk:revoke", args=[draft.invitation.number])
    assert ministry.post(page, WHY).status_code == 409
    draft.invitation.refresh_from_db()
    assert draft.invitation.status == "used"


def test_an_empty_desk_says_so(ministry: Client) -> None:
    for name in ("quebec", "candidates", "rounds", "draw"):
        assert ministry.get(reverse(f"desk:{name}")).status_code == 200
    assert Candidate.objects.count() == 0
