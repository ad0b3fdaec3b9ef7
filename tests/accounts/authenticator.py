"""What a phone does with passkeys, over HTTP: its own key, counter and origin."""

import hashlib
import json
import os
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def options_in(page: str) -> dict[str, Any]:
    """What a page asks of the browser."""
    (written,) = re.findall(r'<script id="passkey-options"[^>]*>(.*?)</script>', page, re.S)
    (asked,) = json.loads(unescape(written)).values()
    found: dict[str, Any] = asked["publicKey"]
    return found


@dataclass
class Phone:
    """One passkey on one phone."""

    origin: str = "https://testserver"
    uses: int = 0
    verified: bool = True
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    name: bytes = field(default_factory=lambda: os.urandom(16))
    owner: str = ""

    def made(self, options: dict[str, Any]) -> str:
        """The new passkey, as the form sends it."""
        self.owner = options["user"]["id"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        about = bytes(16) + len(self.name).to_bytes(2, "big") + self.name + public
        data = self._data(options["rp"]["id"], ATTESTED) + about
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._sent({"clientDataJSON": text(client), "attestationObject": text(attested)})

    def used(self, options: dict[str, Any], *, count: int = 1) -> str:
        """The passkey, used for what the page asks."""
        self.uses += count
        data = self._data(options["rpId"], 0)
        client = self._client("webauthn.get", options["challenge"])
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": data, "signature": signed}
        return self._sent({k: text(v) for k, v in parts.items()} | {"userHandle": self.owner})

    def _data(self, site: str, more: int) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.verified else 0)
        return (
            hashlib.sha256(site.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _sent(self, response: dict[str, str]) -> str:
        credential = {
            "id": text(self.name),
            "rawId": text(self.name),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }
        return json.dumps(credential)


def asked_at_sign_in(browser: Client, address: str) -> dict[str, Any]:
    """What the page of signing in asks of the browser."""
    answer = browser.get(
        address, headers={"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
    )
    found: dict[str, Any] = answer.json()["request_options"]["publicKey"]
    return found
