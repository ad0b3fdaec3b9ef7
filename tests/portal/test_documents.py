"""Her documents: each refusal has its own sentence, and a file comes back as it was sent."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from impplus.actions.refused_files import WORDS
from impplus.outside.files.kinds import MAX_SIZE
from impplus.queries.refusals import OutOfReach
from impplus.records.models import Application, Document
from tests import people
from tests.portal import pages


def passport(application: Application) -> str:
    return pages.address("upload", application)


def file(name: str, content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def test_a_sent_file_is_listed_and_comes_back_byte_for_byte(
    alices: Client, draft: Application
) -> None:
    content = people.a_pdf()
    answer = alices.post(passport(draft), file("passport.pdf", content))
    assert answer.headers["Location"] == passport(draft)
    document = Document.objects.get()
    back = alices.get(reverse("portal:download", args=[draft.number, document.pk]))
    assert back.getvalue() == content
    assert {
        key: back.headers[key]
        for key in (
            "Content-Type",
            "Content-Disposition",
            "X-Content-Type-Options",
            "Cache-Control",
        )
    } == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="passport.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.pdf", b"", "empty"),
        ("letter.docx", b"PK\x03\x04 not one of ours", "wrong-type"),
        ("passport.pdf", people.a_jpeg(), "mislabelled"),
        ("passport.pdf", b"%PDF-1.7 and then nothing", "damaged"),
        ("passport.pdf", b"%PDF-" + b"0" * MAX_SIZE, "too-big"),
    ],
)
def test_each_refusal_has_its_own_sentence(
    name: str, content: bytes, reason: str, alices: Client, draft: Application
) -> None:
    page = alices.post(passport(draft), file(name, content))
    assert page.status_code == 422
    assert pages.words(page).count(WORDS[reason].en) == 2  # in the summary and beside the field
    assert Document.objects.count() == 0


def test_a_file_that_cannot_be_stored_is_said_on_its_page(
    alices: Client, draft: Application, tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / "store").write_bytes(b"")  # a file where the folder must be
    settings.STORAGES = settings.STORAGES | {
        "documents": settings.STORAGES["documents"] | {"OPTIONS": {"location": tmp_path / "store"}}
    }
    page = alices.post(passport(draft), file("passport.pdf", people.a_pdf()))
    assert page.status_code == 422
    assert pages.words(page).count(OutOfReach.text.en) == 1
    assert Document.objects.count() == 0


def test_sending_nothing_asks_for_a_file(alices: Client, draft: Application) -> None:
    page = alices.post(passport(draft), {})
    assert pages.words(page).count("Choose a file to send.") == 2


def test_several_files_may_be_sent_for_one_thing(alices: Client, draft: Application) -> None:
    alices.post(passport(draft), file("one.pdf", people.a_pdf("one")))
    alices.post(passport(draft), file("two.jpg", people.a_jpeg()))
    assert list(Document.objects.values_list("name", flat=True)) == ["one.pdf", "two.jpg"]


def test_removing_is_asked_first(alices: Client, ready_draft: Application) -> None:
    document = ready_draft.documents.first()
    assert document
    address = reverse("portal:remove-document", args=[ready_draft.number, document.pk])
    assert alices.get(address).status_code == 200
    assert alices.post(address).headers["Location"] == pages.address("documents", ready_draft)
    document.refresh_from_db()
    assert document.removed_at is not None
    assert (
        alices.get(
            pages.address("download", ready_draft).replace("/0/", f"/{document.pk}/")
        ).status_code
        == 404
    )


def test_what_her_answers_do_not_ask_has_no_page(alices: Client, draft: Application) -> None:
    person = draft.people.get()
    address = reverse("portal:upload", args=[draft.number, person.pk, "no-such-document"])
    assert alices.get(address).status_code == 404
