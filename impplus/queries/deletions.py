"""The deletion of an account: what would be destroyed, what stays with the office, and what must happen first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from impplus.queries.file import today_of
from impplus.records.models import Application, User
from impplus.records.user import DELETED
from impplus.rules.lifecycle import Role, status_of

# An application is being processed; a permit is in force; a draft was paid for; a refund is under way;
# a letter is being made; or an application of the family, a draft or
# under way, has a part that is the account's own.
type Why = Literal["processed", "permit", "paid", "refund", "letter", "part", "family"]


@dataclass(frozen=True)
class Hold:
    """Why an account cannot be deleted yet: what of which application, with the amount of a payment."""

    why: Why
    application: Application
    amount: Decimal | None = None


@dataclass(frozen=True)
class Destroyed:
    """A draft that would be destroyed: how many people and files, and who represents the applicant, or ""."""

    application: Application
    people: int
    files: int
    representative: str


@dataclass(frozen=True)
class Deletion:
    """What the deletion of an account would do; nobody deletes an own account of staff or of a firm."""

    own: bool
    drafts: tuple[Destroyed, ...]
    received: tuple[Application, ...]
    holds: tuple[Hold, ...]


def deletion_of(account: User) -> Deletion:
    """What the deletion of an account would do now."""
    found = Application.objects.filter(applicant=account).exclude(status="destroyed")
    made = list(found.order_by("started_at", "pk").prefetch_related("payments", "letters"))
    drafts = [one for one in made if one.status == "draft"]
    received = [one for one in made if one.status != "draft"]
    parts = Application.objects.filter(
        delegations__account=account, delegations__status="accepted"
    ).order_by("started_at", "pk")
    return Deletion(
        own=account.role == Role.APPLICANT,
        drafts=tuple(map(_destroyed, drafts)),
        received=tuple(received),
        holds=(
            *(hold for one in made for hold in _holds(one)),
            *(hold for one in parts for hold in _holds_of_part(one)),
        ),
    )


def address_of_deleted(account: User) -> str:
    """What stands in the place of the address of an account that was deleted: nobody's, and no mail goes there."""
    return f"account-{account.pk}@{DELETED}"


def _destroyed(draft: Application) -> Destroyed:
    mandate = draft.mandates.filter(status="active").select_related("lawyer").first()
    return Destroyed(
        application=draft,
        people=draft.people.count(),
        files=draft.documents.filter(removed_at=None).count(),
        representative=mandate.lawyer.name if mandate else "",
    )


def _holds_of_part(application: Application) -> Iterator[Hold]:
    """A draft of somebody else goes on with its answers only where whoever gave them hands the part back."""
    if application.status == "draft":
        yield Hold("part", application)
    for hold in _holds_of_received(application):
        yield replace(hold, why="family") if hold.why == "processed" else hold


def _holds(application: Application) -> Iterator[Hold]:
    yield from _holds_of_received(application)
    for payment in application.payments.all():
        if payment.status == "paid" and application.status == "draft":
            yield Hold("paid", application, payment.amount)
        elif payment.status == "refund-owed":
            yield Hold("refund", application, payment.refund_amount)
    if any(one.status == "owed" for one in application.letters.all()):
        yield Hold("letter", application)


def _holds_of_received(application: Application) -> Iterator[Hold]:
    if application.status != "draft" and not status_of("application", application.status).closed:
        yield Hold("processed", application)
    today = today_of(application)
    in_force = application.permits.filter(status__in=["valid", "suspended"])
    if (
        in_force.filter(valid_until__gte=today).exists()
        or application.introductions.filter(status="issued", expires_on__gte=today).exists()
    ):
        yield Hold("permit", application)
