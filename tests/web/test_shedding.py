"""Too much work: pages are turned away before the way of a submission, and what was typed is kept."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.test import RequestFactory

from impplus.actions.beside import NoRoom
from impplus.web import shedding
from impplus.web.shedding import Shed

PUBLIC, DRAFT = "/en/fees/", "/fr/demande/W-1/famille/"
SUBMIT = ("/en/application/W-1/sign/", "/fr/demande/W-1/signature/")
ASKING = (
    "/en/application/W-1/fees/pay/",
    "/fr/demande/W-1/frais/resultat/",
    "/api/v1/payments/webhook",
)


class Busy:
    """A site that works until it is told to end."""

    def __init__(self) -> None:
        self.begun, self.end = threading.Semaphore(0), threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        self.begun.release()
        self.end.wait(30)
        start("200 OK", [])
        return [b"done"]


def ask(site: Shed, path: str, method: str = "GET", **form: str) -> tuple[str, str]:
    told: list[Any] = []
    environ = getattr(RequestFactory(), method.lower())(path, form).environ
    body = b"".join(site(environ, lambda *said: told.extend(said)))
    return told[0], body.decode()


@contextmanager
def at_work(site: Shed, busy: Busy, path: str, number: int) -> Iterator[None]:
    """Inside, so many requests are being worked on."""
    threads = [threading.Thread(target=ask, args=(site, path)) for _ in range(number)]
    for one in threads:
        one.start()
    for _ in threads:
        assert busy.begun.acquire(timeout=30)
    try:
        yield
    finally:
        busy.end.set()
        for one in threads:
            one.join(30)


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Busy:
    """A site that works, before which nobody waits for long."""
    monkeypatch.setattr(shedding, "PATIENCE", 0.05)
    return Busy()


def test_public_pages_are_turned_away_first_then_drafts_and_submitting_never(busy: Busy) -> None:
    site = Shed(busy, 8)
    with ExitStack() as work:
        work.enter_context(at_work(site, busy, PUBLIC, 5))
        assert ask(site, PUBLIC)[0] == "503 Service Unavailable"
        work.enter_context(at_work(site, busy, DRAFT, 7))
        assert ask(site, DRAFT)[0] == "503 Service Unavailable"
        for path in SUBMIT:
            work.enter_context(at_work(site, busy, path, 8))
    assert ask(site, PUBLIC) == ask(site, DRAFT) == ("200 OK", "done")


def test_a_card_provider_that_does_not_answer_holds_half_of_the_threads(busy: Busy) -> None:
    site = Shed(busy, 8)
    with ExitStack() as work:
        work.enter_context(at_work(site, busy, ASKING[0], 4))
        assert {ask(site, path)[0] for path in ASKING} == {"503 Service Unavailable"}
        work.enter_context(at_work(site, busy, DRAFT, 4))
        work.enter_context(at_work(site, busy, SUBMIT[0], 8))


def test_whoever_is_turned_away_keeps_what_was_typed_and_is_told_so_in_both_languages(
    busy: Busy,
) -> None:
    site = Shed(busy, 1)
    with at_work(site, busy, DRAFT, 1):
        typed = {"name": 'Nguyễn "Đ" <b>', "csrfmiddlewaretoken": "token"}
        status, page = ask(site, DRAFT, "POST", **typed)
    assert status == "503 Service Unavailable"
    assert '<input type="hidden" name="name" value="Nguyễn &quot;Đ&quot; &lt;b&gt;">' in page
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="token">' in page
    assert page.index("Un très grand nombre de personnes") < page.index("Very many people")
    assert len(page.encode()) < 15_000


def test_a_second_is_waited_for_a_turn_and_nobody_waits_while_others_are_turned_away(
    busy: Busy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shedding, "PATIENCE", 30.0)
    site = Shed(busy, 1)
    told: list[str] = []
    with at_work(site, busy, PUBLIC, 1):
        waiting = threading.Thread(target=lambda: told.append(ask(site, PUBLIC)[0]))
        waiting.start()
        busy.end.set()
        waiting.join(30)
    assert told == ["200 OK"]
    busy.end.clear()
    busy.begun = threading.Semaphore(0)
    with at_work(site, busy, PUBLIC, 1):
        site.public.turned_away = shedding.time.monotonic()
        assert ask(site, PUBLIC)[0] == "503 Service Unavailable"


def test_files_of_the_site_and_its_probes_are_never_turned_away(busy: Busy) -> None:
    site = Shed(busy, 1)
    with at_work(site, busy, PUBLIC, 1):
        busy.end.set()
        for path in ("/static/style.css", "/alive", "/ready"):
            assert ask(site, path)[0] == "200 OK"


def test_a_page_that_fails_leaves_its_room(busy: Busy) -> None:
    def fails(*_: Any) -> Iterable[bytes]:
        raise ValueError("a page failed")

    site = Shed(fails, 1)
    for _ in range(3):
        with pytest.raises(ValueError, match="a page failed"):
            ask(site, PUBLIC)


@pytest.mark.parametrize(("path", "language"), [(DRAFT, "fr"), (SUBMIT[0], "en")])
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_what_found_no_room_on_the_disk_is_said_in_the_language_of_its_page(
    path: str, language: str, method: str, busy: Busy
) -> None:
    told: list[Any] = []
    environ = getattr(RequestFactory(), method.lower())(path).environ | {shedding.NO_ROOM: "1"}
    body = b"".join(Shed(busy, 4)(environ, lambda *said: told.extend(said))).decode()
    assert (told[0], NoRoom.text.say(language) in body) == ("503 Service Unavailable", True)
    assert dict(told[1])["Content-Type"].startswith(
        "text/plain" if method == "PATCH" else "text/html"
    )
