"""Lucie closes a matter: an archive for the client, kept for years, handed on with consent, destroyed by two people at last."""

import csv
import zipfile
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from impplus.actions import (
    agreement_papers,
    closings,
    letters,
    mandates,
    matter_deadlines,
    matters,
    retainers,
    reviews,
)
from impplus.practice.models import (
    Closing,
    Deadline,
    Destruction,
    Enquiry,
    FirmEvent,
    KnownPerson,
    Mail,
    Matter,
)
from impplus.practice.routing import FIRM
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.archives import table
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Application, Firm, User
from impplus.rules.dated import anniversary
from impplus.words.cells import plain_cell
from tests.agreed import cleared, offered, signed
from tests.matters import colleague, opened
from tests.people import bytes_of

pytestmark = pytest.mark.django_db


def engaged(firm: Firm, lucie: User) -> Matter:
    """Leïla's matter, with a signed agreement that has ended."""
    agreement = offered(cleared(firm, lucie), lucie)
    signed(agreement)
    agreement_papers.make()
    retainers.end(agreement, on=clock.today(SERVED), completed=True, why="Tout est fait.", by=lucie)
    agreement_papers.make()
    return Matter.objects.get()


def closed(matter: Matter, by: User) -> Closing:
    """Its closing, with the archive made."""
    closings.close(matter, by=by)
    assert closings.make_archives() == 1
    return Closing.objects.get(matter=matter)


def years_later(closing: Closing, days: int = 1) -> datetime:
    return datetime.combine(closing.kept_until + timedelta(days=days), time(15), UTC)


def rows_of(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(archive.read(name).decode("utf-8-sig"))))


def test_a_matter_whose_agreement_runs_is_not_closed(firm: Firm, lucie: User) -> None:
    signed(offered(cleared(firm, lucie), lucie))
    matter = Matter.objects.get()
    with pytest.raises(closings.AgreementRuns):
        closings.close(matter, by=lucie)
    matter.refresh_from_db()
    assert (matter.status, Closing.objects.count()) == ("open", 0)


def test_the_archive_holds_all_and_every_hash_is_right(firm: Firm, lucie: User) -> None:
    matter = engaged(firm, lucie)
    matters.note(matter, text="=HYPERLINK(1)", contact="call", by=lucie)
    matters.note(matter, text="For us alone.", by=lucie)
    closing = closed(matter, lucie)
    archive = zipfile.ZipFile(BytesIO(bytes(closing.archive or b"")))
    assert archive.testzip() is None
    index = rows_of(archive, "index.csv")
    assert {one["path"] for one in index} == set(archive.namelist()) - {
        "index.csv",
        "manifest.sha256",
    }
    for one in index:
        held = archive.read(one["path"])
        assert (sha256(held).hexdigest(), len(held)) == (one["sha256"], int(one["bytes"]))
    assert closing.index_sha256 == sha256(archive.read("index.csv")).hexdigest()
    papers = [one["path"] for one in index if one["path"].endswith(".pdf")]
    assert [name.rpartition("-")[2] for name in papers] == ["en.pdf", "end.pdf", "fr.pdf"]
    assert [one["text"] for one in rows_of(archive, "notes.csv")] == ["'=HYPERLINK(1)"]
    assert "For us alone." not in "".join(
        archive.read(one["path"]).decode("utf-8", "replace") for one in index
    )
    events = rows_of(archive, "events.csv")
    assert len({one["hash"] for one in events}) == len(events) > 5
    assert "Le dossier" in archive.read("LISEZMOI.txt").decode()


def test_the_archive_holds_what_the_office_wrote_while_the_firm_represented_the_client(
    submitted: Application, alice: User, lucie: User, olivia: User
) -> None:
    mandate = mandates.give(submitted, lawyer=lucie, signature="Alice Benali", by=alice)
    matter = opened(lucie, application=submitted.pk)
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    reviews.ask(submitted, text="Where?", document="", days=30, by=olivia)
    submitted.people.get(relation="spouse").delegations.update(private=True)
    letters.send_owed()
    private = submitted.letters.filter(person__relation="spouse", status="sent")
    assert private.exists()
    mandates.end(mandate, by=alice)
    with clock.at(clock.now() + timedelta(days=1)):
        reviews.complete(submitted, by=olivia)
        reviews.ask(submitted, text="And when?", document="", days=30, by=olivia)
        letters.send_owed()
    archive = zipfile.ZipFile(BytesIO(bytes(closed(matter, lucie).archive or b"")))
    found = [name for name in archive.namelist() if name.startswith("letters/office/")]
    kinds = [name.split("-")[3] for name in found if name.endswith("-en.pdf")]
    assert sorted(kinds) == ["mandate", "question", "receipt"]
    assert len(found) == 2 * len(kinds)
    question = submitted.letters.filter(kind="question").order_by("pk").first()
    assert question
    named = next(name for name in found if f"question-{question.pk}-fr" in name)
    assert archive.read(named) == bytes_of(letters.file(question, "fr"))


def test_a_letter_that_the_store_cannot_give_now_makes_the_archive_wait(
    received: Application, alice: User, lucie: User, settings: Settings
) -> None:
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    matter = opened(lucie, application=received.pk)
    letters.send_owed()
    key = received.letters.get(kind="receipt").file_fr
    path = next(Path(settings.LOCAL_STORE["location"]).rglob(key))
    content = path.read_bytes()
    path.unlink()
    closings.close(matter, by=lucie)
    assert (closings.make_archives(), Closing.objects.get().status) == (0, "under-way")
    path.write_bytes(content)
    assert (closings.make_archives(), Closing.objects.get().status) == (1, "made")


