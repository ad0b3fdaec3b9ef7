"""A permit for a wallet is a document of ISO/IEC 18013-5, as a library that we did not write reads it."""

from datetime import UTC, date, datetime
from typing import Any

import cbor2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pymdoccbor.mdoc.verifier import MdocCbor

from bench.signed_codes import BOB, ISSUER, der, point
from impplus.rules import mdoc

FACTS = {
    "document_number": "P-3F9C-HT2W",
    "family_name": "Carreño Quiñones",
    "expiry_date": date(2029, 2, 28),
    "conditions_en": ["May work in Quebec only."],
}
DAYS = (date(2026, 3, 1), date(2029, 2, 28))


@pytest.fixture(scope="module")
def certificate() -> bytes:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Test")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(ISSUER.public_key()).serial_number(7)
    builder = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
    made = builder.not_valid_after(datetime(2030, 1, 1, tzinfo=UTC)).sign(ISSUER, SHA256())
    return made.public_bytes(Encoding.DER)


@pytest.fixture(scope="module")
def document(certificate: bytes) -> bytes:
    unsigned = mdoc.prepared(
        FACTS,
        [bytes([n]) * mdoc.SALT for n in range(len(FACTS))],
        point=point(BOB),
        certificate=certificate,
        index=77,
        address="https://impplus.example.test/signed-lists/status",
        signed_at=datetime(2026, 2, 27, 15, tzinfo=UTC),
        days=DAYS,
    )
    return mdoc.whole(unsigned, der(ISSUER, unsigned.message))


def read(held: bytes) -> MdocCbor:
    """As a wallet shows it."""
    shown = {"docType": mdoc.DOCTYPE, "issuerSigned": cbor2.loads(held)}
    reader = MdocCbor()
    reader.loads(cbor2.dumps({"version": "1.0", "documents": [shown], "status": 0}))
    return reader


def statement(held: bytes) -> dict[str, Any]:
    return dict(cbor2.loads(cbor2.loads(cbor2.loads(held)["issuerAuth"][2]).value))


def test_another_library_reads_and_verifies_it(document: bytes) -> None:
    reader = read(document)
    assert reader.verify() is True
    (claims,) = (
        reader._decode_claims(one.issuersigned.namespaces[mdoc.NAMESPACE])
        for one in reader.documents
    )
    assert claims == FACTS


def test_a_fact_may_be_kept_back_and_none_may_be_changed(document: bytes) -> None:
    held = cbor2.loads(document)
    items = held["nameSpaces"][mdoc.NAMESPACE]
    fewer = {**held, "nameSpaces": {mdoc.NAMESPACE: items[:1]}}
    assert read(cbor2.dumps(fewer)).verify() is True
    item = cbor2.loads(items[0].value) | {"elementValue": "P-3F9C-HT2X"}
    items[0] = cbor2.CBORTag(24, cbor2.dumps(item))
    assert read(cbor2.dumps(held)).verify() is False


def test_it_says_where_its_state_is_and_when_it_holds(document: bytes) -> None:
    said = statement(document)
    assert said["status"] == {
        "status_list": {"idx": 77, "uri": "https://impplus.example.test/signed-lists/status"}
    }
    assert said["validityInfo"]["validUntil"].date() == DAYS[1]
    assert set(said["valueDigests"][mdoc.NAMESPACE]) == set(range(len(FACTS)))
