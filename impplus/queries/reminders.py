"""Deadlines that come near: whom to remind of which, on a day, of those who were not reminded yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from impplus.queries.biometrics import last_day_of
from impplus.queries.delegations import LINK_DAYS
from impplus.queries.drafts import last_day
from impplus.queries.facts import keeps_private
from impplus.queries.places import places_left
from impplus.records.application import OPEN
from impplus.records.models import (
    Application,
    Delegation,
    Letter,
    Message,
    Person,
    Question,
    User,
)
from impplus.rules.deadlines import share_gone
from impplus.rules.programme import Programme

OWN = "-own-"  # in the key of a notice to one member alone


@dataclass(frozen=True)
class Reminder:
    """A notice about a deadline: to the readers of a file, or `to` a member alone; to the candidate of a letter; or by a link."""

    notice: str
    deadline: date
    about: Application | Letter | Delegation
    to: User | None = None


def reminders_due(programme: Programme, on: date) -> list[Reminder]:
    """Each deadline with the share of its time that has gone by, unless that was said already."""
    said = {
        (notice, deadline, file or 0, letter or 0, link or 0, account if OWN in notice else 0)
        for notice, deadline, file, letter, link, account in Message.objects.filter(
            deadline__gte=on
        ).values_list("notice", "deadline", "concerns", "letter", "delegation", "account")
    }
    found = dict.fromkeys(
        (
            *_questions(programme, on),
            *_drafts(programme, on),
            *_letters(programme, on),
            *_biometrics(programme, on),
            *_links(programme, on),
        )
    )
    return [one for one in found if _key(one) not in said]


def _key(one: Reminder) -> tuple[str, date, int, int, int, int]:
    file, letter, link = (
        one.about.pk if isinstance(one.about, kind) else 0
        for kind in (Application, Letter, Delegation)
    )
    return one.notice, one.deadline, file, letter, link, one.to.pk if one.to else 0


def _questions(programme: Programme, on: date) -> Iterator[Reminder]:
    """Open questions; two of one file with the same last day are one reminder.

    A member who has an account is reminded of what concerns that member; those who may not read it, that it waits.
    """
    waiting = Question.objects.filter(
        application__programme=programme,
        application__status__in=OPEN,
        status="open",
        due_on__gte=on,
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
                notice = f"reminder-own-question-{share}"
                yield Reminder(notice, one.due_on, one.application, member)


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


def _biometrics(programme: Programme, on: date) -> Iterator[Reminder]:
    """Biometrics that were asked for and not given: to the readers of the file, unless they are kept private, and to the member whose they are."""
    waiting = Person.objects.filter(
        application__programme=programme,
        application__status__in=OPEN,
        biometrics_asked_at__isnull=False,
        biometrics_taken_on=None,
    )
    given = Delegation.objects.filter(status="accepted", person__in=waiting)
    accounts = {one.person_id: one.account for one in given.select_related("account")}
    for person in waiting.select_related("application__applicant"):
        due = last_day_of(programme, person)
        if person.biometrics_asked_at is None or due is None:
            continue
        asked = programme.day_of(person.biometrics_asked_at)
        if share := share_gone(asked, due, on):
            if not keeps_private(person):
                yield Reminder(f"reminder-biometrics-{share}", due, person.application)
            if account := accounts.get(person.pk):
                notice = f"reminder-own-biometrics-{share}"
                yield Reminder(notice, due, person.application, account)


def _links(programme: Programme, on: date) -> Iterator[Reminder]:
    """Links to a part of one's own that nobody has used: to the address, and to the readers of the draft."""
    offered = Delegation.objects.filter(
        application__programme=programme, application__status="draft", status="offered"
    )
    for one in offered.select_related("application__applicant"):
        until = programme.day_of(one.until)
        if share := share_gone(programme.day_of(one.until - timedelta(days=LINK_DAYS)), until, on):
            yield Reminder(f"reminder-link-{share}", until, one)
            yield Reminder(f"reminder-part-link-{share}", until, one.application)
