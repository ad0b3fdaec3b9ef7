"""Witnesses of the public log: who is asked to cosign a checkpoint (C2SP tlog-witness)."""

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

TIMEOUT = 3  # seconds
MAX_ANSWER = 100_000


class Unreachable(Exception):
    """The witness did not answer."""


def add_checkpoint(address: str, body: str) -> tuple[int, str]:
    """What a witness answers: 200 with its signature lines, 409 with the size that it knows, or a no."""
    where = urlsplit(address)
    kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
    connection = kind(where.hostname or "", where.port, timeout=TIMEOUT)
    try:
        connection.request("POST", f"{where.path}/add-checkpoint", body.encode())
        answer = connection.getresponse()
        return answer.status, answer.read(MAX_ANSWER).decode()
    except (OSError, HTTPException, UnicodeDecodeError) as error:
        raise Unreachable(f"{address}: {error}") from error
    finally:
        connection.close()
