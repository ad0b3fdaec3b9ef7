"""A signed paper proves that not a byte was changed, and stays accessible."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import keys as asn1_keys, tsp, x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pytest_django import Settings

from deploy.local import keys as local_keys
from impplus.outside import pdf, signer
from impplus.outside.signatures import NoKeys

AT = datetime(2023, 4, 5, 6, 7, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return pdf.render("letter", {"title": "Permit", "paragraphs": ["Alice may work."]}, "en")


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Settings) -> Path:
    settings.KEYS_FOLDER = tmp_path / "keys"
    local_keys.make_missing(settings.KEYS_FOLDER)
    return tmp_path / "keys"


def test_a_signed_paper_is_intact_and_says_by_whom_and_when(paper: bytes) -> None:
    signed = signer.sign(paper, "Permit issued", at=AT)
    assert signer.verify(signed) == signer.SignatureCheck(True, local_keys.SIGNER, AT)
    assert signed.startswith(paper)


def test_a_paper_of_many_pages_is_signed_on_its_first() -> None:
    long = {"title": "Permit", "paragraphs": ["Alice may work."] * 1500}
    signed = signer.sign(pdf.render("letter", long, "en"), "Permit issued", at=AT)
    assert signer.verify(signed).intact
    with pikepdf.open(BytesIO(signed)) as document:
        assert len(document.pages) > 40
        assert [n for n, page in enumerate(document.pages) if "/Annots" in page] == [0]


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
    local_keys.make_missing(settings.KEYS_FOLDER)
    forged = signer.sign(paper, "Permit issued", at=AT)
    settings.KEYS_FOLDER = tmp_path / "keys"
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


def test_without_a_key_nothing_is_signed(paper: bytes, tmp_path: Path, settings: Settings) -> None:
    settings.KEYS_FOLDER = tmp_path / "nothing"
    with pytest.raises(NoKeys, match="nothing"):
        signer.sign(paper, "Permit issued", at=AT)


def test_a_paper_keeps_the_room_that_is_told_so_it_is_signed_once(paper: bytes) -> None:
    signed = signer.sign(paper, "Permit issued", at=AT)
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_signatures
    _, before, after, _ = signature.byte_range
    assert signed[before:after].strip(b"<0>")
    assert after - before == len("<>") + signer.ROOM


def test_what_is_appended_begins_on_a_line_of_its_own_as_pdf_a_wants(paper: bytes) -> None:
    paper = paper.rstrip(b"\n")
    signed = signer.sign(paper, "Permit issued", at=AT)
    assert signed.startswith(paper + b"\n")
    assert signer.sign(paper + b"\n", "Permit issued", at=AT).startswith(paper + b"\n")


@pytest.fixture
def authority(tmp_path: Path, settings: Settings) -> Iterator[list[int]]:
    """A time-stamping authority on this machine; how many times it was asked."""
    now, name = datetime.now(UTC), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time")])
    key = rsa.generate_private_key(65537, 2048)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(9)
    builder = builder.public_key(key.public_key()).not_valid_before(now - timedelta(days=1))
    stamps = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = builder.not_valid_after(now + timedelta(days=1)).add_extension(stamps, critical=True)
    certificate = builder.sign(key, SHA256()).public_bytes(Encoding.DER)
    pkcs8 = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(
        asn1_x509.Certificate.load(certificate), asn1_keys.PrivateKeyInfo.load(pkcs8)
    )
    asked: list[int] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            request = tsp.TimeStampReq.load(self.rfile.read(length))
            asked.append(length)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(stamper.request_tsa_response(request).dump())

        def log_message(self, *parts: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    settings.TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}"
    yield asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_time_stamping_authority_says_when_a_paper_was_signed(
    paper: bytes, authority: list[int]
) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    found = signer.verify(signer.sign(paper, "Permit issued", at=AT))
    assert len(authority) == 1
    assert (found.intact, found.at) == (True, AT)
    assert found.stamped_at is not None
    assert before <= found.stamped_at <= datetime.now(UTC) + timedelta(seconds=1)


def test_a_flipped_bit_of_the_time_is_found_too(paper: bytes, authority: list[int]) -> None:
    signed = signer.sign(paper, "Permit issued", at=AT)
    gap = signed.index(b"/Contents <") + len(b"/Contents <")
    written = len(signed[gap:].split(b">", maxsplit=1)[0].rstrip(b"0"))
    places = range(gap, gap + written, 97)
    assert [at for at in places if signer.verify(flipped(signed, at)).intact] == []


def test_an_authority_that_does_not_answer_leaves_a_paper_unsigned(
    paper: bytes, settings: Settings
) -> None:
    settings.TIMESTAMP_URL = "http://127.0.0.1:1"
    with pytest.raises(OSError, match=r"."):
        signer.sign(paper, "Permit issued", at=AT)
