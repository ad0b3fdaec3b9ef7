"""An officer's question after it was asked: withdrawn, or with more time, which is asked for and given or not."""

from datetime import date, timedelta

from django.db import transaction

from impplus.actions import messages, moves
from impplus.actions.locks import held, held_by_its_officer
from impplus.queries import clock
from impplus.queries.access import must_see, must_see_question
from impplus.queries.done import too_late
from impplus.queries.first_acts import came_too_late
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.queries.saves import NO_WINDOW, Window
from impplus.queries.translations import spoken
from impplus.queries.typed import fault_in
from impplus.records.models import Question, User
from impplus.rules.lifecycle import Verb
from impplus.words import formats
from impplus.words.text import Text


def latest(question: Question) -> date:
    """The last day until which more time may be asked for (reads only)."""
    programme = question.application.programme
    most = programme.settings.number("more-time-days-most", clock.today(programme))
    return question.due_on + timedelta(days=most)


def ask_more_time(
    question: Question,
    *,
    until: date,
    reason: str,
    by: User,
    language: str = "",
    window: Window = NO_WINDOW,
) -> None:
    """Ask for more time; the last day stays as it is until an officer moves it. Everybody concerned is told.

    The same again is the same request, and so is what one `window` sends again after the office has settled it: AlreadyDone.
    Raises NotUnderstood for a day that is not later, or too late,
    and for a reason that cannot be kept; WrongMoment once it is answered, or while another request waits.
    `language` is that of the reason.
    """
    must_see_question(question, by)
    asked = {"more": "asked", "more_until": until, "more_reason": reason.strip()}
    with transaction.atomic():
        now = _locked(question)
        if window.name and window.name == now.more_window and now.more in {"given", "refused"}:
            raise AlreadyDone
        after = max(now.due_on, clock.today(now.application.programme))
        faults = [fault_in(reason, empty=_WHY)]
        if not after < until <= latest(now):
            faults.append(_between(after, latest(now)))
        if known := [fault for fault in faults if fault]:
            raise NotUnderstood(*known)
        asked["more_language"] = spoken(now.application, language, now.person)
        if all(getattr(now, name) == value for name, value in asked.items()):
            return
        if now.more == "asked":
            raise WrongMoment
        detail = {"until": until.isoformat(), **moves.concerning(now.person_id)}
        columns = {**asked, "more_window": window.name}
        moves.move(now, "ask-more-time", by=by, detail=detail, columns=columns)
        messages.tell_concerned(now.application, now.person, "more-time-asked")


def settle_more_time(question: Question, *, given: bool, by: User) -> None:
    """Give the time that is asked for, or leave the last day as it is.

    WrongMoment where none is asked for; AlreadyDone where `by` settled the request in the same way.
    """
    must_see(question.application, by)
    verb: Verb = "give-more-time" if given else "refuse-more-time"
    settled = "given" if given else "refused"
    with transaction.atomic():
        held_by_its_officer(question.application, by)
        now = _locked(question)
        if now.more == settled:
            raise too_late(now, verb, by=by)
        if now.more != "asked":
            raise came_too_late(now, by=by)
        columns = {"more": settled} | ({"due_on": now.more_until} if given else {})
        concerned = moves.concerning(now.person_id)
        moves.move(now, verb, by=by, columns=columns, detail=concerned)
        messages.tell_concerned(now.application, now.person, f"more-time-{settled}")


def extend(question: Question, *, until: date, by: User) -> None:
    """Give more time until a later day that nobody asked for; one asked for meanwhile is settled with it. Everybody concerned is told.

    NotUnderstood for a day that is not later, or too late; WrongMoment once it is answered, closed or withdrawn; AlreadyDone
    where `by` gave the time until this very day.
    """
    must_see(question.application, by)
    with transaction.atomic():
        held_by_its_officer(question.application, by)
        now = _locked(question)
        if now.due_on == until and now.more == "given":
            raise too_late(now, "give-more-time", by=by)
        after, most = max(now.due_on, clock.today(now.application.programme)), latest(now)
        if not after < until <= most:
            raise NotUnderstood(_between(after, most))
        columns = {"more": "given", "more_until": until, "due_on": until}
        concerned = moves.concerning(now.person_id)
        moves.move(now, "give-more-time", by=by, columns=columns, detail=concerned)
        messages.tell_concerned(now.application, now.person, "more-time-given")


def withdraw(question: Question, *, by: User) -> None:
    """An officer takes back a question that has no answer: everybody concerned is told that there is nothing to answer.

    Files that were added for it stay in the application. WrongMoment once it is answered, closed or withdrawn.
    """
    must_see(question.application, by)
    with transaction.atomic():
        held_by_its_officer(question.application, by)
        now = _locked(question)
        moves.move(now, "withdraw", by=by, detail=moves.concerning(now.person_id))
        messages.tell_concerned(now.application, now.person, "question-withdrawn")


def _locked(question: Question) -> Question:
    return held(Question.objects.all()).get(pk=question.pk)


def _between(after: date, most: date) -> Text:
    return Text(
        en=f"Give a day after {formats.day(after, 'en')}, and not after {formats.day(most, 'en')}.",
        fr=f"Inscrivez une date postérieure au {formats.day(after, 'fr')}, sans dépasser le {formats.day(most, 'fr')}.",
    )


_WHY = Text(en="Write why you need more time.", fr="Inscrivez pourquoi il vous faut plus de temps.")
