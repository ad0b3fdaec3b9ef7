"""Searching: files and candidates by the words of a name or a number, as far as is worth showing."""

import re
from collections.abc import Collection
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from impplus.queries.declared import MEMBER, NEW, TAKEN_BACK, Declared, since_in
from impplus.records import candidate, person, report
from impplus.records.models import (
    Application,
    Candidate,
    Introduction,
    Invitation,
    Permit,
    Person,
    Report,
)
from impplus.records.searched import Finds
from impplus.words import searched

MOST = 300
# The number of an application (W), a permit (P), a letter of introduction (E) or one of invitation (L): whole, or begun with its hyphen.
_NUMBER = re.compile(
    r"([WPEL])(?:-?([0-9A-Z]{4})-?([0-9A-Z]{4})|-([0-9A-Z]{1,4}|[0-9A-Z]{4}-[0-9A-Z]{0,3}))"
)


def files_found(typed: str) -> list[int]:
    """The keys of the applications that a text finds, MOST and one at the most, in no order.

    They are looked up once for all that a page asks of them: a common name is in many rows of the index.

    A number finds its own; every other word begins a word of the names of one person in the file, of
    that person's passport or CSQ, or of the name of somebody whom the file declared after submission. A number with
    blanks is found as if it had none, where its parts find nothing as words.
    """
    number = _NUMBER.fullmatch(typed.strip().upper())
    if number is None:
        found = _found(Person.objects.values_list("application", flat=True), person.SEARCHED, typed)
        if not is_cut(found):
            found += _found(
                _declaring().values_list("application", flat=True), report.SEARCHED, typed
            )
        joined = "".join(typed.split())
        is_number = any(map(str.isdecimal, joined)) or _NUMBER.fullmatch(joined.upper())
        if not found and joined != typed.strip() and is_number:
            return files_found(joined)
        return found[: MOST + 1]
    begins = f"{number[1]}-{number[4] or f'{number[2]}-{number[3]}'}"
    rows, key = {
        "W": (Application.objects.filter(number__startswith=begins), "pk"),
        "P": (Permit.objects.filter(number__startswith=begins), "application"),
        "E": (Introduction.objects.filter(number__startswith=begins), "application"),
        "L": (Application.objects.filter(invitation__in=_letters(begins)), "pk"),
    }[number[1]]
    return list(rows.order_by().values_list(key, flat=True)[: MOST + 1])


def _declaring() -> QuerySet[Report]:
    """The reports that say a name of somebody whom the file declared, unless they were taken back."""
    taken_back = Report.objects.filter(kind=TAKEN_BACK).order_by()
    own, declared = (Exists(taken_back.filter(about=OuterRef(of))) for of in ("pk", "about"))
    says = Q(kind__in=NEW, person=None, about=None) | Q(kind=MEMBER)
    return Report.objects.filter(says & ~own & ~declared)


def declared_found(typed: str, applications: Collection[int]) -> dict[int, list[Declared]]:
    """By the key of each application those whom it declared after submission and whose name answers what was typed."""
    asked = searched.asked(typed)
    if not asked or _NUMBER.fullmatch(typed.strip().upper()):
        return {}
    of_these = Report.objects.filter(application__in=applications)
    named = set(of_these.filter(Finds(report.SEARCHED, asked)).values_list("pk", flat=True))
    found = dict[int, list[Declared]]()
    by_file = of_these.order_by("application", "at", "pk") if named else of_these.none()
    for key, reports in groupby(by_file, lambda one: one.application_id):
        declared = since_in(reports).declared
        found[key] = [one for one in declared if named & {one.first.pk, one.last.pk}]
    return found


def _letters(begins: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(number__startswith=begins).order_by()


def candidates_found(typed: str) -> list[int]:
    """The keys of the candidates of whom every typed word begins a word, MOST and one at the most."""
    return _found(Candidate.objects.values_list("pk", flat=True), candidate.SEARCHED, typed)


def _found(keys: QuerySet[Any, int], columns: tuple[str, ...], typed: str) -> list[int]:
    """Those who have the typed words themselves, and others only where these are not too many already.

    All words that begin with a common name take the database longer than the name alone.
    """
    asked = searched.asked(typed)
    found: list[int] = []
    for one in filter(None, (searched.whole(asked), asked)):
        if not is_cut(found):
            found = list(keys.filter(Finds(columns, one)).order_by()[: MOST + 1])
    return found


def is_cut(found: list[int]) -> bool:
    """Whether more matches than MOST, so that only some of them are among those found."""
    return len(found) > MOST
