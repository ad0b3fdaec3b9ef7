"""What older versions stored goes through every migration and back, and says the same.

One trip up, one down, and up again in a database of their own: each part stores its rows where an older
version would have, looks at them in the tables of today, and looks again once they are old. A new database
is given the same tables at once.
"""

import json
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from impplus.actions import roles
from impplus.programmes import IMP_PLUS
from impplus.queries.answers import plain
from impplus.queries.clock import now
from impplus.queries.file import file_of
from impplus.queries.letters.receipt import sections_of
from impplus.queries.seals import leaf_of
from impplus.records.models import Application, Decision, Event, Letter, Message, Receipt, Session
from impplus.records.wording import pairs_of
from impplus.rules import seal
from impplus.rules.canonical import digest
from impplus.rules.case_json import to_json
from impplus.words.text import LANGUAGES
from tests.site import owner

type Part = Generator[None, Apps, None]
STORED = json.loads(Path(__file__).with_name("received_by_0_1.json").read_text("utf-8"))
NOT_ANSWERED = {"", None}
BARE = "no_table_yet"
DAY = date.fromisoformat(STORED["receipt"]["received_at"][:10])


SHAPE = """
    SELECT concat_ws(' ', table_name, column_name, udt_name, character_maximum_length, is_nullable, column_default,
                     identity_generation, generation_expression)
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid IN (SELECT oid FROM mine)
    UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE conrelid IN (SELECT oid FROM mine)
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


class EachLoader(MigrationLoader):
    """Knows each migration, as an older database does, and not the one that stands for them."""

    def load_disk(self) -> None:
        super().load_disk()
        kept = {key: one for key, one in self.disk_migrations.items() if not one.replaces}
        self.disk_migrations = kept


def shape() -> set[str]:
    """All columns, indexes, constraints, triggers and functions of the database, in whatever order the columns stand."""
    tables = "WITH mine AS (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
    with owner(), connection.cursor() as cursor:
        cursor.execute(tables + SHAPE)
        return {one for (one,) in cursor.fetchall()}


def stepped() -> MigrationExecutor:
    """What goes through the migrations one by one."""
    executor = MigrationExecutor(connection)
    executor.loader = EachLoader(connection)
    return executor


def migrated(to: str | None) -> Apps:
    """The tables of a migration; of the newest where none is named."""
    executor = stepped()
    targets = [("records", to)] if to else executor.loader.graph.leaf_nodes()
    with owner():
        executor.migrate(targets)
        if to is None:
            roles.grant()
    return stepped().loader.project_state(targets).apps


@contextmanager
def nothing_yet() -> Iterator[None]:
    """Inside, the database is the owner's and has no table; wordings have other numbers there than before and after."""
    with owner(), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {BARE}")
        cursor.execute(f"CREATE DATABASE {BARE} TEMPLATE template0")
    usual = [
        (one, one.settings_dict["NAME"], one.settings_dict["OPTIONS"]) for one in connections.all()
    ]
    try:
        for one, _, options in usual:
            _go_to(one, BARE, {key: options[key] for key in options if key != "options"})
        yield
    finally:
        for there in usual:
            _go_to(*there)


def _go_to(one: BaseDatabaseWrapper, database: str, options: dict[str, Any]) -> None:
    one.close()
    one.settings_dict["NAME"], one.settings_dict["OPTIONS"] = database, options
    pairs_of.cache_clear()


def rows(apps: Apps, model: str) -> list[dict[str, Any]]:
    return list(apps.get_model("records", model).objects.order_by("id").values())


def made(apps: Apps, model: str, **columns: Any) -> Model:
    return apps.get_model("records", model).objects.create(**columns)


def answers(apps: Apps) -> Part:
    """A received application that has every kind of answer."""
    alice, day = made(apps, "User", email="alice@example.test"), date(2026, 1, 1)
    candidate = made(
        apps, "Candidate", born=day, csq_issued=day, csq_expires=date(2028, 1, 1), demo=True
    )
    drawn = made(apps, "Round", year=2026, number=1, size=1, considered=1, drawn_by=alice)
    letter = made(
        apps, "Invitation", number="L-1", code="1", candidate=candidate, round=drawn, status="used",
        issued_on=STORED["invitation"]["issued_on"], expires_on=STORED["invitation"]["expires_on"],
    )  # fmt: skip
    application = made(
        apps, "Application", applicant=alice, invitation=letter, **STORED["application"]
    )
    for person in STORED["people"]:
        made(apps, "Person", application=application, **person)
    made(apps, "Receipt", application=application, **STORED["receipt"])
    old = apps.get_model("records", "Receipt").objects.get()
    kept = rows(apps, "Application"), rows(apps, "Person")
    said = [sections_of(old, language) for language in LANGUAGES]
    yield
    first = Application.objects.get(number=STORED["application"]["number"])
    file, receipt = file_of(first), Receipt.objects.get()
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
    apps = yield
    assert (rows(apps, "Application")[:1], rows(apps, "Person")) == kept


