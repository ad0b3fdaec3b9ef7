"""The keys that sign the codes of permits and letters, and what is published beside them.

settings.KEYS_FOLDER holds `codes.pem` with its certificate `codes.crt.pem`, `lists.pem`, and in the folder `retired`
the certificates of keys that signed codes before. All are of P-256. With settings.PKCS11 the keys lie in a hardware
module (outside/hardware.py, loaded at the first), and their certificates here.
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from impplus.outside.signatures import NoKeys
from impplus.rules import cose
from impplus.rules.signed_lists import CodeKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

CODES, LISTS = "codes", "lists"


def sign_code(payload: Any) -> bytes:
    """A payload signed by the key of codes; raises NoKeys."""
    return _signed(CODES, payload, "")


def sign_list(payload: Any, kind: str) -> bytes:
    """A list of a kind signed by the key of lists; raises NoKeys."""
    return _signed(LISTS, payload, kind)


def anchor() -> bytes:
    """The point of the key of lists, by which a verifier believes them; raises NoKeys."""
    return _point(LISTS)


def keys() -> dict[bytes, CodeKey]:
    """The keys whose codes count, each by its name: that of today, and those of before; raises NoKeys."""
    return {cose.id_of(one.point): one for one in map(_key, _certificates())}


def last_day() -> date:
    """The last day on which the key of today signs; raises NoKeys."""
    return _key(_of_today()).until


def certificate() -> bytes:
    """The certificate of the key of codes (DER); raises NoKeys."""
    return _key(_of_today()).certificate


def stranger() -> bytes:
    """The point of a new key that nobody has."""
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

    return cose.point_of(generate_private_key(SECP256R1()).public_key())


def sign(name: str, message: bytes) -> bytes:
    """The signature (DER) of some bytes by one of the keys; raises NoKeys."""
    if settings.PKCS11:
        signature: bytes = import_module("impplus.outside.hardware").sign(name, message)
        return signature
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
    from cryptography.hazmat.primitives.hashes import SHA256

    return _private(name).sign(message, ECDSA(SHA256()))


def _point(name: str) -> bytes:
    if settings.PKCS11:
        point: bytes = import_module("impplus.outside.hardware").point(name)
        return point
    return cose.point_of(_private(name).public_key())


def _signed(name: str, payload: Any, kind: str) -> bytes:
    point = _point(name)
    protected, held, message = cose.unsigned(payload, cose.id_of(point), kind)
    return cose.whole(protected, held, sign(name, message))


def _of_today() -> "Certificate":
    return _certificate(_folder() / "codes.crt.pem")


def _certificates() -> "Iterator[Certificate]":
    yield _of_today()
    for path in sorted((_folder() / "retired").glob("*.crt.pem")):
        yield _certificate(path)


def _key(one: "Certificate") -> CodeKey:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
    from cryptography.hazmat.primitives.serialization import Encoding

    point = one.public_key()
    if not isinstance(point, EllipticCurvePublicKey) or not isinstance(point.curve, SECP256R1):
        raise NoKeys("A certificate of codes is not of a key of P-256.")
    days = (one.not_valid_before_utc.date(), one.not_valid_after_utc.date())
    return CodeKey(cose.point_of(point), *days, one.public_bytes(Encoding.DER))


def _private(name: str) -> "EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    path = _folder() / f"{name}.pem"
    if not path.exists():
        raise NoKeys(f"{path} is missing: no code can be signed.")
    found = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(found, EllipticCurvePrivateKey) or not isinstance(found.curve, SECP256R1):
        raise NoKeys(f"{path} is not a key of P-256.")
    return found


def _certificate(path: Path) -> "Certificate":
    from cryptography.x509 import load_pem_x509_certificate

    if not path.exists():
        raise NoKeys(f"{path} is missing: nobody could believe a code.")
    return load_pem_x509_certificate(path.read_bytes())


def _folder() -> Path:
    return Path(settings.KEYS_FOLDER)
