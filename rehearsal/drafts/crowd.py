"""The people who fill in drafts, in one process: `python -m rehearsal.drafts.crowd PLAN NOTES OVER`.

They go on until there is a file OVER; then each comes to the end of what is under way, and looks once more.
"""

import asyncio
import random
import sys
from pathlib import Path

from rehearsal.drafts import plan
from rehearsal.drafts.sender import Sender
from rehearsal.drafts.visitor import Visitor
from rehearsal.drafts.writer import Writer
from rehearsal.notes import Book

WRITES = 0.8  # of what is done, which is typing: a save is short, and is to be hit often


async def come(asked: plan.Plan, book: Book, over: Path) -> None:
    """Everybody fills in and sends, until it is over."""
    await asyncio.gather(*(_person(asked, one, book, over) for one in asked.drafts))


async def _person(asked: plan.Plan, draft: plan.Draft, book: Book, over: Path) -> None:
    at = Visitor(draft, asked.site, book, random.Random(draft.number))
    writer, sender = Writer(at), Sender(at)
    writes = [writer.types, writer.presses, writer.adds]
    sends = [sender.sends_parts, sender.sends_parts, sender.sends_form]
    while not over.exists():  # noqa: ASYNC240 (one look at a local folder)
        typing = sender.is_done or at.chance.random() < WRITES
        await at.chance.choice(writes if typing else sends)()
        await at.waits()
    await writer.reads()


def main() -> None:
    asked, notes, over = plan.read(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3])
    with notes.open("a") as file:
        asyncio.run(come(asked, Book(file), over))


if __name__ == "__main__":
    main()