def decisions(apps: Apps) -> Part:
    """A decision that says whether it was made in Canada names its office, and back."""
    olivia = made(apps, "User", email="olivia@example.test", role="federal", name="Olivia")
    values = {"outcome": "refused", "decided_on": DAY, "reasons": "R", "rules": "-"}
    first = apps.get_model("records", "Application").objects.get()
    bob = made(apps, "User", email="bob@example.test")
    second = made(
        apps, "Application", id=2, number="W-2", applicant=bob, invitation=letter_of(apps)
    )
    for one, in_canada in ((first, False), (second, True)):
        made(apps, "Decision", application=one, officer=olivia, in_canada=in_canada, **values)
    yield
    offices = Decision.objects.order_by("id").values_list("office", flat=True)
    assert list(offices) == ["ircc-abroad", "ircc"]
    apps = yield
    assert [one["in_canada"] for one in rows(apps, "Decision")] == [False, True]


def letter_of(apps: Apps) -> Model:
    """A letter of nobody's yet."""
    first = apps.get_model("records", "Invitation").objects.select_related("candidate").get()
    other = made(
        apps,
        "Candidate",
        reference="C-2",
        born=DAY,
        csq_number="2",
        csq_issued=DAY,
        csq_expires=date.max,
    )
    return made(
        apps, "Invitation", number="L-2", code="2", candidate=other, round=first.round,
        status="used", issued_on=first.issued_on,
    )  # fmt: skip


def events(apps: Apps) -> Part:
    """An event is given its leaf by the migration, as if it had been sealed at once."""
    kinds = {"submit": seal.RECEIPT, "take": seal.CHANGE, "issue": seal.INVENTED}
    application = apps.get_model("records", "Application").objects.order_by("id")[0]
    for noun, verb, about in (
        ("application", "submit", application),
        ("application", "take", application),
        ("invitation", "issue", application.invitation),
    ):
        of = application if noun == "application" else None
        detail = {"é": [1, "x"], "b": None}
        made(apps, "Event", noun=noun, verb=verb, about=f"{about.pk}", role="x", application=of, detail=detail)  # fmt: skip
    yield
    found = list(Event.objects.order_by("id"))
    assert len({bytes(event.salt) for event in found}) == len(found) == len(kinds)
    leaves = [seal.leaf_of(bytes(event.leaf)) for event in found]
    assert leaves == [
        leaf_of(event, invented=leaf.invented) for event, leaf in zip(found, leaves, strict=True)
    ]
    assert {event.verb: leaf.kind for event, leaf in zip(found, leaves, strict=True)} == kinds
    yield


def notices(apps: Apps) -> Part:
    """A notice that had not left becomes a message to each reader, and is due again on the way back."""
    application = apps.get_model("records", "Application").objects.get(number="W-2")
    firm = made(apps, "Firm", name="F", slug="f")
    lucie = made(
        apps, "User", email="lucie@example.test", role="representative", name="L", firm=firm
    )
    made(apps, "Mandate", application=application, lawyer=lucie, signature="S")
    letter = {"kind": "receipt", "application": application, "facts": {}}
    files = {"file_en": "e", "file_fr": "f", "sent_at": now()}
    told = made(apps, "Letter", **letter, status="sent", notice_due_at=now(), **files)
    waiting = made(apps, "Letter", **letter, status="owed")
    yield
    owed = {(one.letter_id, one.account.email, one.status) for one in Message.objects.all()}
    assert owed == {
        (told.pk, email, "owed") for email in ("bob@example.test", "lucie@example.test")
    }
    assert [one.pk for one in Letter.objects.filter(due_at__isnull=False)] == [waiting.pk]
    apps = yield
    assert [one["id"] for one in rows(apps, "Letter") if one["notice_due_at"]] == [told.pk]


def sessions(_apps: Apps) -> Part:
    """An open session in Django's own table, which older versions had."""
    with owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE django_session (session_key varchar(40) PRIMARY KEY,"
            " session_data text NOT NULL, expire_date timestamptz NOT NULL)"
        )
        cursor.execute("INSERT INTO django_session VALUES ('open', 'signed', '2100-01-01 00:00Z')")
    yield
    moved = Session.objects.values_list("session_key", "session_data", "account")
    assert list(moved) == [("open", "signed", None)]
    yield
    with owner(), connection.cursor() as cursor:
        cursor.execute("SELECT session_key, session_data FROM django_session")
        assert cursor.fetchall() == [("open", "signed")]


STAGES: list[tuple[str, Callable[[Apps], Part]]] = [
    ("0003_one_clock", answers),
    ("0005_permits_have_states", decisions),
    ("0010_notices_are_owed", events),
    ("0016_the_log", notices),
    ("0033_the_highest_taken_place_is_found", sessions),
]


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_what_older_versions_stored_goes_through_every_migration_and_back() -> None:
    parts, at_once = [], shape()
    with nothing_yet():
        for stage, part in STAGES:
            begun = part(migrated(stage))
            next(begun)
            parts.append((stage, begun))
        migrated(None)
        for _stage, begun in parts:
            next(begun)
        for stage, begun in reversed(parts):
            apps = migrated(stage)
            with suppress(StopIteration):
                begun.send(apps)
        migrated(None)
        assert shape() == at_once


def test_every_kind_of_answer_is_among_what_was_stored() -> None:
    kinds = {
        field.key: field.kind for step in IMP_PLUS.in_force(DAY).steps for field in step.fields
    }
    stored = [STORED["application"], *STORED["people"]]
    found = {kinds[key] for row in stored for key in row.keys() & kinds if row[key]}
    empty = [key for row in stored for key in row.keys() & kinds if row[key] in NOT_ANSWERED]
    assert found == set(kinds.values())
    assert len(empty) > 10
