"""No place is left, or the intake is not open: what is said before paying, at the press, and after."""

import re
from datetime import date, timedelta

import pytest
from django.db import transaction

from impplus.actions import applications, intakes, letters, payments
from impplus.queries import clock
from impplus.queries.file import file_of
from impplus.queries.refusals import IntakeClosed, NoPlaceLeft, NotOpenYet
from impplus.records.models import Application, Intake, Payment, Place, User
from impplus.rules.lifecycle import Role
from tests import people
from tests.people import Cards, signed_in, small_intake
from tests.portal.pages import address, words
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
    assert "What was paid is refunded within the hour" in shown(alice, paid_draft, "fees")
    signed_in(alice).post(f"/en/application/{paid_draft.number}/fees/refund/")
    assert Payment.objects.get().status == "refund-owed"


def test_who_comes_too_late_is_not_refused_and_keeps_the_draft(
    paid_draft: Application, alice: User, this_day: date
) -> None:
    small_intake(this_day, 0)
    answer = signed_in(alice).post(f"/en/application/{paid_draft.number}/sign/", SIGNED)
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "this is no decision" in main
    assert not re.search("refus|error", main)
    assert Application.objects.get().status == "draft"
    assert Payment.objects.get().status == "refund-owed"


def test_whose_fees_went_back_reads_at_each_step_what_to_do_and_comes_again_once_the_cap_is_raised(
    paid_draft: Application, alice: User, olivia: User, cards: Cards, this_day: date
) -> None:
    intake = small_intake(this_day, 0)
    browser = signed_in(alice)
    with transaction.atomic():
        payments.give_back(file_of(paid_draft), outcome="not-submitted")
    at = clock.now() - timedelta(minutes=5)
    Payment.objects.update(status="refunded", refunded_at=at)
    letters.send_owed()

    def steps() -> dict[tuple[str, str], str]:
        pages_of = ((page, lang) for page in ("tasks", "fees", "review") for lang in ("en", "fr"))
        return {one: words(browser.get(address(one[0], paid_draft, one[1]))) for one in pages_of}

    late = words(browser.post(address("sign", paid_draft), SIGNED))
    assert ", we refunded the card you paid with." in late
    assert "You have nothing to do" not in late
    full = steps()
    assert "If applications are received again, pay again, then submit." in full["tasks", "en"]
    assert "Si des demandes sont reçues de nouveau, payez de nouveau" in full["fees", "fr"]
    assert "There is nothing to pay now" in full["review", "en"].split("1 thing is missing")[1]
    letter = paid_draft.letters.get(kind="not-submitted")
    assert f"/letters/{letter.pk}/" in full["tasks", "en"]

    omar = people.user("omar@example.test", "Omar Diallo", Role.FEDERAL)
    raised = intakes.propose(intake, size=1, reason="The agreement of June.", by=olivia)
    intakes.confirm(raised, by=omar)
    again = steps()
    assert "The draft is kept. Pay again, then submit." in again["tasks", "en"]
    assert "Payez de nouveau, puis soumettez la demande." in again["tasks", "fr"]
    assert "Applications are submitted only once the fees are paid again." in again["fees", "en"]
    assert re.search(r"<button[^>]*>\s*Pay ", again["fees", "en"])
    early = browser.post(address("sign", paid_draft), SIGNED)
    assert (early.status_code, "Payment of the fees" in words(early)) == (422, True)
    people.pay_all(paid_draft, cards, alice)
    paid = steps()["tasks", "en"]
    assert ("Pay again" in paid, f"/letters/{letter.pk}/" in paid) == (False, True)
    assert browser.post(address("sign", paid_draft), SIGNED).status_code == 302
    assert Place.objects.get().application == paid_draft
    status = words(browser.get(address("status", paid_draft)))
    assert ("What we refund" in status, "Refunded" in status) == (False, False)


def test_who_never_paid_and_presses_when_full_reads_of_no_refund(
    paid_draft: Application, alice: User, this_day: date
) -> None:
    unpaid(paid_draft)
    small_intake(this_day, 0)
    page = words(signed_in(alice).post(address("sign", paid_draft), SIGNED))
    assert "Nobody looked at the answers" in page
    assert "refund" not in page[page.index("<main") : page.index("</main>")]


def test_a_press_before_the_opening_says_when_it_is_and_keeps_what_was_typed(
    paid_draft: Application, alice: User, this_day: date
) -> None:
    opens = clock.now() + timedelta(hours=1)
    small_intake(this_day, 2)
    Intake.objects.update(opens_at=opens, closes_at=opens + timedelta(hours=1))
    answer = signed_in(alice).post(f"/en/application/{paid_draft.number}/sign/", SIGNED)
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
