"""The page that checks signed codes: the same verdicts as ours, from a picture or the camera, also without a network."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import segno
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from bench.signed_codes import BOB, FILE, LETTER, PAPER, code
from deploy.local import chromium
from deploy.local.spare import PROJECT
from impplus.actions import signed_codes
from impplus.outside import code_keys
from impplus.queries import clock
from impplus.queries.signed_codes import published
from impplus.records.models import SignedList
from impplus.rules import base45, signed_code
from impplus.rules.signed_code import SignedFacts

VECTORS: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
CHECK = PROJECT / "impplus" / "static" / "check-code.js"
DATED = re.compile(r"( as of| au) .*\d{4}.*(?:\d|[ap]m)$")  # the day and the minute of the state
ALL = """async (given) => {
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const { keyList, statusList, check } = signedCodes, anchor = bytes(given.anchor);
  const keys = await keyList(bytes(given.keys), anchor);
  const said = async (codes, status, found = {}) => {
    for (const one of codes) found[one.name] = (await check(one.code, keys, status, given.at, Date.parse(given.on) / 864e5)).verdict;
    return found;
  };
  const right = {};
  for (const one of given.lists) {
    right[one.name] = await ({ keys: keyList, status: statusList })[one.kind](bytes(one.held), anchor).then(() => true, () => false);
  }
  const [status, old] = [await statusList(bytes(given.status), anchor), await statusList(bytes(given.old_status), anchor)];
  return { cases: await said(given.cases, status), old: await said(given.old, old), none: await said(given.old, null), lists: right };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that holds the verifier alone."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto((PROJECT / "impplus" / "static" / "log" / "verify-receipt.html").as_uri())
    opened.add_script_tag(content=CHECK.read_text("utf-8"))
    yield opened
    context.close()


@pytest.mark.browser
def test_the_second_verifier_answers_as_the_first_on_every_published_vector(page: Page) -> None:
    said = page.evaluate(ALL, VECTORS)
    for group in ("cases", "old"):
        assert said[group] == {one["name"]: one["verdict"] for one in VECTORS[group]}
    assert said["lists"] == {one["name"]: one["right"] for one in VECTORS["lists"]}
    assert said["none"] == {
        "a permit": "unchecked", "cancelled": "unchecked", "after its last day": "expired"
    }  # fmt: skip


@pytest.mark.browser
def test_the_second_verifier_finds_every_flipped_bit_too(page: Page) -> None:
    held = base45.decoded(code(PAPER).removeprefix(signed_code.PREFIX))
    flipped = []
    for at in range(len(held)):
        changed = bytearray(held)
        changed[at] ^= 1 << at % 8
        flipped.append({"name": str(at), "code": signed_code.written(bytes(changed))})
    said = page.evaluate(ALL, VECTORS | {"cases": flipped})["cases"]
    assert len(said) == len(held)
    assert set(said.values()) <= {"altered", "unknown-issuer"}


@pytest.fixture
def papers(transactional_db: None) -> SignedFacts:
    """What a permit of today says, whose lists are published."""
    signed_codes.publish()
    today = clock.now().date()
    return replace(
        PAPER,
        valid_from=today - timedelta(days=30),
        valid_until=today + timedelta(days=300),
        issued_on=today - timedelta(days=31),
    )


def ours(facts: SignedFacts) -> str:
    """The code of these facts by the key of the site."""
    return signed_code.written(code_keys.sign_code(signed_code.payload_of(facts)))


def altered(text: str) -> str:
    """A code whose last character is another one."""
    return text[:-1] + ("1" if text.endswith("0") else "0")


def picture(text: str, folder: Path) -> Path:
    path = folder / "code.png"
    segno.make_qr(text, error="m", boost_error=False).save(str(path), scale=6, border=4)
    return path


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of somebody without an account."""
    context = browser.new_context(locale="en-CA")
    yield context
    context.close()


def choose(page: Page, text: str, folder: Path) -> str:
    """Choose the picture of a code; what the page's heading then says, without the time of the state."""
    page.set_input_files("#picture", picture(text, folder))
    page.wait_for_selector("[data-verdict]:not([hidden]) h2:focus")
    return heading(page)


def heading(page: Page) -> str:
    said = " ".join(page.inner_text("[data-verdict]:not([hidden]) h2").split())
    return DATED.sub(r"\1", said)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_of_the_seven_outcomes_is_said_in_words(
    visitor: BrowserContext,
    live_server: LiveServer,
    papers: SignedFacts,
    tmp_path: Path,
    language: str,
) -> None:
    page, faults = visitor.new_page(), list[str]()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(
        f"{live_server.url}/{'en/verify/scan' if language == 'en' else 'fr/verifier/balayer'}/"
    )
    day, today = timedelta(days=1), papers.valid_from + timedelta(days=30)
    ended = signed_codes.status_payload("UTO", 99, int(clock.now().timestamp()), [(9, 1)])
    content = code_keys.sign_list(ended, signed_codes.STATUS_LIST)
    SignedList.objects.filter(name="status").update(content=content)
    page.reload()
    page.wait_for_selector("[data-part=since]:not([hidden])")
    said = [
        choose(page, text, tmp_path)
        for text in (
            ours(papers),
            ours(replace(papers, valid_from=today + 3 * day)),
            ours(replace(papers, valid_until=today - 3 * day)),
            ours(replace(papers, index=9)),
            altered(ours(papers)),
            code(papers, BOB),
        )
    ]
    old = signed_codes.status_payload("UTO", 98, int(clock.now().timestamp()) - 90_000, [])
    content = code_keys.sign_list(old, signed_codes.STATUS_LIST)
    SignedList.objects.filter(name="status").update(content=content, version=200)
    page.evaluate("localStorage.clear()")  # as a browser that has seen no newer one
    page.reload()
    page.wait_for_selector("[data-part=since]:not([hidden])")
    said.append(choose(page, ours(papers), tmp_path))
    assert (
        said
        == {
            "en": [
                *("Genuine and valid as of", "Not valid yet", "Expired", "Cancelled"),
                *(
                    "Altered or damaged",
                    "Unknown issuer",
                    "Signature good, state not checked",
                ),
            ],
            "fr": [
                *("Authentique et valide au", "Pas encore valide", "Expiré", "Annulé"),
                "Modifié ou endommagé",
                "Autorité de délivrance inconnue",
                "Signature bonne, état non vérifié",
            ],
        }[language]
    )
    assert page.is_visible("[data-part=specimen]")
    assert faults == []


@pytest.mark.browser
def test_an_older_list_than_one_seen_before_is_not_used(
    visitor: BrowserContext, live_server: LiveServer, papers: SignedFacts, tmp_path: Path
) -> None:
    page, at = visitor.new_page(), int(clock.now().timestamp())
    for version, made_at, states in ((98, at, [(9, 1)]), (300, at - 600, [])):
        offered = signed_codes.status_payload("UTO", version, made_at, states)
        content = code_keys.sign_list(offered, signed_codes.STATUS_LIST)
        SignedList.objects.filter(name="status").update(content=content, version=version)
        page.goto(f"{live_server.url}/en/verify/scan/")
        page.wait_for_selector("[data-part=since]:not([hidden])")
        assert choose(page, ours(replace(papers, index=9)), tmp_path) == "Cancelled"
        assert page.is_visible("[data-part=older]") is (version == 300)


@pytest.mark.browser
def test_once_opened_the_page_checks_a_code_without_a_network(
    visitor: BrowserContext, live_server: LiveServer, papers: SignedFacts, tmp_path: Path
) -> None:
    page = visitor.new_page()
    page.goto(f"{live_server.url}/en/verify/scan/")
    page.wait_for_selector("[data-part=kept]:not([hidden])")
    visitor.set_offline(True)
    page.reload()
    page.wait_for_selector("[data-part=since]:not([hidden])")
    assert choose(page, ours(papers), tmp_path) == "Genuine and valid as of"
    shown = page.inner_text("[data-part=facts]")
    assert [one in shown for one in ("P-3F9C-HT2W", "CARRENO QUINONES, ALICE", "…3456")] == [
        True
    ] * 3
    assert "Open work permit" in shown


def test_the_lists_are_for_everybody_and_nothing_else_is_there(
    client: Client, papers: SignedFacts
) -> None:
    for name in ("keys", "status"):
        answer = client.get(f"/signed-lists/{name}")
        found = published(name)
        assert found
        assert (answer.content, answer["Content-Type"]) == (found.content, "application/cbor")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
    assert client.get("/signed-lists/codes").status_code == 404


def test_the_camera_is_for_this_page_alone(client: Client, papers: SignedFacts) -> None:
    scan, start = client.get("/en/verify/scan/"), client.get("/en/verify/")
    assert "camera=(self)" in scan["Permissions-Policy"]
    assert "camera=()" in start["Permissions-Policy"]
    assert scan["Content-Security-Policy"] == start["Content-Security-Policy"]


def test_what_is_kept_holds_nothing_of_who_is_signed_in(
    client: Client, papers: SignedFacts
) -> None:
    script = client.get("/en/verify/scan/worker.js")
    assert script["Content-Type"] == "text/javascript; charset=utf-8"
    assert 'credentials: "omit"' in script.content.decode()
    assert LETTER.number not in script.content.decode()


def film(text: str, folder: Path) -> Path:
    """Some frames of a camera before which the code is held (Y4M)."""
    sheet = Image.new("L", (1280, 720), 200)
    code_on_it = Image.open(picture(text, folder)).convert("L")
    sheet.paste(code_on_it, ((1280 - code_on_it.width) // 2, (720 - code_on_it.height) // 2))
    frame = b"FRAME\n" + sheet.tobytes() + bytes([128]) * (1280 * 720 // 2)
    path = folder / "camera.y4m"
    path.write_bytes(b"YUV4MPEG2 W1280 H720 F10:1 Ip A1:1 C420\n" + frame * 5)
    return path


@pytest.mark.browser
def test_a_code_that_is_held_before_the_camera_is_read_and_the_camera_goes_off(
    browser: Browser, live_server: LiveServer, papers: SignedFacts, tmp_path: Path
) -> None:
    shown = film(ours(papers), tmp_path)
    fake = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    filmed = browser.browser_type.launch(
        executable_path=chromium.find_or_install(),
        args=[*chromium.flags(), *fake, f"--use-file-for-fake-video-capture={shown}"],
    )
    page = filmed.new_context(permissions=["camera"]).new_page()
    page.goto(f"{live_server.url}/fr/verifier/balayer/")
    page.click("[data-part=start]")
    page.wait_for_selector("[data-verdict]:not([hidden]) h2:focus")
    assert heading(page) == "Authentique et valide au"
    assert page.query_selector("video") is None
    assert page.is_visible("[data-part=start]")
    filmed.close()
