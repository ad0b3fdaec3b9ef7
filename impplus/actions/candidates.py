"""Candidates: read from the ministry's list, each row taken or left out with its reason."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from itertools import batched, islice
from typing import IO, get_args

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from impplus.actions import batches, moves
from impplus.actions.batches import Work
from impplus.actions.beside import reached
from impplus.actions.log import alone
from impplus.outside import store
from impplus.queries import clock
from impplus.queries.candidate_lists import JOINERS, SURPLUS, Line, rows
from impplus.queries.list_columns import COLUMNS
from impplus.records.clock import Now
from impplus.records.models import Batch, Candidate, RowLeftOut, User
from impplus.rules.case import CsqProgramme
from impplus.rules.lifecycle import Role
from impplus.words import countries, days
from impplus.words.days import PartDay
from impplus.words.text import Text

DAYS = ("csq_issued", "csq_expires", "born")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PART = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
OPTIONAL = ("given_names",)
LONGEST_NAME = 200
_LISTS = 6_965  # held while a list is kept, or removed
PROGRAMMES = frozenset(get_args(CsqProgramme))


def ask_import(content: IO[bytes], *, name: str = "", by: User) -> Batch:
    """Ask for every sound row of a list with the columns COLUMNS to be taken, the others reported.

    The file is read to its end first, a part of it at a time, and kept in the store. Raises
    NotUnderstood when it cannot be read as a whole.
    """
    total = sum(1 for _ in rows(content))
    with alone(_LISTS, waiting=True):
        with reached():
            kept = store.put(content)
        return batches.ask(IMPORT, {"list": kept, "name": name[:LONGEST_NAME]}, by=by, total=total)


def remove_lists() -> int:
    """Remove from the store the lists of imports that ended LIST_DAYS ago or longer; how many imports.

    One that another import still needs, or has needed since, stays as long as that one's does.
    """
    some_days_ago = clock.now() - timedelta(days=settings.LIST_DAYS)
    ended = Q(status__in=["done", "dropped"], changed_at__lt=some_days_ago)
    with alone(_LISTS, waiting=True):
        kept = Batch.objects.filter(kind=IMPORT.kind, list_removed_at=None)
        needed = set(kept.exclude(ended).values_list("asked__list", flat=True))
        removed = [batch for batch in kept.filter(ended) if batch.asked["list"] not in needed]
        for batch in removed:
            with transaction.atomic():
                moves.move(batch, "remove-list", by=None, columns={"list_removed_at": Now()})
                store.remove(batch.asked["list"])
    return len(removed)


def import_csv(content: bytes, *, by: User) -> Batch:
    """Import a list here and now, as far as its end."""
    return batches.finish(ask_import(BytesIO(content), by=by), IMPORT)


def _parts(batch: Batch) -> Iterator[tuple[Line, ...]]:
    """The rows of the kept list that are not gone through."""
    with store.get(batch.asked["list"]) as file:
        yield from batched(islice(rows(file), batch.done, None), batches.AT_ONCE)


def _take(batch: Batch, some: Sequence[Line]) -> dict[str, int]:
    """Take the sound rows among some, and remember why each other was left out."""
    known = _Known.of(some)
    sound: list[Candidate] = []
    refused: list[RowLeftOut] = []
    for line, row in some:
        reason = known.fault(row) or _fault(row)
        if reason:
            said = {"reference": row["reference"][:30], "en": reason.en, "fr": reason.fr}
            refused.append(RowLeftOut(batch=batch, line=line, **said))
        else:
            known.add(row)
            sound.append(Candidate(**_columns(row), demo=batch.demo))
    Candidate.objects.bulk_create(sound)
    RowLeftOut.objects.bulk_create(refused)
    batch.left_out += len(refused)
    return {"left_out": batch.left_out}


def _end(batch: Batch) -> None:
    detail = {"accepted": batch.accepted, "refused": batch.left_out}
    moves.log("candidate", None, "import", role=Role.QUEBEC, by=batch.asked_by, detail=detail)


IMPORT = Work("import", "import_lists", _parts, _take, end=_end, drop=_end, lock=6_963)


@dataclass
class _Known:
    """References and CSQ numbers that are taken, in the list or before it."""

    references: set[str]
    csq_numbers: set[str]

    @classmethod
    def of(cls, rows: Sequence[Line]) -> "_Known":
        named = Q(reference__in=[row["reference"] for _, row in rows])
        named |= Q(csq_number__in=[row["csq_number"] for _, row in rows])
        pairs = list(Candidate.objects.filter(named).values_list("reference", "csq_number"))
        return cls({pair[0] for pair in pairs}, {pair[1] for pair in pairs})

    def fault(self, row: dict[str, str]) -> Text | None:
        if row["reference"] in self.references:
            return Text(
                en="This individual reference number is already on the list of candidates.",
                fr="Ce numéro de référence individuel figure déjà dans la liste des candidatures.",
            )
        if row["csq_number"] in self.csq_numbers:
            return Text(
                en="This CSQ number already belongs to a candidate.",
                fr="Ce numéro de CSQ appartient déjà à une candidature.",
            )
        return None

    def add(self, row: dict[str, str]) -> None:
        self.references.add(row["reference"])
        self.csq_numbers.add(row["csq_number"])


def _fault(row: dict[str, str]) -> Text | None:
    for check in (_shape_fault, _empty, _day_fault, _order_fault, _code_fault, _length_fault):
        reason = check(row)
        if reason:
            return reason
    return None


def _shape_fault(row: dict[str, str]) -> Text | None:
    if not row[SURPLUS]:
        return None
    return Text(
        en="The line has more cells than there are columns. Put a text that holds a comma in quotation marks.",
        fr="La ligne compte plus de cellules que de colonnes. Mettez entre guillemets tout texte qui contient une "
        "virgule.",
    )


def _empty(row: dict[str, str]) -> Text | None:
    blank = [column for column in COLUMNS if column not in OPTIONAL and not row[column]]
    if not blank:
        return None
    names = ", ".join(blank)
    return Text(
        en=f"Nothing is written under: {names}.", fr=f"Rien n’est inscrit sous\u00a0: {names}."
    )


def _day_fault(row: dict[str, str]) -> Text | None:
    for column in DAYS:
        if _day(row[column], partly=column == "born") is None:
            return Text(
                en=f"{column}: {row[column][:30]} is not a day that exists (write it as 2026-03-02).",
                fr=f"{column}\u00a0: {row[column][:30]} n’est pas une date qui existe (inscrivez 2026-03-02).",
            )
    return None


def _order_fault(row: dict[str, str]) -> Text | None:
    if row["csq_expires"] <= row["csq_issued"]:
        return Text(
            en="The CSQ expires before it is issued.", fr="Le CSQ expire avant d’être délivré."
        )
    if row["born"] >= row["csq_issued"]:
        return Text(
            en="The date of birth is after the issue of the CSQ.",
            fr="La date de naissance est postérieure à la délivrance du CSQ.",
        )
    return None


def _code_fault(row: dict[str, str]) -> Text | None:
    for column in ("nationality", "lives_country"):
        if row[column] not in countries.NAMES:
            return Text(
                en=f"{column}: {row[column][:30]} is not a country code of three letters (such as MAR).",
                fr=f"{column}\u00a0: {row[column][:30]} n’est pas un code de pays à trois lettres (comme MAR).",
            )
    if row["csq_programme"] not in PROGRAMMES:
        return Text(
            en=f"csq_programme: {row['csq_programme'][:30]} is not one of {', '.join(sorted(PROGRAMMES))}.",
            fr=f"csq_programme\u00a0: {row['csq_programme'][:30]} ne figure pas parmi {', '.join(sorted(PROGRAMMES))}.",
        )
    if row["language"] not in ("en", "fr"):
        return Text(en="language: write en or fr.", fr="language\u00a0: inscrivez en ou fr.")
    try:
        validate_email(row["email"])
    except ValidationError:
        return Text(
            en="email: this is not an e-mail address.",
            fr="email\u00a0: ce n’est pas une adresse électronique.",
        )
    return None


def _length_fault(row: dict[str, str]) -> Text | None:
    for column in COLUMNS:
        longest = getattr(Candidate._meta.get_field(column), "max_length", None) or 10
        if len(row[column]) > longest or not row[column].translate(JOINERS).isprintable():
            return Text(
                en=f"{column}: longer than {longest} characters, or with characters that cannot be printed.",
                fr=f"{column}\u00a0: plus de {longest} caractères, ou des caractères non imprimables.",
            )
    return None


def _day(text: str, *, partly: bool = False) -> date | None:
    """The day that is written so; `partly` also the month or the year alone."""
    try:
        return days.read(text) if (PART if partly else DAY).fullmatch(text) else None
    except ValueError:
        return None


def _columns(row: dict[str, str]) -> dict[str, object]:
    columns: dict[str, object] = {
        column: _day(row[column]) if column in DAYS else row[column]
        for column in COLUMNS
        if column != "born"
    }
    born = days.read(row["born"])
    if not isinstance(born, PartDay):
        return columns | {"born": born}
    return columns | {"born": born.first, "born_shown": "month" if born.month_known else "year"}
