"""What the database, the card provider and the outbox remember when all is over."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg.rows import class_row

from impplus.outside.mailer import END

_APPLICATIONS = """
    SELECT application.number, application.id, application.status, person.email, receipt.digest,
           extract(epoch FROM receipt.received_at)::float - %(shift)s AS received_at,
           (SELECT count(*) FROM records_place WHERE application_id = application.id)::int AS places,
           (SELECT count(*) FROM records_receipt WHERE application_id = application.id)::int AS receipts
      FROM records_application application
      JOIN records_user person ON person.id = application.applicant_id
      LEFT JOIN records_receipt receipt ON receipt.application_id = application.id
"""
_EVENTS = """
    SELECT event.id, event.noun, event.about, event.verb, entry.index, entry.rank
      FROM records_event event FULL JOIN records_logentry entry ON entry.event_id = event.id
     ORDER BY event.id
"""
_PAYMENTS = """
    SELECT payment.id, application.number, payment.provider_id, payment.status,
           (payment.amount * 100)::int AS cents, coalesce(payment.refund_amount * 100, 0)::int AS refund
      FROM records_payment payment JOIN records_application application
        ON application.id = payment.application_id
"""
_LETTERS = """
    SELECT letter.id, letter.kind, letter.status, application.number
      FROM records_letter letter JOIN records_application application
        ON application.id = letter.application_id
"""
_MESSAGES = """
    SELECT message.id, message.letter_id AS letter, message.status, person.email
      FROM records_message message JOIN records_user person ON person.id = message.account_id
"""


@dataclass(frozen=True)
class Stored:
    """An application as it is stored; the receipt's digest and instant are None without one."""

    number: str
    id: int
    status: str
    email: str
    digest: str | None
    received_at: float | None
    places: int
    receipts: int


@dataclass(frozen=True)
class Happened:
    """An event with its number in the log; one of both may be missing, and only a receipt has a rank."""

    id: int | None
    noun: str | None
    about: str | None
    verb: str | None
    index: int | None
    rank: int | None


@dataclass(frozen=True)
class Paid:
    """A payment as we keep it, in cents."""

    id: int
    number: str
    provider_id: str
    status: str
    cents: int
    refund: int


@dataclass(frozen=True)
class Written:
    """A letter about an application."""

    id: int
    kind: str
    status: str
    number: str


@dataclass(frozen=True)
class Announced:
    """A message that one reader was owed about a letter."""

    id: int
    letter: int | None
    status: str
    email: str


@dataclass(frozen=True)
class Charged:
    """A payment as the card provider keeps it, in cents."""

    id: str
    state: str
    cents: int
    refunded: int


@dataclass(frozen=True)
class Mail:
    """An e-mail that left: its Message-ID, the address that it went to, and its subject."""

    id: str
    to: str
    subject: str = ""


@dataclass(frozen=True)
class Remembered:
    """All of it; `places` are the rows of the intake, `decided` counts decisions and permits."""

    cap: int
    places: int
    decided: int
    applications: tuple[Stored, ...]
    events: tuple[Happened, ...]
    payments: tuple[Paid, ...]
    letters: tuple[Written, ...]
    messages: tuple[Announced, ...]
    charges: tuple[Charged, ...]
    mails: tuple[Mail, ...]


def read(
    connection: psycopg.Connection, cap: int, ledger: Path, outbox: Path, *, shift: float
) -> Remembered:
    """Everything that the checks look at; the clock was moved by `shift` seconds."""

    def rows[T](kind: type[T], sql: LiteralString) -> tuple[T, ...]:
        with connection.cursor(row_factory=class_row(kind)) as cursor:
            return tuple(cursor.execute(sql, {"shift": shift}).fetchall())

    def count(table: str) -> int:
        found: Any = connection.execute(f"SELECT count(*) FROM records_{table}").fetchone()  # noqa: S608
        return int(found[0])

    return Remembered(
        cap=cap,
        places=count("place"),
        decided=count("decision") + count("permit"),
        applications=rows(Stored, _APPLICATIONS),
        events=rows(Happened, _EVENTS),
        payments=rows(Paid, _PAYMENTS),
        letters=rows(Written, _LETTERS),
        messages=rows(Announced, _MESSAGES),
        charges=tuple(_charges(ledger)),
        mails=tuple(_mails(outbox)),
    )


def _charges(ledger: Path) -> Iterator[Charged]:
    db = sqlite3.connect(ledger, timeout=10)
    try:
        for row in db.execute("SELECT id, state, amount, refunded FROM charges"):
            yield Charged(*row)
    finally:
        db.close()


def _mails(outbox: Path) -> Iterator[Mail]:
    for path in sorted(outbox.glob("*.log")):
        for one in path.read_bytes().split(END)[:-1]:
            said = message_from_bytes(one.lstrip(b"\n"))
            subject = str(make_header(decode_header(said["Subject"] or "")))
            for _name, address in getaddresses(said.get_all("To", [])):
                yield Mail(said["Message-ID"], address, subject)
