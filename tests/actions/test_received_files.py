"""Files that came whole: documents once they are checked, by whoever is there; what never came whole is removed."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import Settings

from impplus.actions import documents, mandates, received_files, uploads
from impplus.demonstration import bulk
from impplus.outside import store
from impplus.queries import clock
from impplus.queries.refusals import WrongMoment
from impplus.records.models import Application, Document, Upload, User
from tests.actions.parts import begun, parts_of, sent
from tests.people import a_jpeg, a_pdf
from tests.portal.test_words_beside_files import files_up_to


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, settings: Settings) -> Iterator[None]:
    options = {"location": tmp_path / "store", "allow_overwrite": True}
    settings.STORAGES = settings.STORAGES | {
        "documents": settings.STORAGES["documents"] | {"OPTIONS": options}
    }
    yield
    bulk._original.cache_clear()  # other tests would be given a draft whose files are here


def test_what_did_not_come_to_its_end_is_waited_for_some_days_and_removed(
    draft: Application, alice: User, settings: Settings
) -> None:
    content = a_pdf("whole")
    cut, whole = begun(draft, alice, 10), begun(draft, alice, len(content))
    uploads.add(cut, offset=0, content=BytesIO(b"01234"))
    sent(whole, content)
    received_files.tidy()
    assert Upload.objects.count() == 2
    with clock.at(clock.now() + timedelta(days=settings.UPLOAD_DAYS, minutes=1)):
        with pytest.raises(uploads.NoLongerAwaited):
            uploads.under(cut.mark, by=alice)
        store.put_part("f" * 32, 0, BytesIO(b"of nobody"))
        received_files.tidy()
        assert list(Upload.objects.all()) == [whole]  # it waits to be checked, however long
        assert store.marks() == [whole.mark]
        assert received_files.check(whole) is True
        received_files.tidy()
    assert (Upload.objects.count(), store.marks(), Document.objects.count()) == (0, [], 1)


def test_a_refused_file_leaves_its_reason_and_nothing_else(
    draft: Application, alice: User, settings: Settings
) -> None:
    content = a_pdf()[:-120]
    upload = begun(draft, alice, len(content))
    sent(upload, content)
    assert received_files.check(upload) is True
    assert (upload.refused, Document.objects.count(), parts_of(upload, settings)) == (
        "damaged",
        0,
        [],
    )
    uploads.remove(upload, by=alice)
    assert Upload.objects.count() == 0


def test_the_worker_goes_on_with_what_a_killed_process_left(
    draft: Application, alice: User
) -> None:
    contents = [a_pdf("one"), a_jpeg(), a_pdf("three")[:-120]]
    for number, content in enumerate(contents):
        sent(begun(draft, alice, len(content), f"{number}"), content, part=10**6)
    received_files.check_some()
    assert sorted(Document.objects.values_list("name", flat=True)) == ["0", "1"]
    assert Upload.objects.get(document=None).refused == "damaged"
    received_files.check_some()
    assert Document.objects.count() == 2


def test_of_the_files_that_were_refused_the_last_ones_stand_on_the_page(
    draft: Application, alice: User
) -> None:
    for number in range(received_files.MOST_REFUSED + 3):
        upload = begun(draft, alice, 9, f"{number}.pdf")
        sent(upload, b"no PDF at")
        received_files.check(upload)
    names = Upload.objects.values_list("name", flat=True)
    assert (len(names), names[0]) == (received_files.MOST_REFUSED, "3.pdf")


def test_where_a_part_is_gone_the_file_waits_and_holds_up_no_other(
    draft: Application, alice: User, settings: Settings
) -> None:
    content = a_pdf()
    lost, sound = begun(draft, alice, len(content)), begun(draft, alice, len(content))
    sent(lost, content)
    sent(sound, content)
    parts_of(lost, settings)[0].unlink()
    received_files.check_some()
    assert (Upload.objects.get(document=None), Document.objects.count()) == (lost, 1)


def test_a_file_whose_part_is_cut_in_the_store_is_not_taken_for_whole(
    draft: Application, alice: User, settings: Settings
) -> None:
    content = a_pdf() + b"% what a reader does not miss" * 10
    upload = begun(draft, alice, len(content))
    sent(upload, content)
    last = parts_of(upload, settings)[-1]
    last.write_bytes(last.read_bytes()[:-20])
    for _ in range(received_files.MOST_TRIES):
        assert Upload.objects.get().waits
        received_files.check_some()
    assert (Upload.objects.get().refused, Document.objects.count()) == ("not-checked", 0)


def test_the_photo_takes_the_place_of_the_one_that_is_there_when_it_is_checked(
    draft: Application, alice: User
) -> None:
    for colour in ((840, 1080), (841, 1081)):
        content = a_jpeg(*colour)
        upload = begun(draft, alice, len(content), "me.jpg", key="photo")
        sent(upload, content, part=10**6)
        assert received_files.check(upload) is True
    assert [one.removed_at is None for one in Document.objects.order_by("pk")] == [False, True]


def test_one_that_is_replaced_goes_only_once_the_other_is_checked(
    draft: Application, alice: User
) -> None:
    first = documents.upload(
        documents.SentFor(draft, person=draft.people.get(), key="passport"),
        name="old.pdf",
        content=BytesIO(a_pdf("old")),
        by=alice,
    )
    content = a_pdf("new")
    upload = begun(draft, alice, len(content), instead_of=first)
    sent(upload, content)
    first.refresh_from_db()
    assert first.removed_at is None
    received_files.check(upload)
    first.refresh_from_db()
    assert first.removed_at is not None


def test_what_comes_once_the_file_is_closed_is_said_to_be_too_late(
    received: Application, alice: User
) -> None:
    content = a_pdf("late")
    upload = begun(received, alice, len(content))
    sent(upload, content)
    Application.objects.filter(pk=received.pk).update(status="withdrawn")
    assert received_files.check(upload) is True
    assert upload.refused == received_files.TOO_LATE
    with pytest.raises(WrongMoment):
        begun(Application.objects.get(), alice, 10)


def test_many_files_of_one_sender_hold_up_no_other(
    draft: Application, alice: User, lucie: User
) -> None:
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    for by, name in ((alice, "1"), (alice, "2"), (alice, "3"), (lucie, "4"), (lucie, "5")):
        content = a_pdf(name)
        sent(begun(draft, by, len(content), f"{name}.pdf"), content, part=10**6)
    received_files.check_some()
    made = Document.objects.order_by("pk").values_list("name", flat=True)
    assert list(made) == [f"{number}.pdf" for number in (1, 4, 2, 5, 3)]


def test_a_file_that_waits_while_the_disk_is_full_goes_on_once_there_is_room(
    draft: Application, alice: User
) -> None:
    content = a_pdf("waits for room")
    upload = begun(draft, alice, len(content))
    sent(upload, content)
    with files_up_to(64):
        received_files.check_some()
        received_files.check_some()
    held = Upload.objects.get()
    assert (held.waits, held.refused, held.tries, Document.objects.count()) == (True, "", 0, 0)
    received_files.check_some()
    assert Document.objects.get().name == upload.name
    assert Upload.objects.get().document == Document.objects.get()
