"""Fees and payment: the hosted page, what comes back, and what is said when it does not work."""

from datetime import timedelta

from django.test import Client

from impplus.actions import applications, mandates, messages, payment_turns
from impplus.queries import clock
from impplus.records.models import Application, Message, Payment, User
from tests import people
from tests.people import Cards
from tests.portal import pages
from tests.site import owner


def pay(alices: Client, application: Application) -> str:
    answer = alices.post(pages.address("pay", application))
    assert answer.status_code == 303
    return answer.headers["Location"]


def answered(application: Application, by: User, this_day: object) -> None:
    alone = people.principal_answers(this_day) | {"relationship": "single"}  # type: ignore[arg-type]
    people.fill_in(application, application.people.get(), alone, by=by)


def test_nobody_pays_before_the_fees_are_known(
    alices: Client, draft: Application, cards: Cards
) -> None:
    assert alices.post(pages.address("pay", draft)).headers["Location"] == pages.address(
        "fees", draft
    )
    assert Payment.objects.count() == 0


def test_she_pays_on_the_hosted_page_and_asks_what_became_of_it(
    alices: Client, alice: User, draft: Application, cards: Cards, this_day: object
) -> None:
    answered(draft, alice, this_day)
    assert pay(alices, draft) == Payment.objects.get().url
    result = pages.address("payment-result", draft)
    stopped = pages.words(alices.get(result))
    assert stopped.count("<h1>You have not paid</h1>") == 1
    assert stopped.count("Nothing was charged. If you stopped the payment") == 1
    fees = pages.words(alices.get(pages.address("fees", draft)))
    assert fees.count("Not made yet. Nothing was charged.") == 1
    cards.pay(Payment.objects.get())
    assert pages.words(alices.get(result)).count("<h1>The payment was received</h1>") == 1
    assert Payment.objects.get().status == "paid"


def test_a_refused_card_charges_nothing_and_she_may_try_again(
    alices: Client, alice: User, draft: Application, cards: Cards, this_day: object
) -> None:
    answered(draft, alice, this_day)
    pay(alices, draft)
    cards.pay(Payment.objects.get(), "4000 0000 0000 0002")
    result = pages.address("payment-result", draft)
    shown = pages.words(alices.get(result))
    assert shown.count("<h1>Your card was declined</h1>") == 1
    assert shown.count("Nothing was charged. The payment service does not say why.") == 1
    fees = pages.words(alices.get(pages.address("fees", draft)))
    assert fees.count("Card declined. Nothing was charged.") == 1
    pay(alices, draft)
    assert list(Payment.objects.values_list("status", flat=True)) == ["failed", "open"]


def test_a_result_that_is_not_known_is_looked_for_again_until_she_stops_it(
    alices: Client, alice: User, draft: Application, cards: Cards, this_day: object
) -> None:
    answered(draft, alice, this_day)
    pay(alices, draft)
    cards.simulator.stop()
    result = pages.address("payment-result", draft)
    shown = pages.words(alices.get(result))
    assert shown.count("<h1>We are confirming your payment</h1>") == 1
    assert shown.count('id="look-again"') == shown.count("Stop looking") == 1
    assert shown.count("<button>Check again</button>") == 1
    assert alices.post(result).headers["Location"] == result


def test_a_payment_that_another_amount_replaced_is_not_called_declined(
    alices: Client, alice: User, draft: Application, cards: Cards, this_day: object
) -> None:
    answered(draft, alice, this_day)
    pay(alices, draft)
    Payment.objects.update(amount=1)
    pay(alices, draft)
    fees = pages.words(alices.get(pages.address("fees", draft)))
    assert fees.count("Not made, because another amount was due. Nothing was charged.") == 1
    assert fees.count("Card declined") == 0


def test_a_payment_service_that_does_not_answer_is_said_on_the_page(
    alices: Client, alice: User, draft: Application, cards: Cards, this_day: object
) -> None:
    answered(draft, alice, this_day)
    cards.simulator.stop()
    page = alices.post(pages.address("pay", draft))
    assert page.status_code == 503
    assert pages.words(page).count("The payment service does not answer.") == 1


def test_what_is_paid_is_not_paid_again(alices: Client, ready_draft: Application) -> None:
    page = alices.post(pages.address("pay", ready_draft))
    assert page.status_code == 409
    assert pages.words(page).count("Nothing is left to pay.") == 1


