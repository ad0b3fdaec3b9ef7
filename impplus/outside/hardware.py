"""A hardware module that holds the keys of papers and codes, spoken to by PKCS#11.

settings.PKCS11 is the path of its library and the label of its token, with a space between; the PIN stands in the file
`pin` of settings.KEYS_FOLDER. Each key lies there under the name that its file would have: signer, codes, lists.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pkcs11
from asn1crypto.core import OctetString
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from django.conf import settings
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass

from impplus.outside.signatures import NoKeys

_HALF = 32  # bytes of each half of a signature of P-256


def sign(name: str, message: bytes) -> bytes:
    """The signature (ECDSA with SHA-256, DER) of some bytes by a key; raises NoKeys."""
    with _key(name, ObjectClass.PRIVATE_KEY) as key:
        signed: bytes = key.sign(sha256(message).digest(), mechanism=Mechanism.ECDSA)
    halves = (int.from_bytes(half) for half in (signed[:_HALF], signed[_HALF:]))
    return encode_dss_signature(*halves)


def point(name: str) -> bytes:
    """The uncompressed point of a key; raises NoKeys."""
    with _key(name, ObjectClass.PUBLIC_KEY) as key:
        found: bytes = OctetString.load(key[Attribute.EC_POINT]).native
    return found


@contextmanager
def _key(name: str, kind: ObjectClass) -> Iterator[Any]:
    library, _, label = settings.PKCS11.partition(" ")
    pin = (Path(settings.KEYS_FOLDER) / "pin").read_text("utf-8").strip()
    try:
        token = pkcs11.lib(library).get_token(token_label=label)
        with token.open(user_pin=pin) as session:
            yield session.get_key(object_class=kind, key_type=KeyType.EC, label=name)
    except pkcs11.PKCS11Error as fault:
        raise NoKeys(f"The hardware module gives no key {name}: {type(fault).__name__}.") from fault
