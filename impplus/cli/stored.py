"""`impplus what-if` over every application that was submitted: its facts as they were judged then."""

import argparse
from collections.abc import Iterator

from impplus.cli.what_if import compare
from impplus.queries.assessments import case_of
from impplus.records.models import Assessment
from impplus.rules.case import BadCase, Case
from impplus.rules.programme import Programme

AT_ONCE = 500


def run(asked: argparse.Namespace, lang: str) -> int:
    """Count over the stored cases, a few hundred in memory at a time."""
    return compare(asked, lang, _stored)


def _stored(programme: Programme) -> Iterator[tuple[str, Case | BadCase]]:
    rows = (
        Assessment.objects.filter(stage="submitted", application__programme=programme)
        .order_by("id")
        .values_list("application__number", "case")
    )
    for number, written in rows.iterator(chunk_size=AT_ONCE):
        try:
            yield number, case_of(written)
        except BadCase as bad:
            yield number, bad
