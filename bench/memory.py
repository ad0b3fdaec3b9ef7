"""What a web process holds of memory: one alone, once it answers and after pages, and those that are forked from one."""

import re
import time
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from bench.machine import described
from bench.pages import served
from bench.peak import below
from bench.world import World, bench_world

SITE = "impplus.wsgi:application"
PUBLIC = ("", "self-check/", "fees/", "verify/", "account/sign-in/", "help/")
SIGN_IN = "/en/account/sign-in/"
ALICE = {"login": "alice@example.test", "password": "only-a-demonstration"}
COUNTER = "/en/places-left/"
PASSKEYS = "/en/account/second-factor/passkeys/sign-in/"
ROUNDS = 12  # of all pages, so that each of several processes makes each
REST = 5  # seconds in which a process gives back what pages left free
PROCESSES = 2


def show() -> None:
    """MB of the one process (its share of what it shares), and of what each of several has for itself."""
    with bench_world("few") as world:
        print(f"\n{described(world.environment)}\n", flush=True)
        for name, held in measured(world):
            print(f"{name:<60}{held:>8.1f}", flush=True)
    print()


def measured(world: World) -> Iterator[tuple[str, float]]:
    """Each figure with its name, in MB."""
    environment = world.environment | {"MALLOC_ARENA_MAX": "1"}
    with served(SITE, environment, 1) as (port, pid):
        _ask(port, COUNTER)
        yield "one process, once it answers", _held(pid, "Pss")
        _ask(port, *_public())
        yield "after public pages", _held(pid, "Pss")
        _ask(port, world.page, cookie=world.cookie)
        yield "after an application’s task list", _held(pid, "Pss")
        _round(port, world)
        yield f"after {ROUNDS} rounds of these", _held(pid, "Pss")
        _sign_in(port)
        yield "once somebody signs in with a password alone", _held(pid, "Pss")
        _ask(port, PASSKEYS)
        yield "once somebody signs in with a passkey", _held(pid, "Pss")
    with served(SITE, environment, PROCESSES) as (port, pid):
        _round(port, world)
        for child in below(pid):
            yield "private to one of two, after the same rounds", _held(child, "Private_")


def _round(port: int, world: World) -> None:
    for _ in range(ROUNDS):
        _ask(port, *_public())
        _ask(port, world.page, cookie=world.cookie)


def _sign_in(port: int) -> None:
    keeps_cookies = urllib.request.HTTPCookieProcessor(CookieJar())
    browser, there = urllib.request.build_opener(keeps_cookies), f"http://127.0.0.1:{port}{SIGN_IN}"
    page = browser.open(there).read().decode()
    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page))
    sent = urlencode({"csrfmiddlewaretoken": token, **ALICE}).encode()
    if browser.open(there, sent, timeout=60).url == there:
        raise RuntimeError("Alice could not sign in.")


def _public() -> list[str]:
    return ["/fr/", *(f"/en/{page}" for page in PUBLIC)]


def _ask(port: int, *pages: str, cookie: str = "") -> None:
    for page in pages:
        asked = urllib.request.Request(f"http://127.0.0.1:{port}{page}", headers={"Cookie": cookie})
        urllib.request.urlopen(asked, timeout=60).read()  # noqa: S310


def _held(pid: int, which: str) -> float:
    """MB that a process holds, of the kinds of memory whose names begin so."""
    time.sleep(REST)
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return (
        sum(
            int(line.split()[1])
            for line in lines
            if line.startswith((f"{which}:", f"{which}Dirty:", f"{which}Clean:"))
        )
        / 1024
    )
