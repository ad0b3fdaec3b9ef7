"""A webhook counts only if a secret of ours signed these bytes just now."""

from datetime import timedelta

import pytest
from pytest_django import Settings
from standardwebhooks.webhooks import EmptyWebhookSecretError

from impplus.outside import cards, webhooks
from impplus.outside.machine import machine_now
from standins.cards.webhooks import signed

OLD, NEW, GUESS = ("whsec_b2xk", "whsec_bmV3", "whsec_Z3Vlc3M=")
BODY = '{"type": "charge.paid", "charge": "ch_1"}'


def headers(secrets: str = NEW, body: str = BODY, minutes: float = 0) -> dict[str, str]:
    return signed(secrets, "evt_1", body, machine_now() + timedelta(minutes=minutes))


@pytest.fixture(autouse=True)
def _secret(settings: Settings) -> None:
    settings.CARDS_WEBHOOK_SECRETS = NEW


@pytest.mark.parametrize("minutes", [0, -4.9, 4.9])
def test_a_genuine_webhook_is_read(minutes: float) -> None:
    read = cards.read_webhook(BODY.encode(), headers(minutes=minutes))
    assert read == cards.CardEvent("evt_1", "ch_1")


@pytest.mark.parametrize(
    ("known", "signing"), [(f"{NEW} {OLD}", OLD), (f"{NEW} {OLD}", NEW), (NEW, f"{OLD} {NEW}")]
)
def test_while_one_secret_replaces_another_both_are_good(
    known: str, signing: str, settings: Settings
) -> None:
    settings.CARDS_WEBHOOK_SECRETS = known
    assert cards.read_webhook(BODY.encode(), headers(signing)).id == "evt_1"


@pytest.mark.parametrize("signature", ["", "v1", "v1,", "v1,é", "v1,=", ",,", "v1,AA==", "v2,{}"])
def test_another_signature_is_refused(signature: str) -> None:
    good = headers()
    _, _, code = good["webhook-signature"].partition(",")
    refused(BODY, good | {"webhook-signature": signature.format(code)})


@pytest.mark.parametrize("at", ["", "now", "nan", "1" * 400])
def test_a_webhook_of_no_moment_is_refused(at: str) -> None:
    refused(BODY, headers() | {"webhook-timestamp": at})


@pytest.mark.parametrize("minutes", [-5.1, 5.1])
def test_an_old_webhook_cannot_be_sent_again(minutes: float) -> None:
    refused(BODY, headers(minutes=minutes))


def test_what_was_not_signed_or_by_another_is_refused() -> None:
    refused(BODY, {})
    refused(BODY, headers(GUESS))
    refused(BODY, headers(OLD))
    refused(BODY, headers() | {"webhook-id": "evt_2"})
    refused(BODY.replace("ch_1", "ch_2"), headers())


@pytest.mark.parametrize(
    "body",
    [
        *("not json", "[]", "{}", "null", '{"a":' * 5000),
        *(f'{{"charge": "{charge}"}}' for charge in ("", "\\u0000", "\\ud800", "a b", "x" * 101)),
    ],
)
def test_what_is_signed_but_no_event_is_refused(body: str) -> None:
    refused(body, headers(body=body))


def refused(body: str, headers: dict[str, str]) -> None:
    with pytest.raises(webhooks.Forged):
        cards.read_webhook(body.encode(), headers)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(webhooks.Forged):
        cards.read_webhook(b"\xff", headers())


@pytest.mark.parametrize("secrets", ["", " ", "whsec_", "whsec_a"])
def test_without_a_good_secret_nothing_is_read(secrets: str, settings: Settings) -> None:
    settings.CARDS_WEBHOOK_SECRETS = secrets
    with pytest.raises((ValueError, EmptyWebhookSecretError)):
        cards.read_webhook(BODY.encode(), headers())
