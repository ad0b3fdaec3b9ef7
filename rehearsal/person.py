"""One applicant at the pages, from the press to a definite answer, noting whatever comes back."""

import asyncio
import json
import random
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field

from rehearsal import wire
from rehearsal.notes import (
    AWAY,
    CHECKING,
    DEFINITE,
    FAULT,
    FULL,
    LOST,
    MISSING,
    NOT_YET,
    RECEIVED,
    Book,
)
from rehearsal.plan import Applicant

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
LATE_CARD = "4000000000003220"  # of the card simulator: pays, and the notice comes late and twice
COUNTER = "/api/v1/places"
MOST_PAUSES = 4  # after which somebody who presses again waits no longer than before
MOST_FAULTS = 5  # errors of ours after which somebody presses no more: the checks name them
BEFORE = 2.0  # seconds before the opening at which the hasty press
STATUS = {409: FULL, 202: CHECKING, 503: AWAY, 422: MISSING}


@dataclass
class Person:
    """Whoever sits before the screen: one session, one form, and what the person was told so far."""

    who: Applicant
    port: int
    opens_at: float
    book: Book
    chance: random.Random
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    full: bool = False  # whether the person was told that no place is left

    async def comes(self) -> None:
        """Everything that this person does on the day."""
        self.cookies["session"] = self.who.session
        habits = self.who.habits
        if self.who.card_page:
            await _until(self.opens_at - 3 * BEFORE)
            await self._pay()
        if "early" in habits:
            await _until(self.opens_at - BEFORE)
            await self._press_once()
        await _until(self.opens_at + self.who.arrives)
        if "looks" in habits:
            await self._see("counter", self.who.counter)
        if "drops" in habits:
            await self._drop()
        if "doubles" in habits:
            await asyncio.gather(self._press(), self._press())
        told = await self._press()
        if told == RECEIVED:
            await self._receipt()
        if "retries" in habits:
            await asyncio.sleep(self.chance.uniform(0, 5))
            again = await self._press()
            if again == RECEIVED:
                await self._receipt()

    async def comes_again(self) -> None:
        """Look at the receipt and at the status once more, when all is over."""
        self.cookies["session"] = self.who.session
        await self._receipt()
        await self._see("status", self.who.status)

    async def _press(self) -> str:
        """Press until the answer is definite, with pauses; what it was.

        MISSING is one once the money has gone back, or where it arrived when no place was left.
        """
        pauses = faults = 0
        while True:
            told = await self._press_once()
            self.full = self.full or told == FULL
            faults += told == FAULT
            if told in DEFINITE or (told == MISSING and (self.full or await self._is_over())):
                return told
            if faults == MOST_FAULTS:
                return told
            pauses = min(pauses + 1, MOST_PAUSES)
            await asyncio.sleep(self.chance.uniform(pauses, 4 * pauses))

    async def _is_over(self) -> bool:
        """Whether the public counter says that no place is left."""
        reply = await self._see("counter", COUNTER)
        return reply is not None and reply.status == 200 and json.loads(reply.text)["left"] == 0

    async def _press_once(self) -> str:
        began = time.time()
        if not self.token and (told := await self._open_form()):
            return self._note("press", told, began) if told == MISSING else told
        began = time.time()
        sent = wire.request(self.port, self.who.sign, self.cookies, self._form())
        try:
            reply = await wire.ask(self.port, sent, slow="drips" in self.who.habits)
        except wire.FAILURES:
            return self._note("press", LOST, began)
        return self._note("press", self._told(reply, began), began)

    def _told(self, reply: wire.Reply, began: float) -> str:
        if reply.status in (302, 303):
            return RECEIVED if reply.location == self.who.receipt else f"goes to {reply.location}"
        if reply.status == 422 and began < self.opens_at:
            return NOT_YET
        return STATUS.get(reply.status, FAULT if reply.status >= 500 else f"status {reply.status}")

    async def _open_form(self) -> str:
        """Read the page on which one signs: "", or LOST; MISSING where it leads back, as after a refund."""
        reply = await self._see("page", self.who.sign)
        if reply and reply.status == 302:
            return MISSING
        found = TOKEN.search(reply.text) if reply else None
        if reply and found:
            self.cookies |= reply.cookies
            self.token = found[1]
        return "" if found else LOST

    def _form(self) -> dict[str, str]:
        return {"csrfmiddlewaretoken": self.token, "declared": "on", "signature": "Alice Benali"}

    async def _drop(self) -> None:
        """Press, and lose the line; whoever cannot even read the page has nothing to press."""
        if not self.token and await self._open_form():
            return
        began = time.time()
        sent = wire.request(self.port, self.who.sign, self.cookies, self._form())
        with suppress(*wire.FAILURES):
            await wire.drop(self.port, sent, after=self.chance.uniform(0, 0.5))
        self._note("press", LOST, began)
        await asyncio.sleep(self.chance.uniform(0, 2))

    async def _receipt(self) -> None:
        """Read the receipt, until it comes or is an error of ours, and note its hash."""
        told = LOST
        while told in (LOST, AWAY):
            await asyncio.sleep(self.chance.uniform(0, 2))
            began = time.time()
            reply = await self._asked(self.who.receipt)
            found = DIGEST.search(reply.text) if reply and reply.status == 200 else None
            told = _seen(reply) if not found else "200"
            self.book.write(self.who.number, "receipt", told, began, found[0] if found else "")

    async def _see(self, did: str, path: str) -> wire.Reply | None:
        began = time.time()
        reply = await self._asked(path)
        self._note(did, _seen(reply), began)
        return reply

    async def _asked(self, path: str) -> wire.Reply | None:
        try:
            sent = wire.request(self.port, path, self.cookies)
            return await wire.ask(self.port, sent, slow="drips" in self.who.habits)
        except wire.FAILURES:
            return None

    async def _pay(self) -> None:
        """Pay on the card provider's own page, and do not come back from it."""
        port, _, path = self.who.card_page.partition("/")
        began = time.time()
        sent = wire.request(int(port), f"/{path}", {}, {"card": LATE_CARD, "pay": "1"})
        try:
            reply = await wire.ask(int(port), sent)
        except wire.FAILURES:
            self._note("pay", LOST, began)
            return
        self._note("pay", str(reply.status), began)

    def _note(self, did: str, told: str, began: float) -> str:
        self.book.write(self.who.number, did, told, began)
        return told


def _seen(reply: wire.Reply | None) -> str:
    if reply is None:
        return LOST
    if reply.status in (302, 303):
        return f"goes to {reply.location}"
    return {503: AWAY}.get(reply.status, FAULT if reply.status >= 500 else str(reply.status))


async def _until(instant: float) -> None:
    await asyncio.sleep(max(0, instant - time.time()))
