"""What version 0.1 stored goes through the migration of the answers and back, and says the same."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from impplus.actions import roles
from impplus.programmes import IMP_PLUS
from impplus.queries.answers import plain
from impplus.queries.file import file_of
from impplus.queries.letters.receipt import sections_of
from impplus.records.models import Application, Receipt
from impplus.rules.canonical import digest
from impplus.rules.case_json import to_json
from impplus.words.text import LANGUAGES
from tests.site import owner

BEFORE, AFTER = ("records", "0003_one_clock"), ("records", "0004_answers_are_data")
STORED = json.loads(Path(__file__).with_name("received_by_0_1.json").read_text("utf-8"))
NOT_ANSWERED = {"", None}
DAY = date.fromisoformat(STORED["receipt"]["received_at"][:10])


def migrated(to: tuple[str, str]) -> Apps:
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes("records")
    with owner():
        executor.migrate(latest if to == AFTER else [to])
        if to == AFTER:
            roles.grant()
    return MigrationExecutor(connection).loader.project_state([to]).apps


def rows(apps: Apps, model: str) -> list[dict[str, Any]]:
    return list(apps.get_model("records", model).objects.order_by("id").values())


@pytest.fixture
def before(transactional_db: None) -> Iterator[Apps]:
    """The tables of version 0.1, with one received application that has every kind of answer."""
    apps = migrated(BEFORE)
    alice = apps.get_model("records", "User").objects.create(email="alice@example.test")
    day = date(2026, 1, 1)
    candidate = apps.get_model("records", "Candidate").objects.create(
        born=day, csq_issued=day, csq_expires=date(2028, 1, 1)
    )
    drawn = apps.get_model("records", "Round").objects.create(
        year=2026, number=1, size=1, considered=1, drawn_by=alice
    )
    letter = apps.get_model("records", "Invitation").objects.create(
        number="L-1", code="1", candidate=candidate, round=drawn, status="used",
        issued_on=STORED["invitation"]["issued_on"], expires_on=STORED["invitation"]["expires_on"],
    )  # fmt: skip
    application = apps.get_model("records", "Application").objects.create(
        applicant=alice, invitation=letter, **STORED["application"]
    )
    for person in STORED["people"]:
        apps.get_model("records", "Person").objects.create(application=application, **person)
    apps.get_model("records", "Receipt").objects.create(
        application=application, **STORED["receipt"]
    )
    yield apps
    migrated(AFTER)


def test_every_kind_of_answer_is_among_what_was_stored() -> None:
    kinds = {
        field.key: field.kind for step in IMP_PLUS.in_force(DAY).steps for field in step.fields
    }
    stored = [STORED["application"], *STORED["people"]]
    found = {kinds[key] for row in stored for key in row.keys() & kinds if row[key]}
    empty = [key for row in stored for key in row.keys() & kinds if row[key] in NOT_ANSWERED]
    assert found == set(kinds.values())
    assert len(empty) > 10


def test_it_goes_through_the_migration_and_back_and_says_the_same(before: Apps) -> None:
    kept = rows(before, "Application"), rows(before, "Person")
    (old,) = before.get_model("records", "Receipt").objects.all()
    said = [sections_of(old, language) for language in LANGUAGES]
    migrated(AFTER)
    file, receipt = file_of(Application.objects.get()), Receipt.objects.get()
    assert to_json(file.case) == STORED["case"]
    assert (receipt.content, receipt.digest) == (old.content, digest(receipt.content))
    assert [sections_of(receipt, language) for language in LANGUAGES] == said
    assert file.principal.csq_number == kept[0][0]["csq_number"]
    held = {
        (name, key): plain(value)
        for name, sheet in zip(file.people, file.sheets, strict=True)
        for key, value in sheet.answers.items()
    }
    for one in receipt.content["answers"]:
        assert (one["key"], held[one["person"], one["key"]]) == (one["key"], plain(one["value"]))
    again = migrated(BEFORE)
    assert (rows(again, "Application"), rows(again, "Person")) == kept
