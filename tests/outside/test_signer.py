"""A signed paper proves that not a byte was changed, and stays accessible."""

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pytest_django import Settings

from impplus.outside import pdf, signer

AT = datetime(2023, 4, 5, 6, 7, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return pdf.render("letter", {"title": "Permit", "paragraphs": ["Alice may work."]}, "en")


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Settings) -> Path:
    settings.KEYS_FOLDER = tmp_path / "keys"
    return tmp_path / "keys"


def test_a_signed_paper_is_intact_and_says_by_whom_and_when(paper: bytes) -> None:
    signed = signer.sign(paper, "Permit issued", at=AT)
    assert signer.verify(signed) == signer.Verified(True, signer.SIGNER, AT)
    assert signed.startswith(paper)


def test_without_an_instant_the_clock_is_asked(paper: bytes) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    at = signer.verify(signer.sign(paper, "Permit issued")).at
    assert at is not None
    assert before <= at <= datetime.now(UTC)


def test_a_flipped_bit_is_found_wherever_it_is(paper: bytes) -> None:
    signed = signer.sign(paper, "Permit issued", at=AT)
    gap = signed.index(b"/Contents <") + len(b"/Contents <")
    places = [*range(0, len(signed), 499), *range(gap, gap + 60), gap + 400, gap + 2500]
    survived = [place for place in places if signer.verify(flipped(signed, place)).intact]
    assert survived == []


def flipped(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)


def test_words_added_after_the_signature_are_found(paper: bytes) -> None:
    signed = signer.sign(paper, "Permit issued", at=AT)
    assert signer.verify(signed + b"\n% more\n").intact is False


def test_a_change_saved_on_top_is_found(paper: bytes) -> None:
    signed = signer.sign(paper, "Permit issued", at=AT)
    written = BytesIO()
    with pikepdf.open(BytesIO(signed)) as changed:
        changed.add_blank_page()
        changed.save(written)
    assert signer.verify(written.getvalue()).intact is False


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_not_a_signed_pdf_is_not_intact(content: bytes) -> None:
    assert signer.verify(content) == signer.NOT_SIGNED


def test_an_unsigned_paper_is_not_intact(paper: bytes) -> None:
    assert signer.verify(paper) == signer.NOT_SIGNED


def test_bob_s_own_key_of_the_same_name_does_not_count(
    paper: bytes, tmp_path: Path, settings: Settings
) -> None:
    settings.KEYS_FOLDER = tmp_path / "bob"
    forged = signer.sign(paper, "Permit issued", at=AT)
    settings.KEYS_FOLDER = tmp_path / "ours"
    assert signer.verify(forged).intact is False


def test_signing_keeps_what_makes_the_paper_accessible(paper: bytes) -> None:
    with (
        pikepdf.open(BytesIO(paper)) as before,
        pikepdf.open(BytesIO(signer.sign(paper, "Permit issued", at=AT))) as after,
    ):
        page = after.pages[0]
        assert page.Tabs == pikepdf.Name.S
        (field,) = after.Root.AcroForm.Fields
        assert str(field.TU) == signer.FIELD_TITLE
        assert [int(side) for side in field.Rect] == [-9999] * 4
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.docinfo == before.docinfo


def test_the_keys_are_ours_alone_to_read_and_made_once(paper: bytes, keys: Path) -> None:
    signer.sign(paper, "one")
    made = {path.name: path.read_bytes() for path in keys.iterdir()}
    signer.sign(paper, "two")
    assert {path.name: path.read_bytes() for path in keys.iterdir()} == made
    assert {path.stat().st_mode & 0o777 for path in keys.iterdir()} == {0o600}
    assert keys.stat().st_mode & 0o777 == 0o700


def test_several_processes_that_start_at_once_make_one_key(paper: bytes, keys: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from django.conf import settings;"
        "settings.configure(KEYS_FOLDER=Path(sys.argv[1]));"
        "from impplus.outside import signer;"
        "sys.stdout.buffer.write(signer.sign(sys.stdin.buffer.read(), 'at once'))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(keys)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    signed = [process.communicate(paper)[0] for process in started]
    assert [signer.verify(content).intact for content in signed] == [True] * 4
