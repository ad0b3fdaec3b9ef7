"""The one state table: who may make which move, and what it says of itself."""

from collections import Counter
from typing import get_args

import pytest

from impplus.rules.lifecycle import (
    MOVES,
    NOUNS,
    STATUSES,
    Role,
    Verb,
    acts_next,
    may,
    move_of,
    status_of,
    verbs_for,
)
from impplus.rules.state_rows import table_words


def test_a_move_and_a_status_are_found_by_noun_and_name() -> None:
    assert (move_of("application", "submit").end, move_of("application", "submit").letter) == (
        "submitted",
        "receipt",
    )
    assert status_of("application", "draft").actor is Role.APPLICANT
    with pytest.raises(KeyError):
        move_of("application", "approve-silently")
    with pytest.raises(KeyError):
        status_of("application", "lost")


def test_no_move_and_no_status_stands_twice() -> None:
    moves = Counter((move.noun, move.verb) for move in MOVES)
    statuses = Counter((status.noun, status.key) for status in STATUSES)
    stand = (*moves.items(), *statuses.items())
    assert [name for name, times in stand if times > 1] == []


def test_a_status_or_a_move_without_words_is_named_with_what_its_table_needs() -> None:
    with pytest.raises(LookupError) as status:
        table_words("statuses", "application", "sunk", "name", "colour", "next")
    with pytest.raises(LookupError) as move:
        table_words("moves", "ship", "launch", "en", "fr")
    assert [str(status.value), str(move.value)] == [
        "lifecycle.toml lacks [statuses.application.sunk]: name, colour, next",
        "lifecycle.toml lacks [moves.ship.launch]: en, fr",
    ]


def test_the_type_of_verbs_names_those_of_the_table() -> None:
    assert set(get_args(Verb.__value__)) == {move.verb for move in MOVES}


def test_every_move_begins_and_ends_in_statuses_that_exist() -> None:
    known = {(status.noun, status.key) for status in STATUSES}
    named = {
        (move.noun, key)
        for move in MOVES
        for key in (*move.start, *([] if move.end is None else [move.end]))
    }
    assert named - known == set()


def test_nobody_acts_next_where_something_has_ended() -> None:
    acting = {
        (status.noun, status.key)
        for status in STATUSES
        if status.closed and status.actor is not None
    }
    assert acting == {("payment", "failed"), ("question", "answered")}


def test_a_timeline_tells_each_move_in_words_of_its_own() -> None:
    assert (
        move_of("application", "submit").sentence.en == "The application was signed and submitted."
    )
    told = [move.sentence.fr for move in MOVES if not move.private]
    assert len(set(told)) == len(told)


def test_a_timeline_leaves_out_what_is_no_step_or_is_told_of_the_application_or_by_a_letter() -> (
    None
):
    private = {f"{move.noun} {move.verb}" for move in MOVES if move.private}
    told_otherwise = {"question ask", "question answer", "letter owe", "letter send"}
    told_otherwise |= {f"message {verb}" for verb in ("owe", "send", "bounce", "give-up", "retry")}
    assert {"application save", "payment start"} | told_otherwise <= private


def test_nothing_leaves_a_closed_status_but_what_failed_was_used_or_was_settled_by_mistake() -> (
    None
):
    closed = {(status.noun, status.key) for status in STATUSES if status.closed}
    left = {(move.noun, start, move.verb) for move in MOVES if move.end for start in move.start}
    assert {one for one in left if one[:2] in closed} == {
        ("payment", "failed", "pay"),
        ("payment", "failed", "pay-surplus"),
        ("payment", "refunded", "owe-refund"),  # of a family that is decided in parts
        ("invitation", "used", "release"),
        ("introduction", "used", "undo-arrival"),
        ("application", "approved", "reopen"),
        ("matter", "closed", "resume"),
        ("deadline", "met", "resume"),
        ("deadline", "dropped", "resume"),
        ("task", "done", "resume"),
        ("task", "dropped", "resume"),
        ("application", "refused", "reopen"),
        ("application", "returned", "reopen-check"),
    }


def test_something_leaves_every_status_that_is_not_closed() -> None:
    still_open = {(status.noun, status.key) for status in STATUSES if not status.closed}
    assert still_open - {(move.noun, start) for move in MOVES for start in move.start} == set()


def test_whoever_acts_next_has_a_move_but_where_a_payment_a_link_or_a_read_answer_is_awaited() -> (
    None
):
    idle = {
        (status.noun, status.key)
        for status in STATUSES
        if status.actor is not None and not any(verbs_for(status.noun, status.key, status.actor))
    }
    by_link = {("recovery", "ready")}  # whoever uses it is not signed in
    assert idle == {("payment", "open"), ("payment", "failed"), ("question", "answered")} | by_link


@pytest.mark.parametrize(
    ("status", "asked", "role"),
    [
        ("draft", False, Role.APPLICANT),
        ("submitted", False, Role.FEDERAL),
        ("processing", True, Role.APPLICANT),
        ("approved", False, None),
        ("approved", True, Role.APPLICANT),
    ],
)
def test_whoever_is_asked_acts_next_and_else_whoever_the_status_says(
    status: str, asked: bool, role: Role | None
) -> None:
    assert acts_next(status, asked=asked) is role


@pytest.mark.parametrize(
    ("verb", "status", "role", "allowed"),
    [
        ("submit", "draft", Role.APPLICANT, True),
        ("submit", "draft", Role.REPRESENTATIVE, False),
        ("submit", "submitted", Role.APPLICANT, False),
        ("approve", "processing", Role.FEDERAL, True),
        ("approve", "processing", Role.QUEBEC, False),
        ("approve", "in-review", Role.FEDERAL, False),
    ],
)
def test_a_role_may_make_a_move_from_its_statuses_only(
    verb: str, status: str, role: Role, allowed: bool
) -> None:
    assert may("application", verb, status, role) is allowed


@pytest.mark.parametrize("role", Role)
def test_the_buttons_of_a_role_are_the_moves_it_may_make(role: Role) -> None:
    for status in STATUSES:
        shown = [move.verb for move in verbs_for(status.noun, status.key, role)]
        assert shown == [
            move.verb
            for move in MOVES
            if move.noun == status.noun and may(move.noun, move.verb, status.key, role)
        ]


def test_every_noun_of_the_table_has_a_name_and_every_name_a_noun() -> None:
    assert set(NOUNS) == {row.noun for row in (*STATUSES, *MOVES)}
