"""The public log as visitors get it: the page, the files, and the page that checks a receipt offline."""

from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser

from deploy.local.spare import PROJECT
from impplus.actions import checkpoints
from impplus.queries import log, proofs
from impplus.records.models import Application
from tests.rules.test_notes import LOG_KEY
from tests.rules.test_receipt_file import receipt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_log")]
PAGE = PROJECT / "impplus" / "static" / "log" / "verify-receipt.html"


@pytest.mark.parametrize("address", ["/en/public-log/", "/fr/registre-public/"])
def test_the_page_says_how_the_log_stands(
    address: str, client: Client, received: Application
) -> None:
    assert client.get(address).context["checkpoint"] is None
    checkpoints.tend()
    page = client.get(address).content.decode()
    assert str(log.policy().log) in page
    assert f">{log.newest().size}<" in page
    assert ">http://testserver/log/checkpoint</a>" in page


def test_the_files_are_served_as_the_format_says(client: Client, received: Application) -> None:
    checkpoints.tend()
    size = log.newest().size
    checkpoint = client.get("/log/checkpoint")
    assert checkpoint.content.decode() == str(log.published())
    assert checkpoint["Content-Type"] == "text/plain; charset=utf-8"
    assert checkpoint["Cache-Control"] == "no-cache"
    assert checkpoint["Access-Control-Allow-Origin"] == "*"
    assert client.get("/log/vkey").content.decode() == f"{log.policy().log}\n"
    for level, width in (("0", 32), ("entries", 44)):
        tile = client.get(f"/log/tile/{level}/000.p/{size}")
        assert len(tile.content) == size * width
        assert tile["Content-Type"] == "application/octet-stream"
        assert tile["Cache-Control"] == "public, max-age=31536000, immutable"
        assert tile["Access-Control-Allow-Origin"] == "*"
        assert not tile.cookies


@pytest.mark.parametrize(
    "path",
    ["", "tile", "tile/0", "tile/0/001", "tile/64/000", "../keys/log.pem", "tile/0/000.p/256"],
)
def test_nothing_else_is_served(path: str, client: Client, received: Application) -> None:
    checkpoints.tend()
    assert client.get(f"/log/{path}").status_code == 404


@pytest.mark.browser
def test_a_receipt_of_today_is_checked_and_each_change_is_named(
    browser: Browser, tmp_path: Path, received: Application
) -> None:
    checkpoints.tend()
    file, page = tmp_path / "receipt.txt", browser.new_page()
    whole, key = proofs.of(received).file, str(log.policy().log)
    shown, facts = {}, {}
    for name, old, new in (
        ("whole", "", ""),
        ("answer", '"value": "Benali"', '"value": "Benalj"'),
        ("event", received.number, f"{received.number[:-1]}-"),
        ("number", "\nindex ", "\nindex 1"),
        ("salt", "\nextra ", "\nextra AAAA"),
        ("checkpoint", "/log\n", "/lof\n"),
    ):
        changed = whole.replace(old, new)
        assert changed != whole or name == "whole"
        file.write_text(changed, "utf-8")
        page.goto(PAGE.as_uri())
        page.set_input_files("#file", file)
        page.fill("#key", key)
        page.click("button")
        page.wait_for_selector("#english:not(:empty)")
        shown[name] = page.text_content("#english").split(":")[0].rstrip(".")
        facts[name] = [one.text_content() for one in page.query_selector_all("#facts dd")]
    page.close()
    log_does_not = "The public log does not hold this receipt as the file shows it"
    assert shown == {
        "whole": "Verified",
        "answer": "What was received is not what this receipt was given for",
        "event": "What was received is not what this receipt was given for",
        "number": log_does_not,
        "salt": log_does_not,
        "checkpoint": "The checkpoint in this file is not signed as it must be",
    }
    number, received_at, *_ = facts.pop("whole")
    assert (number, datetime.fromisoformat(received_at)) == (
        received.number,
        received.receipt.received_at,
    )
    assert {name: told for name, told in facts.items() if told} == {}


@pytest.mark.browser
def test_the_page_checks_a_receipt_without_a_network(browser: Browser, tmp_path: Path) -> None:
    file, page = tmp_path / "receipt.txt", browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    said = {}
    for name, text, key in (
        ("whole", str(receipt()), str(LOG_KEY)),
        ("changed", str(receipt()).replace("W-26-0001", "W-26-0002"), str(LOG_KEY)),
        ("signature", str(receipt()).replace("\n1\n", "\n2\n"), str(LOG_KEY)),
        ("nothing", "nothing", str(LOG_KEY)),
        ("key", str(receipt()), "key"),
    ):
        file.write_text(text, "utf-8")
        page.goto(PAGE.as_uri())
        page.set_input_files("#file", file)
        page.fill("#key", key)
        page.click("button")
        page.wait_for_selector("#english:not(:empty)")
        said[name] = (page.text_content("#english"), page.text_content("#french"))
    assert faults == []
    assert [english.split(":")[0].split(".")[0] for english, _ in said.values()] == [
        "Verified",
        "The public log does not hold this receipt as the file shows it",
        "The checkpoint in this file is not signed as it must be",
        "This is not the text file of a receipt, or it was changed",
        "This is not a public key",
    ]
    assert len({french for _, french in said.values()}) == len(said)
    page.close()
