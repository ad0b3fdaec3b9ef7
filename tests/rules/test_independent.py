"""Another implementation, @sigstore/verify of npm, accepts our checkpoint and proofs, and refuses changed ones.

It runs where SIGSTORE_VERIFY names the folder of the package: `npm install @sigstore/verify@4.1.3`, then
`SIGSTORE_VERIFY=$PWD/node_modules/@sigstore/verify pytest tests/rules/test_independent.py`.
"""

import json
import os
import subprocess
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from impplus.rules.merkle import inclusion, root
from impplus.rules.notes import Checkpoint, SignedNote, to_base64
from impplus.rules.tiles import complete_in, grown
from tests.rules.test_notes import LOG, LOG_KEY

SIZE = 1_000
LEAVES = [number.to_bytes(42) for number in range(SIZE)]


def proof(index: int, leaf: bytes, *, checkpoint: str, hashes: list[bytes]) -> dict[str, Any]:
    written = [to_base64(one) for one in hashes]
    return {"leaf": to_base64(leaf), "index": index, "hashes": written, "checkpoint": checkpoint}


@pytest.mark.skipif("SIGSTORE_VERIFY" not in os.environ, reason="needs node and @sigstore/verify")
def test_sigstore_accepts_our_proofs_and_no_changed_one() -> None:
    complete = complete_in(SIZE, dict(grown(0, LEAVES, {}.__getitem__)).__getitem__)
    text = str(Checkpoint(LOG_KEY.name, SIZE, root(SIZE, complete)))
    note = str(SignedNote(text, ((LOG_KEY.name, LOG_KEY.id + LOG.sign(text.encode())),)))
    good = [
        proof(index, LEAVES[index], checkpoint=note, hashes=inclusion(index, SIZE, complete))
        for index in (0, 255, 256, 511, 768, SIZE - 1)
    ]
    changed = [
        good[0] | {"leaf": good[1]["leaf"]},
        good[0] | {"index": 1},
        good[0] | {"hashes": good[0]["hashes"][:-1]},
        good[0] | {"checkpoint": note.replace(f"\n{SIZE}\n", f"\n{SIZE + 1}\n")},
    ]
    spki = LOG.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    asked = {
        "key": b64encode(spki).decode(),
        "origin": LOG_KEY.name,
        "keyId": LOG_KEY.id.hex(),
        "proofs": good + changed,
    }
    script = Path(__file__).with_name("independent.js")
    said = subprocess.run(
        ["node", script, os.environ["SIGSTORE_VERIFY"]],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(said.stdout) == [True] * len(good) + [False] * len(changed)
