"""What clients would be reminded of: each e-mail as it would leave, and to whom, before anything is sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import DateField, OuterRef, Subquery

from impplus.practice import access
from impplus.practice.deadline import RUNNING
from impplus.practice.models import Deadline, Mail, Matter
from impplus.programmes import SERVED
from impplus.queries.clock import now, today
from impplus.queries.matter_emails import reminder_email
from impplus.records.models import User
from impplus.words.text import Text

KIND = "client-reminder"
MOST = 200  # clients at once
APART = timedelta(hours=20)  # between two reminders to one client
CLOSED = Text(en="The matter is closed.", fr="Le dossier est fermé.")
NO_ADDRESS = Text(en="No e-mail address is known.", fr="Aucune adresse courriel n’est connue.")
NOTHING = Text(en="Nothing is missing.", fr="Rien ne manque.")
JUST_NOW = Text(
    en="A reminder was sent or is being sent since yesterday.",
    fr="Un rappel a été envoyé ou est en cours d’envoi depuis hier.",
)


@dataclass(frozen=True)
class ReminderPreview:
    """The e-mail to one client; `why_not` says why none is sent. `said` is what it is composed from."""

    matter: Matter
    email: EmailMessage
    said: dict[str, Any]
    why_not: Text | None


def previews(user: User, keys: Collection[int]) -> list[ReminderPreview]:
    """Of the matters with these keys that somebody may see, MOST at most, in the order of names."""
    running = Deadline.objects.filter(matter=OuterRef("pk"), status__in=RUNNING)
    running = running.filter(due_on__gte=today(SERVED)).exclude(
        kind__in=("passport", "csq", "permit")
    )
    first = Subquery(running.order_by("due_on").values("due_on")[:1], output_field=DateField())
    found = access.matters(user).filter(pk__in=keys).annotate(due=first).order_by("name", "pk")
    shown = list(found[:MOST])
    lately = Mail.objects.filter(matter__in=shown, kind=KIND, owed_at__gt=now() - APART)
    reminded = set(lately.values_list("matter", flat=True))
    firm = user.firm.name if user.firm else ""
    return [_preview(one, firm, one.pk in reminded) for one in shown]


def _preview(matter: Matter, firm: str, reminded: bool) -> ReminderPreview:
    due: date | None = vars(matter)["due"]
    said = {
        "missing": matter.missing,
        "due": due.isoformat() if due else "",
        "language": matter.language,
    }
    email = reminder_email(firm, matter.missing, due, matter.language, to=matter.email)
    reasons = {
        CLOSED: matter.status != "open",
        NO_ADDRESS: not matter.email,
        NOTHING: not matter.missing,
        JUST_NOW: reminded,
    }
    return ReminderPreview(
        matter, email, said, next((one for one, so in reasons.items() if so), None)
    )
