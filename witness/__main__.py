"""Starts a witness: python -m witness --name NAME --key FILE --log VKEY --folder FOLDER."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from impplus.rules.notes import BadNote, key_of
from witness.book import Book
from witness.server import Witness


def asked_by(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What a command line asks for, this process's own unless another is given."""
    parser = argparse.ArgumentParser(prog="witness", description=__doc__)
    parser.add_argument("--name", required=True, help="who it is, as witness.example.org")
    parser.add_argument("--key", type=Path, required=True, help="its private key; made if missing")
    parser.add_argument("--log", action="append", default=[], help="the key of a log that it knows")
    parser.add_argument("--folder", type=Path, required=True, help="what it remembers")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8002)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until it is interrupted: 0; 2 where a key of a log is none."""
    asked = asked_by(arguments)
    try:
        logs = [key_of(log) for log in asked.log]
    except BadNote as bad:
        print(f"This is not the key of a log: {bad}", file=sys.stderr)
        return 2
    book = Book(asked.name, _private(asked.key), logs, asked.folder)
    server = Witness((asked.host, asked.port), book)
    try:
        with suppress(KeyboardInterrupt):
            print(f"{book.key} http://{asked.host}:{server.server_port}", flush=True)
            server.serve_forever()
    finally:
        server.server_close()
    return 0


def _private(path: Path) -> Ed25519PrivateKey:
    if not path.exists():
        made = Ed25519PrivateKey.generate()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        held = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(held, "wb") as file:
            file.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    found = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(found, Ed25519PrivateKey):
        raise SystemExit(f"{path} is not an Ed25519 key.")
    return found


if __name__ == "__main__":
    sys.exit(main())
