"""What the simulated provider remembers: charges, idempotency keys and webhooks still owed."""

import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS charges (
    id TEXT PRIMARY KEY, reference TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
    description TEXT NOT NULL, language TEXT NOT NULL, return_url TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'failed', 'refunded')),
    refunded INTEGER NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND amount));
CREATE TABLE IF NOT EXISTS keys (
    key TEXT PRIMARY KEY, request TEXT NOT NULL, charge TEXT NOT NULL REFERENCES charges (id));
CREATE TABLE IF NOT EXISTS deliveries (
    number INTEGER PRIMARY KEY, body TEXT NOT NULL, due REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0);
"""


class Conflict(Exception):
    """The request cannot be done; the message is the code that the caller gets."""


class Unknown(Exception):
    """There is no such charge."""


@dataclass(frozen=True)
class Charge:
    """One payment; amounts in cents."""

    id: str
    reference: str
    amount: int
    description: str
    language: str
    return_url: str
    state: str
    refunded: int


@dataclass(frozen=True)
class Delivery:
    """One webhook that is owed."""

    number: int
    body: str
    tries: int


class Ledger:
    """A SQLite file; every method is one transaction, flushed to the disk before it returns."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "cards.sqlite3"
        self.owed = threading.Event()
        with self._open() as db:
            db.executescript(SCHEMA)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous = FULL")
            db.execute("BEGIN IMMEDIATE")
            yield db
            if db.in_transaction:
                db.execute("COMMIT")
        finally:
            db.close()

    def create(self, key: str, request: dict[str, str | int]) -> Charge:
        """A new charge, or the one that this key made before from the same request."""
        with self._open() as db:
            made = _made_before(db, key, request)
            if made is not None:
                return made
            charge_id = f"ch_{secrets.token_urlsafe(18)}"
            db.execute(
                "INSERT INTO charges VALUES (:id, :reference, :amount, :description, :language,"
                " :return_url, 'open', 0)",
                request | {"id": charge_id},
            )
            _remember(db, key, request, charge_id)
            return _find(db, charge_id)

    def find(self, charge_id: str) -> Charge:
        """The charge of an id; raises Unknown."""
        with self._open() as db:
            return _find(db, charge_id)

    def settle(self, charge_id: str, state: str, webhooks: tuple[float, ...]) -> Charge:
        """Pay or fail an open charge and owe its webhooks, each after so many seconds.
        A charge that is no longer open stays as it is: a double click pays once."""
        with self._open() as db:
            changed = db.execute(
                "UPDATE charges SET state = ? WHERE id = ? AND state = 'open'", (state, charge_id)
            )
            if changed.rowcount:
                _owe(db, f"charge.{state}", charge_id, webhooks)
            charge = _find(db, charge_id)
        self.owed.set()
        return charge

    def refund(self, key: str, charge_id: str, amount: int) -> Charge:
        """Give an amount back, whole or in parts that never add up to more than was paid."""
        with self._open() as db:
            request: dict[str, str | int] = {"refund": charge_id, "amount": amount}
            made = _made_before(db, key, request)
            if made is not None:
                return made
            charge = _find(db, charge_id)
            if charge.state != "paid":
                raise Conflict("already-refunded" if charge.refunded else "not-paid")
            if charge.refunded + amount > charge.amount:
                raise Conflict("more-than-was-paid")
            state = "refunded" if charge.refunded + amount == charge.amount else "paid"
            db.execute(
                "UPDATE charges SET refunded = refunded + ?, state = ? WHERE id = ?",
                (amount, state, charge_id),
            )
            _remember(db, key, request, charge_id)
            _owe(db, "charge.refunded", charge_id, (0.0,))
            charge = _find(db, charge_id)
        self.owed.set()
        return charge

    def due(self) -> list[Delivery]:
        """The webhooks whose time has come, oldest first."""
        with self._open() as db:
            rows = db.execute(
                "SELECT number, body, tries FROM deliveries WHERE NOT delivered AND due <= ?"
                " ORDER BY due, number LIMIT 50",
                (datetime.now(UTC).timestamp(),),
            )
            return [Delivery(**dict(row)) for row in rows]

    def delivered(self, number: int) -> None:
        """The webhook was taken."""
        with self._open() as db:
            db.execute("UPDATE deliveries SET delivered = 1 WHERE number = ?", (number,))

    def postpone(self, number: int, seconds: float) -> None:
        """The webhook was not taken: try again later."""
        with self._open() as db:
            db.execute(
                "UPDATE deliveries SET tries = tries + 1, due = ? WHERE number = ?",
                (datetime.now(UTC).timestamp() + seconds, number),
            )


def _find(db: sqlite3.Connection, charge_id: str) -> Charge:
    row = db.execute("SELECT * FROM charges WHERE id = ?", (charge_id,)).fetchone()
    if row is None:
        raise Unknown(charge_id)
    return Charge(**dict(row))


def _made_before(db: sqlite3.Connection, key: str, request: dict[str, str | int]) -> Charge | None:
    row = db.execute("SELECT request, charge FROM keys WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    if row["request"] != _canonical(request):
        raise Conflict("idempotency-conflict")
    return _find(db, row["charge"])


def _remember(
    db: sqlite3.Connection, key: str, request: dict[str, str | int], charge_id: str
) -> None:
    db.execute("INSERT INTO keys VALUES (?, ?, ?)", (key, _canonical(request), charge_id))


def _canonical(request: dict[str, str | int]) -> str:
    return json.dumps(request, sort_keys=True)


def _owe(db: sqlite3.Connection, kind: str, charge_id: str, webhooks: tuple[float, ...]) -> None:
    """The same event once per delay: a provider may well deliver twice."""
    now = datetime.now(UTC).timestamp()
    event = {"id": f"evt_{secrets.token_urlsafe(18)}", "type": kind, "charge": charge_id}
    body = json.dumps(event | {"created": int(now)})
    for seconds in webhooks:
        db.execute("INSERT INTO deliveries (body, due) VALUES (?, ?)", (body, now + seconds))
