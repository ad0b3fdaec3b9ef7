"""No place is left, or the intake is not open: what is said before paying, at the press, and after."""

import re
from datetime import date, timedelta

import pytest

from impplus.actions import applications, payments
from impplus.queries import clock
from impplus.queries.file import file_of
from impplus.queries.refusals import IntakeClosed, NoPlaceLeft, NotOpenYet
from impplus.records.models import Application, Intake, Payment, Place, User
from tests.people import Cards, signed_in, small_intake
from tests.site import owner

BACK = "http://127.0.0.1:8000/back"
SIGNED = {"declared": "on", "signature": "Alice Benali"}


def unpaid(draft: Application) -> None:
    with owner():
        Payment.objects.all().delete()


def shown(who: User, draft: Application, page: str) -> str:
    return signed_in(who).get(f"/en/application/{draft.number}/{page}/").content.decode()


def test_nobody_begins_to_pay_when_no_place_is_left(
    paid_draft: Application, alice: User, cards: Cards, this_day: date
) -> None:
    unpaid(paid_draft)
    small_intake(this_day, 0)
    page = shown(alice, paid_draft, "fees")
    assert "Every place is taken. There is nothing to pay now" in page
    assert not re.search(r"<button[^>]*>\s*Pay ", page)
    answer = signed_in(alice).post(f"/en/application/{paid_draft.number}/fees/pay/")
    assert (answer.status_code, Payment.objects.count()) == (409, 0)
    assert 'class="notice error"' not in answer.content.decode()
    with pytest.raises(NoPlaceLeft):
        payments.start(file_of(paid_draft), return_url=BACK, language="en", by=alice)


def test_a_payment_that_arrives_after_the_last_place_is_refunded(
    paid_draft: Application, alice: User, cards: Cards, this_day: date
) -> None:
    unpaid(paid_draft)
    begun = payments.start(file_of(paid_draft), return_url=BACK, language="en", by=alice)
    small_intake(this_day, 0)
    cards.pay(begun)
    payments.confirm(begun)
    assert Payment.objects.get().status == "refund-owed"
    assert Payment.objects.get().refund_amount == begun.amount


def test_whoever_paid_before_asks_for_the_refund(
    paid_draft: Application, alice: User, this_day: date
) -> None:
    small_intake(this_day, 0)
    assert "What you paid is refunded within the hour" in shown(alice, paid_draft, "fees")
    signed_in(alice).post(f"/en/application/{paid_draft.number}/fees/refund/")
    assert Payment.objects.get().status == "refund-owed"


def test_who_comes_too_late_is_not_refused_and_keeps_the_draft(
    paid_draft: Application, alice: User, this_day: date
) -> None:
    small_intake(this_day, 0)
    answer = signed_in(alice).post(f"/en/application/{paid_draft.number}/review/", SIGNED)
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "this says nothing about you" in main
    assert not re.search("refus|error", main)
    assert Application.objects.get().status == "draft"
    assert Payment.objects.get().status == "refund-owed"


def test_a_press_before_the_opening_says_when_it_is_and_keeps_what_was_typed(
    paid_draft: Application, alice: User, this_day: date
) -> None:
    opens = clock.now() + timedelta(hours=1)
    small_intake(this_day, 2)
    Intake.objects.update(opens_at=opens, closes_at=opens + timedelta(hours=1))
    answer = signed_in(alice).post(f"/en/application/{paid_draft.number}/review/", SIGNED)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{opens:%H:%M:%S} UTC" in page
    assert "By our clock it is now" in page
    assert 'value="Alice Benali"' in page
    with pytest.raises(NotOpenYet):
        applications.submit(paid_draft, signature="Alice Benali", by=alice)
    with clock.at(opens + timedelta(minutes=1)):
        applications.submit(paid_draft, signature="Alice Benali", by=alice)
    assert Place.objects.exclude(application=None).count() == 1


def test_a_press_after_the_closing_is_told_so(
    paid_draft: Application, alice: User, this_day: date
) -> None:
    small_intake(this_day, 2)
    Intake.objects.update(closes_at=clock.now() - timedelta(minutes=1))
    with pytest.raises(IntakeClosed):
        applications.submit(paid_draft, signature="Alice Benali", by=alice)
    assert "Applications are no longer received for this year." in shown(
        alice, paid_draft, "review"
    )
