"""Webhooks of a firm: a secret shown once, signed calls without a name, failures seen and ended, and nothing of another firm's."""

import json
import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from standardwebhooks import Webhook as Checked

from impplus.actions import webhooks
from impplus.practice.models import Mail, Webhook, WebhookCall
from impplus.queries.clock import now
from impplus.queries.webhooks import secret_of
from impplus.records.models import Firm, User
from tests.matters import colleague, opened
from tests.people import signed_in

pytestmark = pytest.mark.django_db(transaction=False)
PAGE = "/en/firm/webhooks/"
HERE = ("127.0.0.1",)
got: list[tuple[dict[str, str], str]] = []
said = [204]


class Receiver(BaseHTTPRequestHandler):
    """Answers with what `said` says."""

    def do_POST(self) -> None:
        """Keep what came."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        got.append(({key.lower(): one for key, one in self.headers.items()}, body))
        self.send_response(said[0])
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture
def owner(firm: Firm) -> User:
    return colleague(firm, "Paul", "owner")


@pytest.fixture
def hook(owner: User) -> Iterator[Webhook]:
    """A webhook of the firm that leads to a receiver on this machine."""
    got.clear()
    said[0] = 204
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    webhooks.give("https://firm.example.test/hook", by=owner)
    Webhook.objects.update(url=f"http://127.0.0.1:{server.server_port}/hook")
    yield Webhook.objects.get()
    server.shutdown()
    server.server_close()


def due_again() -> None:
    WebhookCall.objects.filter(status="owed").update(due_at=now() - timedelta(minutes=1))


def test_a_secret_is_shown_once_and_kept_nowhere(owner: User) -> None:
    page = signed_in(owner).post(PAGE, {"url": "https://firm.example.test/hook"}).content.decode()
    found = re.search(r"whsec_[\w+/=]+", page)
    assert found
    assert found[0] == secret_of(Webhook.objects.get())
    assert found[0] not in signed_in(owner).get(PAGE).content.decode()
    assert found[0] not in str(list(Webhook.objects.values()))


def test_the_same_address_is_not_added_twice(owner: User) -> None:
    browser, given = signed_in(owner), {"url": "https://firm.example.test/hook"}
    for status in (200, 422):
        page = browser.post(PAGE, given)
        assert page.status_code == status
    assert "This address is there already" in page.content.decode()
    assert Webhook.objects.count() == 1


def test_what_happens_is_told_signed_once_and_without_a_name(
    hook: Webhook, lucie: User, owner: User
) -> None:
    made = opened(lucie, number="A-1")
    assert webhooks.tend(trusted=HERE) == 1
    assert webhooks.tend(trusted=HERE) == 0
    ((headers, body),) = got
    assert Checked(secret_of(hook)).verify(body, headers) == json.loads(body)
    told = json.loads(body)
    assert (told["type"], told["data"]) == ("matter.open", {"id": made.pk, "matter": "A-1"})
    assert "Wilner" not in body


def test_another_firm_s_events_are_not_told(hook: Webhook) -> None:
    other = Firm.objects.create(name="Other", slug="other")
    opened(colleague(other, "Noor", "owner"))
    assert (webhooks.tend(trusted=HERE), got) == (0, [])


def test_what_is_not_taken_is_tried_again_after_longer_gaps(hook: Webhook, lucie: User) -> None:
    said[0] = 500
    opened(lucie)
    gaps = []
    for minutes in (0, 10, 100):
        WebhookCall.objects.update(owed_at=now() - timedelta(minutes=minutes))
        due_again()
        assert webhooks.tend(trusted=HERE) == 0
        owed = WebhookCall.objects.get()
        assert owed.due_at
        gaps.append(round((owed.due_at - now()) / timedelta(minutes=1)))
    assert gaps == [1, 10, 100]
    said[0] = 200
    due_again()
    assert webhooks.tend(trusted=HERE) == 1
    hook.refresh_from_db()
    assert (hook.failing_since, hook.failure, len({one["webhook-id"] for one, _ in got})) == (
        None,
        "",
        1,
    )


def test_after_days_of_failures_it_is_switched_off_and_the_owners_are_told(
    hook: Webhook, lucie: User, owner: User
) -> None:
    said[0] = 302
    opened(lucie)
    webhooks.tend(trusted=HERE)
    assert Mail.objects.filter(kind="webhook-off").count() == 0
    page = signed_in(owner).get(PAGE).content.decode()
    assert "It answered with another address" in page
    Webhook.objects.update(failing_since=now() - timedelta(days=3, minutes=1))
    due_again()
    webhooks.tend(trusted=HERE)
    hook.refresh_from_db()
    assert hook.status == "suspended"
    assert Mail.objects.get(kind="webhook-off").account == owner.pk
    assert [one.status for one in hook.calls.all()] == ["given-up"]
    assert signed_in(owner).post(f"{PAGE}{hook.pk}/switch-on/").status_code == 302
    said[0] = 200
    opened(lucie, name="Maya Saab")
    assert webhooks.tend(trusted=HERE) == 1


def test_nothing_is_called_on_this_machine(hook: Webhook, lucie: User) -> None:
    opened(lucie)
    assert (webhooks.tend(), got) == (0, [])
    hook.refresh_from_db()
    assert hook.failure == "private"


def test_a_removed_webhook_is_not_called(hook: Webhook, lucie: User, owner: User) -> None:
    opened(lucie)
    for _ in range(2):
        signed_in(owner).post(f"{PAGE}{hook.pk}/remove/")
    assert (webhooks.tend(trusted=HERE), got) == (0, [])


@pytest.mark.parametrize(
    "url",
    [
        "http://firm.example.test/",
        "https://a:b@firm.example.test/",
        "ftp://x/",
        "https://",
        "x" * 900,
        "https://[::1",
    ],
)
def test_what_is_no_address_is_refused(owner: User, url: str) -> None:
    assert signed_in(owner).post(PAGE, {"url": url}).status_code == 422
    assert Webhook.objects.count() == 0


@pytest.mark.parametrize("role", ["lawyer", "paralegal", "intake", "bookkeeper"])
def test_owners_alone_see_webhooks(firm: Firm, role: str) -> None:
    assert signed_in(colleague(firm, "Luc", role)).get(PAGE).status_code == 404
