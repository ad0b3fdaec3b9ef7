"""COSE_Sign1 (RFC 9052) of one kind: ES256, the key's name in the protected header, nothing beside it.

Whatever is written in another way than `unsigned` and `whole` write it is refused: another algorithm, a header
that is not signed, a tag that is missing, bytes that follow, a longer form of the same CBOR.
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cbor2

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

SIGN1 = 18  # the tag of COSE_Sign1
ALGORITHM, KEY, TYPE = 1, 4, 16  # labels of the header
ES256 = -7
_HALF = 32  # bytes of each half of a signature, and of each coordinate of a point
_ID = 8  # bytes of the name of a key


class NotSign1(ValueError):
    """Bytes that are no COSE_Sign1 of this kind, or whose signature is not right."""


@dataclass(frozen=True)
class Sign1:
    """What was signed: by which key, as what type (where one is said), and the plain value of the payload."""

    key: bytes
    type: str
    payload: Any
    signed: bytes
    signature: bytes


def id_of(point: bytes) -> bytes:
    """The name of a key, from its point: the first 8 bytes of its SHA-256."""
    return hashlib.sha256(point).digest()[:_ID]


def point_of(key: "EllipticCurvePublicKey") -> bytes:
    """A public key of P-256 as the 65 bytes of its uncompressed point."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def unsigned(payload: Any, key: bytes, type: str = "") -> tuple[bytes, bytes, bytes]:  # noqa: A002 - as COSE names it
    """The header and payload of a Sign1 by the key of that name, and the bytes that are to be signed."""
    header: dict[int, Any] = {ALGORITHM: ES256, KEY: key} | ({TYPE: type} if type else {})
    protected, held = canonical(header), canonical(payload)
    return protected, held, _to_sign(protected, held)


def whole(protected: bytes, held: bytes, der: bytes) -> bytes:
    """The Sign1, from a signature as libraries and hardware give it (DER)."""
    return canonical(cbor2.CBORTag(SIGN1, [protected, {}, held, halves(der)]))


def halves(der: bytes) -> bytes:
    """A signature (DER) as COSE has it: both numbers, one after the other."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    r, s = decode_dss_signature(der)
    return r.to_bytes(_HALF) + s.to_bytes(_HALF)


def read(written: bytes) -> Sign1:
    """What a Sign1 says, before anybody knows whether its signature is right; raises NotSign1."""
    tagged = plain(written)
    if not isinstance(tagged, cbor2.CBORTag) or tagged.tag != SIGN1:
        raise NotSign1("another tag")
    match tagged.value:
        case [bytes(protected), dict(unprotected), bytes(held), bytes(signature)]:
            header = plain(protected)
        case _:
            raise NotSign1("not four parts")
    if unprotected or len(signature) != 2 * _HALF or not isinstance(header, dict):
        raise NotSign1("not of this kind")
    match header:
        case {1: -7, 4: bytes(key), **rest} if set(rest) <= {TYPE}:
            kind = rest.get(TYPE, "")
        case _:
            raise NotSign1("another algorithm, or another header")
    if not isinstance(kind, str):
        raise NotSign1("another header")
    return Sign1(key, kind, plain(held), _to_sign(protected, held), signature)


def is_signed(one: Sign1, point: bytes) -> bool:
    """Whether the signature is right under the key of a point."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ec import (
        ECDSA,
        SECP256R1,
        EllipticCurvePublicKey,
    )
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    r, s = (int.from_bytes(half) for half in (one.signature[:_HALF], one.signature[_HALF:]))
    try:
        key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
        key.verify(encode_dss_signature(r, s), one.signed, ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def canonical(value: Any) -> bytes:
    """The one CBOR of a value (RFC 8949, 4.2)."""
    return cbor2.dumps(value, canonical=True)


def plain(written: bytes) -> Any:
    """The value of CBOR that is written in the one way; raises NotSign1."""
    try:
        value = cbor2.loads(written)
        same = canonical(value) == written
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError) as fault:
        raise NotSign1(type(fault).__name__) from None
    if not same:
        raise NotSign1("written in another way")
    return value


def _to_sign(protected: bytes, held: bytes) -> bytes:
    return canonical(["Signature1", protected, b"", held])
