"""Rounds: who is drawn, and that anyone can draw again."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impplus.actions import batches, candidates, invitations, round_letters, rounds
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.queries.round_room import room_for
from impplus.records.models import Batch, Candidate, Event, Invitation, Letter, Round, User
from impplus.rules import invitations as drawing
from impplus.rules.lifecycle import Role
from tests import people
from tests.people import as_csv, row

WRONG_SIZE = "Invite between 1 and 20,000 candidates."
WRONG_NUMBERS = "Write the numbers of the public draw as digits, in the order drawn, with a space between them, in 1 to 64 characters."


def known(mathieu: User, on: date, numbers: list[int]) -> None:
    candidates.import_csv(as_csv(*(row(number, on) for number in numbers)), by=mathieu)


def references(made: Round) -> list[str]:
    return sorted(made.invitations.values_list("candidate__reference", flat=True))


@pytest.mark.parametrize("order", [list(range(1, 13)), list(range(12, 0, -1))], ids=["up", "down"])
def test_the_same_candidates_and_seed_give_the_same_draw(
    order: list[int], mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, order)
    made = held_rounds.draw(IMP_PLUS, size=5, seed="17 23", by=mathieu)
    considered = [f"C{number:07}" for number in range(1, 13)]
    assert references(made) == sorted(drawing.draw(considered, 5, made.seed))
    assert (made.year, made.number, made.size, made.considered) == (this_day.year, 1, 5, 12)
    assert made.digest == ("sha256:" + hashlib.sha256("\n".join(considered).encode()).hexdigest())


def test_another_seed_gives_another_draw(mathieu: User, this_day: date) -> None:
    considered = [f"C{number:07}" for number in range(1, 13)]
    assert drawing.draw(considered, 5, "one") != drawing.draw(considered, 5, "another")


def test_nobody_is_drawn_twice(mathieu: User, this_day: date) -> None:
    known(mathieu, this_day, list(range(1, 8)))
    first = held_rounds.draw(IMP_PLUS, size=4, seed="17 23", by=mathieu)
    second = held_rounds.draw(IMP_PLUS, size=4, seed="17 23", by=mathieu)
    assert (first.considered, second.considered, second.number) == (7, 3, 2)
    everyone = [f"C{number:07}" for number in range(1, 8)]
    assert sorted(references(first) + references(second)) == everyone
    with pytest.raises(NotUnderstood):
        held_rounds.announced(IMP_PLUS, size=1, by=mathieu)
    assert Round.objects.count() == 2


def test_the_number_of_a_round_follows_the_last_one_whatever_was_taken_away(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, list(range(1, 4)))
    first = held_rounds.draw(IMP_PLUS, size=1, seed="17 23", by=mathieu)
    Round.objects.filter(pk=first.pk).update(number=3)
    assert held_rounds.draw(IMP_PLUS, size=1, seed="4 8", by=mathieu).number == 4


def test_who_lost_her_letter_to_a_revocation_may_be_drawn_again(
    letter: Invitation, mathieu: User
) -> None:
    invitations.revoke(letter, reason="Asked for.", by=mathieu)
    again = held_rounds.draw(IMP_PLUS, size=1, seed="17 23", by=mathieu)
    assert references(again) == [letter.candidate.reference]


def test_a_letter_stands_against_a_place_until_its_last_day_is_past(
    letter: Invitation, this_day: date
) -> None:
    unused = []
    for last in (None, this_day, this_day - timedelta(days=1)):
        Invitation.objects.filter(pk=letter.pk).update(expires_on=last)
        unused.append(room_for(IMP_PLUS, this_day).unused)
    assert unused == [1, 1, 0]


def test_a_certificate_that_has_expired_is_not_drawn(mathieu: User, this_day: date) -> None:
    lines = [
        row(1, this_day, csq_expires=this_day.isoformat()),
        row(2, this_day, csq_expires=(this_day - timedelta(days=1)).isoformat()),
    ]
    candidates.import_csv(as_csv(*lines), by=mathieu)
    assert references(held_rounds.draw(IMP_PLUS, size=2, seed="17 23", by=mathieu)) == ["C0000001"]


def test_every_drawn_candidate_is_owed_a_letter_with_a_code_of_her_own(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, [1, 2, 3])
    made = held_rounds.draw(IMP_PLUS, size=3, seed="17 23", by=mathieu)
    letters = Letter.objects.filter(kind="invitation", status="owed")
    assert sorted(one.invitation_id or 0 for one in letters) == sorted(
        made.invitations.values_list("pk", flat=True)
    )
    codes = set(made.invitations.values_list("code", flat=True))
    assert (len(codes), {len(code) for code in codes}) == (3, {26})
    said = {"drawn": 3, "drawn_digest": made.drawn_digest, "considered": 3}
    assert Event.objects.filter(verb="draw").get().detail == said
    assert Event.objects.filter(noun="invitation", verb="issue").count() == 3


@pytest.mark.parametrize("size", [0, -1, 20_001])
def test_a_round_of_a_size_that_makes_no_sense_is_not_announced(
    size: int, mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, [1])
    with pytest.raises(NotUnderstood) as refused:
        held_rounds.announced(IMP_PLUS, size=size, by=mathieu)
    assert (refused.value.text.en, Round.objects.count()) == (WRONG_SIZE, 0)


@pytest.mark.parametrize("words", [" ", "3 " * 33, "3\x004", "three", "3 x 4", "3 + 4", "\u0663"])
def test_a_round_is_not_drawn_by_what_are_no_numbers(
    words: str, mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, [1])
    made = held_rounds.due(held_rounds.announced(IMP_PLUS, size=1, by=mathieu))
    with pytest.raises(NotUnderstood) as refused:
        rounds.draw(made, words=words, by=mathieu)
    assert (refused.value.text.en, Round.objects.get().status) == (WRONG_NUMBERS, "announced")


def test_a_round_of_nobody_is_not_announced(mathieu: User) -> None:
    with pytest.raises(NotUnderstood) as refused:
        held_rounds.announced(IMP_PLUS, size=1, by=mathieu)
    assert refused.value.text.en == (
        "No candidate can be invited: import candidates first whose CSQ is valid and of a program that is accepted."
    )
    assert Round.objects.count() == 0


def test_what_is_published_before_the_draw_fixes_the_list_and_the_secret(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, list(range(1, 13)))
    made = held_rounds.announced(IMP_PLUS, size=5, by=mathieu)
    assert (made.seed, made.drawn_at, made.drawn) == ("", None, None)
    assert made.sealed == hashlib.sha256(made.secret.encode()).hexdigest()
    known(mathieu, this_day, [13])
    rounds.draw(held_rounds.due(made), words="03, 11-19", by=mathieu)
    made.refresh_from_db()
    considered = [f"C{number:07}" for number in range(1, 13)]
    assert made.seed == f"{made.secret} 3 11 19"
    drawn = drawing.draw(considered, 5, made.seed)
    assert (made.drawn, made.drawn_digest) == (5, drawing.digest_of(drawn))
    assert Invitation.objects.count() == 0
    said = Event.objects.get(noun="round", verb="announce").detail
    draws_on = this_day + timedelta(days=1)
    draw_of = {"public_draw": "Loto-Exemple", "draws_on": draws_on.isoformat()}
    digests = {"digest": made.digest, "sealed": made.sealed}
    assert said == {"size": 5, "considered": 12, **digests, **draw_of}


@pytest.mark.parametrize(
    "typed",
    ["3 11 19", "03 11 19", "3-11-19", "3, 11, 19", "  3  11\t19 ", "3.11.19", "3\u201311\u201319"],
)
def test_however_the_numbers_are_typed_the_seed_is_the_same(typed: str) -> None:
    assert drawing.numbers_of(typed) == "3 11 19"


def test_a_round_names_the_public_draw_of_a_day_after_its_announcement(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, [1])
    asked = {"size": 1, "by": mathieu}
    for name, day in (("", 1), (" ", 1), ("x" * 121, 1), ("a\x00b", 1), ("Loto-Exemple", 0)):
        with pytest.raises(NotUnderstood):
            rounds.announce(
                IMP_PLUS, public_draw=name, draws_on=this_day + timedelta(days=day), **asked
            )
    assert Round.objects.count() == 0


def test_a_round_is_not_drawn_before_the_day_of_its_public_draw(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, [1])
    made = held_rounds.announced(IMP_PLUS, size=1, by=mathieu)
    with pytest.raises(NotUnderstood) as refused:
        rounds.draw(made, words="3", by=mathieu)
    assert refused.value.text.en.startswith("The public draw is on ")
    assert Round.objects.get().status == "announced"
    rounds.draw(held_rounds.due(made), words="3", by=mathieu)
    assert Round.objects.get().numbers == "3"


def test_two_rounds_have_two_secrets(mathieu: User, this_day: date) -> None:
    known(mathieu, this_day, [1, 2])
    one = held_rounds.draw(IMP_PLUS, size=1, seed="31", by=mathieu)
    two = held_rounds.announced(IMP_PLUS, size=1, by=mathieu)
    assert (len(one.secret), one.secret != two.secret) == (32, True)


def test_one_round_waits_at_a_time(mathieu: User, this_day: date) -> None:
    known(mathieu, this_day, [1, 2])
    made = held_rounds.announced(IMP_PLUS, size=1, by=mathieu)
    for _ in range(2):
        with pytest.raises(WrongMoment):
            held_rounds.announced(IMP_PLUS, size=1, by=mathieu)
        if Round.objects.get().status == "announced":
            rounds.draw(held_rounds.due(made), words="3", by=mathieu)
    rounds.drop(made, reason="The list was an old one.", by=mathieu)
    assert held_rounds.announced(IMP_PLUS, size=1, by=mathieu).number == 2


def test_another_officer_than_who_announced_or_drew_releases_a_round(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, [1])
    other = held_rounds.another(mathieu)
    made = held_rounds.due(held_rounds.announced(IMP_PLUS, size=1, by=mathieu))
    rounds.draw(made, words="3", by=other)
    made.refresh_from_db()
    for officer in (mathieu, other):
        with pytest.raises(rounds.AnotherReleases):
            rounds.release(made, by=officer)
    assert (Batch.objects.filter(kind="draw").count(), Round.objects.get().status) == (0, "drawn")
    third = people.user("third@example.test", "Third", Role.QUEBEC)
    batches.finish(rounds.release(made, by=third), round_letters.LETTERS)
    assert (references(made), Round.objects.get().released_by) == (["C0000001"], third)


def test_a_draw_that_was_altered_is_not_released(mathieu: User, this_day: date) -> None:
    known(mathieu, this_day, [1, 2, 3])
    made = held_rounds.drawn(IMP_PLUS, size=1, seed="3", by=mathieu)
    Round.objects.update(drawn_digest="sha256:0")
    made.refresh_from_db()
    with pytest.raises(WrongMoment):
        rounds.release(made, by=held_rounds.another(mathieu))
    assert Round.objects.get().status == "drawn"


def test_who_cannot_be_invited_any_more_gets_no_letter_of_a_round(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, [1, 2, 3])
    made = held_rounds.drawn(IMP_PLUS, size=3, seed="3", by=mathieu)
    Candidate.objects.filter(reference="C0000001").update(withdrawn_at=clock.now())
    ended = Candidate.objects.filter(reference="C0000002")
    ended.update(csq_expires=this_day - timedelta(days=1))
    batch = rounds.release(made, by=held_rounds.another(mathieu))
    batches.finish(batch, round_letters.LETTERS)
    batch.refresh_from_db()
    assert (references(made), batch.total, batch.left_out) == (["C0000003"], 3, 2)
    assert list(Candidate.objects.filter(invited=True).values_list("reference", flat=True)) == [
        "C0000003"
    ]


def test_a_round_of_many_asks_no_more_of_the_database_than_one_of_a_few(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, list(range(1, 61)))
    asked = []
    held_rounds.another(mathieu)
    for size in (3, 50):
        with CaptureQueriesContext(connection) as seen:
            held_rounds.draw(IMP_PLUS, size=size, seed="17 23", by=mathieu)
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_a_list_is_drawn_from_a_part_at_a_time_as_it_is_whole(
    mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(mathieu, this_day, list(range(1, 24)))
    monkeypatch.setattr(round_letters, "READ_AT_ONCE", 5)
    monkeypatch.setattr(batches, "AT_ONCE", 3)
    made = held_rounds.draw(IMP_PLUS, size=10, seed="17 23", by=mathieu)
    considered = [f"C{number:07}" for number in range(1, 24)]
    drawn = made.invitations.order_by("pk").values_list("candidate__reference", flat=True)
    assert tuple(drawn) == drawing.draw(considered, 10, made.seed)
    assert made.digest == "sha256:" + hashlib.sha256("\n".join(considered).encode()).hexdigest()
