"""Assessments: what the rules said of an application is remembered."""

from impplus.queries.file import File
from impplus.records.models import Assessment
from impplus.rules.answer import fingerprint, judgements
from impplus.rules.canonical import digest
from impplus.rules.case import Case
from impplus.rules.case_json import to_json


def remember(file: File, case: Case, *, stage: str) -> Assessment:
    """Keep what the rules say of a file's facts, "submitted" or "decided", in both languages.

    Call it inside the transaction of the move that it belongs to; a stage is remembered once.
    """
    said = judgements(file.programme, case)
    return Assessment.objects.create(
        application=file.application,
        stage=stage,
        on=case.on,
        rules=fingerprint(file.programme),
        case=to_json(case),
        answer=said,
        digest=digest(said),
    )
