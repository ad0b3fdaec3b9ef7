"""Deadlines of matters: counted from the day of sending, signed off by the lawyer who answers for the matter, met or dropped."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from impplus.actions import matter_days, moves
from impplus.actions.matters import must_see
from impplus.practice.deadline import MOST_DAYS, RUNNING
from impplus.practice.models import Deadline, Matter
from impplus.practice.routing import FIRM
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.firm_absences import answers_for
from impplus.queries.followed import Followed
from impplus.queries.refusals import AlreadyDone, NotUnderstood, Refusal
from impplus.records.clock import Now
from impplus.records.models import User
from impplus.rules.terms import TERMS, last_day_of
from impplus.words.text import Text

DAYS_GIVEN = Text(
    en="Enter how many days the letter gives: from 1 to 3,650.",
    fr="Inscrivez le nombre de jours que donne la lettre\u00a0: de 1 à 3\u00a0650.",
)


class NotResponsible(Refusal):
    """Only the lawyer who answers for a matter, or the substitute during an absence, signs its deadlines off."""

    text = Text(
        en="Only the lawyer who answers for this matter, or during an absence the substitute, signs off its deadlines. Nothing was changed.",
        fr="Seule la personne qui répond de ce dossier ou, pendant une absence, qui la remplace en confirme les délais. Rien n’a été modifié.",
    )


class NotYet(Refusal):
    """What a time is counted from is still to come."""

    text = Text(
        en="This day is still to come. Enter the day on which it was sent, signed or lost: today or earlier.",
        fr="Cette date est à venir. Inscrivez le jour de l’envoi, de la signature ou de la perte\u00a0: aujourd’hui ou avant.",
    )


class DayChanged(Refusal):
    """The day is another than the one that was shown."""

    text = Text(
        en="The last day changed while you had the page open. Look at it again before you sign it off.",
        fr="Le dernier jour a changé pendant que la page était ouverte. Vérifiez-le de nouveau avant de le confirmer.",
    )


def counted(kind: str, since: date, days: int | None) -> date:
    """The last day of a term, by the law of the day on which it begins; NotUnderstood where that is not known."""
    term = TERMS.get(kind)
    if term is None or (days is not None and not 0 < days <= MOST_DAYS):
        raise NotUnderstood(DAYS_GIVEN)
    try:
        return last_day_of(term, since, SERVED.settings, days)
    except (ValueError, OverflowError):
        raise NotUnderstood(DAYS_GIVEN) from None


def add(
    matter: Matter, *, kind: str, since: date, days: int | None = None, what: str = "", by: User
) -> Deadline:
    """Count a deadline; it waits to be signed off. AlreadyDone where the same one runs; NotYet where its first day is to come."""
    must_see(matter, by)
    due = counted(kind, since, days)
    if not TERMS[kind].ends and since > today(SERVED):
        raise NotYet
    return matter_days.run(matter, kind=kind, since=since, days=days, due_on=due, what=what, by=by)


def sign(deadline: Deadline, *, due_on: date, by: User) -> None:
    """Sign off the day that was shown, as the lawyer who answers for the matter today: who and when stay with it."""
    with transaction.atomic(using=FIRM):
        matter = Matter.objects.select_for_update(no_key=True).get(pk=deadline.matter_id)
        must_see(matter, by)
        if not answers_for(matter, by):
            raise NotResponsible
        locked = Deadline.objects.select_for_update(no_key=True).get(pk=deadline.pk)
        if locked.due_on != due_on:
            raise DayChanged
        signed = {"signed_by": by.pk, "signed_name": by.name, "signed_at": Now()}
        moves.move_at_firm(
            locked, "sign", by=by, columns=signed, detail={"due": due_on.isoformat()}
        )


def meet(deadline: Deadline, *, by: User) -> None:
    """Say that a deadline was met: only one that was signed off."""
    must_see(deadline.matter, by)
    moves.move_at_firm(deadline, "meet", by=by)


def drop(deadline: Deadline, *, by: User) -> None:
    """Say that a deadline no longer runs."""
    must_see(deadline.matter, by)
    moves.move_at_firm(deadline, "drop", by=by)


def resume(deadline: Deadline, *, by: User) -> None:
    """Say that a deadline that was met or dropped runs all the same: it is signed off again. AlreadyDone where it runs."""
    must_see(deadline.matter, by)
    unsigned = {"signed_by": None, "signed_name": "", "signed_at": None}
    try:
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(deadline, "resume", by=by, columns=unsigned)
    except IntegrityError:  # the file in this system brought it again meanwhile
        raise AlreadyDone from None


def follow(matter: Matter, found: Mapping[str, Followed]) -> None:
    """Bring the deadlines of a matter to what its file in this system says, by `origin`: new, changed, and no longer running."""
    running = matter.deadlines.filter(status__in=RUNNING).exclude(origin="")
    kept = {one.origin: one for one in running}
    for origin, now in found.items():
        before = kept.pop(origin, None)
        if before is None:
            made = Deadline(firm=matter.firm, matter=matter, origin=origin, demo=matter.demo)
            made.kind, made.what = now.kind, now.what
            made.since, made.due_on = now.since, now.due_on
            moves.move_at_firm(made, "add", by=None)
        elif (before.due_on, before.what) != (now.due_on, now.what):
            columns = {"since": now.since, "due_on": now.due_on, "what": now.what}
            unsigned = {"signed_by": None, "signed_name": "", "signed_at": None}
            moves.move_at_firm(before, "change", by=None, columns=columns | unsigned)
    for gone in kept.values():
        moves.move_at_firm(gone, "meet" if gone.status == "signed" else "drop", by=None)
