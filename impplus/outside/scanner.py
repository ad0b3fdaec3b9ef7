"""The virus scanner: ClamAV’s clamd, asked over its socket, on this machine or another one."""

import socket
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import IO

CONNECTS_WITHIN = 3.0  # seconds
PIECE = 64 * 1024  # bytes sent at a time
LONGEST_REPLY = 4096
CLEAN, FOUND, FAILED = "OK", " FOUND", " ERROR"
_NOTHING_SAID = "it hung up"
NAME = "ClamAV "
WRITTEN = "%a %b %d %H:%M:%S %Y"  # how it writes a day


class Away(Exception):
    """Nobody answers at the address, or answers something else than a verdict."""


class HungUp(Away):
    """It was there, and hung up without a word: the content may have ended it."""


class Slow(Exception):
    """It is there, and came to no verdict: not in time, or it met an error."""


def scan(address: str, content: IO[bytes], *, seconds: float) -> str:
    """The name of what is found in a content, empty where it is clean. Raises Away, HungUp, or Slow after so many seconds at most.

    `address` is the path of a socket ("/run/clamav/clamd.ctl") or a host and a port ("scanner:3310").
    """
    until = time.monotonic() + seconds
    try:
        with _connected(address) as clamd:
            content.seek(0)
            # Where it hangs up in the middle, what it says says why.
            with suppress(BrokenPipeError, ConnectionResetError):
                _send(clamd, content, until)
            said = _said(clamd, until)
    except TimeoutError:
        raise Slow from None
    except ConnectionResetError:
        raise HungUp(_NOTHING_SAID) from None
    except OSError as fault:
        raise Away(str(fault)) from None
    verdict = said.removeprefix("stream: ")
    if verdict == CLEAN:
        return ""
    if verdict.endswith(FOUND):
        return verdict.removesuffix(FOUND)
    if verdict.endswith(FAILED):
        raise Slow(verdict)
    raise Away(verdict) if verdict else HungUp(_NOTHING_SAID)


def answers(address: str) -> bool:
    """Whether somebody at the address says that it is a scanner, within a few seconds."""
    try:
        with _connected(address) as clamd:
            clamd.sendall(b"zPING\0")
            return _said(clamd, time.monotonic() + CONNECTS_WITHIN) == "PONG"
    except OSError:
        return False


def definitions(address: str) -> datetime | None:
    """Of when its definitions of viruses are; None where it does not say. Raises Away.

    It says “ClamAV 1.4.3/27832/Thu Nov 26 08:43:12 2026”, by the clock of its machine, which is read as UTC.
    """
    try:
        with _connected(address) as clamd:
            clamd.sendall(b"zVERSION\0")
            said = _said(clamd, time.monotonic() + CONNECTS_WITHIN)
    except OSError as fault:
        raise Away(str(fault)) from None
    if not said.startswith(NAME):
        raise Away(said or "it hung up")
    try:
        return datetime.strptime(said.rpartition("/")[2], WRITTEN).replace(tzinfo=UTC)
    except ValueError:
        return None


def is_address(written: str) -> bool:
    """Whether this is how an address is written."""
    host, _colon, port = written.rpartition(":")
    return written.startswith("/") or (bool(host) and port.isascii() and port.isdecimal())


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        clamd = socket.socket(socket.AF_UNIX)
        clamd.settimeout(CONNECTS_WITHIN)
        try:
            clamd.connect(address)
        except TimeoutError as fault:
            clamd.close()
            raise ConnectionError("no answer") from fault
        except OSError:
            clamd.close()
            raise
        return clamd
    host, _colon, port = address.rpartition(":")
    try:
        return socket.create_connection((host.strip("[]"), int(port)), CONNECTS_WITHIN)
    except TimeoutError as fault:
        raise ConnectionError("no answer") from fault


def _send(clamd: socket.socket, content: IO[bytes], until: float) -> None:
    """Each piece after its length in four bytes; a length of nothing is the end."""
    clamd.settimeout(_left(until))
    clamd.sendall(b"zINSTREAM\0")
    while piece := content.read(PIECE):
        clamd.settimeout(_left(until))
        clamd.sendall(len(piece).to_bytes(4) + piece)
    clamd.sendall(bytes(4))


def _said(clamd: socket.socket, until: float) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_REPLY:
        clamd.settimeout(_left(until))
        part = clamd.recv(LONGEST_REPLY)
        if not part:
            break
        said += part
    return said.rstrip(b"\0").decode("utf-8", "replace")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
