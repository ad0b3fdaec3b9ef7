"""What clients would be reminded of: each e-mail as it would leave, and to whom, before anything is sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import DateField, OuterRef, Subquery

from impplus.practice import access
from impplus.practice.deadline import RUNNING
from impplus.practice.models import ClientLink, Deadline, Mail, Matter, Wanted
from impplus.programmes import SERVED
from impplus.queries.client_links import address_of
from impplus.queries.clock import now, today
from impplus.queries.matter_emails import REMINDS, reminder_email
from impplus.queries.presentations import Reached, reached_at
from impplus.records.models import User
from impplus.words.text import Text

MOST = 200  # clients at once
LONGEST = 1000  # characters of what one client is told
APART = timedelta(hours=20)  # between two reminders to one client
CLOSED = Text(en="The matter is closed.", fr="Le dossier est fermé.")
NO_ADDRESS = Text(en="No e-mail address is known.", fr="Aucune adresse courriel n’est connue.")
TOO_LONG = Text(
    en=f"The words are too long: {LONGEST:,} characters at most.",
    fr="Le texte est trop long\u00a0: 1\u00a0000 caractères au plus.",
)
JUST_NOW = Text(
    en="A reminder was sent or is being sent since yesterday.",
    fr="Un rappel a été envoyé ou est en cours d’envoi depuis hier.",
)


@dataclass(frozen=True)
class ReminderPreview:
    """The e-mail to one client; `why_not` says why none is sent. `said` is what it is composed from.

    `text` is what the client is told in words of the client's language, and `asks` whether nothing was asked by the link so far,
    so that the text is asked there; with `new_link` the link is made as the e-mail leaves.
    """

    matter: Matter
    text: str
    asks: bool
    new_link: bool
    email: EmailMessage
    said: dict[str, Any]
    why_not: Text | None

    @property
    def is_writable(self) -> bool:
        """Whether the words of this e-mail can be changed: nothing but its words keeps it back."""
        return self.why_not in (None, TOO_LONG)

    @property
    def refused(self) -> bool:
        """Whether its words cannot be sent as they are."""
        return self.why_not == TOO_LONG

    @property
    def leaves(self) -> bool:
        """Whether an e-mail leaves: one that has words, and that nothing keeps back."""
        return self.why_not is None and bool(self.text)


@dataclass(frozen=True)
class _FromFirm:
    """What is asked of each client still, their links, and where each lawyer of the firm is reached, in each language."""

    firm: str
    asked: Mapping[int, list[str]]
    links: Mapping[int, ClientLink]
    places: Mapping[tuple[int, str], Reached]


def previews(
    user: User, keys: Collection[int], typed: Mapping[int, str] | None = None
) -> list[ReminderPreview]:
    """Of the matters with these keys that somebody may see, MOST at most, in the order of names.

    A client is told what was `typed` for the matter; else what is asked of the client still, in the words in which it was
    asked. What the board says is missing is for colleagues, and is never sent.
    """
    running = Deadline.objects.filter(matter=OuterRef("pk"), status__in=RUNNING)
    running = running.filter(due_on__gte=today(SERVED)).exclude(
        kind__in=("passport", "csq", "permit")
    )
    first = Subquery(running.order_by("due_on").values("due_on")[:1], output_field=DateField())
    found = access.matters(user).filter(pk__in=keys).annotate(due=first).order_by("name", "pk")
    shown = list(found[:MOST])
    lately = Mail.objects.filter(matter__in=shown, kind=REMINDS, owed_at__gt=now() - APART)
    reminded = set(lately.values_list("matter", flat=True))
    links = ClientLink.objects.filter(matter__in=shown, status="active")
    given, firm = typed or {}, user.firm.name if user.firm else ""
    from_firm = _FromFirm(
        firm,
        asked=_asked(shown),
        links={one.matter_id: one for one in links},
        places={
            (lawyer, language): reached_at(access.firm_of(user), lawyer, today(SERVED), language)
            for lawyer, language in {(one.lawyer, one.language) for one in shown}
        },
    )
    return [_preview(one, from_firm, given.get(one.pk), one.pk in reminded) for one in shown]


def _asked(matters: Collection[Matter]) -> dict[int, list[str]]:
    """What is asked of each client still."""
    asked = dict[int, list[str]]()
    for one in Wanted.objects.filter(matter__in=matters, status="asked"):
        asked.setdefault(one.matter_id, []).append(one.text)
    return asked


def _preview(matter: Matter, of: _FromFirm, typed: str | None, reminded: bool) -> ReminderPreview:
    asked, link = of.asked.get(matter.pk, []), of.links.get(matter.pk)
    due: date | None = vars(matter)["due"]
    text = typed.strip() if typed is not None else "\n".join(f"– {one}" for one in asked)
    said = {"missing": text, "due": due.isoformat() if due else "", "language": matter.language}
    email = reminder_email(
        of.firm,
        text,
        due,
        matter.language,
        to=matter.email,
        link=address_of(link, matter.language) if link else "",
        at=of.places[matter.lawyer, matter.language],
    )
    reasons = {
        CLOSED: matter.status != "open",
        NO_ADDRESS: not matter.email,
        JUST_NOW: reminded,
        TOO_LONG: len(text) > LONGEST,
    }
    why_not = next((one for one, so in reasons.items() if so), None)
    return ReminderPreview(matter, text, not asked, link is None, email, said, why_not)
