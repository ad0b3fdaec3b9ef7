"""Rounds: who is drawn, and that anyone can draw again."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impplus.actions import batches, candidates, invitations, rounds
from impplus.programmes import IMP_PLUS
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Event, Invitation, Letter, Round, User
from impplus.rules import invitations as drawing
from tests.people import as_csv, row

WRONG_SIZE = "Invite between 1 and 20000 candidates."
WRONG_SEED = "Write a seed of 1 to 64 characters, announced before the draw."


def known(mathieu: User, on: date, numbers: list[int]) -> None:
    candidates.import_csv(as_csv(*(row(number, on) for number in numbers)), by=mathieu)


def references(made: Round) -> list[str]:
    return sorted(made.invitations.values_list("candidate__reference", flat=True))


@pytest.mark.parametrize("order", [list(range(1, 13)), list(range(12, 0, -1))], ids=["up", "down"])
def test_the_same_candidates_and_seed_give_the_same_draw(
    order: list[int], mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, order)
    made = rounds.draw(IMP_PLUS, size=5, seed="announced", by=mathieu)
    considered = [f"C{number:07}" for number in range(1, 13)]
    assert references(made) == sorted(drawing.draw(considered, 5, "announced"))
    assert (made.year, made.number, made.size, made.considered) == (this_day.year, 1, 5, 12)
    assert made.digest == ("sha256:" + hashlib.sha256("\n".join(considered).encode()).hexdigest())


def test_another_seed_gives_another_draw(mathieu: User, this_day: date) -> None:
    considered = [f"C{number:07}" for number in range(1, 13)]
    assert drawing.draw(considered, 5, "one") != drawing.draw(considered, 5, "another")


def test_nobody_is_drawn_twice(mathieu: User, this_day: date) -> None:
    known(mathieu, this_day, list(range(1, 8)))
    first = rounds.draw(IMP_PLUS, size=4, seed="announced", by=mathieu)
    second = rounds.draw(IMP_PLUS, size=4, seed="announced", by=mathieu)
    assert (first.considered, second.considered, second.number) == (7, 3, 2)
    everyone = [f"C{number:07}" for number in range(1, 8)]
    assert sorted(references(first) + references(second)) == everyone
    with pytest.raises(NotUnderstood):
        rounds.draw(IMP_PLUS, size=1, seed="announced", by=mathieu)
    assert Round.objects.count() == 2


def test_the_number_of_a_round_follows_the_last_one_whatever_was_taken_away(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, list(range(1, 4)))
    first = rounds.draw(IMP_PLUS, size=1, seed="announced", by=mathieu)
    Round.objects.filter(pk=first.pk).update(number=3)
    assert rounds.draw(IMP_PLUS, size=1, seed="again", by=mathieu).number == 4


def test_who_lost_her_letter_to_a_revocation_may_be_drawn_again(
    letter: Invitation, mathieu: User
) -> None:
    invitations.revoke(letter, reason="Asked for.", by=mathieu)
    again = rounds.draw(IMP_PLUS, size=1, seed="announced", by=mathieu)
    assert references(again) == [letter.candidate.reference]


def test_a_certificate_that_has_expired_is_not_drawn(mathieu: User, this_day: date) -> None:
    lines = [
        row(1, this_day, csq_expires=this_day.isoformat()),
        row(2, this_day, csq_expires=(this_day - timedelta(days=1)).isoformat()),
    ]
    candidates.import_csv(as_csv(*lines), by=mathieu)
    assert references(rounds.draw(IMP_PLUS, size=2, seed="announced", by=mathieu)) == ["C0000001"]


def test_every_drawn_candidate_is_owed_a_letter_with_a_code_of_her_own(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, [1, 2, 3])
    made = rounds.draw(IMP_PLUS, size=3, seed="announced", by=mathieu)
    letters = Letter.objects.filter(kind="invitation", status="owed")
    assert sorted(one.invitation_id or 0 for one in letters) == sorted(
        made.invitations.values_list("pk", flat=True)
    )
    codes = set(made.invitations.values_list("code", flat=True))
    assert (len(codes), {len(code) for code in codes}) == (3, {26})
    assert Event.objects.filter(verb="draw").get().detail == {"size": 3, "considered": 3}
    assert Event.objects.filter(noun="invitation", verb="issue").count() == 3


@pytest.mark.parametrize(
    ("size", "seed", "faults"),
    [
        (0, "announced", [WRONG_SIZE]),
        (-1, "announced", [WRONG_SIZE]),
        (20_001, "announced", [WRONG_SIZE]),
        (1, " ", [WRONG_SEED]),
        (1, "s" * 65, [WRONG_SEED]),
        (1, "a\x00b", [WRONG_SEED]),
        (0, "", [WRONG_SIZE, WRONG_SEED]),
    ],
)
def test_a_draw_that_makes_no_sense_is_refused_with_every_reason(
    size: int, seed: str, faults: list[str], mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, [1])
    with pytest.raises(NotUnderstood) as refused:
        rounds.draw(IMP_PLUS, size=size, seed=seed, by=mathieu)
    assert [fault.en for fault in refused.value.faults] == faults
    assert (Round.objects.count(), Invitation.objects.count()) == (0, 0)


def test_a_draw_from_nobody_is_refused(mathieu: User) -> None:
    with pytest.raises(NotUnderstood) as refused:
        rounds.draw(IMP_PLUS, size=1, seed="announced", by=mathieu)
    assert refused.value.text.en == (
        "No candidate can be invited: import candidates first whose CSQ is valid and of a program that is accepted."
    )
    assert Round.objects.count() == 0


def test_a_round_of_many_asks_no_more_of_the_database_than_one_of_a_few(
    mathieu: User, this_day: date
) -> None:
    known(mathieu, this_day, list(range(1, 61)))
    asked = []
    for size in (3, 50):
        with CaptureQueriesContext(connection) as seen:
            rounds.draw(IMP_PLUS, size=size, seed="announced", by=mathieu)
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_a_list_is_drawn_from_a_part_at_a_time_as_it_is_whole(
    mathieu: User, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(mathieu, this_day, list(range(1, 24)))
    monkeypatch.setattr(rounds, "READ_AT_ONCE", 5)
    monkeypatch.setattr(batches, "AT_ONCE", 3)
    made = rounds.draw(IMP_PLUS, size=10, seed="announced", by=mathieu)
    considered = [f"C{number:07}" for number in range(1, 24)]
    drawn = made.invitations.order_by("pk").values_list("candidate__reference", flat=True)
    assert tuple(drawn) == drawing.draw(considered, 10, "announced")
    assert made.digest == "sha256:" + hashlib.sha256("\n".join(considered).encode()).hexdigest()
