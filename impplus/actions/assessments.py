"""Assessments: what the rules said of an application is remembered."""

from impplus.queries.assessments import assessed
from impplus.records.models import Application, Assessment
from impplus.rules.case import Case


def remember(application: Application, case: Case, *, stage: str) -> Assessment:
    """Keep what the rules say of a case, "submitted" or "decided", in both languages.

    Call it inside the transaction of the move that it belongs to; a stage is remembered once.
    """
    assessment = assessed(application, case, stage=stage)
    assessment.save(force_insert=True)
    return assessment
