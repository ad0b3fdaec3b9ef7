"""Who was first: what somebody did last with a record, as whoever comes too late reads it."""

from datetime import datetime

from django.db.models import Model, QuerySet

from impplus.programmes import SERVED
from impplus.queries.refusals import WrongMoment
from impplus.records.models import Application, Event, User
from impplus.rules.lifecycle import ROLES, Role, move_of
from impplus.rules.programme import Programme
from impplus.words import formats
from impplus.words.text import Text

# What moves a file on. Of one act the letter is the last event, and is not what is said; nor is what stands beside the file.
_MOVES_A_FILE = (
    *("application", "question", "permit", "introduction", "correspondence", "translation"),
    *("report", "exemption", "reopening", "reconsideration", "countersignature", "interview"),
)
_MOVES_NOTHING = ("look", "skip", "save", "upload", "find-virus", "find-same-file")
_MOVED_ON = Text(
    en="This can no longer be done here: somebody was first. Open the page again to see where it stands.",
    fr="Ce n’est plus possible ici\u00a0: quelqu’un d’autre a agi entre-temps. Rouvrez la page pour voir où en sont les choses.",
)
_TAKES = ("take", "take-over", "hand-over", "assign", "release")


def first_act(record: Model) -> Event | None:
    """What happened last to a record; of an application, with anything that moves the file on."""
    if isinstance(record, Application):
        events = Event.objects.filter(application=record, noun__in=_MOVES_A_FILE)
    else:
        events = Event.objects.filter(noun=record._meta.model_name, about=str(record.pk))
    return _last(events.exclude(verb__in=_MOVES_NOTHING))


def last_taken(application: Application) -> Event | None:
    """How a file came into the hands in which it is."""
    return _last(Event.objects.filter(application=application, noun="application", verb__in=_TAKES))


def _last(events: QuerySet[Event]) -> Event | None:
    return events.select_related("by", "application").order_by("-at", "-id").first()


def said(event: Event) -> Text:
    """Who did what, and when, in one sentence."""
    programme = event.application.programme if event.application else SERVED
    what, role = move_of(event.noun, event.verb).sentence, ROLES[Role(event.role)].capital
    name = event.by.name.strip() if event.by else ""  # an account may have none yet
    who = Text(name, name) if name else role
    at = {one: _moment(event.at, one, programme) for one in ("en", "fr")}
    return Text(
        en=f"{who.en}, on {at['en']}: {what.en}",
        fr=f"{who.fr}, le {at['fr']}\u00a0: {what.fr}",
    )


def _moment(at: datetime, language: str, programme: Programme) -> str:
    zone, named = programme.time_zone, programme.time_zone_name
    return formats.moment(at, language, time_zone=zone, named=named)


def came_too_late(record: Model, *, by: User | None, text: Text | None = None) -> WrongMoment:
    """That somebody was first (in other words where `text` is given): to staff with who did what, and when."""
    plain = text or (WrongMoment.text if _is_of_a_file(record) else _MOVED_ON)
    reads = by is not None and by.role not in (Role.APPLICANT, Role.REPRESENTATIVE)
    event = first_act(record) if reads else None
    if event is None:
        return WrongMoment(text, of=record)
    told = said(event)
    return WrongMoment(Text(en=f"{plain.en} {told.en}", fr=f"{plain.fr} {told.fr}"), of=record)


def _is_of_a_file(record: Model) -> bool:
    return isinstance(record, Application) or getattr(record, "application", None) is not None
