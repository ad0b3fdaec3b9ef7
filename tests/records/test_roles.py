"""What the site's role may do in the database, and what even it may not; what reports may read."""

from typing import Any

import pytest
from django.apps import apps
from django.db import Error, ProgrammingError, connection, connections, transaction
from django.db.models import Model

from impplus.actions import letters
from impplus.practice.routing import FIRM
from impplus.records.models import Application, Firm, Letter
from impplus.records.roles import (
    FIRMS,
    MAY_GO,
    MAY_GO_OF_FIRMS,
    REPORTS,
    SET_ASIDE,
    SITE,
    UNREAD,
    WRITTEN_ONCE,
    WRITTEN_ONCE_BY_FIRMS,
)
from tests import people
from tests.site import owner

RECORDS = list(apps.get_app_config("records").get_models())
OF_FIRMS = list(apps.get_app_config("practice").get_models())
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def rights_on(record: type[Model], role: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT one FROM unnest(%s::text[]) one WHERE has_table_privilege(%s::name, %s::text, one)",
            [list(RIGHTS), role, record._meta.db_table],
        )
        return {row[0] for row in cursor.fetchall()}


def refused(sql: str, *values: Any) -> None:
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.django_db
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record._meta.model_name)
def test_the_site_has_the_rights_of_the_list_and_no_other(record: type[Model]) -> None:
    noun = record._meta.model_name
    rights = {"SELECT", "INSERT"}
    rights |= {"UPDATE"} if noun not in WRITTEN_ONCE else set()
    rights |= {"DELETE"} if noun in MAY_GO else set()
    assert rights_on(record, SITE) == rights


@pytest.mark.django_db
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record._meta.model_name)
def test_reports_read_and_nothing_else(record: type[Model]) -> None:
    whole = {"SELECT"} if record._meta.model_name not in UNREAD else set()
    assert rights_on(record, REPORTS) == whole


def denied_to(line: Any, table: str) -> None:
    asked = f"SELECT 1 FROM {table}"  # noqa: S608
    refused = pytest.raises(ProgrammingError, match=f"permission denied for table {table}")
    with refused, transaction.atomic(using=line.alias), line.cursor() as cursor:
        cursor.execute(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("record", OF_FIRMS, ids=lambda record: record._meta.model_name)
def test_firms_have_their_own_tables_and_the_programme_none_of_them(record: type[Model]) -> None:
    rights = {"SELECT", "INSERT"}
    rights |= {"UPDATE"} if record._meta.model_name not in WRITTEN_ONCE_BY_FIRMS else set()
    rights |= {"DELETE"} if record._meta.model_name in MAY_GO_OF_FIRMS else set()
    assert rights_on(record, FIRMS) == rights
    assert (rights_on(record, SITE), rights_on(record, REPORTS)) == (set(), set())


@pytest.mark.django_db
@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record._meta.model_name)
def test_firms_have_no_right_on_the_programme_s_tables(record: type[Model]) -> None:
    assert rights_on(record, FIRMS) == set()


@pytest.mark.parametrize("table", ["practice_enquiry", "practice_reply", "practice_firmevent"])
def test_the_programme_s_connection_is_refused_what_firms_keep(table: str, firm: Firm) -> None:
    denied_to(connection, table)


@pytest.mark.parametrize(
    "table", ["records_application", "records_document", "records_person", "records_user"]
)
def test_the_firms_connection_is_refused_the_programme(table: str, firm: Firm) -> None:
    denied_to(connections[FIRM], table)


def test_an_event_of_a_firm_is_written_once_even_by_its_owner(firm: Firm) -> None:
    people.written_to(firm)
    for sql in ("UPDATE practice_firmevent SET verb = 'x'", "DELETE FROM practice_firmevent"):
        with owner(), transaction.atomic(using=FIRM), connections[FIRM].cursor() as cursor:
            with pytest.raises(Error, match="an event of a firm is written once"):
                cursor.execute(sql)
            transaction.set_rollback(True, using=FIRM)


@pytest.mark.parametrize("noun", WRITTEN_ONCE)
@pytest.mark.parametrize(
    "sql",
    ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"],
    ids=["changed", "deleted", "emptied"],
)
def test_what_is_written_once_is_not(noun: str, sql: str, received: Application) -> None:
    meta = apps.get_model("records", noun)._meta
    table = meta.db_table
    refused(sql.format(table, meta.pk.column))
    refused(f"ALTER TABLE {table} DISABLE TRIGGER ALL")


@pytest.mark.django_db
@pytest.mark.parametrize("noun", WRITTEN_ONCE)
def test_of_what_is_written_once_the_site_says_alone_whether_it_stands(noun: str) -> None:
    meta = apps.get_model("records", noun)._meta
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND has_column_privilege(%s::name, attrelid, attnum, 'UPDATE')",
            [meta.db_table, SITE],
        )
        changed = {row[0] for row in cursor.fetchall()}
    assert changed == set(SET_ASIDE.get(noun, ()))


def test_no_setting_lets_the_site_delete_an_event(received: Application) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL impplus.removing_demo = 'on'")
    refused("DELETE FROM records_event")
    refused("SET session_replication_role = 'replica'")


def test_reports_see_no_password_and_no_session(received: Application) -> None:
    address = received.applicant.email
    with owner(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {REPORTS}")
        cursor.execute("SELECT email FROM records_user")
        assert (address,) in cursor.fetchall()
        refused("SELECT password FROM records_user")
        refused("SELECT session_key FROM records_session")


@pytest.mark.parametrize("column", ["kind", "facts", "status", "sent_at", "file_en", "file_fr"])
def test_a_letter_changes_until_it_is_sent(column: str, received: Application) -> None:
    letter = Letter.objects.get(application=received)
    change = f"UPDATE records_letter SET {column} = %s WHERE id = {letter.pk}"  # noqa: S608
    other = {"status": "owed", "facts": '{"x": 1}', "sent_at": "2026-01-01T00:00:00Z"}.get(
        column, "x"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change, [other])
        assert cursor.rowcount == 1
        transaction.set_rollback(True)
    letters.send_owed()
    refused(change, other)
    with owner():
        refused(change, other)
