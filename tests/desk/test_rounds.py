"""Mathieu's rounds: looked at again before they are drawn, and the same however often they are drawn."""

import hashlib
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import candidates, letters, rounds
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.queries import round_criteria
from impplus.records.models import Application, Candidate, Event, Invitation, Round, User
from impplus.rules import invitations
from tests.people import as_csv, row, signed_in, small_intake
from tests.public_draw import public_draw

pytestmark = pytest.mark.usefixtures("at_work")
WHY = {"reason": "She withdrew.\nHer words."}


@pytest.fixture
def ten(mathieu: User, this_day: date) -> list[str]:
    """The references of ten candidates."""
    candidates.import_csv(as_csv(*[row(n, this_day) for n in range(1, 11)]), by=mathieu)
    return round_criteria.may_be_drawn(IMP_PLUS, this_day)


def drawn(made: Round) -> set[str]:
    return set(made.invitations.values_list("candidate__reference", flat=True))


def page(name: str, made: Round) -> str:
    """The address of a page of a round."""
    return reverse(f"desk:{name}", args=[made.year, made.number])


@pytest.fixture
def other(mathieu: User) -> Client:
    """The browser of another officer of the ministry."""
    return signed_in(held_rounds.another(mathieu))


@pytest.fixture
def announced(mathieu: User, ten: list[str]) -> Round:
    """A round of three of the ten, announced by Mathieu."""
    return held_rounds.due(held_rounds.announced(IMP_PLUS, size=3, by=mathieu))


@pytest.fixture
def waiting(mathieu: User, announced: Round) -> Round:
    """The same, drawn by him."""
    rounds.draw(announced, words="12 34 56", by=mathieu)
    announced.refresh_from_db()
    return announced


def test_nothing_is_announced_before_the_last_look(ministry: Client, ten: list[str]) -> None:
    answer = ministry.post(reverse("desk:announce"), {**public_draw(), "size": "3"})
    assert (answer.context["sure"], answer.context["drawn"], answer.context["counts"]["free"]) == (
        True,
        3,
        10,
    )
    assert Round.objects.count() == 0


def test_a_round_is_announced_drawn_and_released_and_anyone_can_draw_it_again(
    ministry: Client, other: Client, client: Client, ten: list[str]
) -> None:
    answer = ministry.post(reverse("desk:announce"), {**public_draw(), "size": "3", "sure": "1"})
    made = Round.objects.get()
    assert answer.headers["Location"] == page("round", made)
    public = client.get(reverse("public:rounds")).content.decode()
    assert [one in public for one in (made.digest, made.sealed, made.secret)] == [True, True, False]
    assert [one in public for one in ("Loto-Exemple", "Numbers that were taken")] == [True, False]
    ministry.post(page("draw", held_rounds.due(made)), {"words": "12 34 56", "sure": "1"})
    made.refresh_from_db()
    public = client.get(reverse("public:rounds")).content.decode()
    assert (made.seed in public, Invitation.objects.count()) == (True, 0)
    assert "<dd>12 34 56</dd>" in public
    answer = other.post(page("release-round", made), {"looked_up": "on", "read": "on"})
    assert answer.headers["Location"] == page("round", made)
    assert drawn(made) == set(invitations.draw(reversed(ten), 3, f"{made.secret} 12 34 56"))
    listed = ministry.get(page("round-list", made)).getvalue()
    assert listed == "\n".join(ten).encode()
    assert made.digest == "sha256:" + hashlib.sha256(listed).hexdigest()


def test_whoever_announced_or_drew_a_round_does_not_release_it(
    ministry: Client, waiting: Round
) -> None:
    shown = ministry.get(page("release-round", waiting)).content.decode()
    assert "Another officer of the ministry must release it." in shown
    sent = {"looked_up": "on", "read": "on"}
    assert ministry.post(page("release-round", waiting), sent).status_code == 422
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("sent", [{}, {"looked_up": "on"}, {"read": "on"}])
def test_a_round_is_not_released_before_it_was_checked(
    other: Client, waiting: Round, sent: dict[str, str]
) -> None:
    shown = other.get(page("release-round", waiting))
    assert [kept == now for _, kept, now in shown.context["checks"]] == [True, True, True]
    assert len(shown.context["some"]) == 3
    assert other.post(page("release-round", waiting), sent).status_code == 422
    assert Round.objects.get().status == "drawn"


def test_a_round_is_dropped_with_the_reason_and_stays_public(
    other: Client, client: Client, waiting: Round
) -> None:
    assert other.post(page("drop-round", waiting), {"reason": " "}).status_code == 422
    assert other.post(page("drop-round", waiting), {"reason": "A wrong list."}).status_code == 302
    assert "A wrong list." in other.get(page("round", waiting)).content.decode()
    assert waiting.digest in client.get(reverse("public:rounds")).content.decode()
    for name in ("draw", "release-round", "drop-round"):
        assert other.get(page(name, waiting)).status_code == 409


def test_a_step_out_of_turn_is_refused(ministry: Client, other: Client, announced: Round) -> None:
    assert other.get(page("release-round", announced)).status_code == 409
    sent = {"looked_up": "on", "read": "on"}
    assert other.post(page("release-round", announced), sent).status_code == 409
    ministry.post(page("draw", announced), {"words": "1", "sure": "1"})
    late = other.post(page("draw", announced), {"words": "2", "sure": "1"})
    assert late.status_code == 409
    said = late.content.decode()
    assert "somebody was first" in said
    assert f'<a class="button" href="{page("round", announced)}">See where it stands</a>' in said
    assert Round.objects.get().seed.endswith(" 1")


