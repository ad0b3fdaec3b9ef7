"""Payments against the real simulator: a process of its own, spoken to over HTTP."""

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from pytest_django import Settings

from impplus.outside import cards, clock
from impplus.outside.cards_simulator.webhooks import signature

SECRET = "a secret of the test"
BACK = "http://127.0.0.1:8000/en/application/1/payment/"
PAYS, DECLINED = "4242424242424242", "4000 0000 0000 0002"
LATE_AND_TWICE, NEVER_TOLD = "4000000000003220", "4000000000000341"


@dataclass
class Site:
    """The side that webhooks come to; it may be told to refuse the first ones."""

    url: str
    refuse: int = 0
    came: list[tuple[bytes, str]] = field(default_factory=list)

    def events(self, number: int) -> list[cards.CardEvent]:
        wait_until(lambda: len(self.came) >= number)
        return [cards.read_webhook(body, sign, clock.now()) for body, sign in self.came]


def wait_until(true: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


@pytest.fixture
def site() -> Iterator[Site]:
    class Taker(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if found.refuse:
                found.refuse -= 1
                self.send_error(500)
                return
            found.came.append((body, self.headers["Cards-Signature"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *parts: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taker)
    found = Site(f"http://127.0.0.1:{server.server_port}/api/v1/payments/webhook")
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Provider:
    """The simulator as a process that can be stopped and started again."""

    port: int
    folder: Path
    webhook_url: str
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "impplus.outside.cards_simulator"]
        settings = {
            "CARDS_SECRET": SECRET,
            "CARDS_WEBHOOK_URL": self.webhook_url,
            "CARDS_STATE": str(self.folder),
            "CARDS_LATE_SECONDS": "0.5",
        }
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            env=os.environ | settings,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert "no money moves" in self.process.stdout.readline()

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.communicate(timeout=10)
            assert self.process.returncode == 0
            self.process = None

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.communicate(timeout=10)
        self.process = None


@pytest.fixture
def provider(tmp_path: Path, site: Site, settings: Settings) -> Iterator[Provider]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.CARDS_URL = f"http://127.0.0.1:{port}"
    settings.CARDS_SECRET = SECRET
    started = Provider(port, tmp_path / "cards", site.url)
    started.start()
    yield started
    started.stop()


def begun(reference: str = "A-1", **more: object) -> cards.Started:
    fields = {"amount": Decimal("255.00"), "description": "IMP+ fees", "language": "en"}
    return cards.create(reference, **fields | {"return_url": BACK} | more)  # type: ignore[arg-type]


def ask(url: str, method: str = "GET", body: str = "", **headers: str) -> tuple[HTTPResponse, str]:
    address = urlsplit(url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=5)
    try:
        path = f"{address.path}?{address.query}"
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        return answer, answer.read().decode()
    finally:
        connection.close()


def pay(started: cards.Started, card: str) -> HTTPResponse:
    return ask(started.url, "POST", urlencode({"card": card, "pay": "1"}))[0]


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
    refunded = cards.refund(started.provider_id, "R-1")
    assert (refunded.state, refunded.refunded) == ("refunded", Decimal("255.00"))
    assert cards.refund(started.provider_id, "R-1") == refunded
    with pytest.raises(cards.CardsRefused) as refused:
        cards.refund(started.provider_id, "R-2")
    assert refused.value.code == "already-refunded"
    assert len({event.id for event in site.events(2)}) == 2


def test_what_was_not_paid_cannot_go_back(provider: Provider) -> None:
    with pytest.raises(cards.CardsRefused) as refused:
        cards.refund(begun().provider_id, "R-1")
    assert refused.value.code == "not-paid"


def test_more_than_was_paid_cannot_go_back(provider: Provider, settings: Settings) -> None:
    started = begun()
    pay(started, PAYS)
    url = f"{settings.CARDS_URL}/v1/charges/{started.provider_id}/refund"
    headers = {"Authorization": f"Bearer {SECRET}"}
    codes = []
    for key, cents in (("a", 20_000), ("b", 5_501), ("c", 5_500)):
        _, said = ask(
            url, "POST", json.dumps({"amount": cents}), **headers | {"Idempotency-Key": key}
        )
        codes.append(json.loads(said).get("error", json.loads(said).get("state")))
    assert codes == ["paid", "more-than-was-paid", "refunded"]


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


def test_the_page_says_in_both_languages_that_no_money_moves(provider: Provider) -> None:
    started = begun(description="<b>Frais</b>")
    answer, english = ask(started.url)
    _, french = ask(started.url.replace("lang=en", "lang=fr"))
    assert answer.status == 200
    assert "No money moves." in english
    assert "Aucune somme n’est débitée." in french
    assert ("Pay $255.00" in english, "Payer 255,00\u00a0$" in french) == (True, True)
    assert ('<html lang="en">' in english, '<html lang="fr">' in french) == (True, True)
    assert "&lt;b&gt;Frais&lt;/b&gt;" in english
    tags = [re.findall(r"<(\w+)", page) for page in (english, french)]
    assert tags[0] == tags[1]


def test_the_page_runs_no_script_and_posts_only_here_and_back(provider: Provider) -> None:
    answer, page = ask(begun().url)
    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["form-action"] == "'self' http://127.0.0.1:8000"
    assert "<script" not in page


def test_a_paid_page_offers_only_the_way_back(provider: Provider) -> None:
    started = begun()
    pay(started, PAYS)
    _, page = ask(started.url)
    assert ("<form" in page, f'<a href="{BACK}">' in page) == (False, True)


def test_an_unknown_page_speaks_both_languages(provider: Provider, settings: Settings) -> None:
    answer, page = ask(f"{settings.CARDS_URL}/pay/ch_nobody")
    assert answer.status == 404
    assert ("No such payment" in page, "Paiement introuvable" in page) == (True, True)


def test_a_simulator_without_a_secret_does_not_start() -> None:
    environment = {name: text for name, text in os.environ.items() if name != "CARDS_SECRET"}
    run = subprocess.run(
        [sys.executable, "-m", "impplus.outside.cards_simulator", "--port", "0"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (
        2,
        "Set CARDS_SECRET to the same value as the site's.\n",
    )


BODY = b'{"id": "evt_1", "type": "charge.paid", "charge": "ch_1"}'


def signed(body: bytes = BODY, secret: str = SECRET, age: int = 0) -> str:
    return signature(secret, int(clock.now().timestamp()) - age, body)


@pytest.fixture
def secret(settings: Settings) -> None:
    settings.CARDS_SECRET = SECRET


@pytest.mark.usefixtures("secret")
def test_a_genuine_webhook_is_read() -> None:
    assert cards.read_webhook(BODY, signed(), clock.now()) == cards.CardEvent("evt_1", "ch_1")
    assert cards.read_webhook(BODY, signed(age=299), clock.now()).id == "evt_1"


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
        cards.read_webhook(body, header, clock.now())


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize("minutes", [6, -6])
def test_an_old_webhook_cannot_be_sent_again(minutes: int) -> None:
    with pytest.raises(cards.Forged):
        cards.read_webhook(BODY, signed(), clock.now() + timedelta(minutes=minutes))
