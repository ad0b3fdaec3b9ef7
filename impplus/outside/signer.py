"""Signatures on PDFs: PAdES, invisible, made with a demonstration key of our own.

The key and its authority are made at the first use, in settings.KEYS_FOLDER.
"""

import fcntl
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from asn1crypto import keys, pem, x509 as asn1_x509
from asn1crypto.cms import ContentInfo
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from impplus.outside import machine
from impplus.outside.store import write_whole

FIELD = "Signature"
FIELD_TITLE = "Electronic signature – Signature électronique"
AUTHORITY = "IMP+ demonstration authority – not a government"
SIGNER = "IMP+ demonstration signer – not valid"

# Wide on purpose: a demonstration world issues papers in years that are long gone.
VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2049, 12, 31, tzinfo=UTC)


@dataclass(frozen=True)
class Verified:
    """`intact`: signed with our key, and not a byte changed or added since."""

    intact: bool
    signer: str
    at: datetime | None


# What hostile bytes make parsers of PDF, ASN.1 and deflate raise.
BROKEN = (
    *(PdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError),
    *(AssertionError, RecursionError, NotImplementedError, zlib.error, struct.error, OSError),
)
NOT_SIGNED = Verified(intact=False, signer="", at=None)


def sign(pdf: bytes, reason: str, at: datetime | None = None) -> bytes:
    """The same document with an invisible signature; `at` is now unless told."""
    writer = _Writer(BytesIO(pdf))
    _prepare_field(writer)
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason,
        name=SIGNER,
    )
    signer = _PunctualSigner(metadata, _signer(_keys_folder()), at or machine.machine_now())
    signed: BytesIO = _in_a_thread(lambda: signer.sign_pdf(writer, existing_fields_only=True))
    return signed.getvalue()


def verify(pdf: bytes) -> Verified:
    """Whether the bytes are exactly those that we signed; works without a network."""
    folder = _keys_folder()
    ours = _read_certificate(folder / "signer.crt.pem").dump()
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if len(signatures) != 1:
            return NOT_SIGNED
        status = _in_a_thread(lambda: validate_pdf_signature(signatures[0], _trust(folder)))
        whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        plain = _plain(pdf, signatures[0], ours)
    except BROKEN:
        return NOT_SIGNED
    return Verified(
        intact=bool(status.intact and status.valid and status.trusted and whole and plain),
        signer=str(status.signing_cert.subject.native.get("common_name", "")),
        at=status.signer_reported_dt,
    )


def _in_a_thread[T](act: Callable[[], T]) -> T:
    """Do it in a thread of its own: pyHanko starts a loop, which cannot be where one runs already."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(act).result()


def _plain(pdf: bytes, signature: EmbeddedPdfSignature, certificate: bytes) -> bool:
    """A signature cannot cover its own place in the file: nothing else may hide in there."""
    first, length, second, _ = signature.byte_range
    place = pdf[first + length : second]
    envelope = ContentInfo.load(signature.pkcs7_content)
    written = envelope.dump(force=True).hex().upper().encode()
    signed = envelope["content"]
    signer = signed["signer_infos"][0]
    return (
        place == b"<" + written.ljust(len(place) - 2, b"0") + b">"
        and [held.chosen.dump() for held in signed["certificates"]] == [certificate]
        and signed["version"].native == signer["version"].native == "v1"
        and signed["digest_algorithms"].native == [{"algorithm": "sha256", "parameters": None}]
        and signer["digest_algorithm"].native == {"algorithm": "sha256", "parameters": None}
    )


class _Writer(IncrementalPdfFileWriter):
    """Adds the signature and leaves title, dates and conformance claims as they were written."""

    def _update_meta(self) -> None:
        """Rewritten metadata would carry the machine's time and no longer be valid PDF/A."""


class _PunctualSigner(signers.PdfSigner):
    """Signs at the instant that it is given, instead of asking the machine."""

    def __init__(
        self, metadata: signers.PdfSignatureMetadata, signer: signers.Signer, at: datetime
    ) -> None:
        super().__init__(metadata, signer)
        self.at = at

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def _prepare_field(writer: IncrementalPdfFileWriter) -> None:
    """The field first, as PDF/UA wants it: named, off the page, and in the order of the tags."""
    fields.append_signature_field(
        writer,
        fields.SigFieldSpec(
            FIELD,
            readable_field_name=FIELD_TITLE,
            invis_sig_settings=fields.InvisSigSettings(box_out_of_bounds=True),
        ),
    )
    page = writer.root["/Pages"]
    while "/Kids" in page:
        page = page["/Kids"][0]
    page[pdf_name("/Tabs")] = pdf_name("/S")
    writer.update_container(page)


def _keys_folder() -> Path:
    """The folder with key and certificates, which are made the first time."""
    folder = Path(settings.KEYS_FOLDER)
    if not (folder / "signer.pem").exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(folder / ".lock"):
            if not (folder / "signer.pem").exists():
                _make_keys(folder)
    return folder


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Several processes may start at once; one makes the key, the others wait for it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _make_keys(folder: Path) -> None:
    authority_key = ec.generate_private_key(ec.SECP256R1())
    signer_key = ec.generate_private_key(ec.SECP256R1())
    authority = _certificate(AUTHORITY, authority_key, AUTHORITY, authority_key, authority=True)
    signer = _certificate(SIGNER, signer_key, AUTHORITY, authority_key, authority=False)
    # The authority's key is thrown away: nothing else can ever be signed in its name.
    write_whole(folder / "authority.pem", authority.public_bytes(serialization.Encoding.PEM))
    write_whole(folder / "signer.crt.pem", signer.public_bytes(serialization.Encoding.PEM))
    # The private key comes last: its presence says that the folder is complete.
    write_whole(
        folder / "signer.pem",
        signer_key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def _certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    authority: bool,
) -> x509.Certificate:
    usage = dict.fromkeys(KEY_USES, False) | (
        {"key_cert_sign": True, "crl_sign": True}
        if authority
        else {"digital_signature": True, "content_commitment": True}
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_UNTIL)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    return builder.sign(issuer_key, hashes.SHA256())


KEY_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "IMP+ demonstration"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


@lru_cache(maxsize=4)
def _signer(folder: Path) -> signers.SimpleSigner:
    _, _, key = pem.unarmor((folder / "signer.pem").read_bytes())
    return signers.SimpleSigner(
        signing_cert=_read_certificate(folder / "signer.crt.pem"),
        signing_key=keys.PrivateKeyInfo.load(key),
        # The authority's certificate is not sent along: who verifies has it, or trusts nobody.
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


def _trust(folder: Path) -> ValidationContext:
    return ValidationContext(
        trust_roots=[_read_certificate(folder / "authority.pem")],
        moment=machine.machine_now(),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _read_certificate(path: Path) -> asn1_x509.Certificate:
    _, _, der = pem.unarmor(path.read_bytes())
    return asn1_x509.Certificate.load(der)
