"""Files: taken by what is in them, once, from those who may send them, and out again whole."""

import hashlib
import io
import struct
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pytest_django import Settings

from impplus.actions import documents, most_files, reviews, stored_files
from impplus.actions.refused_files import WORDS, FileRefused
from impplus.outside import store
from impplus.outside.files.kinds import MAX_SIZE
from impplus.queries.refusals import NotUnderstood, NotYours, OutOfReach, WrongMoment
from impplus.records import access
from impplus.records.clock import Now
from impplus.records.models import Application, Document, User
from tests import people
from tests.actions.sending import upload
from tests.people import a_jpeg, a_pdf


def written(pdf: pikepdf.Pdf, **how: object) -> bytes:
    made = io.BytesIO()
    pdf.save(made, **how)  # type: ignore[arg-type]
    return made.getvalue()


def encrypted() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        return written(pdf, encryption=pikepdf.Encryption(owner="o", user="secret"))


def pages(number: int) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(number):
            pdf.add_blank_page()
        return written(pdf)


def huge_picture() -> bytes:
    """A PNG of 30,000 × 30,000 pixels in a few kilobytes."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" * 3_751 * 10)),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("passport.pdf", b"", "empty"),
        ("passport.pdf", b"%PDF-1.7\n" + b"0" * MAX_SIZE, "too-big"),
        ("passport.docx", b"PK\x03\x04" + b"\0" * 100, "wrong-type"),
        ("passport", b"plain words", "wrong-type"),
        ("passport.pdf", a_jpeg(601, 801), "mislabelled"),
        ("passport.jpg", a_pdf("renamed"), "mislabelled"),
        ("passport.pdf.exe", a_pdf("program"), "mislabelled"),
        ("passport.pdf", b"MZ\x90\x00" + b"\0" * 100, "mislabelled"),
        ("passport.pdf", encrypted(), "encrypted"),
        ("passport.pdf", a_pdf()[:-120], "damaged"),
        ("photo.jpg", a_jpeg()[:400], "damaged"),
        ("photo.png", huge_picture(), "too-many-pixels"),
        ("passport.pdf", pages(101), "too-many-pages"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_may_not_be_kept_is_refused_with_its_reason(
    name: str, content: bytes, reason: str, paid_draft: Application, alice: User
) -> None:
    before = Document.objects.count()
    with pytest.raises(FileRefused) as refused:
        upload(paid_draft, alice, content, name)
    assert (refused.value.reason, refused.value.text) == (reason, WORDS[reason])
    assert Document.objects.count() == before
    assert paid_draft.events.count() == 0
    assert not store.exists(hashlib.sha256(content).hexdigest())


def test_a_file_is_kept_as_it_was_sent(paid_draft: Application, alice: User) -> None:
    content = a_pdf("mine")
    document = upload(paid_draft, alice, content)
    kept = Document.objects.get(pk=document.pk)
    assert people.bytes_of(documents.content(kept)) == content
    assert (kept.name, kept.media_type, kept.pages, kept.size, kept.sent_by, kept.content) == (
        "passport.pdf",
        "application/pdf",
        1,
        len(content),
        alice,
        hashlib.sha256(content).hexdigest(),
    )
    event = paid_draft.events.get()
    assert (event.verb, event.by, event.detail) == (
        "upload",
        alice,
        {"key": "passport", "document": document.pk, "person": document.person_id},
    )


def test_the_same_bytes_twice_are_one_document(paid_draft: Application, alice: User) -> None:
    first = upload(paid_draft, alice, a_pdf("mine"))
    again = upload(paid_draft, alice, a_pdf("mine"), "another name.pdf")
    assert first == again
    assert paid_draft.events.filter(verb="upload").count() == 1


def test_bytes_that_were_removed_may_be_sent_again(paid_draft: Application, alice: User) -> None:
    first = upload(paid_draft, alice, a_pdf("mine"))
    documents.remove(first, by=alice)
    again = upload(paid_draft, alice, a_pdf("mine"))
    assert first.pk != again.pk
    assert people.bytes_of(documents.content(again)) == a_pdf("mine")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (r"C:\Users\alice\passeport é.pdf", "passeport é.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("line\r\nbreak\x00.pdf", "linebreak.pdf"),
        ("gpj.\u202efdp.pdf", "gpj.fdp.pdf"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
        ("/.pdf/x.pdf", "x.pdf"),
    ],
)
def test_a_name_keeps_only_what_is_harmless(
    given: str, kept: str, paid_draft: Application, alice: User
) -> None:
    assert upload(paid_draft, alice, a_pdf("named"), given).name == kept


def test_a_file_for_somebody_of_another_application_is_refused(
    draft: Application, alice: User, bob: User, this_day: date
) -> None:
    (theirs,) = people.ready_drafts(1, this_day, [bob])
    with pytest.raises(NotYours):
        documents.upload(
            documents.SentFor(draft, person=theirs.people.get(), key="passport"),
            name="passport.pdf",
            content=BytesIO(a_pdf()),
            by=alice,
        )
    assert draft.documents.count() == 0


def test_a_file_for_a_question_of_another_application_is_refused(
    received: Application, alice: User, bob: User, olivia: User, this_day: date
) -> None:
    (theirs,) = people.ready_drafts(1, this_day, [bob])
    Application.objects.filter(pk=theirs.pk).update(
        status="in-review", received_at=Now(), officer=olivia
    )
    question = reviews.ask(theirs, text="?", document="", days=30, by=olivia)
    with pytest.raises(NotYours):
        documents.upload(
            documents.SentFor(
                received, person=received.people.get(), key="answer", question=question
            ),
            name="answer.pdf",
            content=BytesIO(a_pdf("answer")),
            by=alice,
        )
    assert question.documents.count() == 0


@pytest.mark.parametrize("key", ["", "diploma-of-magic", "k" * 400])
def test_a_kind_that_the_programme_does_not_know_is_refused(
    key: str, paid_draft: Application, alice: User
) -> None:
    with pytest.raises(NotYours):
        documents.upload(
            documents.SentFor(paid_draft, person=paid_draft.people.get(), key=key),
            name="a.pdf",
            content=BytesIO(a_pdf()),
            by=alice,
        )
    assert paid_draft.events.count() == 0


def test_after_the_submission_more_may_be_sent_and_nothing_taken_out(
    received: Application, alice: User
) -> None:
    sent = upload(received, alice, a_pdf("one more"))
    with pytest.raises(WrongMoment):
        documents.remove(sent, by=alice)
    assert list(access.documents(alice).filter(pk=sent.pk)) == [sent]


def test_a_document_is_removed_once_and_then_hidden(paid_draft: Application, alice: User) -> None:
    sent = upload(paid_draft, alice, a_pdf("mine"))
    documents.remove(sent, by=alice)
    with pytest.raises(WrongMoment):
        documents.remove(sent, by=alice)
    assert list(access.documents(alice).filter(pk=sent.pk)) == []
    assert paid_draft.events.filter(verb="remove-document").count() == 1


def test_an_application_holds_sixty_files(paid_draft: Application, alice: User) -> None:
    first = paid_draft.documents.all()[0]
    missing = most_files.MOST_FILES - paid_draft.documents.count()
    for number in range(missing):
        first.pk, first.content = None, f"{number:064}"
        first.save(force_insert=True)
    with pytest.raises(NotUnderstood):
        upload(paid_draft, alice, a_pdf("one too many"))
    assert paid_draft.documents.count() == most_files.MOST_FILES


def test_the_bytes_of_a_file_that_is_refused_after_all_are_removed_again(
    paid_draft: Application, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[set[str]] = []
    monkeypatch.setattr(most_files, "MOST_FILES", 0)
    monkeypatch.setattr(stored_files, "dispose_later", lambda keys: asked.append(set(keys)))
    content = a_pdf("one too many")
    with pytest.raises(NotUnderstood):
        upload(paid_draft, alice, content)
    (keys,) = asked
    assert (hashlib.sha256(content).hexdigest() in keys, len(keys)) == (True, 3)
    stored_files.dispose(keys)
    for key in keys:
        with pytest.raises(store.NotStored):
            store.get(key)


def test_bytes_that_were_changed_in_the_store_are_never_shown(
    paid_draft: Application, alice: User, settings: Settings
) -> None:
    sent = upload(paid_draft, alice, a_pdf("mine"))
    path = next(Path(settings.LOCAL_STORE["location"]).rglob(sent.content))
    path.write_bytes(a_pdf("somebody else's"))
    with pytest.raises(OutOfReach):
        documents.content(sent)
    path.unlink()
    with pytest.raises(OutOfReach):
        documents.content(sent)


def test_a_file_that_cannot_be_stored_is_refused_and_leaves_no_trace(
    paid_draft: Application, alice: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    before = paid_draft.documents.count(), paid_draft.events.count()
    store = Path(settings.LOCAL_STORE["location"])
    store.mkdir(parents=True, exist_ok=True)
    content = a_pdf("nowhere to go")
    in_the_way = store / hashlib.sha256(content).hexdigest()[:2]
    aside = in_the_way.with_suffix(".aside")
    if in_the_way.exists():
        in_the_way.rename(aside)
    in_the_way.touch()  # a file where a folder must be: that nobody may write is no matter to root
    with pytest.raises(OutOfReach):
        upload(paid_draft, alice, content)
    assert (paid_draft.documents.count(), paid_draft.events.count()) == before
    assert [record.message for record in caplog.records] == ["out of reach"]
    in_the_way.unlink()
    if aside.exists():
        aside.rename(in_the_way)
    assert upload(paid_draft, alice, content).content == hashlib.sha256(content).hexdigest()
