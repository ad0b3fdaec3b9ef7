"""Papers and codes are signed by a hardware module as by a key in a file; SoftHSM plays one."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pkcs11
import pytest
from asn1crypto.core import OctetString
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11.util.ec import encode_named_curve_parameters
from pytest_django import Settings

from bench.signed_codes import PAPER
from deploy.local import keys as local_keys
from impplus.outside import code_keys, pdf, signer
from impplus.outside.signatures import NoKeys
from impplus.rules import signed_code
from impplus.rules.signed_lists import KEY_LIST, KeyList, key_list, keys_payload

LIBRARY = "/usr/lib/softhsm/libsofthsm2.so"
pytestmark = pytest.mark.skipif(
    shutil.which("softhsm2-util") is None or not Path(LIBRARY).exists(),
    reason="A hardware module is not tried: that needs SoftHSM (on Debian: apt-get install softhsm2).",
)


@pytest.fixture(scope="module")
def points(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """The points of the three keys that were made in the module, by their names."""
    folder = tmp_path_factory.mktemp("module")
    (folder / "tokens").mkdir()
    (folder / "conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "conf")
    begin = "softhsm2-util --init-token --free --label papers --pin 1234 --so-pin 5678"
    subprocess.run(begin.split(), check=True, capture_output=True)
    made = {}
    with pkcs11.lib(LIBRARY).get_token(token_label="papers").open(user_pin="1234", rw=True) as on:
        curve = encode_named_curve_parameters("secp256r1")
        on_curve = on.create_domain_parameters(
            pkcs11.KeyType.EC, {pkcs11.Attribute.EC_PARAMS: curve}, local=True
        )
        for name in ("signer", "codes", "lists"):
            public, _private = on_curve.generate_keypair(label=name, store=True)
            made[name] = OctetString.load(public[pkcs11.Attribute.EC_POINT]).native
    yield made
    del os.environ["SOFTHSM2_CONF"]


@pytest.fixture
def module(points: dict[str, bytes], tmp_path: Path, settings: Settings) -> dict[str, bytes]:
    """An installation whose keys lie in the module: its folder has their certificates and the PIN, and no key."""
    settings.KEYS_FOLDER, settings.PKCS11 = tmp_path, f"{LIBRARY} papers"
    (tmp_path / "pin").write_text("1234\n")
    authority = local_keys.ec.generate_private_key(SECP256R1())
    of = {"signer": local_keys.SIGNER, "codes": local_keys.CODES}
    root = local_keys._certificate(local_keys.AUTHORITY, authority, authority, "key_cert_sign")
    (tmp_path / "authority.pem").write_bytes(root.public_bytes(Encoding.PEM))
    for name, title in of.items():
        public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), points[name])
        made = _certified(title, public, authority)
        (tmp_path / f"{name}.crt.pem").write_bytes(made.public_bytes(Encoding.PEM))
    return points


def _certified(
    title: str, public: EllipticCurvePublicKey, authority: local_keys.ec.EllipticCurvePrivateKey
) -> x509.Certificate:
    stand_in = local_keys.ec.generate_private_key(SECP256R1())
    like = local_keys._certificate(
        title, stand_in, authority, "digital_signature", "content_commitment"
    )
    builder = x509.CertificateBuilder(
        issuer_name=like.issuer,
        subject_name=like.subject,
        public_key=public,
        serial_number=like.serial_number,
        not_valid_before=like.not_valid_before_utc,
        not_valid_after=like.not_valid_after_utc,
    )
    for one in like.extensions:
        if not isinstance(one.value, x509.SubjectKeyIdentifier):
            builder = builder.add_extension(one.value, one.critical)
    return builder.sign(authority, local_keys.hashes.SHA256())


def test_a_paper_is_signed_without_its_key_leaving_the_module(module: dict[str, bytes]) -> None:
    paper = pdf.render("letter", {"title": "Permit", "paragraphs": ["Alice may work."]}, "en")
    found = signer.verify(signer.sign(paper, "Permit issued"))
    assert (found.intact, found.signer) == (True, local_keys.SIGNER)


def test_codes_and_lists_are_too(module: dict[str, bytes]) -> None:
    assert code_keys.anchor() == module["lists"]
    keys = KeyList("UTO", 1, code_keys.keys())
    read = key_list(code_keys.sign_list(keys_payload(keys), KEY_LIST), module["lists"])
    text = signed_code.written(code_keys.sign_code(signed_code.payload_of(PAPER)))
    found = signed_code.check(text, read, None, at=1, on=date(2026, 12, 1))
    assert (found.verdict, found.facts) == ("unchecked", PAPER)


def test_a_key_that_the_module_does_not_have_signs_nothing(module: dict[str, bytes]) -> None:
    with pytest.raises(NoKeys, match="no key archive"):
        code_keys.sign("archive", b"")
