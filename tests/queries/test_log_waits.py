"""Staff see that the public log has stopped, since when and why, and no longer once it goes on."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.db import OperationalError, transaction
from django.urls import reverse
from pytest_django import Settings

from impplus.actions import applications, checkpoints
from impplus.actions.log import LogBroken
from impplus.outside.log_key import NoLogKey
from impplus.queries import clock
from impplus.queries.log_waits import TOO_LONG, WHY, LogWaits, log_waits
from impplus.records.models import Application, Event, LogEntry, LogMark, User
from impplus.rules.notes import BadNote
from impplus.rules.tiles import BadTile
from tests import people
from tests.site import give_locks_back, owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_log")]
LATER = TOO_LONG + timedelta(seconds=1)
STOPPED = "The public log has not gone on since"


def test_what_waits_for_a_minute_is_said_until_it_is_published(
    received: Application, olivia: User, mathieu: User
) -> None:
    assert log_waits() is None
    with clock.at(clock.now() + LATER):
        assert log_waits() == LogWaits(Event.objects.order_by("id")[0].at, WHY[""])
        for officer in (olivia, mathieu):
            page = people.signed_in(officer).get(reverse("desk:queue"), follow=True)
            assert STOPPED in page.content.decode()
    checkpoints.tend()
    with clock.at(clock.now() + LATER):
        assert log_waits() is None


def test_it_is_said_to_the_second_once_it_waits_too_long(received: Application) -> None:
    since = Event.objects.order_by("id")[0].at
    said = []
    for waited in (TOO_LONG - timedelta(seconds=1), TOO_LONG):
        with clock.at(since + waited):
            said.append(log_waits())
    assert said == [None, LogWaits(since, WHY[""])]


def test_it_says_that_too_few_witnesses_sign(received: Application, settings: Settings) -> None:
    settings.LOG_QUORUM = 1
    with pytest.raises(checkpoints.NotCosigned):
        checkpoints.tend()
    with clock.at(clock.now() + LATER):
        assert log_waits().why == WHY["witnesses"]
    settings.LOG_QUORUM = 0
    checkpoints.tend()
    assert LogMark.objects.get().failure == ""
    with clock.at(clock.now() + LATER):
        assert log_waits() is None


def test_it_says_that_its_files_cannot_be_written(received: Application, public_log: Path) -> None:
    public_log.mkdir()
    (public_log / "tile").write_text("where a folder must be")
    with pytest.raises(OSError, match="tile"):
        checkpoints.tend()
    with clock.at(clock.now() + LATER):
        assert log_waits().why == WHY["store"]


def test_it_says_that_what_is_stored_was_changed(received: Application) -> None:
    checkpoints.tend()
    with owner():
        LogEntry.objects.order_by("-index")[:1].get().delete()
    with pytest.raises(LogBroken):
        checkpoints.tend()
    with clock.at(clock.now() + LATER):
        assert log_waits().why == WHY["broken"]


@pytest.mark.parametrize(
    ("file", "fault"), [("tile/0/000.p/*", BadTile), ("checkpoint", BadNote)], ids=["tile", "note"]
)
def test_it_says_that_a_file_of_it_cannot_be_read(
    file: str, fault: type[Exception], received: Application, public_log: Path
) -> None:
    checkpoints.tend()
    (changed,) = public_log.glob(file)
    changed.write_bytes(b"nothing")
    applications.withdraw(received, by=received.applicant)
    with pytest.raises(fault):
        checkpoints.tend()
    with clock.at(Event.objects.latest("id").at + LATER):
        assert log_waits().why == WHY["broken"]


def test_it_says_that_the_key_is_missing_and_still_so_where_the_database_gives_way(
    received: Application, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KEYS_FOLDER = tmp_path
    with pytest.raises(NoLogKey, match=r"log\.pem is missing: no checkpoint can be signed\.$"):
        checkpoints.tend()

    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(checkpoints, "publish", away)
    with pytest.raises(OperationalError):
        checkpoints.tend()
    with clock.at(clock.now() + LATER):
        assert log_waits().why == WHY["key"]


def test_it_says_that_the_key_is_of_another_kind(
    received: Application, settings: Settings, tmp_path: Path
) -> None:
    settings.KEYS_FOLDER, other = tmp_path, generate_private_key(SECP256R1())
    held = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "log.pem").write_bytes(held)
    with pytest.raises(NoLogKey, match=r"log\.pem is not an Ed25519 key\.$"):
        checkpoints.tend()
    with clock.at(clock.now() + LATER):
        assert log_waits().why == WHY["key"]


def test_what_broke_is_raised_although_the_transaction_can_remember_nothing(
    received: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        with transaction.atomic(savepoint=False):
            raise LogBroken

    monkeypatch.setattr(checkpoints, "publish", broken)
    with pytest.raises(LogBroken), transaction.atomic():
        checkpoints.tend()
    give_locks_back()
