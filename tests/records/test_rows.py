"""New rows of several tables are written in one statement, and receipts without the words of the law."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from impplus.actions import applications
from impplus.actions.assessments import number_of
from impplus.records.clock import Now
from impplus.records.models import (
    Application,
    Assessment,
    Firm,
    Intake,
    LogMark,
    Receipt,
    User,
    Wording,
)
from impplus.records.rows import change, insert, next_key
from impplus.rules.canonical import as_written, digest
from impplus.rules.wordings import wordings
from tests.site import owner

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def stored(table: str, column: str) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}"::text FROM {table}')  # noqa: S608 - of this test
        found: dict[str, object] = json.loads(cursor.fetchone()[0])
    return found


def test_rows_of_two_tables_know_their_keys_after_one_statement(db: None) -> None:
    with CaptureQueriesContext(connection) as sent:
        first = insert(
            Firm(name="Tremblay", slug="tremblay"),
            Firm(name="Roy", slug="roy"),
            User(email="alice@example.test"),
        )
    assert len(sent) == 1
    assert [one.name for one in Firm.objects.order_by("id")] == ["Tremblay", "Roy"]
    assert (first, User.objects.get().joined_at is None) == (Firm.objects.earliest("id"), False)
    assert first.pk < Firm.objects.latest("id").pk


def test_a_row_can_be_named_before_it_is_written(db: None) -> None:
    key = next_key(Firm)
    firm = insert(Firm(pk=key, name="Roy", slug="roy"))
    assert (firm.pk, Firm.objects.get().pk) == (key, key)
    assert insert(Firm(name="Tremblay", slug="tremblay")).pk > key


def test_json_that_is_given_as_it_is_written_is_read_when_it_is_asked_for(db: None) -> None:
    with owner():
        LogMark.objects.all().delete()
    mark = insert(LogMark(writers=as_written(b'["7/1"]')))
    with CaptureQueriesContext(connection) as sent:
        assert (mark.writers, LogMark.objects.get().writers) == (["7/1"], ["7/1"])
    assert len(sent) == 2


def test_a_row_that_cannot_be_takes_the_others_with_it(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(
            Firm(name="Roy", slug="roy"), User(email="a@example.test"), User(email="a@example.test")
        )
    assert (Firm.objects.count(), User.objects.count()) == (0, 0)


def test_a_row_is_changed_while_it_is_as_it_was_expected(received: Application) -> None:
    before = received.changed_at
    changes = {"status": "in-review", "changed_at": Now()}
    assert not change(received, changes, where={"status": ["draft", "returned"]})
    assert Application.objects.get().status == received.status == "submitted"
    assert change(received, changes, where={"status": ["draft", "submitted"]})
    assert (received.status, received.changed_at > before) == ("in-review", True)
    assert received.changed_at == Application.objects.get(status="in-review").changed_at


def test_a_row_is_changed_and_others_are_written_beside_it_in_one_statement(
    received: Application,
) -> None:
    changes, firm = {"status": "in-review", "changed_at": Now()}, Firm(name="Roy", slug="roy")
    with CaptureQueriesContext(connection) as sent:
        assert change(received, changes, where={"status": ["submitted"]}, beside=[firm])
    assert (len(sent), Firm.objects.get().pk) == (1, firm.pk)
    assert Application.objects.get().status == received.status == "in-review"


def test_what_is_beside_a_row_that_was_not_changed_is_for_the_caller_to_take_back(
    received: Application,
) -> None:
    firm = Firm(name="Roy", slug="roy")
    changes = {"status": "in-review"}
    assert not change(received, changes, where={"status": ["draft"]}, beside=[firm])
    assert (Application.objects.get().status, firm.pk) == ("submitted", None)


def test_a_receipt_is_stored_without_words_of_the_law_and_read_with_them(
    received: Application,
) -> None:
    receipt, said = Receipt.objects.get(), Assessment.objects.get()
    assert digest(receipt.content) == receipt.digest
    assert digest(said.answer) == said.digest == receipt.content["assessment"]
    kept = stored("records_receipt", "content"), stored("records_assessment", "answer")
    wording = Wording.objects.get()
    assert [one["words"] for one in kept] == [wording.pk, wording.pk]
    text = receipt.content["answers"][0]["label"]["en"]
    assert text in json.dumps(wording.pairs, ensure_ascii=False)
    assert text not in json.dumps(kept, ensure_ascii=False)
    assert json.dumps(kept).count('"chosen"') == 1  # of some thirty answers, as columns


def test_a_receipt_that_was_stored_with_its_words_is_read_as_it_is(received: Application) -> None:
    whole = Receipt.objects.get().content
    with owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_receipt SET content = %s", [json.dumps(whole)])
    assert stored("records_receipt", "content") == Receipt.objects.get().content == whole


def test_a_wording_that_is_there_is_named_and_not_written_again(received: Application) -> None:
    words = wordings(received.programme, Assessment.objects.get().on)
    with CaptureQueriesContext(connection) as sent:
        number = number_of(words)
    assert ([number], len(sent)) == (list(Wording.objects.values_list("pk", flat=True)), 1)


def test_a_wording_is_written_once(received: Application) -> None:
    with owner(), pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.update(pairs=[])
    with owner(), pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.all()._raw_delete(using="default")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Wording.objects.update(pairs=[])


def test_rows_of_one_table_may_bring_different_columns(db: None) -> None:
    """The first leaves its day to the database, the second says it."""
    insert(User(email="alice@example.test"), User(email="bob@example.test", joined_at=LONG_AGO))
    joined = dict(User.objects.values_list("email", "joined_at"))
    assert joined["bob@example.test"] == LONG_AGO < joined["alice@example.test"]


def test_each_statement_of_a_submission_is_one_that_the_driver_keeps(
    paid_draft: Application, alice: User, intake: Intake
) -> None:
    """It works a statement of more than fifty values out anew, which cost a thirtieth of a submission."""
    given = list[int]()

    def note(execute: Any, sql: str, params: Any, *rest: Any) -> Any:
        given.append(len(params or ()))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(note):
        applications.submit(paid_draft, signature="Alice Benali", by=alice)
    assert max(given) in range(30, 51)
