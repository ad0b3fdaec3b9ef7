"""Findings: what an officer found is remembered beside what the rules said."""

from collections.abc import Iterable, Mapping
from typing import Any

from impplus.actions import assessments
from impplus.queries.file import File
from impplus.queries.findings import FileAtDecision
from impplus.records.models import Assessment, Finding
from impplus.records.rows import insert
from impplus.rules.eligibility import ConditionResult
from impplus.rules.wordings import Wordings, wordings
from impplus.words.text import Text

type Noted = tuple[ConditionResult, str]


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
    insert(*(_row(said, one, note, _text_in(words, wording, one.text)) for one, note in found))


def _text_in(words: Wordings, wording: int, text: Text) -> dict[str, Any]:
    """A text by its place in a wording, which has a number; as it is, where it has none there."""
    place = words.places.get(text)
    if place is None:
        return {"text_en": text.en, "text_fr": text.fr}
    return {"wording": wording, "place": place}


def _row(said: Assessment, found: ConditionResult, note: str, text: Mapping[str, Any]) -> Finding:
    return Finding(
        application=said.application,
        stage="decided",
        person=found.person,
        key=found.key,
        met=found.met,
        cite=found.source.cite,
        facts=dict(found.facts),
        note=note,
        **text,
    )
