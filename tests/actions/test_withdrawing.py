"""An application is withdrawn until the decision: what goes back is what the rules give at that moment."""

from decimal import Decimal

import pytest

from impplus.actions import applications, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries import refunds
from impplus.queries.file import file_of
from impplus.queries.refusals import WrongMoment
from impplus.records.models import Application, Payment, User
from tests.kept import kept


@pytest.fixture
@kept
def taken(received: Application, olivia: User) -> Application:
    """Alice's file, whose completeness Olivia checks; a question is open."""
    reviews.take_oldest(by=olivia)
    received.refresh_from_db()
    reviews.ask(received, text="Votre diplôme?", document="", days=30, by=olivia)
    return received


@pytest.fixture
@kept
def processing(taken: Application, olivia: User) -> Application:
    """The same in processing."""
    reviews.complete(taken, by=olivia)
    taken.refresh_from_db()
    return taken


def fees_back() -> set[str]:
    return {line["key"] for line in Payment.objects.get().refund_lines}


def test_while_completeness_is_checked_all_goes_back_and_the_question_is_closed(
    taken: Application, alice: User
) -> None:
    applications.withdraw(taken, by=alice)
    paid = Payment.objects.get()
    assert (paid.status, paid.refund_amount) == ("refund-owed", paid.amount)
    assert [one.status for one in taken.questions.all()] == ["closed"]
    letter = taken.letters.get(kind="withdrawn")
    assert letter.facts["closed"] == "1"


def test_during_processing_the_fee_of_the_open_permit_holder_goes_back_alone(
    processing: Application, alice: User
) -> None:
    applications.withdraw(processing, by=alice)
    paid = Payment.objects.get()
    assert (paid.status, fees_back()) == ("refund-owed", {"open-work-permit-holder"})
    assert Decimal(0) < paid.refund_amount < paid.amount
    assert (processing.status, [q.status for q in processing.questions.all()]) == (
        "withdrawn",
        ["closed"],
    )


def test_a_refund_that_is_no_longer_the_one_that_was_seen_withdraws_nothing(
    taken: Application, alice: User, olivia: User
) -> None:
    seen = refunds.of_withdrawal(file_of(taken))
    reviews.complete(taken, by=olivia)
    with pytest.raises(WrongMoment):
        applications.withdraw(taken, seen=seen, by=alice)
    taken.refresh_from_db()
    assert (taken.status, Payment.objects.get().status) == ("processing", "paid")
    assert [one.status for one in taken.questions.all()] == ["open"]


def test_a_decided_file_is_not_withdrawn(processing: Application, alice: User) -> None:
    Application.objects.update(status="refused")
    with pytest.raises(WrongMoment):
        applications.withdraw(processing, by=alice)


def test_whether_the_completeness_check_is_processing_is_a_setting(taken: Application) -> None:
    row = IMP_PLUS.settings.row("completeness-check-is-processing", file_of(taken).on)
    assert (row.value, row.source, row.note is None) == (False, None, False)
