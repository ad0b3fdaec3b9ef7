"""`impplus verify-receipt`: what it says of a receipt that the log holds, and of one that was changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from impplus.cli.main import main
from impplus.rules.notes import cosigned_text, with_signatures
from impplus.rules.seal import INVENTED, RECEIPT
from tests.rules.test_notes import LOG_KEY, WITNESS, WITNESS_KEY
from tests.rules.test_receipt_file import RECORD, receipt


def verify(path: Path, *more: str, key: str = str(LOG_KEY)) -> int:
    return main(["verify-receipt", str(path), "--key", key, *more])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "receipt.txt"
    path.write_text(str(receipt()), "utf-8")
    return path


def test_a_receipt_is_verified_in_both_languages(file: Path, capsys: pytest.CaptureFixture) -> None:
    assert [verify(file, "--lang", "en"), verify(file, "--lang", "fr")] == [0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "Verified: leaf 0 of the public log example.test/log is this receipt.",
        "Application: W-26-0001",
        "Received: March\u00a01,\u00a02027, at 08:30:04 (Montréal time; 13:30:04 UTC)",
        f"Fingerprint of the content: {RECORD['detail']['receipt']}",
        "Answers: 1",
        "Files: 0",
        "Fees: 0",
        "Vérifié\u00a0: la feuille 0 du registre public example.test/log est cet accusé de réception.",
        "Demande\u00a0: W-26-0001",
        "Reçue\u00a0: 1er\u00a0mars\u00a02027 à 8\u00a0h\u00a030\u00a0min\u00a004\u00a0s (heure de Montréal; 13\u00a0h\u00a030\u00a0min\u00a004\u00a0s UTC)",
        f"Empreinte du contenu\u00a0: {RECORD['detail']['receipt']}",
        "Réponses\u00a0: 1",
        "Fichiers\u00a0: 0",
        "Frais\u00a0: 0",
    ]


def test_an_invented_receipt_says_so(file: Path, capsys: pytest.CaptureFixture) -> None:
    file.write_text(str(receipt(RECEIPT | INVENTED)), "utf-8")
    assert verify(file, "--lang", "en") == 0
    assert "invented person" in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "W-26-0001",
            "W-26-0002",
            "The public log does not hold this receipt as the file shows it:",
        ),
        (
            "impplus-receipt/v1",
            "receipt",
            "This is not the text file of a receipt, or it was changed:",
        ),
        ("\n1\n", "\n2\n", "The checkpoint in this file is not signed as it must be:"),
    ],
)
def test_a_changed_receipt_is_not_verified(
    old: str, new: str, said: str, file: Path, capsys: pytest.CaptureFixture
) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    assert verify(file, "--lang", "en") == 1
    assert capsys.readouterr().err.startswith(said)


def test_what_is_no_public_key_gets_a_sentence(file: Path, capsys: pytest.CaptureFixture) -> None:
    wrong = str(LOG_KEY).replace("example", "other")
    assert verify(file, "--witness", wrong, "--lang", "en") == 2
    assert capsys.readouterr().err == f"This is not a public key: {wrong}\n"


def test_a_witness_must_have_signed_and_is_named_with_its_time(
    file: Path, capsys: pytest.CaptureFixture
) -> None:
    asked = ("--witness", str(WITNESS_KEY), "--lang", "en")
    assert verify(file, *asked) == 1
    assert capsys.readouterr().err == (
        "The checkpoint in this file is not signed as it must be: cosigned by 0 of 1 witnesses\n"
    )
    proof, seconds = receipt().proof, 1_790_000_000
    signature = WITNESS.sign(cosigned_text(proof.checkpoint.text, seconds))
    seen = (WITNESS_KEY.name, WITNESS_KEY.id + seconds.to_bytes(8) + signature)
    both = with_signatures(proof.checkpoint, [seen])
    file.write_text(str(replace(receipt(), proof=replace(proof, checkpoint=both))), "utf-8")
    assert verify(file, *asked) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Witness: witness.example.test, "
        "September\u00a021,\u00a02026, at 10:13:20 (Montréal time; 14:13:20 UTC)"
    )


@pytest.mark.parametrize("held", [b"", b"\xff\xfe"])
def test_what_is_no_receipt_gets_a_sentence(
    held: bytes, file: Path, capsys: pytest.CaptureFixture
) -> None:
    file.write_bytes(held)
    assert verify(file, "--lang", "en") == 1
    assert capsys.readouterr().err.startswith("This is not the text file of a receipt")


def test_a_file_that_is_not_there_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    assert verify(tmp_path / "none", "--lang", "en") == 2
    assert capsys.readouterr().err.splitlines() == [f"The file {tmp_path / 'none'} cannot be read."]
