"""The one state table, tried move by move: every status, every role, what is written and what is not."""

import itertools
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model

from impplus.actions import moves
from impplus.queries.refusals import NotYours, Refusal, WrongMoment
from impplus.records.models import Application, Event, Firm, Letter, User
from impplus.records.rows import next_key
from impplus.rules.lifecycle import MOVES, NOUNS_OF_FIRMS, STATUSES, UNSTORED, Move, Role
from tests import people
from tests.actions.world import World, written
from tests.approved import bianca
from tests.kept import kept
from tests.site import owner, undone

OF_A_RECORD = [row for row in MOVES if row.noun not in {"page", "account"} | NOUNS_OF_FIRMS]
CREATING = [row for row in OF_A_RECORD if not row.start]
STORED = [row for row in OF_A_RECORD if row.noun not in UNSTORED or not row.start]
MOVING = [row for row in STORED if row.start]


def named(row: Move) -> str:
    return f"{row.noun} {row.verb}"


@pytest.fixture
@kept
def world(
    paid_draft: Application,
    alice: User,
    lucie: User,
    olivia: User,
    mathieu: User,
    amina: User,
    firm: Firm,
    this_day: date,
) -> World:
    with owner():
        paid_draft.payments.all().delete()
    return World(
        application=paid_draft,
        roles={
            Role.APPLICANT: alice,
            Role.REPRESENTATIVE: lucie,
            Role.FEDERAL: olivia,
            Role.QUEBEC: mathieu,
            Role.BORDER: bianca(),
            Role.MANAGER: amina,
            Role.PUBLIC: people.user("visitor@example.test", "A visitor", Role.PUBLIC),
            Role.SYSTEM: None,
        },
        firm=firm,
        on=this_day,
    )


def stored(record: Model) -> dict[str, Any]:
    return type(record)._default_manager.filter(pk=record.pk).values().get()


def refusal_of(
    record: Model, row: Move, by: User | None, columns: dict[str, Any]
) -> type[Refusal] | None:
    try:
        moves.move(record, row.verb, by=by, columns=columns)
    except Refusal as refusal:
        return type(refusal)
    return None


@pytest.mark.parametrize("row", MOVING, ids=named)
def test_a_move_is_made_from_its_statuses_by_its_roles_and_by_nobody_else(
    row: Move, world: World
) -> None:
    statuses = [status.key for status in STATUSES if status.noun == row.noun]
    end = world.kept_with(row.noun, row.end or "")
    made = set()
    for status, role in itertools.product(statuses, Role):
        with undone():
            record = world.saved(row.noun, status)
            before = written()
            row_before = stored(record)
            refused = refusal_of(record, row, world.roles[role], end)
            if refused:
                assert refused is (NotYours if role not in row.who else WrongMoment)
                assert (written(), stored(record)) == (before, row_before)
                continue
            made.add((status, role))
            assert stored(record)["status"] == (row.end or status)
    assert made == set(itertools.product(row.start, row.who))


@pytest.mark.parametrize("row", CREATING, ids=named)
def test_a_record_is_begun_by_its_roles_and_by_nobody_else(row: Move, world: World) -> None:
    made, end = set(), world.kept_with(row.noun, row.end or "")
    for role in Role:
        with undone():
            record = world.unsaved(row.noun)
            before, new = written(), getattr(record, "status", None)
            try:
                moves.move(record, row.verb, by=world.roles[role], columns=end)
            except NotYours:
                assert written() == before
                assert record.pk is None
                continue
            made.add(role)
            # A move that ends in no status, as a search in vain, leaves a record as it is when new.
            assert getattr(record, "status", None) == (row.end or new)
    assert made == set(row.who)


@pytest.mark.parametrize("row", STORED, ids=named)
def test_a_move_writes_its_own_event_and_the_letter_that_the_table_owes(
    row: Move, world: World
) -> None:
    role = row.who[0]
    end = world.kept_with(row.noun, row.end or "")
    record = world.saved(row.noun, row.start[0]) if row.start else world.unsaved(row.noun)
    newest = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    letters = Letter.objects.count()
    moves.move(record, row.verb, by=world.roles[role], detail={"a": 1}, columns=end)
    events = Event.objects.filter(id__gt=newest).order_by("id")
    told = [(event.noun, event.about, event.verb, event.role, event.by) for event in events]
    owed = Letter.objects.order_by("id")[letters:] if row.noun != "letter" else []
    assert told == [
        (row.noun, str(record.pk), row.verb, role.value, world.roles[role]),
        *[("letter", str(one.pk), "owe", role.value, world.roles[role]) for one in owed],
    ]
    assert [one.kind for one in owed] == ([row.letter] if row.letter else [])
    assert [event.detail for event in events] == [{"a": 1}, *[{} for _ in owed]]


def test_who_saw_an_older_status_is_told_that_it_is_the_wrong_moment(
    received: Application, olivia: User
) -> None:
    seen_before = Application.objects.get(pk=received.pk)
    moves.move(received, "take", by=olivia, columns={"officer": olivia})
    with pytest.raises(WrongMoment):
        moves.move(seen_before, "take", by=olivia, columns={"officer": olivia})
    assert (seen_before.status, seen_before.officer) == ("submitted", None)
    assert Event.objects.filter(verb="take").count() == 1


def test_an_application_that_is_no_draft_any_more_is_not_submitted_and_nothing_is_written_beside(
    received: Application, alice: User
) -> None:
    stored = Application.objects.get()
    before = Event.objects.count(), Letter.objects.count(), stored.received_at
    at, key = received.changed_at, next_key(Letter)
    with pytest.raises(WrongMoment), transaction.atomic():
        moves.submit(received, by=alice, detail={}, at=at, letter=key, beside=[])
    after = Event.objects.count(), Letter.objects.count(), Application.objects.get().received_at
    assert after == before


def test_after_a_move_the_record_shows_what_the_database_wrote(
    received: Application, olivia: User
) -> None:
    moves.move(received, "take", by=olivia)
    assert received.changed_at == Application.objects.get().changed_at


def test_a_verb_that_is_not_in_the_table_is_no_move(received: Application, olivia: User) -> None:
    with pytest.raises(KeyError):
        moves.move(received, "erase", by=olivia)
    assert Application.objects.get().status == "submitted"


@pytest.mark.parametrize("row", [row for row in MOVES if row.letter], ids=named)
def test_a_letter_is_owed_to_somebody(row: Move, world: World) -> None:
    record = world.saved(row.noun, row.start[0]) if row.start else world.unsaved(row.noun)
    end = world.kept_with(row.noun, row.end or "")
    moves.move(record, row.verb, by=world.roles[row.who[0]], facts={"fact": "1"}, columns=end)
    letter = Letter.objects.get(kind=row.letter)
    papers = ("invitation", "permit", "introduction")
    about = {one: getattr(letter, one) for one in papers}.get(row.noun)
    assert about == (record if row.noun in papers else None)
    assert letter.application == (None if row.noun == "invitation" else world.application)
    assert (letter.status, letter.facts) == ("owed", {"fact": "1"})
