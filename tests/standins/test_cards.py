"""The card simulator by itself: its page in two languages, no script, nothing of a real card; and how it starts."""

import os
import re
import subprocess
import sys
from decimal import Decimal

from pytest_django import Settings

from impplus.outside import cards
from tests.outside.paying import BACK, PAYS, Provider, ask, begun, pay


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


def test_a_page_says_what_part_of_the_payment_went_back(provider: Provider) -> None:
    started = begun()
    pay(started, PAYS)
    cards.refund(started.provider_id, "R-1", Decimal("100.00"))
    pages = [ask(started.url.replace("lang=en", f"lang={lang}"))[1] for lang in ("en", "fr")]
    said = [re.findall(r"<p>(This payment.*|Le paiement.*)</p>", page) for page in pages]
    assert said == [
        ["This payment is made; $100.00 of it was refunded."],
        ["Le paiement a été effectué; 100,00\u00a0$ en ont été remboursés."],
    ]


def test_an_unknown_page_speaks_both_languages(provider: Provider, settings: Settings) -> None:
    answer, page = ask(f"{settings.CARDS_URL}/pay/ch_nobody")
    assert answer.status == 404
    assert ("No such payment" in page, "Paiement introuvable" in page) == (True, True)


def test_a_simulator_without_a_secret_does_not_start() -> None:
    environment = {name: text for name, text in os.environ.items() if name != "CARDS_SECRET"}
    run = subprocess.run(
        [sys.executable, "-m", "standins.cards", "--port", "0"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (
        2,
        "Set CARDS_SECRET and CARDS_WEBHOOK_SECRETS to the same values as the site's.\n",
    )