def test_a_second_round_waits_for_the_first(
    ministry: Client, other: Client, announced: Round
) -> None:
    assert "waits for its draw" in ministry.get(reverse("desk:announce")).content.decode()
    sent = {**public_draw(), "size": "1", "sure": "1"}
    assert other.post(reverse("desk:announce"), sent).status_code == 422
    assert Round.objects.count() == 1


def test_whoever_opens_a_round_is_remembered_with_which(
    ministry: Client, announced: Round, mathieu: User
) -> None:
    ministry.get(page("round", announced))
    look = Event.objects.get(verb="look")
    assert (look.noun, look.about, look.by) == ("round", str(announced.pk), mathieu)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"public_draw": " "}, "Public draw"),
        ({"draws_on_0": ""}, "Enter the year, the month and the day"),
        ({"draws_on_0": "2001"}, "its numbers must not be known when the round is announced"),
    ],
)
def test_nothing_is_announced_without_a_public_draw_to_come(
    ministry: Client, ten: list[str], changed: dict[str, str], said: str
) -> None:
    if changed == {"draws_on_0": ""}:
        changed = {f"draws_on_{n}": "" for n in range(3)}
    for sure in ({}, {"sure": "1"}):
        sent = {**public_draw(), "size": "3", **sure, **changed}
        answer = ministry.post(reverse("desk:announce"), sent)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Round.objects.count() == 0


def test_a_round_is_drawn_only_after_the_numbers_were_looked_at_again(
    ministry: Client, announced: Round
) -> None:
    answer = ministry.post(page("draw", announced), {"words": "03-11"})
    assert (answer.context["sure"], answer.context["numbers"]) == (True, "3 11")
    answer = ministry.post(page("draw", announced), {"words": "03-11", "change": "1"})
    assert (answer.context["sure"], answer.context["form"]["words"].value()) == (False, "03-11")
    assert ministry.post(page("draw", announced), {"words": "three"}).status_code == 422
    assert Round.objects.get().status == "announced"
    ministry.post(page("draw", announced), {"words": "03-11", "sure": "1"})
    assert Round.objects.get().numbers == "3 11"


def test_going_back_keeps_what_was_typed_and_announces_nothing(
    ministry: Client, ten: list[str]
) -> None:
    answer = ministry.post(reverse("desk:announce"), {**public_draw(), "size": "3", "change": "1"})
    assert (answer.context["sure"], answer.context["form"]["size"].value()) == (False, "3")
    assert Round.objects.count() == 0


@pytest.mark.parametrize("size", ["", "0", "-1", "1.5", "many", "20001", "٣x", "1e3"])
def test_a_size_that_is_no_number_is_said_so(ministry: Client, size: str) -> None:
    answer = ministry.post(reverse("desk:announce"), {**public_draw(), "size": size, "sure": "1"})
    assert list(answer.context["form"].errors) == ["size"]
    said = "Enter a whole number from 1 to 20,000: “How many candidates to invite”."
    assert size == "" or said in answer.content.decode()
    assert Round.objects.count() == 0


def test_a_candidate_whom_the_program_does_not_accept_is_never_drawn(
    ministry: Client, mathieu: User, this_day: date
) -> None:
    others = (row(11, this_day, csq_programme="PEQ"), row(12, this_day, csq_programme="BUSINESS"))
    ended = row(13, this_day, csq_expires=(this_day - timedelta(days=1)).isoformat())
    candidates.import_csv(as_csv(row(1, this_day), *others, ended), by=mathieu)
    answer = ministry.post(reverse("desk:announce"), {**public_draw(), "size": "3"})
    assert answer.context["drawn"] == 1
    counts = answer.context["counts"]
    kept = ("listed", "invited", "csq", "program", "free", "from_canada")
    assert [counts[key] for key in kept] == [4, 0, 1, 2, 1, 0]
    assert drawn(held_rounds.draw(IMP_PLUS, size=3, seed="33", by=mathieu)) == {"C0000001"}


def test_more_than_there_are_are_said_before_the_draw(ministry: Client, ten: list[str]) -> None:
    answer = ministry.post(reverse("desk:announce"), {**public_draw(), "size": "20 000"})
    assert (answer.context["size"], answer.context["drawn"]) == (20000, 10)


@pytest.mark.parametrize(("places", "beyond"), [(10, False), (9, True)])
def test_no_more_letters_are_warned_of_than_there_are_candidates(
    ministry: Client, ten: list[str], this_day: date, places: int, beyond: bool
) -> None:
    small_intake(this_day, places)
    answer = ministry.post(reverse("desk:announce"), {**public_draw(), "size": "20"})
    assert (answer.context["drawn"], answer.context["beyond"]) == (10, beyond)


def test_more_letters_than_places_are_warned_of_and_too_many_are_refused(
    ministry: Client, ten: list[str], this_day: date
) -> None:
    small_intake(this_day, 2)
    answer = ministry.post(reverse("desk:announce"), {**public_draw(), "size": "3"})
    assert (answer.context["beyond"], answer.context["room"].most) == (True, 6)
    assert "more people could apply than there are places" in answer.content.decode()
    answer = ministry.post(reverse("desk:announce"), {**public_draw(), "size": "7", "sure": "1"})
    assert answer.context["form"].non_field_errors() == ["Invite between 1 and 6 candidates."]
    assert Round.objects.count() == 0


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
    for name in ("quebec", "candidates", "rounds", "announce"):
        assert ministry.get(reverse(f"desk:{name}")).status_code == 200
    assert Candidate.objects.count() == 0
