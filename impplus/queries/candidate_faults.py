"""What is wrong with a row of a list of candidates, taken by itself."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import get_args

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from impplus.queries.candidate_lists import JOINERS, SURPLUS
from impplus.queries.list_columns import COLUMNS
from impplus.records.models import Candidate
from impplus.rules.case import CsqProgramme
from impplus.words import countries, days
from impplus.words.days import PartDay
from impplus.words.text import Text

DAYS = ("csq_issued", "csq_expires", "born")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PART = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
OPTIONAL = ("given_names",)
PROGRAMMES = frozenset(get_args(CsqProgramme))
NO_NAME = re.compile(
    r"[=+@<>{}\[\]|\\^~#$%*_]"
)  # a formula, markup, or an address in a column of names
YOUNGEST = 16  # years; nobody is selected for work so young, and a year was mistyped


type Called = Mapping[str, str]  # what a list calls a column


def fault(row: dict[str, str], today: date, called: Called = MappingProxyType({})) -> Text | None:
    """Why a row cannot be taken on a day; None for a sound one. Columns are named as they are `called` in the list."""
    called = {column: called.get(column) or column for column in COLUMNS}
    checks = (
        *(_shape_fault, _empty, _day_fault, _order_fault, _code_fault, _length_fault),
        _name_fault,
    )
    for check in checks:
        reason = check(row, called)
        if reason:
            return reason
    return _future_fault(row, today, called)


def _shape_fault(row: dict[str, str], _called: Called) -> Text | None:
    if not row[SURPLUS]:
        return None
    return Text(
        en="The line has more cells than there are columns. Put a text that holds a comma in quotation marks.",
        fr="La ligne compte plus de cellules que de colonnes. Mettez entre guillemets tout texte qui contient une "
        "virgule.",
    )


def _empty(row: dict[str, str], called: Called) -> Text | None:
    blank = [called[column] for column in COLUMNS if column not in OPTIONAL and not row[column]]
    if not blank:
        return None
    names = ", ".join(blank)
    return Text(
        en=f"Nothing is written under: {names}.", fr=f"Rien n’est inscrit sous\u00a0: {names}."
    )


def _day_fault(row: dict[str, str], called: Called) -> Text | None:
    for column in DAYS:
        partly = column == "born"
        if not (PART if partly else DAY).fullmatch(row[column]):
            return Text(
                en=f"{called[column]}: {row[column][:30]} is not written as a date here (write year, month and day, as in 2026-03-02).",
                fr=f"{called[column]}\u00a0: {row[column][:30]} n’est pas écrit comme une date ici (inscrivez année, mois et jour, comme 2026-03-02).",
            )
        if _day(row[column], partly=partly) is None:
            return Text(
                en=f"{called[column]}: {row[column][:30]} is not a day that exists (write it as 2026-03-02).",
                fr=f"{called[column]}\u00a0: {row[column][:30]} n’est pas une date qui existe (inscrivez 2026-03-02).",
            )
    return None


def _order_fault(row: dict[str, str], _called: Called) -> Text | None:
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


def _future_fault(row: dict[str, str], today: date, called: Called) -> Text | None:
    if row["csq_issued"] > today.isoformat():
        return Text(
            en="The CSQ is issued on a day that has not come.",
            fr="Le CSQ est délivré à une date qui n’est pas encore arrivée.",
        )
    age = int(row["csq_issued"][:4]) - int(row["born"][:4])
    if age < YOUNGEST and row["csq_programme"] != "OTHER":
        years = "an" if age < 2 else "ans"
        return Text(
            en=f"{called['born']}: nobody is selected for work at the age of {age}. Check the year.",
            fr=f"{called['born']}\u00a0: personne n’est sélectionné pour travailler à l’âge de {age} {years}. Vérifiez l’année.",
        )
    return None


def _code_fault(row: dict[str, str], called: Called) -> Text | None:
    for column in ("nationality", "lives_country"):
        if row[column] not in countries.NAMES:
            return Text(
                en=f"{called[column]}: {row[column][:30]} is not a country code of three letters (such as MAR).",
                fr=f"{called[column]}\u00a0: {row[column][:30]} n’est pas un code de pays à trois lettres (comme MAR).",
            )
    if row["csq_programme"] not in PROGRAMMES:
        return Text(
            en=f"{called['csq_programme']}: {row['csq_programme'][:30]} is not one of {', '.join(sorted(PROGRAMMES))}.",
            fr=f"{called['csq_programme']}\u00a0: {row['csq_programme'][:30]} ne figure pas parmi {', '.join(sorted(PROGRAMMES))}.",
        )
    if row["language"] not in ("en", "fr"):
        return Text(
            en=f"{called['language']}: write en or fr.",
            fr=f"{called['language']}\u00a0: inscrivez en ou fr.",
        )
    try:
        validate_email(row["email"])
    except ValidationError:
        return Text(
            en=f"{called['email']}: this is not an e-mail address.",
            fr=f"{called['email']}\u00a0: ce n’est pas une adresse électronique.",
        )
    return None


def _length_fault(row: dict[str, str], called: Called) -> Text | None:
    for column in COLUMNS:
        longest = getattr(Candidate._meta.get_field(column), "max_length", None) or 10
        if len(row[column]) > longest or not row[column].translate(JOINERS).isprintable():
            return Text(
                en=f"{called[column]}: longer than {longest} characters, or with characters that cannot be printed.",
                fr=f"{called[column]}\u00a0: plus de {longest} caractères, ou des caractères non imprimables.",
            )
    return None


def _name_fault(row: dict[str, str], called: Called) -> Text | None:
    for column in ("family_name", "given_names"):
        if NO_NAME.search(row[column]):
            return Text(
                en=f"{called[column]}: {row[column][:30]} holds a sign that stands in no name.",
                fr=f"{called[column]}\u00a0: {row[column][:30]} contient un signe qui ne figure dans aucun nom.",
            )
    return None


def _day(text: str, *, partly: bool = False) -> date | None:
    """The day that is written so; `partly` also the month or the year alone."""
    try:
        return days.read(text) if (PART if partly else DAY).fullmatch(text) else None
    except ValueError:
        return None


def first_day(born: str) -> date | None:
    """The first day that a birth may be, as it is written; None for one that is none."""
    found = _day(born, partly=True)
    return found.first if isinstance(found, PartDay) else found


def fields(row: dict[str, str]) -> dict[str, object]:
    """The fields of a candidate that a sound row gives."""
    columns: dict[str, object] = {
        column: _day(row[column]) if column in DAYS else row[column]
        for column in COLUMNS
        if column != "born"
    }
    born = days.read(row["born"])
    if not isinstance(born, PartDay):
        return columns | {"born": born}
    return columns | {"born": born.first, "born_shown": "month" if born.month_known else "year"}
