"""The files of a draft that was destroyed leave the store, unless the same bytes are somewhere else too."""

from datetime import date
from io import BytesIO

import pytest

from impplus.actions import deletions, documents, stored_files
from impplus.outside import store
from impplus.queries.refusals import OutOfReach
from impplus.records.models import Application, Document, User
from tests import people


@pytest.fixture
def sent(draft: Application, alice: User) -> Application:
    """Alice's draft with a file that nobody else ever sent."""
    uploaded(draft, "only here", alice)
    return draft


def uploaded(application: Application, title: str, by: User) -> Document:
    person = application.people.get(relation="principal")
    content = BytesIO(people.a_pdf(title))
    return documents.upload(
        documents.SentFor(application, person=person, key="passport"),
        name="passport.pdf",
        content=content,
        by=by,
    )


def files_of(application: Application) -> set[str]:
    return {key for one in application.documents.all() for key in stored_files.keys_of(one)}


def test_a_draft_is_destroyed_with_its_people_answers_and_files(
    sent: Application, alice: User
) -> None:
    keys = files_of(sent)
    assert keys
    assert all(map(store.exists, keys))
    deletions.delete(by=alice)
    assert (sent.people.count(), sent.documents.count()) == (0, 0)
    stored_files.dispose(sorted(keys))
    assert not any(map(store.exists, keys))


def test_the_worker_is_told_which_files_are_to_go(
    sent: Application, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[set[str]] = []
    monkeypatch.setattr(stored_files, "dispose_later", lambda keys: asked.append(set(keys)))
    keys = files_of(sent)
    deletions.delete(by=alice)
    assert asked == [keys]


def test_the_same_bytes_in_another_file_stay(
    sent: Application, alice: User, bob: User, this_day: date
) -> None:
    (other,) = people.ready_drafts(1, this_day, [bob])
    kept = uploaded(other, "only here", bob)
    own = uploaded(sent, "and nowhere else", alice)
    keys = files_of(sent)
    deletions.delete(by=alice)
    stored_files.dispose(sorted(keys))
    assert {key for key in keys if store.exists(key)} == stored_files.keys_of(kept)
    assert not store.exists(own.content)


def test_a_file_that_is_sent_while_its_like_is_removed_is_asked_for_again(
    draft: Application, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = stored_files.hold

    def removed_meanwhile(made: Document) -> None:
        store.remove(made.content)
        hold(made)

    monkeypatch.setattr(stored_files, "hold", removed_meanwhile)
    with pytest.raises(OutOfReach):
        uploaded(draft, "in a race", alice)
    assert draft.documents.count() == 0
