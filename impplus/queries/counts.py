"""Counts that look no further than is worth saying, whatever is stored: 7,350, or more than 10,000."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from impplus.records.postgresql import asked

MOST = 10_000
_BY_STATUS = """
    SELECT status,
           (SELECT count(*) FROM (SELECT FROM records_application AS one
                                   WHERE one.status = asked.status LIMIT %s) AS counted),
           (SELECT min(received_at) FROM records_application AS one WHERE one.status = asked.status)
      FROM unnest(%s::text[]) AS asked (status)
"""


def count_of(rows: QuerySet[Any], most: int | None = None) -> int:
    """How many rows there are; `most` (or MOST) and one where there are more."""
    limit = (MOST if most is None else most) + 1
    return rows.order_by()[:limit].count()


def by_status(statuses: Iterable[str]) -> Mapping[str, tuple[int, datetime | None]]:
    """How many files are in each status, counted as far as MOST and one, and when the oldest was received."""
    rows = asked(_BY_STATUS, [MOST + 1, list(statuses)])
    return {status: (number, first) for status, number, first in rows}
