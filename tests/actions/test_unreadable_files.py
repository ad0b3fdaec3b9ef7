"""Whoever sends files that cannot be read, or that end what looks at them, waits; nobody else does, and no honest mistake counts."""

from io import BytesIO

import pytest
from pytest_django import Settings

from impplus.actions import documents, received_files, scans, unreadable_files, uploads
from impplus.actions.refused_files import FileRefused
from impplus.actions.unreadable_files import LIMIT, ManyUnreadable
from impplus.records.models import Application, Attempt, Upload, User
from tests import clamd
from tests.actions.parts import begun
from tests.actions.sending import upload
from tests.people import a_pdf, signed_in
from tests.portal import pages, parts


def refused(draft: Application, alice: User, content: bytes, times: int) -> None:
    for _ in range(times):
        with pytest.raises(FileRefused):
            upload(draft, alice, content)


def test_after_some_of_them_the_next_one_waits_in_parts_and_by_the_form(
    draft: Application, alice: User
) -> None:
    refused(draft, alice, a_pdf()[:-120], LIMIT.free - 1)
    unreadable_files.must_not_wait(by=alice)
    refused(draft, alice, a_pdf()[:-120], 1)
    with pytest.raises(ManyUnreadable):
        begun(draft, alice, 10)
    answer = parts.begin(signed_in(alice), parts.beginning(draft), 10)
    said = "Several of your files could not be read. What you sent before is kept. Wait 1 minute, then try again."
    assert (answer.status_code, said in parts.sentence(answer)) == (429, True)
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    file = BytesIO(a_pdf("good"))
    file.name = "good.pdf"
    page = signed_in(alice).post(pages.address("upload", draft, "fr"), {"file": file})
    told = "Ce que vous avez déjà envoyé est conservé. Attendez 1\u00a0minute, puis réessayez."
    assert (page.status_code, told in page.content.decode()) == (422, True)
    assert 0 < int(page.headers["Retry-After"]) <= 60
    assert (Upload.objects.count(), draft.documents.count()) == (0, 0)


def test_nobody_else_waits(draft: Application, alice: User, lucie: User) -> None:
    for _ in range(LIMIT.free):
        unreadable_files.count_refused("too-heavy", by=alice)
    with pytest.raises(ManyUnreadable):
        unreadable_files.must_not_wait(by=alice)
    unreadable_files.must_not_wait(by=lucie)


def test_what_is_seen_at_once_is_not_counted(draft: Application, alice: User) -> None:
    refused(draft, alice, b"a text", LIMIT.free)
    refused(draft, alice, b"", 1)
    assert not Attempt.objects.exists()


def test_time_forgives(draft: Application, alice: User) -> None:
    for _ in range(LIMIT.free + 3):
        unreadable_files.count_refused("damaged", by=alice)
    Attempt.objects.update(free_at=Attempt.objects.get().failed_at)
    unreadable_files.must_not_wait(by=alice)
    assert begun(draft, alice, 10).received == 0


def test_a_file_that_ends_the_scanner_holds_up_no_other(
    draft: Application, alice: User, settings: Settings
) -> None:
    to = documents.SentFor(draft, person=draft.people.get(), key="passport")
    for name in ("ends-it", "sound"):
        content = BytesIO(a_pdf(name) + (clamd.ENDS if name == "ends-it" else b""))
        uploads.receive(to, name=f"{name}.pdf", content=content, by=alice)
    waiting = Upload.objects.filter(document=None)
    with clamd.fake() as scanner:
        settings.SCANNER = scanner.address
        received_files.check_some()
        assert [one.name for one in waiting.all()] == ["ends-it.pdf", "sound.pdf"]
        scans.watch()
        received_files.check_some()
    assert [(one.name, one.refused) for one in waiting.all()] == [("ends-it.pdf", "")]
