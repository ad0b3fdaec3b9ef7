"""Payments against the real simulator: a process of its own, spoken to over HTTP."""

import json
import time
from decimal import Decimal

import pytest
from pytest_django import Settings

from impplus.outside import cards
from tests.outside.paying import (
    BACK,
    DECLINED,
    LATE_AND_TWICE,
    NEVER_TOLD,
    PAYS,
    SECRET,
    Provider,
    Site,
    ask,
    begun,
    pay,
    wait_until,
)

PRICE = Decimal("255.00")


def test_alice_pays_comes_back_and_the_site_is_told(provider: Provider, site: Site) -> None:
    started = begun()
    answer = pay(started, PAYS)
    assert (answer.status, answer.headers["Location"]) == (303, BACK)
    (event,) = site.events(1)
    assert event.provider_id == started.provider_id
    assert cards.fetch(started.provider_id) == cards.Charge(
        started.provider_id, "A-1", Decimal("255.00"), "paid", Decimal("0.00")
    )


def test_a_declined_card_fails_and_the_site_is_told(provider: Provider, site: Site) -> None:
    started = begun()
    assert pay(started, DECLINED).status == 303
    assert [event.provider_id for event in site.events(1)] == [started.provider_id]
    assert cards.fetch(started.provider_id).state == "failed"


def test_cancel_comes_back_and_the_payment_stays_open(provider: Provider) -> None:
    started = begun()
    answer, _ = ask(started.url, "POST", "cancel=1")
    assert (answer.status, answer.headers["Location"]) == (303, BACK)
    assert cards.fetch(started.provider_id).state == "open"


def test_a_double_click_pays_once(provider: Provider, site: Site) -> None:
    started = begun()
    assert [pay(started, PAYS).status, pay(started, DECLINED).status] == [303, 303]
    assert cards.fetch(started.provider_id).state == "paid"
    site.events(1)
    time.sleep(0.5)
    assert len(site.came) == 1


def test_a_late_webhook_comes_twice_with_one_event(provider: Provider, site: Site) -> None:
    started = begun()
    pay(started, LATE_AND_TWICE)
    assert site.came == []
    first, second = site.events(2)
    assert first == second


def test_a_payment_of_which_the_site_is_never_told_is_seen_by_asking(
    provider: Provider, site: Site
) -> None:
    started = begun()
    pay(started, NEVER_TOLD)
    assert cards.fetch(started.provider_id).state == "paid"
    time.sleep(0.5)
    assert site.came == []


def test_a_real_card_number_is_not_taken(provider: Provider) -> None:
    started = begun()
    assert pay(started, "4111111111111111").status == 422
    assert cards.fetch(started.provider_id).state == "open"


def test_the_same_reference_is_the_same_payment(provider: Provider) -> None:
    assert begun() == begun()
    assert begun("A-2").provider_id != begun().provider_id


def test_the_same_reference_with_another_amount_is_refused(provider: Provider) -> None:
    begun()
    with pytest.raises(cards.CardsRefused) as refused:
        begun(amount=Decimal("256.00"))
    assert refused.value.code == "idempotency-conflict"


def test_all_goes_back_once(provider: Provider, site: Site) -> None:
    started = begun()
    pay(started, PAYS)
    refunded = cards.refund(started.provider_id, "R-1", PRICE)
    assert (refunded.state, refunded.refunded) == ("refunded", PRICE)
    assert cards.refund(started.provider_id, "R-1", PRICE) == refunded
    with pytest.raises(cards.CardsRefused) as refused:
        cards.refund(started.provider_id, "R-2", PRICE)
    assert refused.value.code == "already-refunded"
    assert len({event.id for event in site.events(2)}) == 2


def test_a_part_goes_back_once_by_its_key(provider: Provider, site: Site) -> None:
    started = begun()
    pay(started, PAYS)
    part = cards.refund(started.provider_id, "R-1", Decimal("100.00"))
    assert (part.state, part.refunded) == ("paid", Decimal("100.00"))
    assert cards.refund(started.provider_id, "R-1", Decimal("100.00")) == part
    assert cards.fetch(started.provider_id) == part
    assert len({event.id for event in site.events(2)}) == 2


