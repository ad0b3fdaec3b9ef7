"""What a firm's webhooks are told, and the secret by which their receiver knows that it was us."""

import json
from base64 import b64encode
from typing import Any

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from impplus.practice import access
from impplus.practice.models import Deadline, FirmEvent, Matter, Wanted, Webhook
from impplus.practice.routing import keeps_for_firms
from impplus.records.models import User

# Which events are told, as "noun.verb".
KINDS = (
    "enquiry.request",
    "enquiry.engage",
    "matter.open",
    "matter.follow",
    "matter.close",
    "deadline.add",
    "deadline.sign",
    "deadline.meet",
    "wanted.answer",
    "askedsignature.ask",
)


def webhooks_of(user: User) -> QuerySet[Webhook]:
    """The webhooks of an owner's firm that were not removed; nobody else sees any."""
    if not keeps_for_firms() or access.role_of(user) not in access.TEAM:
        return Webhook.objects.none()
    return Webhook.objects.filter(firm=access.firm_of(user)).exclude(status="revoked")


def secret_of(webhook: Webhook) -> str:
    """Its secret as the Standard Webhooks write one: made from the nonce and our own key, and kept nowhere."""
    made = salted_hmac("impplus.webhook", webhook.nonce, algorithm="sha256").digest()
    return f"whsec_{b64encode(made).decode()}"


def told(event: FirmEvent) -> str:
    """The body of a call: what happened, when, and the keys and the firm's number by which it is found; nobody's name."""
    about: dict[str, Any] = {"id": int(event.about)}
    if number := _number(event):
        about["matter"] = number
    said = {"type": kind_of(event), "timestamp": event.at.isoformat(), "data": about}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def kind_of(event: FirmEvent) -> str:
    """One of KINDS, or another that is not told."""
    return f"{event.noun}.{event.verb}"


def _number(event: FirmEvent) -> str:
    """The firm's number of the matter that an event is about; "" where it is about none."""
    key = int(event.about)
    if event.noun == "matter":
        return Matter.objects.filter(pk=key).values_list("number", flat=True).first() or ""
    if event.noun not in ("deadline", "wanted"):
        return ""
    of = Deadline.objects if event.noun == "deadline" else Wanted.objects
    return of.filter(pk=key).values_list("matter__number", flat=True).first() or ""
