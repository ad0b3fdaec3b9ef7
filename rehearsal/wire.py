"""One request over a socket of its own, sent as a browser would, drop by drop, or without waiting for its answer."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

PATIENCE = 240.0  # seconds until somebody gives up waiting for an answer
DROP, PAUSE = 400, 0.2  # bytes of a slow line, and seconds between them
FAILURES = (OSError, TimeoutError, asyncio.IncompleteReadError)


@dataclass(frozen=True)
class Reply:
    """What came back: the status, where it leads, the cookies that it sets, the page, and the headers in small letters."""

    status: int
    location: str
    cookies: dict[str, str]
    text: str
    headers: Mapping[str, str]

    @property
    def said(self) -> Any:
        """The values of an answer in JSON."""
        return json.loads(self.text)


def request(
    port: int, path: str, cookies: dict[str, str], form: dict[str, str] | None = None
) -> bytes:
    """The bytes of a request; with a form it is a POST."""
    if form is None:
        return sent(port, "GET", path, cookies)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return sent(port, "POST", path, cookies, headers, urlencode(form).encode())


def sent(
    port: int,
    method: str,
    path: str,
    cookies: Mapping[str, str],
    headers: Mapping[str, str] = MappingProxyType({}),
    body: bytes = b"",
) -> bytes:
    """The bytes of any request; what is no GET says where it comes from, as a browser does."""
    host = f"127.0.0.1:{port}"
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {host}",
        "Connection: close",
        f"Cookie: {'; '.join(f'{name}={value}' for name, value in cookies.items())}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    if method != "GET":
        lines += [f"Origin: http://{host}", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def ask(port: int, sent: bytes, *, slow: bool = False) -> Reply:
    """Send a request and read its answer to the end; raises one of FAILURES where none comes."""
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await _send(writer, sent, slow=slow)
            return _read(await reader.read(), bodyless=sent.startswith(b"HEAD "))
        finally:
            writer.close()


async def drop(port: int, sent: bytes, *, after: float) -> None:
    """Send a request and cut the line a moment later, before or after the server has acted."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        await _send(writer, sent, slow=False)
        await asyncio.sleep(after)
    finally:
        writer.transport.abort()


async def _send(writer: asyncio.StreamWriter, sent: bytes, *, slow: bool) -> None:
    if not slow:
        writer.write(sent)
        await writer.drain()
        return
    for at in range(0, len(sent), DROP):
        writer.write(sent[at : at + DROP])
        await writer.drain()
        await asyncio.sleep(PAUSE)


def _read(came: bytes, *, bodyless: bool) -> Reply:
    head, end, body = came.partition(b"\r\n\r\n")
    if not end:
        raise ConnectionResetError("the answer breaks off in its headers")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = [(name.lower(), value) for name, _, value in (line.partition(": ") for line in lines)]
    length = dict(headers).get("content-length")
    if length is not None and not bodyless and len(body) < int(length):
        raise ConnectionResetError("the answer breaks off")
    set_ = (
        value.partition(";")[0].partition("=") for name, value in headers if name == "set-cookie"
    )
    return Reply(
        status=int(first.split(" ")[1]),
        location=dict(headers).get("location", ""),
        cookies={name: value for name, _, value in set_},
        text=body.decode("utf-8", "replace"),
        headers=dict(headers),
    )
