"""The documents that a case needs: for whom, why, in the order in which a person gathers them."""

from dataclasses import dataclass
from datetime import date

from impplus.rules.case import Case
from impplus.rules.mrz import Zones
from impplus.rules.photo import PhotoRule
from impplus.rules.programme import Programme
from impplus.words.text import Source, Text


@dataclass(frozen=True, slots=True)
class DocumentNeeded:
    """One document asked of one person, and why; `instead` says what stands for it where no file is asked.

    `text` says what it is, `title` what it is called in a list, `form` where its form is.
    """

    key: str
    person: str
    title: Text
    text: Text
    why: Text
    source: Source
    instead: Text | None
    photo: PhotoRule | None = None
    zone: Zones = "none"
    form: Source | None = None


def needed(programme: Programme, case: Case, *, on: date) -> tuple[DocumentNeeded, ...]:
    """What is asked of everyone who applies here; what depends on an unknown fact is left out."""
    applicants = [(name, name.split("-")[0], person) for name, person in case.applicants()]
    return tuple(
        DocumentNeeded(
            row.key,
            name,
            row.title,
            row.text,
            row.why,
            row.source,
            row.instead_for(role),
            row.photo,
            row.zone,
            row.form,
        )
        for row in programme.in_force(on).documents
        for name, role, person in applicants
        if role in row.who and programme.holds(row.when, case, person, on)
    )