def test_another_amount_is_given_back_whole_before_paying_again(
    alices: Client, alice: User, ready_draft: Application
) -> None:
    child = ready_draft.people.get(relation="child")
    applications.remove_member(ready_draft, person=child, by=alice)
    fees = pages.address("fees", ready_draft)
    assert pages.words(alices.get(fees)).count("Another amount was paid") == 1
    assert alices.post(pages.address("refund", ready_draft)).headers["Location"] == fees
    assert Payment.objects.get().status == "refund-owed"
    assert pages.words(alices.get(fees)).count("Refund on its way") == 1


def test_both_are_told_once_of_a_payment_that_was_confirmed_late(
    draft: Application, alice: User, lucie: User, cards: Cards, alices: Client, this_day: object
) -> None:
    answered(draft, alice, this_day)
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    pay(alices, draft)
    cards.pay(Payment.objects.get())
    with owner():
        Payment.objects.update(started_at=clock.now() - timedelta(hours=3))
    assert (payment_turns.sweep(), payment_turns.sweep()) == (1, 0)
    assert told("payment-made") == [alice.email, lucie.email]
    messages.send_owed()
    page = pages.words(alices.get(pages.address("emails", draft)))
    assert page.count("Les frais d’une demande ont été payés") == 1
    assert page.count(f'<a href="{pages.address("fees", draft)}">') == 1


def test_the_money_of_a_draft_comes_back_where_she_looks_for_it_and_the_draft_stays(
    draft: Application, alice: User, cards: Cards, alices: Client, this_day: object
) -> None:
    answered(draft, alice, this_day)
    pay(alices, draft)
    cards.pay(Payment.objects.get())
    alices.get(pages.address("payment-result", draft))
    fees = pages.words(alices.get(pages.address("fees", draft)))
    assert fees.count("<summary>Have the payment refunded</summary>") == 1
    assert fees.count("The draft is kept. To submit it later, the fees are paid again.") == 1
    assert alices.post(pages.address("refund", draft)).status_code == 302
    assert payment_turns.refund_owed() == 1
    assert told("payment-refunded") == [alice.email]
    fees = pages.words(alices.get(pages.address("fees", draft)))
    assert fees.count("The refund was asked for before the application was submitted") == 1
    assert [fees.count(one) for one in ("being destroyed", "have changed since")] == [0, 0]
    tasks = pages.words(alices.get(pages.address("tasks", draft)))
    assert tasks.count("The draft is kept. Pay again, then submit.") == 1


def test_a_refund_that_the_provider_does_not_make_is_told_once(
    draft: Application, alice: User, cards: Cards, alices: Client, this_day: object
) -> None:
    answered(draft, alice, this_day)
    pay(alices, draft)
    cards.pay(Payment.objects.get())
    alices.get(pages.address("payment-result", draft))
    alices.post(pages.address("refund", draft))
    with owner():
        Payment.objects.update(provider_id="unknown-to-the-provider")
    assert [payment_turns.refund_owed() for _ in range(2)] == [0, 0]
    assert told("refund-waits") == [alice.email]
    assert told("payment-refunded") == []


def test_what_must_come_first_is_one_link_away(
    draft: Application, alice: User, cards: Cards, alices: Client, this_day: object
) -> None:
    link = f'<a href="{pages.address("review", draft)}">See what is missing</a>'
    assert pages.words(alices.get(pages.address("fees", draft))).count(link) == 1
    answered(draft, alice, this_day)
    pay(alices, draft)
    applications.add_member(draft, by=alice)
    result = pages.words(alices.get(pages.address("payment-result", draft)))
    assert result.count("something else is needed first") == 1
    assert result.count("Go back to the payment page") == 0
    fees = pages.words(alices.get(pages.address("fees", draft)))
    assert (fees.count(link), fees.count("Payment page opened:")) == (1, 1)


def test_when_the_signature_alone_is_left_the_payment_leads_on_to_it(
    alices: Client, ready_draft: Application
) -> None:
    page = pages.words(alices.get(pages.address("payment-result", ready_draft)))
    review = pages.address("review", ready_draft)
    assert page.count(f'href="{review}"> Review, sign and submit </a>') == 1


def told(notice: str) -> list[str]:
    """Who is owed this news, or was told."""
    rows = Message.objects.filter(notice=notice).order_by("account__email")
    return list(rows.values_list("account__email", flat=True))
