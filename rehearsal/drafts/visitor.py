"""Somebody who fills in a draft: one session, and a note of whatever was sent and came back."""

import asyncio
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from rehearsal import wire
from rehearsal.drafts.plan import Draft
from rehearsal.notes import AWAY, CHECKING, FAULT, LOST, Book
from rehearsal.person import TOKEN

AGAIN = (LOST, AWAY, CHECKING)  # what was told, upon which one tries again
FORM = "application/x-www-form-urlencoded"
STATUS = {503: AWAY, 202: CHECKING}

type Told = Callable[[wire.Reply], str]


@dataclass
class Visitor:
    """Whoever sits before the screen."""

    who: Draft
    port: int
    book: Book
    chance: random.Random
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def __post_init__(self) -> None:
        self.cookies["session"] = self.who.session

    async def opens(self, path: str) -> str:
        """A page, asked for until it comes, with a new token for what is sent from it."""
        while True:
            reply = await self.asked("GET", path)
            if reply and reply.status in (301, 302) and reply.location.startswith("/"):
                path = reply.location
                continue
            found = TOKEN.search(reply.text) if reply and reply.status == 200 else None
            if reply and found:
                self.cookies |= reply.cookies
                self.token = found[1]
                return reply.text
            told = general(reply)
            if told not in AGAIN:
                self.note("opens", told, time.time())
            await self.waits()

    async def posts(self, path: str, pairs: Mapping[str, str]) -> wire.Reply | None:
        """Send a form, with the token that the page had."""
        body = urlencode({**pairs, "csrfmiddlewaretoken": self.token}).encode()
        return await self.asked("POST", path, {"Content-Type": FORM}, body)

    async def asked(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> wire.Reply | None:
        """The answer to one request; None where the line broke."""
        try:
            return await wire.ask(
                self.port, wire.sent(self.port, method, path, self.cookies, headers or {}, body)
            )
        except wire.FAILURES:
            return None

    async def waits(self) -> None:
        """As long as the page's script does, or somebody's patience, in short."""
        await asyncio.sleep(self.chance.uniform(0.2, 1.2))

    def note(self, did: str, told: str, began: float, **more: str | int) -> str:
        """Write down what was told, and return it."""
        self.book.write(self.who.number, did, told, began, **more)
        return told


def general(reply: wire.Reply | None) -> str:
    """What an answer says that is not the one which was hoped for."""
    if reply is None:
        return LOST
    if reply.status in (301, 302, 303):
        return f"goes to {reply.location}"
    return STATUS.get(reply.status, FAULT if reply.status >= 500 else f"status {reply.status}")
