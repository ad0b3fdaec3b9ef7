"""What a firm takes into its other programs: the tables that somebody may save, and their lines, of the matters that this person may see."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from impplus.practice import access
from impplus.practice.models import Advance, Deadline, Matter, PriceChange, Retainer, Supply, Task
from impplus.programmes import SERVED
from impplus.programmes.exports import ExportTable, columns_in, tables_on, written_day
from impplus.queries.retainers import read
from impplus.queries.teammates import Teammate, teammates
from impplus.records.models import User
from impplus.rules.lifecycle import status_of
from impplus.rules.terms import TERMS
from impplus.words import countries, phones
from impplus.words.exports import ABOUT, LINES_OF_MONEY
from impplus.words.matter_tasks import text_of
from impplus.words.matters import STAGES

AT_ONCE = 500
_SIGN = re.compile(r"^\+(\d+)")
type Cell = str | int | date | Decimal | None


@dataclass(frozen=True)
class ExportedMoney:
    """One line of money: `kind` is a key of LINES_OF_MONEY, the amount in cents, less than none where it goes down."""

    day: date
    kind: str
    cents: int
    receipt: str = ""
    noted_by: int = 0


@dataclass(frozen=True)
class ExportedLine:
    """One line: the matter, and what of it the line tells of; `team` are the firm's people by account."""

    matter: Matter
    about: Any
    team: Mapping[int, Teammate]
    language: str

    def named(self, account: int | None) -> str:
        """The name of a colleague."""
        found = self.team.get(account or 0)
        return found.name if found else ""


@dataclass(frozen=True)
class ExportOffered:
    """A table with what a firm wrote in its place, if it did: then `corrected` is that row."""

    table: ExportTable
    corrected: Supply | None


def tables_for(user: User, on: date, language: str) -> list[ExportOffered]:
    """The tables that somebody may save, as the firm corrected them, else with headings in a language where they are ours."""
    own = {one.form: one for one in access.corrected_columns(user)}
    offered = [one for one in tables_on(on) if may_save(user, one)]
    return [
        ExportOffered(_as_corrected(one, own.get(one.key), language), own.get(one.key))
        for one in offered
    ]


def may_save(user: User, table: ExportTable) -> bool:
    """Whether somebody may save a table: money, or what is known of clients."""
    return access.keeps_accounts(user) if table.lines == "money" else access.works_on_matters(user)


def _as_corrected(table: ExportTable, own: Supply | None, language: str) -> ExportTable:
    if own is None:
        in_french = language == "fr" and table.columns_fr
        return replace(table, columns=table.columns_fr) if in_french else table
    said = json.loads(bytes(own.content))
    return replace(table, columns=tuple(said["columns"]), days=said["days"], source="")


def lines_of(user: User, table: ExportTable, language: str) -> Iterator[list[str | int | Decimal]]:
    """The headings of a table, then its lines, of the matters that somebody may see."""
    columns = columns_in(table.columns, table.lines)
    yield [one.heading for one in columns]
    cells = CELLS[table.lines]
    for line in LINES[table.lines](user, language):
        found = (cells[one.holds](line) if one.holds else one.says for one in columns)
        yield [_written(one, table.days) for one in found]


def _written(cell: Cell, days: str) -> str | int | Decimal:
    if isinstance(cell, date):
        return written_day(cell, days)
    return "" if cell is None else cell


def _clients(user: User, language: str) -> Iterator[ExportedLine]:
    """Each client once, however many matters there are."""
    seen = set[tuple[str, str, str]]()
    for line in _matters(user, language):
        one = line.matter
        known = (one.name.casefold(), one.email.casefold(), one.phone)
        if known not in seen:
            seen.add(known)
            yield line


def _matters(user: User, language: str) -> Iterator[ExportedLine]:
    team = teammates(access.firm_of(user))
    for one in access.matters(user).order_by("pk").iterator(chunk_size=AT_ONCE):
        yield ExportedLine(one, one, team, language)


def _tasks(user: User, language: str) -> Iterator[ExportedLine]:
    team = teammates(access.firm_of(user))
    found = Task.objects.filter(matter__in=access.matters(user)).exclude(status="dropped")
    for one in found.select_related("matter").order_by("due_on", "pk").iterator(AT_ONCE):
        yield ExportedLine(one.matter, one, team, language)


def _deadlines(user: User, language: str) -> Iterator[ExportedLine]:
    team = teammates(access.firm_of(user))
    found = Deadline.objects.filter(matter__in=access.matters(user)).exclude(status="dropped")
    for one in found.select_related("matter").order_by("due_on", "pk").iterator(AT_ONCE):
        yield ExportedLine(one.matter, one, team, language)