def test_a_table_cannot_begin_to_reckon() -> None:
    for bad in ("=1+1", "+1", "-1", "@A1", "\t=1"):
        assert table(("a",), [(bad,)]) == f"\ufeffa\r\n{plain_cell(bad)}\r\n".encode()


@pytest.mark.parametrize(
    ("on", "until"), [("2026-11-28", "2032-11-28"), ("2024-02-29", "2030-03-01")]
)
def test_a_file_is_kept_for_the_years_of_the_setting(on: str, until: str) -> None:
    closed_on = datetime.fromisoformat(on).date()
    years = SERVED.settings.number("firm-file-years", closed_on)
    assert anniversary(closed_on, years).isoformat() == until


def test_a_matter_opened_again_has_no_archive_any_more(lucie: User) -> None:
    matter = opened(lucie)
    closed(matter, lucie)
    with pytest.raises(AlreadyDone):
        closings.close(matter, by=lucie)
    matters.resume(matter, by=lucie)
    assert Closing.objects.get().status == "dropped"
    matter.refresh_from_db()
    closings.close(matter, by=lucie)
    assert Closing.objects.exclude(status="dropped").count() == 1


def test_a_file_is_handed_on_by_consent_within_two_weeks(lucie: User) -> None:
    matter, today = opened(lucie), clock.today(SERVED)
    closings.request_transfer(matter, asked_on=today, by=lucie)
    asked = Deadline.objects.get()
    assert (asked.kind, asked.due_on) == ("transfer", today + timedelta(days=14))
    closing = closed(matter, lucie)
    with pytest.raises(NotUnderstood):
        closings.hand_over(closing, to="Roy", consent_of="", consent_on=today, by=lucie)
    closings.hand_over(closing, to="Roy", consent_of="Wilner", consent_on=today, by=lucie)
    kept = Closing.objects.get()
    assert (kept.handed_to, kept.consent_of, kept.status) == ("Roy", "Wilner", "made")
    assert Matter.objects.count() == 1


def test_only_a_lawyer_closes(firm: Firm, lucie: User) -> None:
    petra = colleague(firm, "Petra", "paralegal")
    matter = opened(lucie, paralegal=petra.pk)
    with pytest.raises(NotYours):
        closings.close(matter, by=petra)


def test_nothing_is_destroyed_before_its_time_or_while_it_is_held(firm: Firm, lucie: User) -> None:
    closing = closed(opened(lucie), lucie)
    with pytest.raises(closings.StillKept):
        closings.propose_destruction(closing, by=lucie)
    with clock.at(years_later(closing, days=0)), pytest.raises(closings.StillKept):
        closings.propose_destruction(closing, by=lucie)
    closings.hold(closing, why="A complaint.", by=lucie)
    with clock.at(years_later(closing)), pytest.raises(closings.StillKept):
        closings.propose_destruction(closing, by=lucie)
    closings.release(closing, by=lucie)
    with clock.at(years_later(closing)):
        closings.propose_destruction(closing, by=lucie)
        closings.hold(closing, why="A claim.", by=lucie)
        with pytest.raises(closings.StillKept):
            closings.destroy(closing, by=colleague(firm, "Paul"))
    assert Matter.objects.count() == 1


def test_nothing_is_destroyed_while_a_deadline_runs(lucie: User) -> None:
    matter = opened(lucie)
    matter_deadlines.add(matter, kind="other", since=clock.today(SERVED), by=lucie)
    closing = closed(matter, lucie)
    with clock.at(years_later(closing)), pytest.raises(closings.StillKept):
        closings.propose_destruction(closing, by=lucie)


def test_no_matter_goes_without_a_row_of_its_destruction(lucie: User) -> None:
    matter = opened(lucie)
    with pytest.raises(IntegrityError), transaction.atomic(using=FIRM):
        matter.delete()
    assert Matter.objects.count() == 1


def test_two_people_destroy_and_nothing_of_the_client_stays(firm: Firm, lucie: User) -> None:
    matter = engaged(firm, lucie)
    for one in matter.deadlines.all():
        matter_deadlines.drop(one, by=lucie)
    closing, paul = closed(matter, lucie), colleague(firm, "Paul")
    with clock.at(years_later(closing)):
        with pytest.raises(WrongMoment):
            closings.destroy(closing, by=paul)
        closings.propose_destruction(closing, by=lucie)
        with pytest.raises(closings.AnotherColleague):
            closings.destroy(closing, by=lucie)
        closings.destroy(closing, by=paul)
    gone = Destruction.objects.get()
    assert (gone.number, gone.proposed_name, gone.confirmed_name) == (
        closing.number,
        lucie.name,
        paul.name,
    )
    assert gone.index_sha256 == closing.index_sha256
    tables = (Matter, Enquiry, Closing, Mail, KnownPerson, Deadline)
    assert {one.__name__: one.objects.count() for one in tables} == dict.fromkeys(
        [one.__name__ for one in tables], 0
    )
    told = [str(one) + str(one.detail) for one in FirmEvent.objects.all()]
    assert "Leïla" not in "".join(told)
    with pytest.raises(IntegrityError), transaction.atomic(using=FIRM):
        Destruction.objects.update(number="X")
