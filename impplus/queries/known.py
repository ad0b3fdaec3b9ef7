"""What the letter of invitation says of its candidate, under the keys of the form, and where it still stands."""

from collections.abc import Mapping
from typing import Any

from impplus.queries.answers import Sheet, plain
from impplus.queries.saves import is_confirmed
from impplus.records.models import Application, Candidate
from impplus.rules.form import Step, is_empty
from impplus.words.codes import code_of

KNOWN = (
    "family_name",
    "given_names",
    "born",
    "nationality",
    "lives_country",
    "csq_programme",
    "csq_issued",
    "csq_expires",
    "csq_number",
    "mifi_file",
)
NUMBERS = ("csq_number", "mifi_file")


def known_of(candidate: Candidate) -> dict[str, Any]:
    """What Quebec's list says of a candidate."""
    return {key: getattr(candidate, key) for key in KNOWN} | {"born": candidate.birth}


def as_printed(application: Application, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The same answers, with a number that the letter bears too written as the letter prints it."""
    typed = {key: answers[key] for key in NUMBERS if answers.get(key)}
    known = known_of(application.invitation.candidate) if typed else {}
    printed = {key: known[key] for key in typed if code_of(known[key]) == code_of(typed[key])}
    return {**answers, **printed}


def from_letter(sheet: Sheet, step: Step) -> frozenset[str]:
    """The keys of the questions of a page whose answers stand as the letter says them."""
    return _as_in_letter(sheet) & {one.key for one in sheet.fields(step)}


def unseen_in(sheet: Sheet) -> frozenset[str]:
    """The keys of the pages that were filled in from the letter, and that nobody has saved since."""
    return _unsaved(sheet, empty=False)


def untouched_in(sheet: Sheet) -> frozenset[str]:
    """The same, with those that are empty."""
    return _unsaved(sheet, empty=True)


def _unsaved(sheet: Sheet, *, empty: bool) -> frozenset[str]:
    pages = [page for page in sheet.needed if not is_confirmed(sheet.person, page[0].key)]
    if not pages:
        return frozenset()
    known, said = _as_in_letter(sheet), sheet.answers.get
    found = set()
    for step, fields in pages:
        keys = [one.key for one in fields]
        if not known.isdisjoint(keys) or (empty and all(map(is_empty, map(said, keys)))):
            found.add(step.key)
    return frozenset(found)


def _as_in_letter(sheet: Sheet) -> frozenset[str]:
    """The keys under which the answers of a principal applicant stand as the letter says them."""
    if sheet.person.relation != "principal":
        return frozenset()
    known = known_of(sheet.person.application.invitation.candidate)
    said = sheet.answers.get
    return frozenset(
        key
        for key, value in known.items()
        if said(key) == value or plain(said(key)) == plain(value)
    )
