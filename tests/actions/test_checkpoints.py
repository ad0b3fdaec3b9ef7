"""The sequencer: numbers, tiles, checkpoints and the proofs of receipts; and what it refuses to sign."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import DataError, connection, connections, transaction

from impplus.actions import applications, checkpoints
from impplus.actions.log import LogBroken, alone
from impplus.demonstration import bulk
from impplus.queries import log, proofs
from impplus.records.models import (
    Application,
    Event,
    Intake,
    LogCheckpoint,
    LogEntry,
    LogMark,
    LogProof,
    Receipt,
)
from impplus.rules.merkle import leaf_hash, root_of
from impplus.rules.receipt_file import receipt_file_of, verified
from impplus.rules.tiles import entries_in
from tests.site import give_locks_back, owner

type Happens = Callable[[], None]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_log")]


def numbered() -> list[int]:
    """The events in the order of their numbers."""
    return list(LogEntry.objects.values_list("event_id", flat=True))


def test_the_events_are_numbered_and_published(received: Application, public_log: Path) -> None:
    events = list(Event.objects.order_by("at", "id"))
    checkpoints.tend()
    assert numbered() == [event.pk for event in events]
    new, policy = log.newest(), log.policy()
    assert (new.origin, new.size) == ("imp-plus.example.test/log", len(events))
    assert new.root == root_of([leaf_hash(bytes(event.leaf)) for event in events])
    assert policy.log.name == new.origin
    assert LogCheckpoint.objects.get().note == str(log.published())
    before = {path: path.stat().st_mtime_ns for path in public_log.rglob("*")}
    checkpoints.tend()
    assert {path: path.stat().st_mtime_ns for path in public_log.rglob("*")} == before


def test_a_receipt_has_its_order_and_a_proof_that_anybody_can_check(
    received: Application,
) -> None:
    assert proofs.of(received) == proofs.LoggedReceipt()
    checkpoints.tend()
    logged = proofs.of(received)
    file = receipt_file_of(logged.file)
    checkpoint, leaf = verified(file, log.policy())
    assert (logged.order, logged.index, checkpoint) == (1, file.proof.index, log.newest())
    assert str(file.proof) == logged.proof
    assert file.record["detail"]["receipt"] == received.receipt.digest
    assert abs(leaf.at - received.receipt.received_at).total_seconds() < 0.001


def test_a_draft_has_no_receipt_in_the_log(draft: Application) -> None:
    assert proofs.of(draft) is None


def test_the_order_is_that_of_the_receipts_and_never_changes(this_day, intake: Intake) -> None:
    for draft in bulk.ready_drafts(3, this_day):
        applications.submit(draft, signature="Alice Benali", by=draft.applicant)
    checkpoints.tend()
    first = [proofs.of(one.application) for one in Receipt.objects.order_by("id")]
    assert sorted(one.order for one in first) == [1, 2, 3]
    applications.withdraw(Application.objects.first(), by=Application.objects.first().applicant)
    checkpoints.tend()
    assert [proofs.of(one.application) for one in Receipt.objects.order_by("id")] == first


def test_a_log_grows_over_many_tiles(
    an_event: Happens, monkeypatch: pytest.MonkeyPatch, public_log: Path
) -> None:
    monkeypatch.setattr(checkpoints, "AT_ONCE", 300)
    monkeypatch.setattr("impplus.actions.log.AT_ONCE", 300)
    an_event()
    checkpoints.tend()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_event (at, noun, about, verb, role, detail, salt, leaf)"
            " SELECT at, noun, about, verb, role, detail, salt, leaf"
            " FROM records_event, generate_series(1, 700)"
        )
    checkpoints.tend()
    leaves = [bytes(event.leaf) for event in Event.objects.all()]
    assert (log.newest().size, log.newest().root) == (701, root_of(list(map(leaf_hash, leaves))))
    assert [path.name for path in (public_log / "tile/0").iterdir() if path.suffix] == ["002.p"]


def test_a_number_that_was_published_is_not_given_again(received: Application) -> None:
    checkpoints.tend()
    size = LogEntry.objects.count()
    with owner():
        LogProof.objects.all().delete()
        LogEntry.objects.filter(index__gte=size - 2).delete()
    with pytest.raises(LogBroken, match=f"{size} leaves were published, {size - 2} are numbered"):
        checkpoints.tend()


def test_nothing_is_signed_over_a_changed_tile(received: Application, public_log: Path) -> None:
    checkpoints.tend()
    (tile,) = (public_log / "tile/0/000.p").iterdir()
    tile.write_bytes(bytes([tile.read_bytes()[0] ^ 1]) + tile.read_bytes()[1:])
    before = log.published()
    applications.withdraw(received, by=received.applicant)
    with pytest.raises(LogBroken, match="no longer begin with the checkpoint"):
        checkpoints.tend()
    assert log.published() == before


def test_nothing_is_signed_where_the_tables_were_emptied(an_event: Happens) -> None:
    an_event()
    checkpoints.tend()
    with owner():
        for model in (LogProof, LogEntry, LogCheckpoint, LogMark):
            model.objects.all().delete()
    with pytest.raises(LogBroken, match="a checkpoint of 1 was published"):
        checkpoints.tend()


def test_a_leaf_whose_event_is_gone_is_not_passed_over(received: Application) -> None:
    with alone():
        checkpoints.number()
    last = LogEntry.objects.last()
    with owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL impplus.removing_demo = 'on'")
        cursor.execute("DELETE FROM records_event WHERE id = %s", [last.event_id])
    with pytest.raises(LogBroken, match=f"leaf {last.index} is gone"):
        checkpoints.tend()


def test_a_number_that_is_gone_is_not_passed_over(received: Application) -> None:
    with alone():
        checkpoints.number()
    with owner():
        LogEntry.objects.filter(index=0).delete()
    with pytest.raises(LogBroken, match="leaf 0 is gone"):
        checkpoints.tend()


def test_before_invented_events_go_each_numbered_leaf_stands_in_the_tiles(
    received: Application,
) -> None:
    with alone():
        checkpoints.number()
    size = LogEntry.objects.count()
    with checkpoints.all_written():
        leaves = [bytes(event.leaf) for event in Event.objects.order_by("entry__index")]
        assert entries_in(0, size, log.read) == leaves
        assert (log.published(), LogMark.objects.get().written) == (None, size)


def test_a_checkpoint_that_was_not_shown_is_shown_next(
    received: Application, public_log: Path
) -> None:
    checkpoints.tend()
    shown = log.published()
    (public_log / "checkpoint").unlink()
    checkpoints.tend()
    assert log.published() == shown


def test_a_second_in_which_nothing_happens_changes_no_row(received: Application) -> None:
    def mark() -> tuple[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT ctid::text FROM records_logmark")
            row: tuple[str] = cursor.fetchone()
        return row

    for _ in range(3):
        checkpoints.tend()
    before = mark()
    checkpoints.tend()
    assert mark() == before


def test_what_breaks_a_transaction_is_said_and_not_that_the_lock_cannot_be_given_back(
    db: None,
) -> None:
    with pytest.raises(DataError), transaction.atomic():  # noqa: PT012 - both are left broken
        broken = transaction.atomic(savepoint=False)
        with alone(), broken, connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
    give_locks_back()


@contextmanager
def writing(an_event: Happens) -> Iterator[None]:
    """Inside, another transaction has written an event and goes on; it ends afterwards."""
    written, end = threading.Event(), threading.Event()

    def write() -> None:
        try:
            with transaction.atomic():
                an_event()
                written.set()
                assert end.wait(30)
        finally:
            connections.close_all()

    thread = threading.Thread(target=write)
    thread.start()
    assert written.wait(30)
    try:
        yield
    finally:
        end.set()
        thread.join(30)


@pytest.mark.django_db(transaction=True)
def test_an_event_that_commits_late_is_numbered_and_none_is_passed_over(an_event: Happens) -> None:
    with writing(an_event):
        for _ in range(2):
            an_event()
            checkpoints.tend()
        before = numbered()
        assert len(before) == 2
    for _ in range(4):
        checkpoints.tend()
    first = Event.objects.order_by("id").first().pk
    assert numbered() == [*before, first]
    mark = LogMark.objects.get()
    assert mark.settled == mark.drawn == Event.objects.order_by("id").last().pk
    assert mark.written == 3


@pytest.mark.django_db(transaction=True)
def test_who_writes_now_keeps_nothing_open_that_ended_before(an_event: Happens) -> None:
    with ExitStack() as still:
        with writing(an_event):
            checkpoints.tend()
            still.enter_context(writing(an_event))
        checkpoints.tend()
        assert LogMark.objects.get().settled >= Event.objects.get().pk


@pytest.mark.django_db(transaction=True)
def test_one_sequencer_runs_at_a_time(an_event: Happens) -> None:
    an_event()
    found = list[int]()

    def other() -> None:
        try:
            checkpoints.tend()
            found.append(LogEntry.objects.count())
        finally:
            connections.close_all()

    with alone() as ours:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(30)
    assert (ours, found) == (True, [0])
    thread = threading.Thread(target=other)
    thread.start()
    thread.join(30)
    assert (found, log.newest().size) == ([0, 1], 1)


@pytest.mark.django_db(transaction=True)
def test_what_goes_with_invented_people_waits_for_the_sequencer(an_event: Happens) -> None:
    an_event()
    inside = threading.Event()

    def remove() -> None:
        try:
            with checkpoints.all_written():
                inside.set()
        finally:
            connections.close_all()

    thread = threading.Thread(target=remove)
    with alone():
        thread.start()
        assert not inside.wait(0.3)
    thread.join(30)
    assert inside.is_set()
