"""What happened in a matter, the last first: acts of the firm, notes, e-mails, and what its file in this system says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from impplus.practice.deadline import RUNNING
from impplus.practice.models import Deadline, FirmEvent, Mail, Matter, Task
from impplus.queries.signatures import sent_on_paper
from impplus.queries.timeline import sentence_of
from impplus.records import access
from impplus.records.models import Event, User
from impplus.rules.lifecycle import move_of, status_of
from impplus.rules.terms import TERMS
from impplus.words import formats
from impplus.words.mailed import MAILED
from impplus.words.matter_tasks import text_of
from impplus.words.matters import CONTACTS
from impplus.words.text import Text

MOST = 200
PARTS = {
    "deadline": "deadlines",
    "task": "tasks",
    "wanted": "wanted",
    "clientlink": "links",
    "clientfile": "files",
    "wall": "walls",
}
ASKED_STILL = Text(
    en="Asked of the client: {what}", fr="Demandé à la cliente ou au client\u00a0: {what}"
)
UNSHOWN = frozenset({"owe", "look"})


@dataclass(frozen=True)
class MatterLine:
    """One line: when, what, by whom where it was somebody of the firm, and what was written; `of` names the task or deadline, or why an e-mail did not leave."""

    at: datetime
    text: Text
    by: str
    note: str = ""
    of: Text | None = None


def timeline_of(matter: Matter, reader: User, team: dict[int, Any]) -> list[MatterLine]:
    """The last MOST things that happened."""
    found = [
        *_of_firm(matter, team),
        *_notes(matter),
        *_mails(matter),
        *_of_file(matter, reader),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _of_firm(matter: Matter, team: dict[int, Any]) -> Iterator[MatterLine]:
    about = Q(noun="matter", about=str(matter.pk)) & ~Q(verb="note")
    named: dict[tuple[str, str], Text] = {}
    for noun, rows in PARTS.items():
        if noun in NAMED:
            parts = {(noun, str(one.pk)): NAMED[noun](one) for one in getattr(matter, rows).all()}
            named |= parts
            keys = [key for _noun, key in parts]
        else:
            keys = [str(key) for key in getattr(matter, rows).values_list("pk", flat=True)]
        about |= Q(noun=noun, about__in=keys)
    events = FirmEvent.objects.filter(about).exclude(verb__in=UNSHOWN)
    for one in events.order_by("-at", "-pk")[:MOST]:
        by = team[one.by].name if one.by in team else ""
        of = named.get((one.noun, one.about))
        yield MatterLine(one.at, move_of(one.noun, one.verb).sentence, by, of=of)


def name_of(one: Deadline) -> Text:
    """What kind of time runs, and the firm's own word for it."""
    name = TERMS[one.kind].name
    what = f" – {one.what}" if one.what else ""
    return Text(en=f"{name.en}{what}", fr=f"{name.fr}{what}")


def _task(one: Task) -> Text:
    return text_of(one.template, one.text)


NAMED: Mapping[str, Callable[[Any], Text]] = {"deadline": name_of, "task": _task}


def _notes(matter: Matter) -> Iterator[MatterLine]:
    for one in matter.notes.order_by("-written_at", "-pk")[:MOST]:
        said = CONTACTS[one.contact].capital if one.contact else Text(en="Note", fr="Note")
        yield MatterLine(one.written_at, said, one.name, one.text)


def _mails(matter: Matter) -> Iterator[MatterLine]:
    """What the client was written, of the enquiry and the agreements too: with the words of the firm, and its state where it did not leave."""
    about = Q(matter=matter) | Q(agreement__matter=matter)
    if matter.enquiry_id:
        about |= Q(enquiry=matter.enquiry_id)
    rows = Mail.objects.filter(about, account=None, kind__in=MAILED).select_related("reply")
    for one in rows.order_by("-owed_at", "-pk")[:MOST]:
        state = None if one.status == "sent" else status_of("mail", one.status).name
        words = one.reply.text if one.reply else one.said.get("asked") or one.said.get("missing")
        yield MatterLine(one.sent_at or one.owed_at, MAILED[one.kind], "", words or "", of=state)


def _of_file(matter: Matter, reader: User) -> Iterator[MatterLine]:
    """Of its file in this system, where the reader may open that."""
    if matter.application is None:
        return
    file = access.applications(reader).filter(pk=matter.application).first()
    if file is None:
        return
    on_paper = sent_on_paper(file)
    for one in Event.objects.filter(application=file).order_by("-at", "-pk")[:MOST]:
        if not move_of(one.noun, one.verb).private:
            yield MatterLine(one.at, sentence_of(one, on_paper), "")


def still_open(matter: Matter) -> list[Text]:
    """What runs, is planned or is asked in a matter still, each with its day where it has one."""
    running = matter.deadlines.filter(status__in=RUNNING)
    dated = [(name_of(one), one.due_on) for one in running]
    dated += [(_task(one), one.due_on) for one in matter.tasks.filter(status="planned")]
    open_ = [
        Text(
            en=f"{what.en}: {formats.day(on, 'en')}", fr=f"{what.fr}\u00a0: {formats.day(on, 'fr')}"
        )
        for what, on in dated
    ]
    asked = matter.wanted.filter(status__in=("asked", "answered"))
    return open_ + [ASKED_STILL.filled({"what": one.text}) for one in asked]