def test_another_amount_under_the_same_key_is_refused(provider: Provider) -> None:
    started = begun()
    pay(started, PAYS)
    cards.refund(started.provider_id, "R-1", Decimal("100.00"))
    with pytest.raises(cards.CardsRefused) as refused:
        cards.refund(started.provider_id, "R-1", Decimal("100.01"))
    assert refused.value.code == "idempotency-conflict"
    assert cards.fetch(started.provider_id).refunded == Decimal("100.00")


def test_parts_never_add_up_to_more_than_was_paid(provider: Provider) -> None:
    started = begun()
    pay(started, PAYS)
    codes, parts = [], ("200.00", "55.01", "54.99", "0.02", "0.01", "0.01")
    for key, part in enumerate(parts):
        try:
            codes.append(cards.refund(started.provider_id, str(key), Decimal(part)).state)
        except cards.CardsRefused as refused:
            codes.append(refused.code)
    assert codes == [
        *("paid", "more-than-was-paid", "paid", "more-than-was-paid"),
        *("refunded", "already-refunded"),
    ]
    assert cards.fetch(started.provider_id).refunded == PRICE


@pytest.mark.parametrize("body", [{}, *({"amount": odd} for odd in (None, 0, -1, 1.5, "1", True))])
def test_a_refund_without_a_whole_amount_is_refused(
    body: dict[str, object], provider: Provider, settings: Settings
) -> None:
    started = begun()
    pay(started, PAYS)
    url = f"{settings.CARDS_URL}/v1/charges/{started.provider_id}/refund"
    headers = {"Authorization": f"Bearer {SECRET}", "Idempotency-Key": "k"}
    answer, said = ask(url, "POST", json.dumps(body), **headers)
    assert (answer.status, json.loads(said)) == (422, {"error": "amount"})
    assert cards.fetch(started.provider_id).refunded == 0


@pytest.mark.parametrize("amount", ["0", "-1", "10.005"])
def test_an_amount_that_no_card_can_get_back_is_refused_here(
    provider: Provider, amount: str
) -> None:
    started = begun()
    pay(started, PAYS)
    with pytest.raises(ValueError, match="amount"):
        cards.refund(started.provider_id, "R-1", Decimal(amount))
    assert cards.fetch(started.provider_id).refunded == 0


def test_what_was_not_paid_cannot_go_back(provider: Provider) -> None:
    with pytest.raises(cards.CardsRefused) as refused:
        cards.refund(begun().provider_id, "R-1", PRICE)
    assert refused.value.code == "not-paid"


def test_an_unknown_payment_is_refused(provider: Provider) -> None:
    with pytest.raises(cards.CardsRefused) as refused:
        cards.fetch("ch_nobody/../x")
    assert refused.value.code == "unknown"


def test_without_the_secret_nothing_is_answered(provider: Provider, settings: Settings) -> None:
    started = begun()
    settings.CARDS_SECRET = "guess"
    with pytest.raises(cards.CardsRefused) as refused:
        cards.fetch(started.provider_id)
    assert refused.value.code == "secret"


def test_a_provider_that_is_down_is_unreachable(provider: Provider) -> None:
    provider.stop()
    with pytest.raises(cards.CardsUnreachable):
        begun()


def test_a_kill_loses_no_payment_and_no_webhook(provider: Provider, site: Site) -> None:
    started = begun()
    site.refuse = 1
    pay(started, PAYS)
    wait_until(lambda: site.refuse == 0)
    provider.kill()
    provider.start()
    assert cards.fetch(started.provider_id).state == "paid"
    assert [event.provider_id for event in site.events(1)] == [started.provider_id]


def test_a_refused_webhook_is_tried_again(provider: Provider, site: Site) -> None:
    started = begun()
    site.refuse = 2
    pay(started, PAYS)
    assert [event.provider_id for event in site.events(1)] == [started.provider_id]


@pytest.mark.parametrize("amount", ["0", "-1", "10.005"])
def test_an_amount_that_no_card_can_pay_is_refused_here(provider: Provider, amount: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        begun(amount=Decimal(amount))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/relative", "http://x\r\nSet-Cookie: a=b"])
def test_a_way_back_that_is_no_web_address_is_refused(provider: Provider, url: str) -> None:
    with pytest.raises(cards.CardsRefused) as refused:
        begun(return_url=url)
    assert refused.value.code == "return_url"
