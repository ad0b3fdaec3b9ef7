"""The roles of the database: each is given what it may do, by the owner, after every migration."""

from django.conf import settings
from django.db import connections, transaction

from impplus.practice.routing import FIRM
from impplus.records.roles import statements, statements_of_firms


def grant() -> None:
    """Give the site, the reports and the firms what they may do, and take everything else; the owner's to call."""
    apart = settings.FIRM_DATABASE_APART
    _run("default", [*statements(), *([] if apart else statements_of_firms(beside=True))])
    if apart:
        _run(FIRM, [*statements_of_firms(beside=False)])


def _run(using: str, sql: list[str]) -> None:
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)
