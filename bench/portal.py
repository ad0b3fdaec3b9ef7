"""The portal over HTTP, page by page: how long each takes one person and sixteen, and what each weighs.

`python -m bench portal` and `python -m bench weights` print it; the pages are those of bench/people.py,
so that none is left out.
"""

import http.client
import json
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser

from bench.load import visitors
from bench.machine import described
from bench.pages import served
from bench.world import empty_site, printed

ALONE, TOGETHER = 20, 16  # requests of one person; people at once
EACH = 5  # requests of each of those
WARM = 4
PROCESSES = 2
LINE = "{:<32}{:>9}{:>9}{:>11}{:>9}{:>10}"
WEIGHT = "{:<32}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}"
BROWSER = "gzip, br"  # what it reads of packed answers
VISITORS = visitors()


@dataclass(frozen=True)
class Page:
    """A page as somebody who may open it asks for it."""

    name: str
    address: str
    cookie: str


@dataclass(frozen=True)
class Portal:
    """The portal as it is served: its port, the bare view, its pages, and who sends files from where."""

    port: int
    server: int
    machine: str
    bare: Page
    pages: tuple[Page, ...]
    senders: tuple[dict[str, str], ...]


@contextmanager
def portal(processes: int = PROCESSES) -> Iterator[Portal]:
    """The portal with the files of the demonstration, on a database of its own."""
    with empty_site() as environment:
        said = json.loads(printed(environment, "bench.people").splitlines()[-1])
        beside = environment | {"DJANGO_SETTINGS_MODULE": "bench.beside"}
        with served("impplus.wsgi:application", beside, processes) as (port, server):
            pages, closed = _open(port, said["pages"])
            print(f"No page for whoever opens it, so left out: {', '.join(closed)}.")
            yield Portal(
                port=port,
                server=server,
                machine=described(environment),
                bare=Page(**said["bare"]),
                pages=pages,
                senders=tuple(said["senders"]),
            )


def _open(port: int, found: dict[str, list[dict[str, str]]]) -> tuple[tuple[Page, ...], list[str]]:
    """The first address of each name that opens, and the names of which none does: buttons, and what leads elsewhere."""
    pages, closed = list[Page](), list[str]()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        for name, addresses in found.items():
            tried = (Page(**one) for one in addresses)
            opened = next((one for one in tried if _opens(connection, one)), None)
            pages += [opened] if opened else []
            closed += [] if opened else [name]
    return tuple(pages), closed


def _opens(connection: http.client.HTTPConnection, page: Page) -> bool:
    connection.request("GET", page.address, headers={"Cookie": page.cookie})
    answer = connection.getresponse()
    answer.read()
    return answer.status == 200


def show_times() -> None:
    """p50 and p95 of every page, alone and among sixteen, beside the bare view."""
    with portal() as here:
        print(f"\n{here.machine}\n")
        print(
            f"Every page of the portal over HTTP, {PROCESSES} web processes, ms; `of bare`: the bare view’s"
        )
        print(
            "p50 under our middleware (a session, its user, one query) by the page’s, for one person.\n"
        )
        print(
            LINE.format("", "p50 of 1", "p95 of 1", f"p50 of {TOGETHER}", "p95", "of bare"),
            flush=True,
        )
        bare = _timed(here.port, here.bare)
        for page, taken in [(here.bare, bare), *((one, None) for one in here.pages)]:
            alone, among = taken or _timed(here.port, page)
            figures = (*_shares(alone), *_shares(among))
            ratio = statistics.median(bare[0]) / statistics.median(alone)
            print(
                LINE.format(page.name, *(f"{one * 1000:.1f}" for one in figures), f"{ratio:.2f}"),
                flush=True,
            )


def _timed(port: int, page: Page) -> tuple[list[float], list[float]]:
    """Seconds of each answer, of one person and of sixteen at once."""
    _asks(port, page, WARM)
    alone, among = _asks(port, page, ALONE), list[float]()
    threads = [
        threading.Thread(target=lambda: among.extend(_asks(port, page, EACH)))
        for _ in range(TOGETHER)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(among) != TOGETHER * EACH:
        raise RuntimeError(f"{page.name}: {len(among)} answers to {TOGETHER * EACH}")
    return alone, among


def _asks(port: int, page: Page, times: int) -> list[float]:
    taken = []
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        for _ in range(times):
            began = time.perf_counter()
            fetched(connection, page.address, page.cookie)
            taken.append(time.perf_counter() - began)
    return taken


def fetched(
    connection: http.client.HTTPConnection, address: str, cookie: str = "", packed: str = ""
) -> tuple[bytes, http.client.HTTPResponse]:
    """The bytes of an answer as they came; RuntimeError where it is another than 200."""
    headers = {
        "Cookie": cookie,
        "X-Forwarded-For": next(VISITORS),
        "Accept-Encoding": packed or "identity",
    }
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return content, answer


def _shares(taken: Sequence[float]) -> tuple[float, float]:
    parts = statistics.quantiles(taken, n=20)
    return parts[9], parts[18]


class Fetched(HTMLParser):
    """What a browser fetches for the first view of a page; a picture that is loaded late is no part of it."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.addresses: dict[str, None] = {}
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an address."""
        given = {name: value or "" for name, value in attrs}
        linked = tag == "link" and given.get("rel") in ("stylesheet", "icon")
        late = given.get("loading") == "lazy"
        if (linked or tag in ("script", "img")) and not late:
            self.addresses[given.get("href") or given.get("src", "")] = None


def show_weights() -> None:
    """What each page weighs: its first view, as it comes on the line."""
    with (
        portal() as here,
        closing(http.client.HTTPConnection("127.0.0.1", here.port)) as connection,
    ):
        print(f"\n{here.machine}\n")
        print(
            "First view of every page, kB: as it comes on the line, unpacked, and how many times less that is;"
        )
        print("of it the page itself and its scripts, on the line; requests.\n")
        print(WEIGHT.format("", "line kB", "unpacked", "ratio", "page", "script", "requests"))
        for page in here.pages:
            content, answer = fetched(connection, page.address, page.cookie, BROWSER)
            if answer.headers.get_content_type() != "text/html":
                print(
                    f"{page.name:<32}{len(content) / 1000:>10.1f}  {answer.headers.get_content_type()}"
                )
                continue
            whole, _ = fetched(connection, page.address, page.cookie)
            parts = {page.address: (len(content), len(whole))} | _fetched_by(
                connection, page, whole
            )
            line, unpacked = (sum(sizes) for sizes in zip(*parts.values(), strict=True))
            script = sum(size for one, (size, _) in parts.items() if one.endswith(".js"))
            kilobytes = [f"{one / 1000:.1f}" for one in (line, unpacked, len(content), script)]
            kilobytes.insert(2, f"{unpacked / line:.1f}×")
            print(WEIGHT.format(page.name, *kilobytes, len(parts)))


def _fetched_by(
    connection: http.client.HTTPConnection, page: Page, whole: bytes
) -> dict[str, tuple[int, int]]:
    """What else a browser fetches for a page: bytes on the line, and unpacked."""
    return {
        one: (
            len(fetched(connection, one, page.cookie, BROWSER)[0]),
            len(fetched(connection, one, page.cookie)[0]),
        )
        for one in Fetched(whole.decode()).addresses
    }
