"""Somebody types: the page saves itself as its script has it, is sent by its buttons, and adds members of the family."""

import asyncio
import time
from dataclasses import dataclass
from itertools import count

from rehearsal.drafts.pages import controls
from rehearsal.drafts.plan import ADDRESS
from rehearsal.drafts.visitor import AGAIN, Visitor, general
from rehearsal.notes import LOST

MOST_MEMBERS = 4
PAUSE = 0.2  # seconds at most between a save and what is typed next
PRESSED_AGAIN = 0.3  # of those whose press was answered, who press the same page again
TYPED_ON = 0.5  # of those whose save failed, who have typed something else by the next try
SAVED, ADDED, ELSEWHERE = "saved", "added", "elsewhere"
MOST_FAULTS = 5


@dataclass
class Writer:
    """The hands at the keyboard; `said` numbers what was typed, so that no two answers are alike."""

    at: Visitor

    def __post_init__(self) -> None:
        self.said, self.members = count(1), 0

    async def types(self) -> None:
        """Open the page of the address, and type into it a few times."""
        pairs = await self.reads()
        for _ in range(self.at.chance.randint(2, 5)):
            if await self._saves_itself(pairs) != SAVED:
                return
            await asyncio.sleep(self.at.chance.uniform(0, PAUSE))

    async def presses(self) -> None:
        """Open the page of the address, fill it in and press, again where no answer came."""
        pairs = await self.reads()
        pairs |= {ADDRESS: self._new(), "_turn": "1"}
        did, later = (
            ("presses", {}) if self.at.chance.random() < 0.5 else ("keeps", {"_later": "1"})
        )
        told = LOST
        while told in AGAIN:
            began = time.time()
            reply = await self.at.posts(self.at.who.contact, pairs | later)
            told = SAVED if reply and reply.status == 302 else general(reply)
            self.at.note(did, told, began, about=ADDRESS, digest=pairs[ADDRESS])
            if told in AGAIN:
                await self.at.waits()

    async def adds(self) -> None:
        """Declare a member of the family, by the button or as the page saves itself, and once more where it pleases."""
        if self.members == MOST_MEMBERS:
            return await self.types()
        self.members += 1
        itself = self.at.chance.random() < 0.5
        where = f"{self.at.who.add}?new={self.at.chance.getrandbits(96):024x}"
        pairs = controls(await self.at.opens(where))
        name = f"Child {self.members} of {self.at.who.number}"
        pairs |= {"relation": "child", "given_names": name, "family_name": "Example"}
        pairs |= {"_auto": "1"} if itself else {"_later": "1"}
        await self._declares(where, pairs, 200 if itself else 302)
        if self.at.chance.random() < PRESSED_AGAIN:
            await self._declares(where, pairs, 200 if itself else 302)
        return None

    async def reads(self) -> dict[str, str]:
        """The page of the address as it stands, with a note of what it shows."""
        began = time.time()
        pairs = controls(await self.at.opens(self.at.who.contact))
        self.at.note("reads", "200", began, about=ADDRESS, digest=pairs[ADDRESS])
        return pairs

    async def _declares(self, where: str, pairs: dict[str, str], well: int) -> None:
        told, turn = LOST, int(pairs["_turn"])
        while told in AGAIN:
            began, turn = time.time(), turn + 1
            reply = await self.at.posts(where, pairs | {"_turn": str(turn)})
            told = ADDED if reply and reply.status == well else general(reply)
            self.at.note("adds", told, began, digest=pairs["given_names"])
            if told in AGAIN:
                await self.at.waits()

    async def _saves_itself(self, pairs: dict[str, str]) -> str:
        """One pause in the typing: sent until it is kept, with whatever stands in the page by then."""
        pairs[ADDRESS] = self._new()
        while True:
            pairs["_turn"] = str(int(pairs["_turn"]) + 1)
            began = time.time()
            reply = await self.at.posts(self.at.who.contact, pairs | {"_auto": "1"})
            told = general(reply)
            if reply and reply.status == 200:
                told, pairs["_version"] = SAVED, str(reply.said["version"])
            elif reply and reply.status == 409:
                told = ELSEWHERE
            self.at.note("types", told, began, about=ADDRESS, digest=pairs[ADDRESS])
            if told not in AGAIN:
                return told
            await self.at.waits()
            if self.at.chance.random() < TYPED_ON:
                pairs[ADDRESS] = self._new()

    def _new(self) -> str:
        return f"{next(self.said)}, rue {self.at.who.number}"
