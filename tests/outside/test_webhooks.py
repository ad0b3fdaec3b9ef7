"""A webhook counts only if the provider signed these bytes just now."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from impplus.outside import cards, machine
from standins.cards.webhooks import signature
from tests.outside.paying import SECRET

BODY = b'{"id": "evt_1", "type": "charge.paid", "charge": "ch_1"}'


def signed(body: bytes = BODY, secret: str = SECRET, age: int = 0) -> str:
    return signature(secret, int(machine.machine_now().timestamp()) - age, body)


@pytest.fixture
def secret(settings: Settings) -> None:
    settings.CARDS_SECRET = SECRET


@pytest.mark.usefixtures("secret")
def test_a_genuine_webhook_is_read() -> None:
    assert cards.read_webhook(BODY, signed(), machine.machine_now()) == cards.CardEvent(
        "evt_1", "ch_1"
    )
    assert cards.read_webhook(BODY, signed(age=299), machine.machine_now()).id == "evt_1"


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize(
    ("body", "header"),
    [
        (BODY, ""),
        (BODY, "t=,v1="),
        (BODY, "t=1_0,v1=00"),
        (BODY, "v1=00"),
        (BODY, signed().replace("v1=", "v0=")),
        (BODY, signed()[:-1] + "é"),
        (BODY, signed(secret="guess")),
        (BODY.replace(b"ch_1", b"ch_2"), signed()),
        (BODY, signed().replace("t=", "t=1")),
        (b"not json", signed(b"not json")),
        (b"[]", signed(b"[]")),
    ],
)
def test_a_forged_webhook_is_refused(body: bytes, header: str) -> None:
    with pytest.raises(cards.Forged):
        cards.read_webhook(body, header, machine.machine_now())


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize("minutes", [6, -6])
def test_an_old_webhook_cannot_be_sent_again(minutes: int) -> None:
    with pytest.raises(cards.Forged):
        cards.read_webhook(BODY, signed(), machine.machine_now() + timedelta(minutes=minutes))
