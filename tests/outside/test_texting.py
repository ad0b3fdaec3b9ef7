"""A text is asked for as the gateway's documentation says, and why it did not leave is one of two reasons."""

from collections.abc import Iterator

import pytest
from django.core import mail
from pytest_django import Settings

from impplus.outside import texting
from impplus.outside.texting import NO_GATEWAY, NO_NUMBER, NotTexted
from tests.outside.gateway import KEY, Gateway, gateway

NUMBER = "+212612345678"


@pytest.fixture
def notify(settings: Settings) -> Iterator[Gateway]:
    with gateway() as here:
        for name, value in here.settings.items():
            setattr(settings, name, value)
        yield here


def test_a_text_is_sent_in_letters_that_cost_one_message(notify: Gateway) -> None:
    texting.send(NUMBER, "PMI+\u00a0: l’été, c’est déjà ça.", reference="of Alice")
    assert notify.taken == [(NUMBER, "PMI+ : l'été, c'est déjà ça.", "of Alice")]


@pytest.mark.parametrize(
    ("status", "failure"),
    [(400, NO_NUMBER), (403, NO_GATEWAY), (429, NO_GATEWAY), (500, NO_GATEWAY), (None, NO_GATEWAY)],
)
def test_a_number_that_takes_none_is_told_from_a_gateway_that_is_away(
    notify: Gateway, status: int | None, failure: str
) -> None:
    notify.answers = status
    with pytest.raises(NotTexted) as refused:
        texting.send(NUMBER, "Hello", reference="")
    assert (refused.value.failure, str(refused.value), notify.taken) == (failure, failure, [])


def test_a_key_that_is_none_is_a_fault_of_the_gateway(notify: Gateway, settings: Settings) -> None:
    settings.TEXTS_KEY = KEY[:-1] + "0"
    with pytest.raises(NotTexted) as refused:
        texting.send(NUMBER, "Hello", reference="")
    assert refused.value.failure == NO_GATEWAY


def test_what_is_no_answer_is_a_fault_of_the_gateway(notify: Gateway) -> None:
    notify.answers, notify.says = None, b"HTTP/9 sorry\r\n\r\n"
    with pytest.raises(NotTexted) as refused:
        texting.send(NUMBER, "Hello", reference="")
    assert refused.value.failure == NO_GATEWAY


@pytest.mark.parametrize("under", ["", "/MATRIX"])
def test_the_address_of_a_gateway_may_end_in_a_slash(
    notify: Gateway, settings: Settings, under: str
) -> None:
    notify.under = under
    settings.TEXTS_URL += f"{under}/"
    texting.send(NUMBER, "Hello", reference="")
    assert notify.taken == [(NUMBER, "Hello", "")]


def test_nobody_listens(settings: Settings) -> None:
    settings.TEXTS_URL = "http://127.0.0.1:9"
    with pytest.raises(NotTexted) as refused:
        texting.send(NUMBER, "Hello", reference="")
    assert refused.value.failure == NO_GATEWAY


def test_in_the_demonstration_texts_stand_among_the_e_mails(settings: Settings) -> None:
    settings.TEXTS_URL = "outbox"
    texting.send(NUMBER, "Hello", reference="")
    ((to, subject, body),) = [(one.to, one.subject, one.body) for one in mail.outbox]
    assert (to, subject, body) == ([f"{NUMBER}@sms.invalid"], "SMS", "Hello")
