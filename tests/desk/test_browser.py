"""Every page of the desk in a real Chromium: clean for axe, one heading, no sideways scrolling."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, ViewportSize
from pytest_django.live_server_helper import LiveServer

from impplus.actions import candidates, letters
from impplus.demonstration import held_rounds
from impplus.records.models import Application, Round, User
from tests.desk.conftest import Made
from tests.heard import heard
from tests.people import as_csv, row, signed_in
from tests.walk.visitor import Visitor

pytestmark = pytest.mark.browser
type Come = Callable[[User], Visitor]

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}


def cookie_of(client: Client, site: str) -> dict[str, str]:
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": site}


@pytest.fixture(params=[("en", DESKTOP), ("fr", PHONE)], ids=["desktop-en", "phone-fr"])
def come(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    screenshots: Path | None,
) -> Iterator[Come]:
    """Someone at a desk of her own, or at her phone in French."""
    language, size = request.param
    opened = []

    def sit(who: User) -> Visitor:
        context = browser.new_context(viewport=size)
        opened.append(context)
        context.add_cookies([cookie_of(signed_in(who), live_server.url)])  # type: ignore[list-item]

        page = request.node.originalname.removeprefix("test_the_pages_of_the_")
        name = f"desk-{page}-{size['width']}"
        return Visitor(name, context, live_server.url, language, screenshots)

    yield sit
    for context in opened:
        context.close()


def sign_letters() -> None:
    """Sign what is owed in a thread of its own: the browser's driver keeps a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(_sign).result()


def _sign() -> None:
    letters.send_owed()
    connections.close_all()


def send(visitor: Visitor) -> None:
    """Send the form, and look at the page that comes even where its address is the same."""
    visitor.seen[:] = [f"{path} before" for path in visitor.seen]
    visitor.send()


def visit(visitor: Visitor, *names: str, about: Sequence[object] = ()) -> None:
    """Open pages of the desk about the same thing; each is looked at."""
    for name in names:
        with override(visitor.language):
            visitor.go(reverse(f"desk:{name}", args=about))


def test_the_pages_of_the_federal_desk(
    come: Come, olivia: User, enrolled: Application, many: Made
) -> None:
    many(30)
    many(2, status="in-review")
    olivias = come(olivia)
    number, principal = enrolled.number, enrolled.people.get(relation="principal")
    Application.objects.filter(status="in-review").update(officer=olivia)
    visit(olivias, "queue", "absences", "figures")
    with override(olivias.language):
        olivias.go(reverse("desk:queue") + "?status=all")
    visit(olivias, "hand-over", "release", "skip", about=[number])
    visit(olivias, "file", "answers", "questions", "messages", "changes", about=[number])
    visit(olivias, "papers", "notes", "history", "reason", about=[number])
    visit(olivias, "habits")
    visit(olivias, "question", "biometrics", about=[number])
    visit(olivias, "record-biometrics", about=[number, principal.pk])
    heard(enrolled, "passport", "will-leave", by=olivia)
    visit(olivias, "fairness", about=[number])
    visit(olivias, "decision", about=[number])
    send(olivias)
    assert olivias.page.locator(".error-summary").count() == 1
    reasons = olivias.page.locator("[name^=note-]:visible")
    assert reasons.count() == 0
    for everything in olivias.page.locator("#all-weighed:visible").all():  # on a phone
        everything.check()
    olivias.fill({"met-passport": False, "met-will-leave": False, "met-medical": True})
    assert reasons.count() == 2
    olivias.fill({"note-passport": "Expiré depuis mars.", "note-will-leave": "Sans attaches."})
    olivias.fill({"outcome": "refuse", "reasons": "Vu le dossier."})
    send(olivias)
    olivias.press("button[name=sure]")
    sign_letters()
    olivias.go(olivias.page.url)
    letter = enrolled.letters.get(kind="refusal")
    visit(olivias, "letter", about=[number, letter.pk])


def test_the_pages_of_the_completeness_check(come: Come, olivia: User, taken: Application) -> None:
    taken.documents.filter(key="passport").delete()
    olivias = come(olivia)
    visit(olivias, "completeness", "return", about=[taken.number])
    send(olivias)


def test_the_pages_of_the_ministrys_desk(
    come: Come, mathieu: User, draft: Application, many: Made, this_day: date
) -> None:
    many(30)
    candidates.import_csv(as_csv(*[row(n, this_day) for n in range(2, 9)]), by=mathieu)
    mathieus = come(mathieu)
    letter = draft.invitation
    visit(mathieus, "quebec", "candidates", "import", "rounds", "announce")
    mathieus.fill(
        {
            "size": "5",
            "public_draw": held_rounds.PUBLIC_DRAW,
            "draws_on": this_day + timedelta(days=1),
        }
    )
    send(mathieus)
    mathieus.press("button[name=sure]")
    made = held_rounds.due(Round.objects.get(status="announced"))
    visit(mathieus, "round", about=[letter.round.year, letter.round.number])
    visit(mathieus, "invitation", about=[letter.number])
    assert letter.status == "used"
    visit(mathieus, "draw", about=[made.year, made.number])
    with override(mathieus.language):
        mathieus.fill({"words": "12 34 56"})
        send(mathieus)
