"""Files for one thing: their order, one in the place of another, taken out and put back."""

from functools import partial
from io import BytesIO

import pytest

from impplus.actions import documents
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records import access
from impplus.records.models import Application, User
from tests.actions.sending import upload
from tests.people import a_jpeg, a_pdf


def order(application: Application) -> list[str]:
    return [one.name for one in access.documents(application.applicant).filter(key="passport")]


def test_files_for_one_thing_stand_in_the_order_that_is_wanted(
    paid_draft: Application, alice: User
) -> None:
    (old,) = paid_draft.documents.filter(key="passport")
    one, two = (upload(paid_draft, alice, a_pdf(name), f"{name}.pdf") for name in ("one", "two"))
    assert order(paid_draft) == [old.name, "one.pdf", "two.pdf"]
    documents.reorder(two, up=True, by=alice)
    assert order(paid_draft) == [old.name, "two.pdf", "one.pdf"]
    documents.reorder(old, up=False, by=alice)
    assert order(paid_draft) == ["two.pdf", old.name, "one.pdf"]
    documents.reorder(one, up=False, by=alice)
    documents.reorder(two, up=True, by=alice)
    assert order(paid_draft) == ["two.pdf", old.name, "one.pdf"]
    documents.remove(one, by=alice)
    with pytest.raises(WrongMoment):
        documents.reorder(one, up=True, by=alice)


def test_a_file_may_take_the_place_of_another(paid_draft: Application, alice: User) -> None:
    (old,) = paid_draft.documents.filter(key="passport")
    last = upload(paid_draft, alice, a_pdf("last"), "last.pdf")
    made = documents.upload(
        documents.SentFor(paid_draft, person=old.person, key="passport", instead_of=old),
        name="sharper.pdf",
        content=BytesIO(a_pdf("sharper")),
        by=alice,
    )
    assert order(paid_draft) == ["sharper.pdf", last.name]
    old.refresh_from_db()
    assert (old.removed_at is None, made.position) == (False, old.position)


def test_of_two_that_take_the_place_of_one_the_second_is_added(
    paid_draft: Application, alice: User
) -> None:
    (old,) = paid_draft.documents.filter(key="passport")
    to = documents.SentFor(paid_draft, person=old.person, key="passport", instead_of=old)
    for name in ("one", "one", "two"):
        documents.upload(to, name=f"{name}.pdf", content=BytesIO(a_pdf(name)), by=alice)
    assert order(paid_draft) == ["one.pdf", "two.pdf"]


def test_of_photographs_there_is_one_whoever_named_which(draft: Application, alice: User) -> None:
    for n in range(2):
        upload(draft, alice, a_jpeg(840 + n, 1080), f"{n}.jpg", "photo")
    there = draft.documents.filter(key="photo", removed_at=None)
    assert [one.name for one in there] == ["1.jpg"]


def test_a_removed_file_is_put_back_where_it_was(paid_draft: Application, alice: User) -> None:
    (old,) = paid_draft.documents.filter(key="passport")
    last = upload(paid_draft, alice, a_pdf("last"), "last.pdf")
    documents.remove(old, by=alice)
    assert order(paid_draft) == [last.name]
    documents.restore(old, by=alice)
    assert order(paid_draft) == [old.name, last.name]
    documents.restore(old, by=alice)
    assert order(paid_draft) == [old.name, last.name]


def test_what_was_sent_again_is_not_put_back_beside_it(
    paid_draft: Application, alice: User
) -> None:
    (old,) = paid_draft.documents.filter(key="passport")
    documents.remove(old, by=alice)
    upload(paid_draft, alice, documents.content(old).read(), "again.pdf")
    documents.restore(old, by=alice)
    assert order(paid_draft) == ["again.pdf"]


def test_what_was_noticed_may_be_left_as_it_is(paid_draft: Application, alice: User) -> None:
    (old,) = paid_draft.documents.filter(key="passport")
    documents.keep(old, by=alice)
    old.refresh_from_db()
    assert old.kept is True


def test_a_file_of_a_received_application_is_neither_moved_nor_put_back(
    received: Application, alice: User
) -> None:
    (sent,) = received.documents.filter(key="passport")
    for act in (
        partial(documents.reorder, sent, up=True),
        partial(documents.restore, sent),
        partial(documents.keep, sent),
    ):
        with pytest.raises(WrongMoment):
            act(by=alice)


def test_a_stranger_changes_nothing(paid_draft: Application, alice: User, bob: User) -> None:
    (sent,) = paid_draft.documents.filter(key="passport")
    for act in (
        partial(documents.reorder, sent, up=True),
        partial(documents.restore, sent),
        partial(documents.keep, sent),
    ):
        with pytest.raises(NotYours):
            act(by=bob)
