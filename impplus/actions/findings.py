"""Findings: what an officer found is remembered beside what the rules said."""

from collections.abc import Iterable

from impplus.actions import assessments
from impplus.queries.file import File
from impplus.queries.findings import FileAtDecision
from impplus.queries.noted import Noted, finding_of
from impplus.records.models import Application, Finding
from impplus.records.rows import insert
from impplus.rules.wordings import Wordings, wordings


def remember(file: File, before: FileAtDecision, found: Iterable[Noted], *, part: int = 0) -> None:
    """Keep what was found at a decision, each with the officer's reason, and the assessment of its day.

    `part` is the number of a decision on members who were left for later (0: the decision itself).

    Call it inside the transaction of the decision.
    """
    words = wordings(file.programme, before.case.on)
    wording = assessments.number_of(words)
    said = assessments.remember(
        file, before.case, stage=f"part-{part}" if part else "decided", wording=wording
    )
    insert(*(_row(said.application, one, words, wording) for one in found))


def _row(application: Application, noted: Noted, words: Wordings, wording: int) -> Finding:
    """A finding with its text by its place in a wording, which has a number; as it is, where it has none there."""
    row, place = finding_of(application, noted), words.places.get(noted[0].text)
    if place is not None:
        row.wording, row.place, row.text_en, row.text_fr = wording, place, "", ""
    return row
