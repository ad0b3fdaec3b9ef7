"""Each change by one who may do everything in the database and on the disk is found, and named."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from impplus.actions import applications, checkpoints, reviews
from impplus.actions.log import write
from impplus.cli import verify_log
from impplus.cli.main import main
from impplus.queries import log, proofs
from impplus.queries.log_check import SKEW, Kind, check
from impplus.records.models import Application, Event, LogCheckpoint, LogEntry, User
from impplus.rules.merkle import leaf_hash
from impplus.rules.notes import note_of
from impplus.rules.tiles import WIDTH
from tests.rules.test_notes import NOTE
from tests.site import owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_log")]


@pytest.fixture
def whole(received: Application, olivia: User) -> Application:
    """A file whose receipt and later events stand in the log, under two checkpoints."""
    checkpoints.tend()
    reviews.take_oldest(by=olivia)
    checkpoints.tend()
    assert check().faults == []
    return received


def superuser(sql: str, *values: object) -> None:
    """What the database's superuser does, whom no trigger stops."""
    with owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = 'origin'")


def one_bit(path: Path, at: int = 5) -> None:
    held = bytearray(path.read_bytes())
    held[at] ^= 1
    path.write_bytes(held)


def another(whole: Application, at: datetime) -> Event:
    """One more event of a file, at an instant."""
    about = {"noun": "application", "about": str(whole.pk), "application": whole}
    return write(Event(at=at, verb="save", role="applicant", **about), whole)


def the_leaf(event: Event) -> str:
    return f"{event.pk} ({event.entry.index})"


@pytest.mark.parametrize(
    ("column", "value", "kinds"),
    [
        ("at", "at + interval '1 microsecond'", ["row"]),
        ("detail", 'detail || \'{"number": "W-0"}\'', ["row"]),
        ("by_id", "NULL", ["row"]),
        ("verb", "'save'", ["row"]),
        ("salt", "set_byte(salt, 3, get_byte(salt, 3) # 1)", ["row"]),
        ("leaf", "set_byte(leaf, 40, get_byte(leaf, 40) # 1)", ["leaf"]),
    ],
)
def test_a_changed_row_is_named(
    column: str, value: str, kinds: list[Kind], whole: Application
) -> None:
    event = whole.events.get(verb="submit")
    sql = f"UPDATE records_event SET {column} = {value} WHERE id = %s"  # noqa: S608
    superuser(sql, event.pk)
    assert check().faults == [(kind, the_leaf(event)) for kind in kinds]


def test_a_removed_row_is_named(whole: Application) -> None:
    event = whole.events.get(verb="submit")
    superuser("DELETE FROM records_event WHERE id = %s", event.pk)
    assert check().faults == [("removed", the_leaf(event))]


