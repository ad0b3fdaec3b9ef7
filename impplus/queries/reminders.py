"""Deadlines that come near: whom to remind of which, on a day, of those who were not reminded yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from impplus.queries.drafts import last_day
from impplus.queries.facts import keeps_private
from impplus.queries.places import places_left
from impplus.records.models import Application, Delegation, Letter, Message, Question, User
from impplus.rules.deadlines import share_gone
from impplus.rules.programme import Programme

OWN = "reminder-own-question-"  # how a notice to a member alone begins


@dataclass(frozen=True)
class Reminder:
    """A notice about a deadline: to the readers of a file, to the candidate of a letter of invitation, or `to` a member alone."""

    notice: str
    deadline: date
    about: Application | Letter
    to: User | None = None


def reminders_due(programme: Programme, on: date) -> list[Reminder]:
    """Each deadline with the share of its time that has gone by, unless that was said already."""
    said = {
        (notice, deadline, file or 0, letter or 0, account if notice.startswith(OWN) else 0)
        for notice, deadline, file, letter, account in Message.objects.filter(
            deadline__gte=on
        ).values_list("notice", "deadline", "concerns", "letter", "account")
    }
    found = dict.fromkeys(
        (*_questions(programme, on), *_drafts(programme, on), *_letters(programme, on))
    )
    return [one for one in found if _key(one) not in said]


def _key(one: Reminder) -> tuple[str, date, int, int, int]:
    file = one.about.pk if isinstance(one.about, Application) else 0
    letter = one.about.pk if isinstance(one.about, Letter) else 0
    return one.notice, one.deadline, file, letter, one.to.pk if one.to else 0


def _questions(programme: Programme, on: date) -> Iterator[Reminder]:
    """Open questions; two of one file with the same last day are one reminder.

    A member who has an account is reminded of what concerns that member; those who may not read it, that it waits.
    """
    waiting = Question.objects.filter(
        application__programme=programme, status="open", due_on__gte=on
    )
    given = {one.person_id: one.account for one in _parts(waiting)}
    for one in waiting.select_related("application__applicant", "person"):
        share = share_gone(programme.day_of(one.asked_at), one.due_on, on)
        if share:
            member = given.get(one.person_id) if one.person_id else None
            private = one.person is not None and keeps_private(one.person)
            kind = "part-question" if private else "question"
            yield Reminder(f"reminder-{kind}-{share}", one.due_on, one.application)
            if member:
                yield Reminder(f"{OWN}{share}", one.due_on, one.application, member)


def _parts(asked: QuerySet[Question]) -> QuerySet[Delegation]:
    """The parts of those whom questions concern, with their accounts."""
    given = Delegation.objects.filter(person__in=asked.values("person"), status="accepted")
    return given.select_related("account")


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
