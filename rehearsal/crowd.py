"""The clients of a rehearsal in one process: `python -m rehearsal.crowd PLAN NOTES PART OF`."""

import asyncio
import random
import resource
import sys
from pathlib import Path

from rehearsal import plan
from rehearsal.notes import Book
from rehearsal.person import Person

CROWDS = 2  # client processes
HOSTILE = 40  # sockets of each client process that begin a request and never end it
BEGUN = b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
AGAIN = 200  # people who come once more when all is over


async def come(asked: plan.Plan, book: Book, part: int, of: int) -> None:
    """Everybody of this part comes, and hostile sockets beside them, until the last has an answer."""
    hostile = [asyncio.create_task(_hostile(asked.site)) for _ in range(HOSTILE)]
    people = [_person(asked, book, one) for one in asked.applicants[part::of]]
    await asyncio.gather(*(person.comes() for person in people))
    for task in hostile:
        task.cancel()
    await asyncio.gather(*hostile, return_exceptions=True)


async def come_again(asked: plan.Plan, book: Book, numbers: list[str]) -> None:
    """Some of those who hold a receipt read it once more, within seconds."""
    known = {one.number: one for one in asked.applicants}
    people = (_person(asked, book, known[number]) for number in numbers[:AGAIN])
    await asyncio.gather(*(person.comes_again() for person in people))


def _person(asked: plan.Plan, book: Book, one: plan.Applicant) -> Person:
    return Person(one, asked.site, asked.opens_at, book, random.Random(one.number))


async def _hostile(port: int) -> None:
    """Send a byte of a header each second, and begin anew when the server has had enough."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(BEGUN)
                while True:
                    await asyncio.sleep(1)
                    writer.write(b"x")
                    await writer.drain()
            finally:
                writer.transport.abort()
        except OSError:
            await asyncio.sleep(1)


def main() -> None:
    asked, notes = plan.read(Path(sys.argv[1])), Path(sys.argv[2])
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with notes.open("a") as file:
        if sys.argv[3] == "again":
            asyncio.run(come_again(asked, Book(file), sys.argv[4:]))
        else:
            asyncio.run(come(asked, Book(file), int(sys.argv[3]), int(sys.argv[4])))


if __name__ == "__main__":
    main()
