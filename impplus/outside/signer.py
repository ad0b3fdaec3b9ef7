"""Signatures on PDFs: PAdES, invisible, made with the key in settings.KEYS_FOLDER.

The folder holds `signer.pem` (the key), `signer.crt.pem` (its certificate) and `authority.pem`.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from pathlib import Path

from asn1crypto import keys, pem, tsp, x509
from asn1crypto.cms import ContentInfo
from django.conf import settings
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import attributes, fields, signers
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from impplus.outside import machine, pdf_objects
from impplus.outside.signatures import BROKEN, NoKeys

PATIENCE = 10  # seconds for the time-stamping authority, after which the paper is tried again later
FIELD = "Signature"
FIELD_TITLE = "Electronic signature – Signature électronique"
# Told beforehand, or pyHanko signs twice to learn it. A P-256 signature with its certificate needs
# 3.2 kB (hexadecimal); pyHanko refuses to write one that needs more.
ROOM = 8192
# Beside it, for what a time-stamping authority adds: its token with its certificates.
ROOM_OF_A_TIME = 24_576


@dataclass(frozen=True)
class SignatureCheck:
    """`intact`: signed with our key, and not a byte changed or added since.

    `stamped_at` is when a time-stamping authority says that it was signed, where one was asked.
    """

    intact: bool
    signer: str
    at: datetime | None
    stamped_at: datetime | None = None


NOT_SIGNED = SignatureCheck(intact=False, signer="", at=None)


def sign(pdf: bytes, reason: str, at: datetime | None = None) -> bytes:
    """The same document with an invisible signature; `at` is now unless told."""
    signer = _signer(_keys_folder(), bool(settings.PKCS11))
    # typst ends a file without a line feed, and PDF/A wants what is appended to begin on a line of its own.
    paper = pdf.rstrip(b"\n") + b"\n"
    writer = _Writer(BytesIO(paper), prev=pdf_objects.read_for_signing(paper))
    _prepare_field(writer)
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason,
        name=str(signer.subject_name),
    )
    punctual = _PunctualSigner(metadata, signer, at or machine.machine_now())
    signed: BytesIO = _in_a_thread(
        lambda: punctual.sign_pdf(writer, existing_fields_only=True, bytes_reserved=_room())
    )
    return signed.getvalue()


def verify(pdf: bytes) -> SignatureCheck:
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
        time = status.timestamp_validity
    except (PdfError, *BROKEN):
        return NOT_SIGNED
    return SignatureCheck(
        intact=bool(
            status.intact
            and status.valid
            and status.trusted
            and whole
            and plain
            and (time is None or (time.intact and time.valid))
        ),
        signer=str(status.signing_cert.subject.native.get("common_name", "")),
        at=status.signer_reported_dt,
        stamped_at=time.timestamp if time else None,
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


class _CertificateNamed(attributes.SigningCertificateV2Provider):
    """The signed attribute that names the certificate: read from its bytes once, as building it is half the work."""

    def __init__(self, certificate: x509.Certificate) -> None:
        super().__init__(certificate)
        named = as_signing_certificate_v2(certificate)
        self.value = tsp.SigningCertificateV2.load(named.dump())

    async def build_attr_value(self, dry_run: bool = False) -> tsp.SigningCertificateV2:
        return self.value


class _Attributes(attributes.SignedAttributeProviderSpec):
    """What is signed beside the document: which certificate signs, as PAdES wants it."""

    def __init__(self, certificate: x509.Certificate) -> None:
        self.providers = [_CertificateNamed(certificate)]

    def signed_attr_providers(
        self, data_digest: bytes, digest_algorithm: str
    ) -> list[_CertificateNamed]:
        return self.providers


class _Writer(IncrementalPdfFileWriter):
    """Adds the signature and leaves title, dates and conformance claims as they were written."""

    def _update_meta(self) -> None:
        """Rewritten metadata would carry the machine's time and no longer be valid PDF/A."""


class _PunctualSigner(signers.PdfSigner):
    """Signs at the instant that it is given, instead of asking the machine."""

    def __init__(
        self, metadata: signers.PdfSignatureMetadata, signer: signers.Signer, at: datetime
    ) -> None:
        address = settings.TIMESTAMP_URL
        stamper = HTTPTimeStamper(address, timeout=PATIENCE) if address else None
        super().__init__(metadata, signer, timestamper=stamper)
        self.at = at

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def _room() -> int:
    return ROOM + (ROOM_OF_A_TIME if settings.TIMESTAMP_URL else 0)


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
    folder = Path(settings.KEYS_FOLDER)
    if not (folder / ("signer.crt.pem" if settings.PKCS11 else "signer.pem")).exists():
        raise NoKeys(f"{folder} holds no key: nothing can be signed, and no signature is known.")
    return folder


class _InHardware(signers.Signer):
    """Signs with a key that never leaves its module (PKCS#11)."""

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        hardware = import_module("impplus.outside.hardware")
        return bytes(ROOM) if dry_run else hardware.sign("signer", data)


@lru_cache(maxsize=4)
def _signer(folder: Path, in_hardware: bool) -> signers.Signer:
    certificate = _read_certificate(folder / "signer.crt.pem")
    # The authority's certificate is not sent along: who verifies has it, or trusts nobody.
    alone = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    signer: signers.Signer
    if in_hardware:
        signer = _InHardware(signing_cert=certificate, cert_registry=alone)
    else:
        _, _, held = pem.unarmor((folder / "signer.pem").read_bytes())
        key = keys.PrivateKeyInfo.load(held)
        signer = signers.SimpleSigner(
            signing_cert=certificate, signing_key=key, cert_registry=alone
        )
    signer.signed_attr_prov_spec = _Attributes(certificate)
    return signer


def _trust(folder: Path) -> ValidationContext:
    return ValidationContext(
        trust_roots=[_read_certificate(folder / "authority.pem")],
        moment=machine.machine_now(),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _read_certificate(path: Path) -> x509.Certificate:
    _, _, der = pem.unarmor(path.read_bytes())
    return x509.Certificate.load(der)
