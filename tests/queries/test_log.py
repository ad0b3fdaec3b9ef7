"""The public log as it is published: its files, whose signatures it must have, and what is there before its first checkpoint."""

from pathlib import Path

import pytest
from pytest_django import Settings

from impplus.outside import log_files, log_key
from impplus.queries import log
from impplus.rules.notes import SIGNS, BadNote, Checkpoint, signed
from impplus.rules.seal import Policy
from impplus.rules.tiles import BadTile
from tests.rules.test_notes import LOG_KEY, NOTE, WITNESS_KEY

pytestmark = pytest.mark.usefixtures("public_log")


def test_before_its_first_checkpoint_there_is_nothing() -> None:
    assert (log.published(), log.newest(), log.policy()) == (None, None, None)


@pytest.mark.parametrize("path", ["none", "folder", "file/below"])
def test_what_is_no_file_of_the_log_cannot_be_read(path: str) -> None:
    log_files.write("folder/inside", b"1")
    log_files.write("file", b"2")
    assert log.read("folder/inside") == b"1"
    with pytest.raises(BadTile, match=rf"^{path}$"):
        log.read(path)


def test_its_last_checkpoint_its_key_and_its_witnesses_are_what_a_receipt_is_held_against(
    settings: Settings,
) -> None:
    settings.LOG_WITNESSES = f" {WITNESS_KEY}  https://w.example.test/log/\n{LOG_KEY} http://b.test"
    settings.LOG_QUORUM = 2
    log_files.write("checkpoint", str(NOTE).encode())
    log_files.write("vkey", f"{LOG_KEY}\n".encode())
    assert (log.published(), log.newest()) == (NOTE, Checkpoint("example.test/log", 7, bytes(32)))
    assert log.policy() == Policy(LOG_KEY, (WITNESS_KEY, LOG_KEY), 2)
    assert log.witnesses() == (
        (WITNESS_KEY, "https://w.example.test/log"),
        (LOG_KEY, "http://b.test"),
    )


@pytest.mark.parametrize("written", ["none", f"{WITNESS_KEY}", f"{WITNESS_KEY} http://a.test none"])
def test_a_setting_that_names_no_witness_is_refused(written: str, settings: Settings) -> None:
    settings.LOG_WITNESSES = written
    with pytest.raises((BadNote, ValueError)):
        log.witnesses()


def test_a_file_is_written_anew_and_the_parts_that_led_to_a_full_tile_go(public_log: Path) -> None:
    for held in (b"1", b"2"):
        log_files.write("tile/0/000", held)
    for width in ("7", "9"):
        log_files.write(f"tile/0/000.p/{width}", b"3")
    log_files.write("tile/0/001.p/2", b"4")
    log_files.forget_partials("tile/0/000")
    log_files.forget_partials("tile/0/002")
    left = sorted(
        str(one.relative_to(public_log)) for one in public_log.rglob("*") if one.is_file()
    )
    assert left == ["tile/0/000", "tile/0/001.p/2"]
    assert not (public_log / "tile/0/000.p").exists()
    assert log.read("tile/0/000") == b"2"


def test_a_checkpoint_is_signed_by_the_key_of_this_installation(settings: Settings) -> None:
    settings.LOG_ORIGIN = "ours.test/log"
    key, note = log_key.key(), log_key.sign("ours.test/log\n1\nAAAA\n")
    assert (key.name, key.kind) == ("ours.test/log", SIGNS)
    assert (note.text, [name for name, _ in note.signatures]) == (
        "ours.test/log\n1\nAAAA\n",
        ["ours.test/log"],
    )
    assert signed(note, key)
