"""The plans by which a page or a job reads, and the rows that are met on the way."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection

from tests.site import undone

MET = 100  # rows that a statement may look at; a page shows 25
# What is looked up first, and then what reads.
type Reading = Callable[[], Callable[[], Any]]


def statements(reading: Reading) -> list[tuple[str, Any]]:
    """What is asked of the database."""
    asked: list[tuple[str, Any]] = []

    def see(execute: Any, sql: str, values: Any, *rest: Any) -> Any:
        if "records_" in sql and sql.lstrip().startswith(("SELECT", "UPDATE", "WITH")):
            asked.append((sql, values))
        return execute(sql, values, *rest)

    read = reading()
    with undone(), connection.execute_wrapper(see):
        answer = read()
        assert getattr(answer, "status_code", 200) in (200, 302)
    assert asked
    return asked


def too_many(reading: Reading) -> list[str]:
    """The parts of plans in which more rows are met than may be."""
    found = []
    for sql, values in statements(reading):
        with undone(), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values)
            (plan,) = cursor.fetchone()
        explained = json.loads(plan) if isinstance(plan, str) else plan
        found += [
            f"{node['Node Type']} of {node['Relation Name']} by {node.get('Index Name')} meets {met(node):.0f} rows: {sql}"
            for node in nodes(explained[0]["Plan"])
            if _grows(node.get("Relation Name", "")) and met(node) > MET
        ]
    return found


def _grows(table: str) -> bool:
    """Whether a table has no end; a year has no more places than its cap, and of open files no more are kept than are counted."""
    return table.startswith("records_") and table not in ("records_place", "records_standing")


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def met(node: dict[str, Any]) -> float:
    """The rows that a part of a plan looked at, those included that it left out."""
    kept = float(node["Actual Rows"])
    left = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return (kept + float(left)) * float(node["Actual Loops"])
