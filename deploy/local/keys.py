"""The keys of a local installation: that of the log, and an authority with signers of papers and of codes, whose names say that they are a demonstration."""

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

from deploy.local.database import write_private

AUTHORITY = "IMP+ demonstration authority – not a government"
SIGNER = "IMP+ demonstration signer – not valid"
CODES = "IMP+ demonstration signer of codes – not valid"

# Wide on purpose: a demonstration world issues papers in years that are long gone.
VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2049, 12, 31, tzinfo=UTC)
USES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
    *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


def make_missing(folder: Path) -> None:
    """Make the keys and certificates, for their owner alone, unless they are there already."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / "log.pem").exists():
        _write(folder / "log.pem", _pem(Ed25519PrivateKey.generate()))
    if not (folder / "lists.pem").exists():
        _write(folder / "lists.pem", _pem(ec.generate_private_key(ec.SECP256R1())))
    if not (folder / "signer.pem").exists():
        _make_signer(folder)
    if not (folder / "codes.pem").exists():
        _make_codes(folder)


def _make_signer(folder: Path) -> None:
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = _certificate(AUTHORITY, authority_key, authority_key, "key_cert_sign", "crl_sign")
    signer = _certificate(SIGNER, key, authority_key, "digital_signature", "content_commitment")
    # The authority's key is thrown away: nothing else can ever be signed in its name.
    _write(folder / "authority.pem", authority.public_bytes(serialization.Encoding.PEM))
    _write(folder / "signer.crt.pem", signer.public_bytes(serialization.Encoding.PEM))
    # The private key comes last: its presence says that the folder is complete.
    _write(folder / "signer.pem", _pem(key))


def _make_codes(folder: Path) -> None:
    """The key of codes has an authority of its own, whose key is thrown away as well."""
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    signer = _certificate(CODES, key, authority_key, "digital_signature")
    _write(folder / "codes.crt.pem", signer.public_bytes(serialization.Encoding.PEM))
    _write(folder / "codes.pem", _pem(key))


def _pem(key: ec.EllipticCurvePrivateKey | Ed25519PrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, pem: bytes) -> None:
    write_private(path.with_suffix(".new"), pem.decode().rstrip())
    path.with_suffix(".new").replace(path)


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, issuer_key: ec.EllipticCurvePrivateKey, *uses: str
) -> x509.Certificate:
    issuer, of_authority = issuer_key.public_key(), key is issuer_key
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(AUTHORITY))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_UNTIL)
        .add_extension(x509.BasicConstraints(ca=of_authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{use: use in uses for use in USES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False)
    )
    return builder.sign(issuer_key, hashes.SHA256())


def _name(common_name: str) -> x509.Name:
    organization = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "IMP+ demonstration")
    return x509.Name([organization, x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
