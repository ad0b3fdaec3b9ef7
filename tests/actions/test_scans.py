"""The virus scanner before anybody: files wait while it is away, go on when it is back, and what it finds is nobody's."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from impplus.actions import (
    applications,
    documents,
    received_files,
    renditions,
    reviews,
    scans,
    uploads,
)
from impplus.actions.refused_files import WORDS, FileRefused
from impplus.outside import store
from impplus.queries import readiness, scanning
from impplus.queries.faults import faults_for
from impplus.queries.file import file_of
from impplus.queries.refusals import NotReady
from impplus.records.models import Application, Document, Intake, Upload, User
from tests import clamd
from tests.actions.sending import upload
from tests.outside.test_scanner import infected_pdf
from tests.people import a_pdf, signed_in
from tests.portal import pages


@pytest.fixture(params=["stand-in", "clamd"])
def scanner(request: pytest.FixtureRequest, settings: Settings) -> Iterator[str]:
    """A scanner that is there: clamd itself, and the stand-in."""
    if request.param == "clamd" and clamd.CLAMD is None:
        pytest.skip(clamd.NO_CLAMD)
    if request.param == "clamd":
        with clamd.real() as address:
            settings.SCANNER = address
            yield address
        return
    with clamd.fake() as made:
        settings.SCANNER = made.address
        yield made.address


@pytest.fixture
def fake(settings: Settings) -> Iterator[clamd.Fake]:
    with clamd.fake() as made:
        settings.SCANNER = made.address
        yield made


def form(content: bytes, name: str = "passport.pdf") -> dict[str, BytesIO]:
    file = BytesIO(content)
    file.name = name
    return {"file": file}


def test_a_clean_file_is_taken_and_known_to_be_scanned(
    scanner: str, paid_draft: Application, alice: User
) -> None:
    sent = upload(paid_draft, alice, a_pdf("clean"))
    assert (sent.found, sent.scanned_at is not None) == ("", True)
    renditions.rendition(sent).close()


@pytest.mark.parametrize(
    ("name", "content"),
    [("eicar.pdf", clamd.EICAR), ("passport.pdf", infected_pdf())],
    ids=["alone", "in a PDF"],
)
def test_an_infected_file_is_refused_destroyed_and_an_event(
    name: str, content: bytes, scanner: str, paid_draft: Application, alice: User
) -> None:
    before = Document.objects.count()
    with pytest.raises(FileRefused) as refused:
        upload(paid_draft, alice, content, name if content != clamd.EICAR else "eicar")
    if content == clamd.EICAR:  # it is no picture and no PDF: nothing of ours would open it
        assert refused.value.reason == "wrong-type"
        return
    assert (refused.value.reason, refused.value.text) == ("virus", WORDS["virus"])
    assert Document.objects.count() == before
    assert not store.exists(hashlib.sha256(content).hexdigest())
    event = paid_draft.events.get()
    assert (event.verb, event.by, event.detail) == (
        "find-virus",
        alice,
        {"key": "passport", "found": f"{clamd.NAME}.UNOFFICIAL"},
    )


def test_without_a_scanner_nothing_is_said_to_be_scanned(
    paid_draft: Application, alice: User
) -> None:
    assert scanning.is_on() is False
    assert upload(paid_draft, alice, a_pdf("not scanned")).scanned_at is None
    assert (scans.answers(), scanning.away_since()) == (None, None)


def test_while_it_is_away_files_wait_and_go_on_when_it_is_back(
    fake: clamd.Fake, paid_draft: Application, alice: User, intake: Intake, olivia: User
) -> None:
    fake.stop()
    browser = signed_in(alice)
    address = pages.address("upload", paid_draft)
    assert browser.post(address, form(a_pdf("waits"))).status_code == 302
    (waiting,) = Upload.objects.all()
    assert (waiting.waits, waiting.name, fake.asked) == (True, "passport.pdf", 0)
    words = pages.words(browser.get(address))
    assert words.count("It waits for the virus scanner, and goes on by itself.") == 1
    with pytest.raises(NotReady) as fault:
        applications.submit(paid_draft, signature="Alice Benali", by=alice)
    (missing,) = fault.value.missing
    assert re.fullmatch(r"Alice Benali – Passport.* \(received, being checked\)", missing.en)
    received_files.check_some()
    assert Upload.objects.get().waits
    assert faults_for(olivia).scanner_away is not None
    assert (
        signed_in(olivia)
        .get(reverse("desk:queue"))
        .content.decode()
        .count("The virus scanner has not answered")
        == 1
    )
    assert Client().get("/ready").json()["scanner"] is False
    fake.start()
    scans.watch()
    words = pages.words(browser.get(address))
    assert words.count("It waits to be checked, and goes on by itself") == 1
    received_files.check_some()
    assert faults_for(olivia).scanner_away is None
    assert Client().get("/ready").json()["scanner"] is True
    made = Document.objects.get(
        name="passport.pdf", content=hashlib.sha256(a_pdf("waits")).hexdigest()
    )
    assert (made.scanned_at is not None, made.sent_at) == (True, waiting.received_at)
    assert readiness.of(file_of(paid_draft)).gaps == ()
    applications.submit(paid_draft, signature="Alice Benali", by=alice)


def test_what_waits_is_said_on_the_page_that_refuses_the_file_beside_it(
    fake: clamd.Fake, paid_draft: Application, alice: User
) -> None:
    fake.stop()
    files = [form(a_pdf("waits"))["file"], form(b"", "empty.pdf")["file"]]
    page = signed_in(alice).post(pages.address("upload", paid_draft), {"file": files})
    assert page.status_code == 422
    words = pages.words(page)
    assert words.count("It waits for the virus scanner, and goes on by itself.") == 1


def test_an_infected_file_that_waited_is_refused_with_its_sentence(
    fake: clamd.Fake, paid_draft: Application, alice: User
) -> None:
    fake.stop()
    browser, address = signed_in(alice), pages.address("upload", paid_draft)
    browser.post(address, form(infected_pdf()))
    fake.start()
    received_files.check_some()
    refused = Upload.objects.get()
    assert (refused.refused, refused.parts, refused.mark in store.marks()) == ("virus", [], False)
    assert pages.words(browser.get(address)).count(WORDS["virus"].en) == 1
    assert paid_draft.events.filter(verb="find-virus").count() == 1
    assert paid_draft.notices.get(notice="file-refused").account == alice


def test_one_that_comes_to_no_verdict_is_tried_some_times_and_then_refused(
    fake: clamd.Fake, paid_draft: Application, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.held.set()
    monkeypatch.setattr(received_files, "PATIENCE", 0.1)
    monkeypatch.setattr(received_files, "BEHIND", 0.1)
    content = a_pdf("slow")
    with pytest.raises(scans.NotScanned):
        documents.upload(
            documents.SentFor(paid_draft, person=paid_draft.people.get(), key="passport"),
            name="slow.pdf",
            content=BytesIO(content),
            by=alice,
            patience=0.1,
        )
    waiting = uploads.receive(
        documents.SentFor(paid_draft, person=paid_draft.people.get(), key="passport"),
        name="slow.pdf",
        content=BytesIO(content),
        by=alice,
    )
    for _ in range(received_files.MOST_TRIES - 1):
        received_files.check_some()
        assert Upload.objects.get(pk=waiting.pk).waits
    received_files.check_some()
    assert Upload.objects.get(pk=waiting.pk).refused == "too-heavy"


def of_before(application: Application, by: User, content: bytes) -> Document:
    """A file that was taken without a scanner."""
    sent = upload(application, by, content, "of-before.pdf")
    assert sent.scanned_at is None
    return sent


def test_a_file_of_before_is_scanned_before_it_is_opened(
    paid_draft: Application, alice: User, settings: Settings
) -> None:
    old = of_before(paid_draft, alice, a_pdf("old"))
    with clamd.fake() as made:
        settings.SCANNER = made.address
        made.stop()
        for opened in (
            documents.content,
            renditions.rendition,
            lambda one: renditions.thumbnail(one, 1),
        ):
            with pytest.raises(scans.NotScanned):
                opened(Document.objects.get(pk=old.pk))
        browser = signed_in(alice)
        for page in ("download", "preview"):
            answer = browser.get(reverse(f"portal:{page}", args=[paid_draft.number, old.pk]))
            assert (answer.status_code, scans.NotScanned.text.en in answer.content.decode()) == (
                503,
                True,
            )
        made.start()
        renditions.rendition(old).close()
        assert Document.objects.get(pk=old.pk).scanned_at is not None
        asked = made.asked
        renditions.rendition(Document.objects.get(pk=old.pk)).close()
        assert made.asked == asked


def test_a_file_of_before_in_which_something_is_found_is_nobodys_to_open(
    paid_draft: Application,
    alice: User,
    olivia: User,
    intake: Intake,
    settings: Settings,
    this_day: date,
) -> None:
    old = of_before(paid_draft, alice, infected_pdf())
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    with clamd.fake() as made:
        settings.SCANNER = made.address
        scans.scan_some()
        scans.scan_some()
        old.refresh_from_db()
        assert old.found == f"{clamd.NAME}.UNOFFICIAL"
        assert not Document.objects.filter(scanned_at=None)
        assert paid_draft.notices.get(notice="file-refused").account == alice
        for opened in (
            documents.content,
            renditions.rendition,
            lambda one: renditions.thumbnail(one, 1),
        ):
            with pytest.raises(scans.VirusFound):
                opened(old)
        assert old not in scans.openable(Document.objects.filter(application=paid_draft))
        everything = signed_in(alice).get(reverse("portal:everything", args=[paid_draft.number]))
        names = ZipFile(BytesIO(everything.getvalue())).namelist()
        assert [name for name in names if name.endswith(old.name)] == []
        officer = signed_in(olivia)
        answer = officer.get(reverse("desk:document", args=[paid_draft.number, old.pk]))
        assert answer.status_code == 409
        file = officer.get(reverse("desk:file", args=[paid_draft.number])).content.decode()
        assert file.count("nobody can open it") >= 1
    settings.SCANNER = scanning.NONE
    with pytest.raises(scans.VirusFound):  # it stays so where the scanner is taken away
        documents.content(old)


def test_what_staff_read_without_a_scanner(received: Application, olivia: User) -> None:
    page = signed_in(olivia).get(reverse("desk:file", args=[received.number])).content.decode()
    assert page.count("Files are not scanned for viruses here") == 1


def test_an_answer_may_be_sent_while_its_file_waits(
    fake: clamd.Fake, received: Application, alice: User, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    question = reviews.ask(received, text="Diploma?", document="", days=30, by=olivia)
    fake.stop()
    browser = signed_in(alice)
    address = reverse("portal:question", args=[received.number, question.pk])
    assert browser.post(address, form(a_pdf("diploma")) | {"answer": ""}).status_code == 302
    question.refresh_from_db()
    assert question.status == "answered"
    page = signed_in(olivia).get(reverse("desk:file", args=[received.number])).content.decode()
    assert page.count("1 more file is received and is being checked.") == 1
    fake.start()
    received_files.check_some()
    assert question.documents.count() == 1
