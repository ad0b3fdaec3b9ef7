"""A firm's webhooks: given and removed by an owner, called by the worker, tried again with growing gaps, and switched off after days of failures."""

import logging
import secrets
from collections.abc import Collection
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction
from standardwebhooks import Webhook as Signing

from impplus.actions import mails, moves
from impplus.outside.webhook_calls import LONGEST_ADDRESS, NotTaken, call
from impplus.practice import access
from impplus.practice.colleague import OWNER
from impplus.practice.models import Colleague, FirmEvent, Webhook, WebhookCall
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.queries import clock
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.tries import next_try
from impplus.queries.webhooks import KINDS, kind_of, secret_of, told, webhooks_of
from impplus.records.clock import Now
from impplus.records.models import User
from impplus.words.text import Text

MOST = 5
AT_ONCE = 100  # calls in one round of the worker
DAYS = 3  # of failures in a row, after which a webhook is switched off
# An event may come to stand a little after a later one: so far back it is looked for again.
BACK = timedelta(minutes=10)

logger = logging.getLogger(__name__)


def give(url: str, *, by: User) -> str:
    """Add an address; its secret, which is shown once. Owners alone."""
    _must_own(by)
    if not _may_be(url):
        raise NotUnderstood(_ADDRESS)
    if webhooks_of(by).filter(url=url).exists():
        raise NotUnderstood(_THERE)
    if webhooks_of(by).count() >= MOST:
        raise NotUnderstood(_TOO_MANY)
    made = Webhook(firm=access.firm_of(by), account=by.pk, url=url, demo=by.demo)
    made.nonce = secrets.token_hex(32)
    moves.move_at_firm(made, "give", by=by)
    return secret_of(made)


def revoke(webhook: Webhook, *, by: User) -> None:
    """Remove an address: nothing that is owed to it is sent any more."""
    _must_see(webhook, by)
    with transaction.atomic(using=FIRM):
        moves.move_at_firm(webhook, "revoke", by=by)
        _drop_owed(webhook)


def resume(webhook: Webhook, *, by: User) -> None:
    """Switch one on again; what happened while it was off is not told."""
    _must_see(webhook, by)
    columns = {"failing_since": None, "failure": "", "read_until": Now()}
    moves.move_at_firm(webhook, "resume", by=by, columns=columns)


def tend(*, trusted: Collection[str] = ()) -> int:
    """Owe each webhook what happened since, and make the calls that are due; how many were taken.

    `trusted` as in outside/webhook_calls.py.
    """
    if not keeps_for_firms():
        return 0
    for webhook in Webhook.objects.filter(status="active", demo=False):
        _owe(webhook)
    due = WebhookCall.objects.filter(due_at__lte=Now(), webhook__status="active")
    taken, failing = 0, set[int]()
    for pk, of in list(due.order_by("due_at").values_list("pk", "webhook_id")[:AT_ONCE]):
        if of in failing:  # its others wait: nobody's slow receiver holds up the rest
            continue
        if _made(pk, trusted):
            taken += 1
        else:
            failing.add(of)
    return taken


def _owe(webhook: Webhook) -> None:
    now = clock.now()
    since = max(webhook.read_until - BACK, webhook.given_at)
    events = list(FirmEvent.objects.filter(firm=webhook.firm, at__gte=since).order_by("id"))
    calls = webhook.calls.filter(event__in=[one.pk for one in events])
    known = set(calls.values_list("event", flat=True))
    for event in events:
        if kind_of(event) in KINDS and event.pk not in known:
            made = WebhookCall(firm=webhook.firm, webhook=webhook, event=event.pk)
            made.kind, made.body = kind_of(event), told(event)
            moves.move_at_firm(made, "owe", by=None)
    Webhook.objects.filter(pk=webhook.pk).update(read_until=now)


def _made(pk: int, trusted: Collection[str]) -> bool:
    """Make one call; whether it was taken. Its row is locked meanwhile, so that no two workers make it."""
    with transaction.atomic(using=FIRM):
        free = WebhookCall.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        owed = free.select_related("webhook").filter(pk=pk, due_at__lte=Now()).first()
        if owed is None:
            return False
        body, now = owed.body, clock.now()
        name = f"evt_{owed.webhook_id}_{owed.event}"
        headers = {
            "content-type": "application/json",
            "webhook-id": name,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Signing(secret_of(owed.webhook)).sign(name, now, body),
        }
        try:
            call(owed.webhook.url, body.encode(), headers, trusted=trusted)
        except NotTaken as refused:
            _failed(owed, refused.why)
            return False
        sent = {"sent_at": Now(), "due_at": None, "failure": ""}
        moves.move_at_firm(owed, "send", by=None, columns=sent)
        Webhook.objects.filter(pk=owed.webhook_id).update(failing_since=None, failure="")
        return True


def _failed(owed: WebhookCall, why: str) -> None:
    """Remember why, and when it is tried again; after DAYS in a row, or where the receiver says that it is gone, no more."""
    webhook, now = owed.webhook, clock.now()
    logger.warning("webhook %s was not taken: %s", webhook.pk, why)
    webhook.failing_since = webhook.failing_since or now
    Webhook.objects.filter(pk=webhook.pk).update(failing_since=webhook.failing_since, failure=why)
    again = next_try(owed.owed_at, now)
    WebhookCall.objects.filter(pk=owed.pk).update(due_at=again, failure=why)
    if why != "gone" and now - webhook.failing_since < timedelta(days=DAYS):
        return
    moves.move_at_firm(webhook, "suspend", by=None)
    _drop_owed(webhook)
    for owner in Colleague.objects.filter(firm=webhook.firm, role=OWNER, status="active"):
        mails.owe("webhook-off", firm=webhook.firm, account=owner.account, demo=webhook.demo)


def _drop_owed(webhook: Webhook) -> None:
    for one in webhook.calls.filter(status="owed"):
        moves.move_at_firm(one, "give-up", by=None, columns={"due_at": None})


def _may_be(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return (
            len(url) <= LONGEST_ADDRESS
            and url.isprintable()
            and " " not in url
            and parts.scheme == "https"
            and bool(parts.hostname)
            and not parts.username
            and (parts.port or 443) > 0
        )
    except ValueError:
        return False


def _must_own(by: User) -> None:
    if not (keeps_for_firms() and access.role_of(by) in access.TEAM):
        raise NotYours


def _must_see(webhook: Webhook, by: User) -> None:
    if not webhooks_of(by).filter(pk=webhook.pk).exists():
        raise NotYours


_ADDRESS = Text(
    en="Enter an address that begins with https://, without a name and password in it, of at most 500 characters.",
    fr="Inscrivez une adresse qui commence par https://, sans nom ni mot de passe, d’au plus 500 caractères.",
)
_THERE = Text(
    en="This address is there already, and its secret was shown once. For another secret, remove it and add it again.",
    fr="Cette adresse figure déjà ici, et son secret a été affiché une seule fois. Pour obtenir un autre secret, retirez-la et ajoutez-la de nouveau.",
)
_TOO_MANY = Text(
    en=f"The firm has {MOST} webhooks already. Remove one first.",
    fr=f"Le cabinet a déjà {MOST} webhooks. Retirez-en un d’abord.",
)