def test_every_event_of_an_emptied_table_is_named(
    whole: Application, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    numbers = [f"{entry.event_id} ({entry.index})" for entry in LogEntry.objects.all()]
    superuser("TRUNCATE records_event CASCADE")
    assert check().faults == [("removed", number) for number in numbers]
    monkeypatch.setattr(verify_log, "MOST", 1)
    assert main(["verify-log", "--lang", "fr"]) == 1
    kind = "Événement qui a été supprimé (feuille)\u00a0:"
    assert capsys.readouterr().err.splitlines() == [
        f"{kind} {numbers[0]}",
        f"{kind} {len(numbers)} en tout",
    ]


def test_every_leaf_of_emptied_numbers_is_named(whole: Application) -> None:
    size = log.newest().size
    superuser("TRUNCATE records_logentry CASCADE")
    assert check().faults[:size] == [("number", str(index)) for index in range(size)]


def test_an_event_inserted_in_the_past_is_named(whole: Application) -> None:
    event = whole.events.get(verb="submit")
    superuser(
        "INSERT INTO records_event"
        " (id, at, noun, about, verb, role, by_id, application_id, detail, salt, leaf)"
        " SELECT 0, at, noun, about, verb, role, by_id, application_id, detail, salt, leaf"
        " FROM records_event WHERE id = %s",
        event.pk,
    )
    assert check().faults == [("unnumbered", "0")]


def test_an_event_dated_back_is_named(whole: Application) -> None:
    event = whole.events.get(verb="submit")
    late = another(whole, event.at.replace(year=event.at.year - 1))
    checkpoints.tend()
    assert check().faults == [("past", the_leaf(Event.objects.get(pk=late.pk)))]


def test_one_changed_bit_of_each_file_is_named(whole: Application, public_log: Path) -> None:
    size = log.newest().size
    (tile,) = (public_log / "tile/0/000.p").glob(f"{size}")
    (entries,) = (public_log / "tile/entries/000.p").glob(f"{size}")
    kept = tile.read_bytes()
    one_bit(tile)
    faults = check().faults
    assert ("tile", f"tile/0/000.p/{size} (0)") in faults
    assert {kind for kind, _ in faults} == {"tile", "checkpoint"}
    tile.write_bytes(kept)
    one_bit(entries, 30)
    assert check().faults == [("entry", f"tile/entries/000.p/{size} (0)")]
    one_bit(entries, 30)
    one_bit(public_log / "checkpoint", 30)
    assert {kind for kind, _ in check().faults} == {"checkpoint"}


def test_a_changed_order_and_a_changed_proof_are_named(whole: Application) -> None:
    index = proofs.of(whole).index
    superuser("UPDATE records_logentry SET rank = 7 WHERE index = %s", index)
    assert check().faults == [("order", str(index))]
    superuser("UPDATE records_logentry SET rank = 1 WHERE index = %s", index)
    superuser("UPDATE records_logproof SET text = replace(text, 'index ', 'index 1')")
    assert check().faults == [("proof", str(index))]


def test_before_the_first_checkpoint_there_is_nothing_to_find(draft: Application) -> None:
    found = check()
    assert (found.faults, found.size, found.events) == ([], 0, 0)


def test_an_earlier_checkpoint_of_another_log_is_named(whole: Application) -> None:
    assert check([NOTE]).faults == [("earlier", "of another log: example.test/log")]


def test_a_published_checkpoint_that_is_gone_is_named(whole: Application, public_log: Path) -> None:
    (public_log / "checkpoint").unlink()
    assert ("checkpoint", "checkpoint") in check().faults


def test_without_the_key_of_the_log_no_checkpoint_holds(
    whole: Application, public_log: Path
) -> None:
    (public_log / "vkey").unlink()
    sizes = LogCheckpoint.objects.order_by("size").values_list("size", flat=True)
    assert check().faults == [("checkpoint", said) for said in ("checkpoint", *map(str, sizes))]


def test_a_leaf_that_is_none_is_named_though_every_copy_of_it_agrees(
    whole: Application, public_log: Path
) -> None:
    event, size = whole.events.get(verb="submit"), log.newest().size
    superuser("UPDATE records_event SET leaf = set_byte(leaf, 0, 9) WHERE id = %s", event.pk)
    leaf = bytes(Event.objects.get(pk=event.pk).leaf)
    at = event.entry.index
    for level, width, held in (("0", 32, leaf_hash(leaf)), ("entries", 44, b"\0*" + leaf)):
        (path,) = (public_log / f"tile/{level}/000.p").glob(f"{size}")
        tile = path.read_bytes()
        path.write_bytes(tile[: at * width] + held + tile[(at + 1) * width :])
    assert ("entry", str(at)) in check().faults


def test_a_proof_that_cannot_be_read_is_named(whole: Application) -> None:
    superuser("UPDATE records_logproof SET text = 'no proof'")
    assert check().faults == [("proof", str(proofs.of(whole).index))]


def test_what_is_wrong_above_the_lowest_tiles_is_named(
    whole: Application, public_log: Path
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_event"
            " (at, noun, about, verb, role, by_id, application_id, detail, salt, leaf)"
            " SELECT at, noun, about, verb, role, by_id, application_id, detail, salt, leaf"
            " FROM records_event, generate_series(1, 600) WHERE verb = 'take'"
        )
    checkpoints.tend()
    found = check()
    assert (found.faults, found.size) == ([], Event.objects.count())
    (above,) = (public_log / "tile/1/000.p").iterdir()
    one_bit(above, 32)
    assert ("tile", f"tile/1/000.p/{above.name} (1)") in check().faults
    one_bit(above, 32)
    (public_log / "tile/0/001").write_bytes(b"short")
    assert check().faults[0] == ("tile", "tile/0/001")
    above.unlink()
    assert {("tile", f"tile/1/000.p/{above.name}"), ("tile", "tile/0/001")} <= set(check().faults)


def test_what_is_no_checkpoint_gets_a_sentence(
    db: None, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / "kept").write_text("nothing", "utf-8")
    assert main(["verify-log", "--earlier", str(tmp_path / "kept"), "--lang", "en"]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'kept'} is not a checkpoint.\n"


def test_a_log_that_was_written_anew_does_not_continue_an_earlier_checkpoint(
    whole: Application, public_log: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    kept = tmp_path / "kept"
    kept.write_text(str(log.published()), "utf-8")
    size = log.newest().size
    event = whole.events.get(verb="submit")
    superuser("TRUNCATE records_logentry, records_logproof, records_logcheckpoint, records_logmark")
    superuser("DELETE FROM records_event WHERE id = %s", event.pk)
    (public_log / "checkpoint").unlink()
    another(whole, event.at)
    checkpoints.tend()
    assert check().faults == []
    assert main(["verify-log", "--earlier", str(kept)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"Earlier checkpoint that the log does not continue (size): {size}"
    ]


def test_invented_events_go_with_the_owner_and_their_leaves_are_counted(
    received: Application, capsys: pytest.CaptureFixture
) -> None:
    whose = User.objects.filter(pk=received.applicant_id)
    whose.update(demo=True)
    applications.withdraw(Application.objects.get(pk=received.pk), by=whose.get())
    checkpoints.tend()
    before = Event.objects.count()
    found = check()
    assert (found.faults, found.events, found.removed) == ([], before, 0)
    taken = received.events.filter(verb="withdraw").get()
    superuser("DELETE FROM records_event WHERE id = %s", taken.pk)
    assert main(["verify-log", "--lang", "fr"]) == 0
    assert capsys.readouterr().out.startswith(
        f"{before} feuilles, {before - 1} événements; 1 invent"
    )


def test_an_event_dated_back_by_no_more_than_a_transaction_takes_is_in_order(
    whole: Application,
) -> None:
    newest = max(event.at for event in whole.events.all())
    another(whole, newest - SKEW)
    checkpoints.tend()
    assert check().faults == []
    late = another(whole, newest - SKEW - timedelta(seconds=2))
    checkpoints.tend()
    assert check().faults == [("past", the_leaf(Event.objects.get(pk=late.pk)))]


def test_an_older_checkpoint_in_the_place_of_the_newest_is_named(
    whole: Application, public_log: Path
) -> None:
    older = note_of(LogCheckpoint.objects.earliest("size").note)
    (public_log / "checkpoint").write_text(str(older))
    assert ("checkpoint", "stored") in check().faults


def test_one_changed_bit_beyond_the_first_full_tile_is_named_by_its_own_tile(
    whole: Application, public_log: Path
) -> None:
    for _ in range(WIDTH):
        another(whole, whole.events.latest("id").at)
    checkpoints.tend()
    assert check().faults == []
    size = log.newest().size
    entries = public_log / f"tile/entries/001.p/{size - WIDTH}"
    one_bit(entries, 30)
    assert check().faults == [("entry", f"tile/entries/001.p/{size - WIDTH} ({WIDTH})")]
    one_bit(entries, 30)
    lowest = public_log / f"tile/0/001.p/{size - WIDTH}"
    one_bit(lowest)
    assert ("tile", f"tile/0/001.p/{size - WIDTH} ({WIDTH})") in check().faults
