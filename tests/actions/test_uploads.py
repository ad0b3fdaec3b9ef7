"""Files that come in parts: strict offsets, one writer at a time, nothing acknowledged lost, nothing of anybody else's."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given, settings as drawn, strategies as st
from pytest_django import Settings

from impplus.actions import deletions, documents, most_files, received_files, uploads
from impplus.actions.refused_files import FileRefused
from impplus.outside import store
from impplus.outside.files.kinds import MAX_SIZE
from impplus.queries.refusals import NotUnderstood, NotYours, OutOfReach
from impplus.records.models import Application, Document, Upload, User
from tests.actions.parts import begun, parts_of, sent
from tests.actions.sending import upload as upload_whole
from tests.people import a_pdf, bytes_of


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, settings: Settings) -> None:
    options = {"location": tmp_path / "store", "allow_overwrite": True}
    settings.STORAGES = settings.STORAGES | {
        "documents": settings.STORAGES["documents"] | {"OPTIONS": options}
    }


def test_a_file_in_parts_becomes_the_same_document_as_one_sent_whole(
    draft: Application, alice: User, settings: Settings
) -> None:
    content = a_pdf("in parts")
    upload = begun(draft, alice, len(content))
    sent(upload, content)
    assert len(parts_of(upload, settings)) == -(-len(content) // 700)
    assert received_files.check(upload) is True
    document = Document.objects.get()
    assert (upload.document, bytes_of(documents.content(document))) == (document, content)
    assert (document.name, document.sent_by, document.person, document.sent_at) == (
        "passport.pdf",
        alice,
        upload.person,
        Upload.objects.get().received_at,
    )
    assert [event.verb for event in draft.events.filter(verb="upload")] == ["upload"]
    assert parts_of(upload, settings) == []
    whole = documents.upload(
        documents.SentFor(draft, person=upload.person, key="passport"),
        name="again.pdf",
        content=BytesIO(content),
        by=alice,
    )
    assert whole == document


def test_what_was_cut_at_its_start_goes_once_the_same_file_is_there(
    draft: Application, alice: User
) -> None:
    content = a_pdf("cut at its start")
    cut, half, whole = (begun(draft, alice, len(content)) for _ in range(3))
    others = [begun(draft, alice, len(content) + 1), begun(draft, alice, len(content), "b.pdf")]
    others.append(begun(draft, alice, len(content), key="csq"))
    sent(half, content[:700])
    sent(whole, content)
    assert Upload.objects.filter(pk__in=(cut.pk, half.pk)).count() == 2
    assert received_files.check(whole) is True
    assert list(Upload.objects.order_by("pk")) == [whole, *others]


def test_a_full_application_is_told_before_the_first_byte(
    draft: Application, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = upload_whole(draft, alice, a_pdf("there"))
    monkeypatch.setattr(most_files, "MOST_FILES", 1)
    with pytest.raises(most_files.TooManyFiles) as told:
        begun(draft, alice, 10)
    assert (told.value.status, Upload.objects.count()) == (413, 0)
    assert begun(draft, alice, 10, instead_of=there).received == 0


def test_a_part_that_does_not_follow_changes_nothing(draft: Application, alice: User) -> None:
    upload = begun(draft, alice, 10)
    uploads.add(upload, offset=0, content=BytesIO(b"01234"))
    for offset in (0, 4, 6, 10, 99):
        with pytest.raises(uploads.OffsetDiffers) as fault:
            uploads.add(upload, offset=offset, content=BytesIO(b"x"))
        assert fault.value.received == 5
    with pytest.raises(uploads.TooLarge):
        uploads.add(upload, offset=5, content=BytesIO(b"567890"))
    assert Upload.objects.get().received == 5
    uploads.add(upload, offset=5, content=BytesIO(b"56789"))
    held = Upload.objects.get()
    assert bytes_of(store.joined([name for name, _size in held.parts])) == b"0123456789"


@drawn(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.integers(1, 40),
    tries=st.lists(st.tuples(st.integers(0, 45), st.binary(max_size=20)), max_size=12),
)
def test_whatever_is_tried_what_is_kept_is_what_followed(
    size: int, tries: list[tuple[int, bytes]], draft: Application, alice: User
) -> None:
    Upload.objects.all().delete()
    upload, kept = begun(draft, alice, size), b""
    for offset, part in tries:
        fits = offset == len(kept) and offset + len(part) <= size
        try:
            uploads.add(upload, offset=offset, content=BytesIO(part))
        except (uploads.OffsetDiffers, uploads.TooLarge):
            assert not fits
        else:
            assert fits
            kept += part
        held = Upload.objects.get()
        assert (held.received, held.is_whole, upload.received) == (
            len(kept),
            len(kept) == size,
            len(kept),
        )
        assert bytes_of(store.joined([name for name, _size in held.parts])) == kept


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_are_one_writer(draft: Application, alice: User) -> None:
    upload = begun(draft, alice, 10)

    def write(part: bytes) -> str:
        try:
            uploads.add(Upload.objects.get(pk=upload.pk), offset=0, content=BytesIO(part))
        except (uploads.BeingSent, uploads.OffsetDiffers) as fault:
            return type(fault).__name__
        finally:
            connections.close_all()
        return part.decode()

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(write, [b"first", b"other"]))
    (won,) = {"first", "other"}.intersection(answers)
    held = Upload.objects.get()
    assert bytes_of(store.joined([name for name, _size in held.parts])) == won.encode()


@pytest.mark.django_db(transaction=True)
def test_while_one_writes_another_is_told_so(draft: Application, alice: User) -> None:
    upload = begun(draft, alice, 10)

    def write() -> None:
        try:
            with pytest.raises(uploads.BeingSent):
                uploads.add(upload, offset=0, content=BytesIO(b"x"))
            with pytest.raises(uploads.BeingSent):
                uploads.remove(upload, by=alice)
        finally:
            connections.close_all()

    with transaction.atomic(), ThreadPoolExecutor(1) as threads:
        assert uploads.locked(upload.pk) == upload
        threads.submit(write).result()
    uploads.add(upload, offset=0, content=BytesIO(b"x"))


@pytest.mark.django_db(transaction=True)
def test_two_presses_that_remove_it_at_once_both_have_it_removed(
    draft: Application, alice: User
) -> None:
    upload = begun(draft, alice, 10)
    held, go_on = threading.Event(), threading.Event()

    def first() -> None:
        try:
            with transaction.atomic():
                uploads.remove(upload, by=alice)
                held.set()
                go_on.wait(5)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        pressed = threads.submit(first)
        held.wait(5)
        threading.Timer(0.3, go_on.set).start()
        assert uploads.remove(upload, by=alice) is True
        pressed.result()
    assert not Upload.objects.exists()


def test_a_writer_that_is_killed_after_the_store_and_before_the_row_loses_nothing_acknowledged(
    draft: Application, alice: User, settings: Settings
) -> None:
    upload = begun(draft, alice, 10)
    uploads.add(upload, offset=0, content=BytesIO(b"01234"))
    store.put_part(upload.mark, 5, BytesIO(b"never acknowledged"))
    uploads.add(upload, offset=5, content=BytesIO(b"56789"))
    held = Upload.objects.get()
    assert bytes_of(store.joined([name for name, _size in held.parts])) == b"0123456789"
    uploads.remove(upload, by=alice)
    assert (parts_of(upload, settings), Upload.objects.count()) == ([], 0)


def test_nobody_else_has_it(draft: Application, alice: User, bob: User) -> None:
    upload = begun(draft, alice, 10)
    assert uploads.under(upload.mark, by=alice) == upload
    for mark, by in ((upload.mark, bob), ("0" * 32, alice), ("../..", alice), ("", alice)):
        with pytest.raises(NotYours):
            uploads.under(mark, by=by)
    with pytest.raises(NotYours):
        uploads.remove(upload, by=bob)
    with pytest.raises(NotYours):
        begun(draft, bob, 10)
    with pytest.raises(NotYours):
        begun(draft, alice, 10, key="diploma-of-magic")


def test_its_size_is_said_before_it_travels(draft: Application, alice: User) -> None:
    with pytest.raises(uploads.TooLarge):
        begun(draft, alice, MAX_SIZE + 1)
    with pytest.raises(FileRefused) as fault:
        begun(draft, alice, 0)
    assert (fault.value.reason, Upload.objects.count()) == ("empty", 0)


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "..", "a/b.pdf", "..\\b.pdf", "a\x00.pdf", "a\nb.pdf", "gpj.\u202efdp.pdf"),
        *("\u2066x.pdf", "x" * 256, "x" * 2**20, "\ud800.pdf"),
    ],
    ids=ascii,
)
def test_a_name_with_tricks_is_refused_with_a_sentence(
    name: str, draft: Application, alice: User
) -> None:
    with pytest.raises(NotUnderstood):
        begun(draft, alice, 10, name)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    ["passport.pdf", "جواز سفر.pdf", "পাসপোর্ট 👨‍👩‍👧.heic", "a" * 251 + ".pdf", "x"],
    ids=ascii,
)
def test_names_as_people_have_them_are_taken(name: str, draft: Application, alice: User) -> None:
    assert begun(draft, alice, 10, name).name == documents.safe_name(name)


def test_one_account_has_so_much_under_way_and_no_more(draft: Application, alice: User) -> None:
    for _ in range(4):
        begun(draft, alice, MAX_SIZE)
    with pytest.raises(uploads.TooManyBegun):
        begun(draft, alice, 1)
    first = Upload.objects.all()[0]
    uploads.remove(first, by=alice)
    for _ in range(uploads.MOST_BEGUN - 3):
        begun(draft, alice, 1)
    with pytest.raises(uploads.TooManyBegun):
        begun(draft, alice, 1)


def test_a_file_in_too_many_parts_is_refused(
    draft: Application, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_PARTS", 3)
    upload = begun(draft, alice, 10)
    for offset in range(3):
        uploads.add(upload, offset=offset, content=BytesIO(b"x"))
    with pytest.raises(uploads.TooLarge):
        uploads.add(upload, offset=3, content=BytesIO(b"x"))


def test_a_store_that_takes_nothing_acknowledges_nothing(
    draft: Application, alice: User, tmp_path: Path, settings: Settings
) -> None:
    upload = begun(draft, alice, 10)
    (tmp_path / "store" / "parts").mkdir(parents=True, exist_ok=True)
    (tmp_path / "store" / "parts" / upload.mark).write_bytes(b"")  # a file where a folder must be
    with pytest.raises(OutOfReach):
        uploads.add(upload, offset=0, content=BytesIO(b"01234"))
    assert (Upload.objects.get().received, Upload.objects.get().parts) == (0, [])


def test_a_deleted_account_leaves_no_file_on_its_way(
    draft: Application, alice: User, settings: Settings
) -> None:
    under_way, waits = begun(draft, alice, 1_000), begun(draft, alice, 500)
    sent(under_way, b"x" * 400)
    sent(waits, b"x" * 500)
    deletions.delete(by=alice)
    assert list(Upload.objects.all()) == []
    assert received_files.check(waits) is True
    received_files.tidy()
    assert [parts_of(one, settings) for one in (under_way, waits)] == [[], []]
    assert list(Document.objects.all()) == []
