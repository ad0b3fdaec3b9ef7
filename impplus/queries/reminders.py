"""Deadlines that come near: whom to remind of which, on a day, of those who were not reminded yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from impplus.queries.drafts import last_day
from impplus.queries.places import places_left
from impplus.records.models import Application, Letter, Message, Question
from impplus.rules.deadlines import share_gone
from impplus.rules.programme import Programme


@dataclass(frozen=True)
class Reminder:
    """A notice about a deadline: to the readers of a file, or to the candidate of a letter of invitation."""

    notice: str
    deadline: date
    about: Application | Letter


def reminders_due(programme: Programme, on: date) -> list[Reminder]:
    """Each deadline with the share of its time that has gone by, unless that was said already."""
    said = {
        (notice, deadline, file or 0, letter or 0)
        for notice, deadline, file, letter in Message.objects.filter(deadline__gte=on).values_list(
            "notice", "deadline", "concerns", "letter"
        )
    }
    found = dict.fromkeys(
        (*_questions(programme, on), *_drafts(programme, on), *_letters(programme, on))
    )
    return [one for one in found if _key(one) not in said]


def _key(one: Reminder) -> tuple[str, date, int, int]:
    file = one.about.pk if isinstance(one.about, Application) else 0
    letter = one.about.pk if isinstance(one.about, Letter) else 0
    return one.notice, one.deadline, file, letter


def _questions(programme: Programme, on: date) -> Iterator[Reminder]:
    """Open questions; two of one file with the same last day are one reminder."""
    waiting = Question.objects.filter(
        application__programme=programme, status="open", due_on__gte=on
    )
    for one in waiting.select_related("application__applicant"):
        share = share_gone(programme.day_of(one.asked_at), one.due_on, on)
        if share:
            yield Reminder(f"reminder-question-{share}", one.due_on, one.application)


def _drafts(programme: Programme, on: date) -> Iterator[Reminder]:
    """Drafts while applications are received and places are left: until the intake or the letter ends."""
    intake = places_left(programme, on.year)
    if not intake.open:
        return
    opens = programme.day_of(intake.opens_at)
    drafts = Application.objects.filter(programme=programme, status="draft")
    for one in drafts.select_related("applicant", "invitation").iterator():
        until = last_day(one, intake).day
        share = share_gone(max(opens, programme.day_of(one.started_at)), until, on)
        if share:
            yield Reminder(f"reminder-draft-{share}", until, one)


def _letters(programme: Programme, on: date) -> Iterator[Reminder]:
    """Letters of invitation that are sent, not used, and have a last day."""
    unused = Letter.objects.filter(
        kind="invitation",
        status="sent",
        invitation__status="issued",
        invitation__expires_on__gte=on,
        invitation__round__programme=programme,
    )
    for one in unused.select_related("invitation"):
        until = one.invitation.expires_on if one.invitation else None
        share = (
            share_gone(one.invitation.issued_on, until, on) if one.invitation and until else None
        )
        if until and share:
            yield Reminder(f"reminder-letter-{share}", until, one)
