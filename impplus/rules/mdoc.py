"""A permit as ISO/IEC 18013-5 has documents for wallets: what the issuer signs (IssuerSigned), each fact apart.

Each fact lies in bytes of its own, with a salt, and the issuer signs their hashes: the holder can show some of them
and keep the others.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import cbor2

from impplus.rules import cose

DOCTYPE = NAMESPACE = "x.impplus.permit.1"
SALT = 32  # bytes of each salt
CHAIN = 33  # label of the header that holds the issuer's certificate
_EMBEDDED, _DAY = 24, 1004  # tags of CBOR in bytes, and of a whole day


@dataclass(frozen=True)
class Unsigned:
    """All of a document but its signature; `message` is what is to be signed."""

    items: tuple[cbor2.CBORTag, ...]
    protected: bytes
    held: bytes
    certificate: bytes
    message: bytes


def prepared(
    facts: Mapping[str, Any],
    salts: Sequence[bytes],
    *,
    point: bytes,
    certificate: bytes,
    index: int,
    address: str,
    signed_at: datetime,
    days: tuple[date, date],
) -> Unsigned:
    """What is signed of facts (texts, days, lists of texts), with a salt for each.

    `point` is the key of the device that may prove to hold it, `address` that of the status list in which `index` has
    its state, and `days` the first and the last one on which it holds.
    """
    items = tuple(_item(n, *one) for n, one in enumerate(zip(facts.items(), salts, strict=True)))
    digests = {n: hashlib.sha256(cbor2.dumps(item)).digest() for n, item in enumerate(items)}
    instants = (signed_at, *(datetime.combine(day, time(), UTC) for day in days))
    signed, since, until = (_instant(one) for one in instants)
    statement = {
        "version": "1.0",
        "digestAlgorithm": "SHA-256",
        "valueDigests": {NAMESPACE: digests},
        "deviceKeyInfo": {"deviceKey": {1: 2, -1: 1, -2: point[1:33], -3: point[33:]}},
        "docType": DOCTYPE,
        "validityInfo": {"signed": signed, "validFrom": since, "validUntil": until},
        "status": {"status_list": {"idx": index, "uri": address}},
    }
    protected = cose.canonical({cose.ALGORITHM: cose.ES256})
    held = cbor2.dumps(_embedded(statement))
    message = cose.canonical(["Signature1", protected, b"", held])
    return Unsigned(items, protected, held, certificate, message)


def whole(one: Unsigned, der: bytes) -> bytes:
    """The IssuerSigned, from a signature as libraries and hardware give it (DER)."""
    auth = [one.protected, {CHAIN: one.certificate}, one.held, cose.halves(der)]
    return cbor2.dumps({"nameSpaces": {NAMESPACE: list(one.items)}, "issuerAuth": auth})


def _item(number: int, fact: tuple[str, Any], salt: bytes) -> cbor2.CBORTag:
    name, value = fact
    if isinstance(value, date):
        value = cbor2.CBORTag(_DAY, value.isoformat())
    item = {
        "digestID": number,
        "random": salt,
        "elementIdentifier": name,
        "elementValue": value,
    }
    return _embedded(item)


def _embedded(value: Any) -> cbor2.CBORTag:
    return cbor2.CBORTag(_EMBEDDED, cbor2.dumps(value))


def _instant(moment: datetime) -> cbor2.CBORTag:
    """A tdate: to the second, in UTC."""
    return cbor2.CBORTag(0, moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
