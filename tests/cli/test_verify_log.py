"""`impplus verify-log` in words: what it looked at, and each change under the name of its kind, in both languages."""

from pathlib import Path
from typing import get_args

import pytest
from django.db import connection

from impplus.actions import checkpoints
from impplus.cli import verify_log
from impplus.cli.main import main
from impplus.queries import log
from impplus.queries.log_check import Kind
from impplus.records.models import Application, Event, LogEntry
from impplus.words.text import LANGUAGES
from tests.queries.test_log_check import superuser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_log")]


def said(capsys: pytest.CaptureFixture[str], language: str, *more: str) -> tuple[int, str, str]:
    """How the command ends, what it prints, and what it says of faults."""
    ended = main(["verify-log", "--lang", language, *more])
    shown = capsys.readouterr()
    return ended, shown.out, shown.err


def test_each_kind_of_fault_has_words_of_its_own() -> None:
    assert set(verify_log.SAID) == set(get_args(Kind))
    for language in LANGUAGES:
        assert len({one.say(language) for one in verify_log.SAID.values()}) == len(verify_log.SAID)


def test_where_all_agrees_it_says_what_it_looked_at(
    received: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    checkpoints.tend()
    size = log.newest().size
    assert size == Event.objects.count()
    assert said(capsys, "en") == (0, f"{size} leaves, {size} events; 0 invented, removed.\n", "")
    found = f"{size} feuilles, {size} événements; 0 inventés, supprimés.\n"
    assert said(capsys, "fr") == (0, found, "")


def test_thousands_are_said_as_the_language_has_them(
    received: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    rest = 1234 - Event.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_event (at, noun, about, verb, role, detail, salt, leaf)"
            " SELECT at, noun, about, verb, role, detail, salt, leaf FROM records_event, generate_series(1, %s)"
            " WHERE id = (SELECT max(id) FROM records_event)",
            [rest],
        )
    checkpoints.tend()
    assert said(capsys, "en")[1] == "1,234 leaves, 1,234 events; 0 invented, removed.\n"
    found = "1\u00a0234 feuilles, 1\u00a0234 événements; 0 inventés, supprimés.\n"
    assert said(capsys, "fr")[1] == found


def test_each_change_is_named_with_where_it_is(
    received: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    checkpoints.tend()
    index = LogEntry.objects.get(rank=1).index
    superuser("UPDATE records_logentry SET rank = 7 WHERE index = %s", index)
    ended, _, faults = said(capsys, "en")
    assert (ended, faults) == (1, f"Order of receipt that was changed (leaf): {index}\n")
    ended, _, faults = said(capsys, "fr")
    named = "Ordre de réception qui a été modifié (feuille)\u00a0:"
    assert (ended, faults) == (1, f"{named} {index}\n")


@pytest.mark.parametrize(("fewer", "counted"), [(0, False), (1, True)])
def test_of_many_changes_of_a_kind_the_first_are_named_and_all_are_counted(
    fewer: int,
    counted: bool,
    received: Application,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    checkpoints.tend()
    gone = list(LogEntry.objects.values_list("event_id", "index"))
    superuser("TRUNCATE records_event CASCADE")
    monkeypatch.setattr(verify_log, "MOST", len(gone) - fewer)
    kind = "Event that was removed (leaf):"
    named = [f"{kind} {event} ({index})" for event, index in gone][: len(gone) - fewer]
    ended, _, faults = said(capsys, "en")
    assert ended == 1
    assert faults.splitlines() == [*named, *[f"{kind} {len(gone)} in all"] * counted]


def test_a_checkpoint_that_was_kept_elsewhere_is_read_and_found_again(
    received: Application, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checkpoints.tend()
    kept = tmp_path / "kept"
    kept.write_text(str(log.published()), "utf-8")
    assert said(capsys, "en", "--earlier", str(kept))[0] == 0
    kept.write_bytes(b"\xff\xfe")
    sentence = f"{kept} n’est pas un point de contrôle.\n"
    assert said(capsys, "fr", "--earlier", str(kept)) == (2, "", sentence)
    kept.unlink()
    assert said(capsys, "en", "--earlier", str(kept)) == (2, "", f"{kept} is not a checkpoint.\n")
