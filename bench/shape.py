"""Counts the rows that one submission and one bare transaction write, by table, and says both."""

import re
from collections import Counter
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 (Django must stand first)

from bench import bare  # noqa: E402
from impplus.actions import applications  # noqa: E402
from impplus.demonstration.bulk import ready_drafts  # noqa: E402
from impplus.programmes import IMP_PLUS  # noqa: E402
from impplus.queries.clock import today  # noqa: E402
from impplus.records.models import Intake  # noqa: E402

WRITES = re.compile(r'(?:^|AS \()\s*(INSERT INTO|UPDATE) "?(?:records_)?(\w+)')


def written(sql: str, into: Counter[str]) -> None:
    """Count what a statement writes."""
    into.update(f"{verb.split()[0].lower()} {table}" for verb, table in WRITES.findall(sql))


def main() -> None:
    through_action: Counter[str] = Counter()
    bare_ones: Counter[str] = Counter()
    every: list[str] = []

    def see(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        every.append(sql)
        written(sql, through_action)
        return execute(sql, params, many, context)

    with transaction.atomic():
        first, second = ready_drafts(2, today(IMP_PLUS))
        with connection.execute_wrapper(see):
            applications.submit(first, signature="Bench Mark", by=first.applicant)
        intake = Intake.objects.order_by("-year")[0]
        bare.submit(_Counting(bare_ones), second.pk, intake.pk)  # type: ignore[arg-type]
        transaction.set_rollback(True)
    print(
        f"A submission sends {len(every)} statements, of which these write: {_said(through_action)}."
    )
    print(f"The bare transaction writes: {_said(bare_ones)}.")
    if through_action != bare_ones:
        print("They no longer write the same: bring bench/bare.py up to date.")


class _Counting:
    """Stands where a psycopg connection would, and only counts."""

    def __init__(self, into: Counter[str]) -> None:
        self.into = into

    def transaction(self) -> Any:
        return transaction.atomic()

    def execute(self, sql: str, parameters: Any) -> None:
        written(sql, self.into)


def _said(counted: Counter[str]) -> str:
    return ", ".join(f"{what} × {count}" for what, count in sorted(counted.items()))


if __name__ == "__main__":
    main()
