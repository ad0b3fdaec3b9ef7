"""Calls to the addresses that firms give for webhooks: only to machines of the public network, checked at connecting."""

import socket
import ssl
from collections.abc import Collection, Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import urlsplit

STEP, TOTAL = 5.0, 10.0  # seconds for one step, and for the whole call
LONGEST_ADDRESS = 500
# Within these an address of the IPv4 network is hidden: NAT64, 6to4, Teredo.
_HIDING = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))


class NotTaken(Exception):
    """The call was not taken; `why` is a key of words/webhook_words.py."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def call(
    url: str, body: bytes, headers: Mapping[str, str], *, trusted: Collection[str] = ()
) -> None:
    """Send a body by POST; raises NotTaken unless the answer is 2xx. A redirect is not followed.

    Each number that the name stands for must be public, and the one that was looked at is the one that is connected to.
    `trusted` are numbers that are allowed besides, without TLS: a test's own receiver.
    """
    host, port, path, secure = _parts(url)
    number = _number_of(host, port, trusted)
    if not secure and number not in trusted:
        raise NotTaken("address")
    line: socket.socket | None = None
    try:
        line = socket.create_connection((number, port), timeout=STEP)
        if secure:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
        status = _answered(line, host, port, path, body, headers)
    except TimeoutError:
        raise NotTaken("slow") from None
    except (OSError, HTTPException):
        raise NotTaken("unreachable") from None
    finally:
        if line:
            line.close()
    if 300 <= status < 400:
        raise NotTaken("redirect")
    if not 200 <= status < 300:
        raise NotTaken("gone" if status == 410 else "refused")


def _parts(url: str) -> tuple[str, int, str, bool]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotTaken("address") from None
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.username:
        raise NotTaken("address")
    secure = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.hostname, port or (443 if secure else 80), path, secure


def _number_of(host: str, port: int, trusted: Collection[str]) -> str:
    """The number to connect to; NotTaken where one of those of a name is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotTaken("unreachable") from None
    numbers = [str(one[4][0]) for one in found]
    if not all(one in trusted or is_public(one) for one in numbers):
        raise NotTaken("private")
    return numbers[0]


def is_public(number: str) -> bool:
    """Whether a number is of the public network: no private, loopback, link-local or shared one, nor one that hides such."""
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if any(address in one for one in _HIDING):
            return False
    return address.is_global and not address.is_multicast


def _answered(
    line: socket.socket, host: str, port: int, path: str, body: bytes, headers: Mapping[str, str]
) -> int:
    """The status of the answer; its body is not read. TimeoutError where the whole takes longer than TOTAL."""
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        with suppress(OSError):  # it ended at this moment
            line.shutdown(socket.SHUT_RDWR)

    timer = Timer(TOTAL, end)
    timer.start()
    connection = HTTPConnection(host, port)
    connection.sock = line
    try:
        connection.request("POST", path, body, dict(headers))
        status = connection.getresponse().status
    except (OSError, HTTPException):
        if late:
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
    if late:  # headers that were cut off look as if they had ended
        raise TimeoutError
    return status
