"""Each invariant holds on a rehearsal that went well, and names what breaks it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rehearsal.evidence import Evidence
from rehearsal.invariants import INVARIANTS
from rehearsal.notes import Note
from rehearsal.plan import Applicant
from rehearsal.remembered import (
    Announced,
    Charged,
    Happened,
    Mail,
    Paid,
    Remembered,
    Stored,
    Written,
)

ALICE, BOB = "W-1", "W-2"
DIGEST = f"sha256:{'a' * 64}"
WHOLE = 15_500  # cents


def note(who: str, told: str, at: float, did: str = "press", digest: str = "") -> Note:
    return Note(who, did, told, at, 0.1, digest)


def applicant(number: str) -> Applicant:
    return Applicant(number, f"{number}@example.test", "key", 1.0, (), "r", "a", "s", "c")


def alice_received_and_bob_turned_away() -> Evidence:
    """One place: Alice has it, and Bob has his money back."""
    verbs = [
        ("application", "1", "submit"),
        ("letter", "7", "owe"),
        ("application", "2", "over-cap"),
        ("payment", "4", "owe-refund"),
        ("letter", "7", "send"),
        ("message", "9", "owe"),
        ("payment", "4", "refund"),
        ("message", "9", "send"),
    ]
    events = tuple(
        Happened(100 + n, noun, about, verb, n, 1 if verb == "submit" else None)
        for n, (noun, about, verb) in enumerate(verbs)
    )
    return Evidence(
        applicants=[applicant(ALICE), applicant(BOB)],
        notes=[
            note(ALICE, "lost", 5.0),
            note(ALICE, "received", 11.0),
            note(ALICE, "200", 12.0, "receipt", DIGEST),
            note(BOB, "away", 13.0),
            note(BOB, "full", 14.0),
        ],
        remembered=Remembered(
            cap=1,
            places=1,
            decided=0,
            applications=(
                Stored(ALICE, 1, "submitted", f"{ALICE}@example.test", DIGEST, 10.0, 1, 1),
                Stored(BOB, 2, "draft", f"{BOB}@example.test", None, None, 0, 0),
            ),
            events=events,
            payments=(
                Paid(3, ALICE, "ch_a", "paid", WHOLE, 0),
                Paid(4, BOB, "ch_b", "refunded", WHOLE, WHOLE),
            ),
            letters=(Written(7, "receipt", "sent", ALICE),),
            messages=(Announced(9, 7, "sent", f"{ALICE}@example.test"),),
            charges=(Charged("ch_a", "paid", WHOLE, 0), Charged("ch_b", "refunded", WHOLE, WHOLE)),
            mails=(
                Mail("<1>", f"{ALICE}@example.test"),
                Mail("<1>", f"{ALICE}@example.test"),
                Mail("<2>", f"{BOB}@example.test", "Un paiement a été remboursé"),
            ),
        ),
    )


def broken_by(seen: Evidence) -> set[str]:
    return {one.key for one in INVARIANTS if list(one.broken(seen))}


def with_notes(*more: Note) -> Callable[[Evidence], Evidence]:
    return lambda seen: replace(seen, notes=[*seen.notes, *more])


def without_notes_of(who: str) -> Callable[[Evidence], Evidence]:
    return lambda seen: replace(seen, notes=[one for one in seen.notes if one.who != who])


def remembering(**changes: Any) -> Callable[[Evidence], Evidence]:
    """Other rows: a function of those that went well, for each kind."""

    def changed(seen: Evidence) -> Evidence:
        kept = seen.remembered
        other = {name: change(getattr(kept, name)) for name, change in changes.items()}
        return replace(seen, remembered=replace(kept, **other))

    return changed


def each(where: int, **columns: Any) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """The same rows, of which one has other columns."""
    return lambda rows: tuple(
        replace(row, **columns) if n == where else row for n, row in enumerate(rows)
    )


def lacking(where: int) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    return lambda rows: tuple(row for n, row in enumerate(rows) if n != where)


BROKEN: list[tuple[str, Callable[[Evidence], Evidence]]] = [
    ("INV-01", remembering(places=lambda _: 2)),
    ("INV-01", remembering(applications=each(0, places=0))),
    ("INV-01", remembering(cap=lambda _: 0)),
    ("INV-02", remembering(applications=each(0, received_at=15.0))),
    ("INV-02", remembering(cap=lambda _: 2)),
    ("INV-03", remembering(applications=each(0, digest=None))),
    ("INV-03", remembering(applications=each(0, digest=f"sha256:{'b' * 64}"))),
    ("INV-04", without_notes_of(ALICE)),
    ("INV-04", with_notes(note(BOB, "fault", 13.5, "page"))),
    ("INV-04", with_notes(note(BOB, "goes to /en/", 13.5))),
    ("INV-04", with_notes(note(ALICE, "full", 10.0))),
    ("INV-05", remembering(events=each(0, rank=2))),
    ("INV-05", remembering(events=each(2, index=-1))),
    ("INV-06", remembering(applications=each(0, receipts=2))),
    ("INV-06", remembering(events=lambda rows: (*rows, replace(rows[0], id=99, index=50)))),
    ("INV-06", with_notes(note(ALICE, "200", 12.5, "receipt", f"sha256:{'b' * 64}"))),
    ("INV-07", remembering(charges=each(1, refunded=WHOLE - 1))),
    ("INV-07", remembering(charges=each(0, cents=1))),
    ("INV-07", remembering(payments=each(1, status="paid"))),
    ("INV-07", remembering(payments=lambda rows: (*rows, replace(rows[0], id=5)))),
    ("INV-08", remembering(charges=each(1, state="paid"))),
    ("INV-09", remembering(decided=lambda _: 1)),
    ("INV-10", remembering(applications=each(1, status="withdrawn"))),
    ("INV-10", remembering(events=lacking(1))),
    ("INV-10", remembering(events=lacking(3))),
    ("INV-13", with_notes(note(ALICE, "missing", 20.0))),
    ("INV-13", with_notes(note(ALICE, "goes to /en/application/W-1/", 20.0, "receipt"))),
    ("INV-14", remembering(events=each(4, index=None))),
    ("INV-14", remembering(events=each(4, id=None))),
    ("INV-14", lambda seen: replace(seen, unproved=["log: row 3"])),
    ("INV-18", remembering(letters=each(0, status="owed"))),
    ("INV-18", remembering(mails=lambda _: ())),
    ("INV-18", remembering(mails=each(1, id="<3>"))),
    ("INV-18", remembering(mails=each(2, to=f"{ALICE}@example.test"))),
    ("INV-18", remembering(mails=each(1, to=f"{BOB}@example.test"))),
    ("INV-19", without_notes_of(BOB)),
]


def test_nothing_is_found_where_all_went_well() -> None:
    assert broken_by(alice_received_and_bob_turned_away()) == set()


@pytest.mark.parametrize(
    ("key", "change"), BROKEN, ids=[f"{n} {k}" for n, (k, _) in enumerate(BROKEN)]
)
def test_what_breaks_it_is_found(key: str, change: Callable[[Evidence], Evidence]) -> None:
    assert key in broken_by(change(alice_received_and_bob_turned_away()))


def test_every_invariant_is_broken_once() -> None:
    assert {key for key, _ in BROKEN} == {one.key for one in INVARIANTS}
