"""Constraints stand in the database; a list by time has an index, and no index repeats another."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import QuerySet

from impplus.queries.clock import now
from impplus.records.application import OPEN
from impplus.records.models import Application, Decision, Letter, Message, Payment
from tests.site import owner

REPEATED = """
    SELECT one.indexrelid::regclass::text
      FROM pg_index one
      JOIN pg_index other ON other.indrelid = one.indrelid AND other.indexrelid <> one.indexrelid
     WHERE one.indrelid::regclass::text LIKE 'records_%'
       AND other.indkey::text || ' ' LIKE one.indkey::text || ' %'
       AND other.indclass::text LIKE one.indclass::text || '%'
       AND coalesce(pg_get_expr(other.indexprs, other.indrelid), '')
           LIKE coalesce(pg_get_expr(one.indexprs, one.indrelid), '') || '%'
       AND other.indpred IS NULL AND NOT one.indisunique AND one.indpred IS NULL
"""


def test_every_constraint_of_the_tables_stands_in_the_database(db: None) -> None:
    told = {
        constraint.name
        for model in apps.get_app_config("records").get_models()
        for constraint in model._meta.constraints
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
        assert told - {name for (name,) in cursor.fetchall()} == set()


def test_no_index_begins_like_another(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(REPEATED)
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    "index",
    ["open_files", "open_files_of_an_officer", "files_by_status", "files_by_time", "letters_due",
     "letters_failing", "messages_due", "messages_failing", "payments_under_way", "decisions_by_time"],
)  # fmt: skip
def test_a_list_by_time_is_read_in_the_order_of_its_index(index: str, db: None) -> None:
    files = Application.objects.order_by("received_at", "id")
    minute = now() - timedelta(minutes=1)
    waiting = Payment.objects.filter(status="open", started_at__lt=minute)
    due = {"due_at__lte": now()}
    read: dict[str, QuerySet[Any]] = {
        "open_files": files.filter(status__in=OPEN)[:25],
        "open_files_of_an_officer": files.filter(status__in=OPEN, officer=1)[:25],
        "files_by_status": files.filter(status="approved")[:25],
        "files_by_time": files.filter(received_at__isnull=False)[:25],
        "letters_due": Letter.objects.filter(**due).order_by("due_at")[:25],
        "letters_failing": Letter.objects.exclude(failure="")[:25],
        "messages_due": Message.objects.filter(**due).order_by("due_at")[:25],
        "messages_failing": Message.objects.exclude(failure="")[:25],
        "decisions_by_time": Decision.objects.order_by("-decided_at", "-id")[:25],
        "payments_under_way": waiting.order_by("started_at")[:25],
    }
    with owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # a small table is else read whole
        cursor.execute("SET LOCAL enable_sort = off")
        if index == "open_files_of_an_officer":
            cursor.execute("DROP INDEX open_files")  # as cheap, on a small table
    plan = read[index].explain()
    assert f"using {index} " in plan
    assert "Sort" not in plan
