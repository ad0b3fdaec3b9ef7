"""Two windows act on Alice's application at one instant: each is answered, and neither waits for ever for what the other holds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from threading import Thread

import pytest
from django.db import connections, transaction

from impplus.actions import (
    applications,
    delegations,
    deletions,
    documents,
    questions,
    received_files,
    reviews,
    uploads,
)
from impplus.queries.refusals import Refusal
from impplus.records.models import (
    Application,
    Delegation,
    Document,
    Person,
    Question,
    Upload,
    User,
)
from tests.actions.parts import begun
from tests.people import a_pdf

pytestmark = pytest.mark.django_db(transaction=True)


def locking() -> object:
    """What most actions do first."""
    return Application.objects.select_for_update(no_key=True).get()


@contextmanager
def meanwhile(
    act: Callable[[], object], first: Callable[[], object] = locking
) -> Iterator[list[str]]:
    """A transaction that begins with `first`, in the midst of which somebody else acts; what became of that, once both have ended.

    What is done before the `with` ends comes after the other has got as far as it can.
    """
    said: list[str] = []

    def run() -> None:
        try:
            act()
            said.append("done")
        except Refusal as refusal:
            said.append(type(refusal).__name__)
        finally:
            connections.close_all()

    other = Thread(target=run)
    with transaction.atomic():
        first()
        other.start()
        other.join(1)
        yield said
    other.join()


def sent(
    application: Application, by: User, words: str, question: Question | None = None
) -> Document:
    """A passport of Alice, or a file for a question, sent whole."""
    person = application.people.get(relation="principal")
    to = documents.SentFor(application, person, "passport", question)
    return documents.upload(to, name="a.pdf", content=BytesIO(a_pdf(words)), by=by)


def test_two_files_of_one_account_are_both_taken(draft: Application, alice: User) -> None:
    with meanwhile(lambda: begun(draft, alice, 10)) as other:
        sent(draft, alice, "whole")
    assert (other, Document.objects.count(), Upload.objects.count()) == (["done"], 1, 1)


def test_a_member_is_not_removed_while_a_file_of_his_is_checked(
    draft: Application, karim: Person, alice: User
) -> None:
    to = documents.SentFor(draft, karim, "passport")
    upload = uploads.receive(to, name="his.pdf", content=BytesIO(a_pdf("his")), by=alice)
    checked: list[bool] = []
    with meanwhile(
        lambda: applications.remove_member(draft, person=karim, by=alice),
        lambda: uploads.locked(upload.pk),
    ) as other:
        checked.append(received_files.check(upload))
    assert (checked, other) == ([True], ["FilesInUse"])
    assert (Person.objects.count(), Document.objects.count()) == (2, 1)
    applications.remove_member(draft, person=karim, by=alice)
    assert (Person.objects.count(), Upload.objects.count()) == (1, 0)


def test_an_answer_and_the_withdrawal_of_the_application_are_one_after_the_other(
    submitted: Application, alice: User, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    asked = reviews.ask(submitted, text="Votre diplôme?", document="", days=30, by=olivia)
    with meanwhile(lambda: reviews.answer(asked, text="Le voici.", by=alice)) as other:
        applications.withdraw(Application.objects.get(), by=alice)
    assert (other, Question.objects.get().status) == (["WrongMoment"], "closed")


def test_a_file_for_a_question_and_its_withdrawal_are_both_done(
    submitted: Application, alice: User, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    asked = reviews.ask(submitted, text="Votre diplôme?", document="", days=30, by=olivia)
    file = Application.objects.get()
    sending = partial(sent, file, alice, "diploma", asked)
    with meanwhile(lambda: questions.withdraw(asked, by=olivia), sending) as other:
        assert Document.objects.filter(question=asked).exists()
    assert (other, Question.objects.get().status) == (["done"], "withdrawn")


def test_a_part_that_is_kept_private_and_taken_back_is_one_after_the_other(
    taken: Delegation, alice: User, his: User
) -> None:
    keep = lambda: delegations.keep_private(taken, private=True, by=his)  # noqa: E731
    with meanwhile(keep) as other:
        delegations.end(taken, by=alice)
    assert (other, Delegation.objects.get().status) == (["NotYours"], "ended")


def test_an_account_that_is_deleted_while_a_file_is_announced_leaves_nothing(
    draft: Application, alice: User
) -> None:
    with meanwhile(lambda: begun(draft, alice, 10)) as other:
        deletions.delete(by=alice)
    assert (other, Upload.objects.count()) == (["NotYours"], 0)
    assert Application.objects.get().status == "destroyed"
