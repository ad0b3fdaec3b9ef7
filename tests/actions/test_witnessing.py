"""A checkpoint is published once enough witnesses have cosigned it; until then proofs follow, and all else goes on."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pytest_django import Settings

from impplus.actions import applications, checkpoints
from impplus.actions.checkpoints import NotCosigned
from impplus.outside import log_key
from impplus.queries import log, proofs
from impplus.queries.log_check import check
from impplus.records.models import Application, LogCheckpoint, LogProof
from impplus.rules.notes import COSIGNS, Key, cosigned
from impplus.rules.receipt_file import receipt_file_of, verified
from witness.book import Answer, Book
from witness.server import Witness

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_log")]


@pytest.fixture
def witness(tmp_path: Path, settings: Settings) -> Iterator[Witness]:
    """A witness of this installation, which must cosign."""
    book = Book("w.test", Ed25519PrivateKey.generate(), [log_key.key()], tmp_path / "book")
    server = Witness(("127.0.0.1", 0), book)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    settings.LOG_WITNESSES = f"{book.key} http://127.0.0.1:{server.server_port}"
    settings.LOG_QUORUM = 1
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_receipt_carries_what_the_witness_saw(witness: Witness, received: Application) -> None:
    checkpoints.tend()
    seen = log.newest()
    applications.withdraw(received, by=received.applicant)
    checkpoints.tend()
    policy = log.policy()
    assert (policy.witnesses, policy.quorum) == ((witness.book.key,), 1)
    assert verified(receipt_file_of(proofs.of(received).file), policy)[0] == seen
    assert cosigned(log.published(), witness.book.key)
    assert check().faults == []


def test_without_its_witness_nothing_is_published_and_nothing_else_stops(
    settings: Settings, witness: Witness, received: Application
) -> None:
    there, settings.LOG_WITNESSES = (
        settings.LOG_WITNESSES,
        f"{witness.book.key} http://127.0.0.1:9",
    )
    with pytest.raises(NotCosigned, match="0 of 1"):
        checkpoints.tend()
    logged = proofs.of(received)
    assert (log.published(), logged.order, logged.proof) == (None, 1, None)
    applications.withdraw(received, by=received.applicant)
    settings.LOG_WITNESSES = there
    checkpoints.tend()
    assert proofs.of(received).file


def test_a_witness_that_saw_another_size_is_told_from_there(
    settings: Settings, witness: Witness, received: Application
) -> None:
    settings.LOG_QUORUM, there = 0, settings.LOG_WITNESSES
    settings.LOG_WITNESSES = ""
    checkpoints.tend()
    settings.LOG_WITNESSES, settings.LOG_QUORUM = there, 1
    applications.withdraw(received, by=received.applicant)
    checkpoints.tend()
    assert cosigned(log.published(), witness.book.key)


def test_a_witness_that_saw_another_log_does_not_sign(
    witness: Witness, received: Application, public_log: Path
) -> None:
    checkpoints.tend()
    for path in [*witness.book.folder.glob("*/checkpoint")]:
        text = path.read_text("utf-8")
        size = text.split("\n")[1]
        path.write_text(text.replace(f"\n{size}\n", f"\n{int(size) + 90}\n"), "utf-8")
    applications.withdraw(received, by=received.applicant)
    with pytest.raises(NotCosigned, match="a witness has seen"):
        checkpoints.tend()


def test_a_witness_that_refuses_or_signs_with_another_key_counts_for_none(
    settings: Settings, witness: Witness, received: Application
) -> None:
    address = settings.LOG_WITNESSES.split()[1]
    other = Key("other.test", COSIGNS, witness.book.key.public)
    settings.LOG_WITNESSES = f"{other} {address}"
    with pytest.raises(NotCosigned, match=r"0 of 1: other\.test did not sign"):
        checkpoints.tend()
    witness.book.logs.clear()
    with pytest.raises(NotCosigned, match=r"0 of 1: other\.test answers 404"):
        checkpoints.tend()


def test_a_witness_that_signed_what_was_then_not_published_signs_it_once_more(
    settings: Settings, witness: Witness, received: Application
) -> None:
    settings.LOG_QUORUM = 2
    with pytest.raises(NotCosigned, match="1 of 2"):
        checkpoints.tend()
    settings.LOG_QUORUM = 1
    checkpoints.tend()
    assert cosigned(log.published(), witness.book.key)


def test_why_each_witness_did_not_sign_is_said(
    settings: Settings, witness: Witness, received: Application
) -> None:
    other = Key("other.test", COSIGNS, witness.book.key.public)
    address = settings.LOG_WITNESSES.split()[1]
    settings.LOG_WITNESSES = f"{other} {address} {witness.book.key} http://127.0.0.1:9"
    settings.LOG_QUORUM = 2
    said = r"^0 of 2: other\.test did not sign; http://127\.0\.0\.1:9: .+"
    with pytest.raises(NotCosigned, match=said):
        checkpoints.tend()


def test_of_what_a_witness_answers_its_own_signature_alone_is_published(
    witness: Witness, received: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs = witness.book.add

    def talks(body: str) -> Answer:
        answer = signs(body)
        return replace(answer, text=f"{answer.text}— other.test AAAAAAAA\n")

    monkeypatch.setattr(witness.book, "add", talks)
    checkpoints.tend()
    names = [name for name, _ in log.published().signatures]
    assert names == [log_key.key().name, witness.book.key.name]


def test_of_all_that_is_published_receipts_alone_have_a_proof(received: Application) -> None:
    checkpoints.tend()
    applications.withdraw(received, by=received.applicant)
    checkpoints.tend()
    (proof,) = LogProof.objects.all()
    assert proof.entry.event.verb == "submit"
    assert LogCheckpoint.objects.count() == 2