def _money(user: User, language: str) -> Iterator[ExportedLine]:
    team = teammates(access.firm_of(user))
    found = access.accounts(user).defer("file_en", "file_fr", "ending_file")
    advances = Prefetch("advances", Advance.objects.select_related("corrects"))
    agreed = Prefetch("prices", PriceChange.objects.filter(status="consented"))
    found = found.select_related("matter").prefetch_related(advances, agreed).order_by("pk")
    for one in found.iterator(AT_ONCE):
        if one.matter:
            for line in _money_of(one):
                yield ExportedLine(one.matter, line, team, language)


def _money_of(agreement: Retainer) -> Iterator[ExportedMoney]:
    """What was agreed on, what changed it since, and what was paid in advance."""
    agreed, terms = agreement.agreed or {}, read(agreement.terms)
    if terms.fee_cents:
        signed = SERVED.day_of(datetime.fromisoformat(agreed["signed_at"]))
        yield ExportedMoney(signed, terms.fee, terms.fee_cents)
    for one in agreement.prices.all():
        if one.answered_at:
            more = one.after_cents - one.before_cents
            yield ExportedMoney(SERVED.day_of(one.answered_at), "change", more)
    for paid in agreement.advances.all():
        if slip := paid.corrects:
            on = SERVED.day_of(paid.noted_at)
            yield ExportedMoney(on, "correction", -slip.cents, slip.receipt, paid.noted_by)
        if paid.cents:
            yield ExportedMoney(paid.paid_on, "advance", paid.cents, paid.receipt, paid.noted_by)


def _state(line: ExportedLine) -> str:
    noun = type(line.about).__name__.lower()
    return status_of(noun, line.about.status).name.say(line.language)


def _phone(line: ExportedLine) -> str:
    """As people write it, but for the sign at its beginning, with which a formula would begin."""
    return _SIGN.sub(r"(+\1)", phones.say(line.matter.phone, line.language))


def _nationality(line: ExportedLine) -> str:
    code = line.matter.nationality
    return countries.name(code).say(line.language) if code else ""


def _deadline(line: ExportedLine) -> str:
    return f"{TERMS[line.about.kind].name.say(line.language)} – {line.matter.name}"


_OF_ALL: dict[str, Callable[[ExportedLine], Cell]] = {
    "number": lambda line: line.matter.number,
    "name": lambda line: line.matter.name,
    "first-names": lambda line: " ".join(line.matter.name.split()[:-1]),
    "last-name": lambda line: "".join(line.matter.name.split()[-1:]),
    "lawyer": lambda line: line.named(line.matter.lawyer),
    "open-closed": lambda line: "Open" if line.matter.status == "open" else "Closed",
    "application": lambda line: line.matter.application_number,
    "government-number": lambda line: line.matter.government_number,
    "about": lambda line: ABOUT.filled({"name": line.matter.name}).say(line.language),
}
_OF_MATTERS = _OF_ALL | {
    "email": lambda line: line.matter.email,
    "phone": _phone,
    "language": lambda line: line.matter.language,
    "nationality": _nationality,
    "family": lambda line: "; ".join(line.matter.family.splitlines()),
    "people": lambda line: line.matter.people,
    "paralegal": lambda line: line.named(line.matter.paralegal),
    "stage": lambda line: STAGES[line.matter.stage].name.say(line.language),
    "opened": lambda line: SERVED.day_of(line.matter.opened_at),
}
CELLS: Mapping[str, Mapping[str, Callable[[ExportedLine], Cell]]] = {
    "clients": _OF_MATTERS,
    "matters": _OF_MATTERS,
    "tasks": _OF_ALL
    | {
        "task": lambda line: text_of(line.about.template, line.about.text).say(line.language),
        "due": lambda line: line.about.due_on,
        "for": lambda line: line.named(line.about.account),
        "state": _state,
    },
    "deadlines": _OF_ALL
    | {
        "deadline": _deadline,
        "what": lambda line: line.about.what,
        "due": lambda line: line.about.due_on,
        "since": lambda line: line.about.since,
        "signed-by": lambda line: line.about.signed_name,
        "state": _state,
    },
    "money": _OF_ALL
    | {
        "day": lambda line: line.about.day,
        "kind": lambda line: LINES_OF_MONEY[line.about.kind].say(line.language),
        "receipt": lambda line: line.about.receipt,
        "amount": lambda line: Decimal(line.about.cents).scaleb(-2),
        "noted-by": lambda line: line.named(line.about.noted_by),
    },
}
LINES: Mapping[str, Callable[[User, str], Iterator[ExportedLine]]] = {
    "clients": _clients,
    "matters": _matters,
    "tasks": _tasks,
    "deadlines": _deadlines,
    "money": _money,
}
