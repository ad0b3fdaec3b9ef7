"""The status of a file: what happened, what is next, who acts, and its letters and permits."""

from collections.abc import Container
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from impplus.actions import mandates
from impplus.portal.application import WHO, application_of, may, person_in, signs
from impplus.portal.asked_again import since_submission
from impplus.portal.decided import last_of, outcome_in
from impplus.portal.ended_papers import papers_in
from impplus.portal.issued import in_force, introduced_in, issued_in, to_do
from impplus.portal.not_added import not_added_in
from impplus.portal.places_to_give import where_to_give
from impplus.portal.questions import SeenQuestion, as_read
from impplus.portal.refunded import refunds_in
from impplus.queries.biometrics import biometrics_steps
from impplus.queries.file import File, file_of, today_of
from impplus.queries.introductions import introductions_of
from impplus.queries.letters.receipt import OWN_COPY
from impplus.queries.opened import DAYS, opened
from impplus.queries.orders import halted
from impplus.queries.outcomes import (
    left_in,
    names_of,
)
from impplus.queries.papers import (
    correspondence_of,
    letters_of,
    permits_of,
    questions_of,
    with_emails,
)
from impplus.queries.places import counted_in
from impplus.queries.privacy import hidden_in, is_read
from impplus.queries.refunds import due, of_withdrawal
from impplus.queries.reopenings import RECONSIDERED
from impplus.queries.timeline import Happening, happenings, is_upload, reports_waiting
from impplus.queries.unreached import is_unreached
from impplus.queries.waits import wait_of
from impplus.records.models import (
    Application,
    Event,
    Introduction,
    Letter,
    Permit,
    User,
)
from impplus.records.prepared import prefetch
from impplus.rules.lifecycle import ROLES, Role, acts_next, status_of
from impplus.web.pages import door
from impplus.words.entering import NOW
from impplus.words.labels import FAMILY_MEMBER
from impplus.words.parts import SENT_PRIVATELY
from impplus.words.people import YOU
from impplus.words.text import Text

SHOWN_APART = ("permit", "introduction", OWN_COPY)  # with what they are the documents of
# Where no officer reads a reported change any more.
UNREAD = ("withdrawn", "returned", "refused", "terminated")
# The family is told of whom it is, whoever keeps answers private: a question, biometrics that were given, a signature.
_OF_WHOM_IN_ANY_CASE = frozenset(
    {
        *("ask", "answer", "ask-more-time", "give-more-time", "refuse-more-time", "withdraw"),
        *("record-biometrics", "sign"),
    }
)


@require_safe
@door(*WHO)
def status(request: HttpRequest, number: str) -> HttpResponse:
    """The page of a submitted file, before and after the decision."""
    application = application_of(request, number, read_only=True)
    if application.status == "draft":
        return redirect("portal:tasks", number)
    mandates.opened(application, by=person_in(request))
    file, state = file_of(application), status_of("application", application.status)
    prefetch([application], "payments")
    hidden = hidden_in(application)
    letters = [one for one in letters_of(application) if one.whose not in hidden]
    questions = as_read(application, questions_of(application))
    told = _told(file)
    return render(
        request,
        "portal/status/status.html",
        {
            "application": application,
            "state": state,
            "unreached": is_unreached(application),
            "not_added": not_added_in(application),
            "principal": file.principal.name,
            **_next(file, questions, person_in(request)),
            "answered": [one for one in questions if one.question.status != "open"],
            **_happened(file, told, person_in(request)),
            **since_submission(file),
            "letters": [one for one in with_emails(letters) if one[0].kind not in SHOWN_APART],
            **_thread(application),
            **_permits(file, letters, person_in(request)),
            **outcome_in(file, letters),
            "receipt": application.receipt,
            "counted": counted_in(application),
            "refunds": list(refunds_in(application, told)),
            "reconsiders": application.status in RECONSIDERED,
            **_withdrawal(file, may(application, "withdraw", request), own=signs(request)),
        },
    )


def _withdrawal(file: File, may_withdraw: bool, *, own: bool) -> dict[str, Any]:
    """Whether the reader may withdraw the application, or what is left for later, and what goes back then."""
    left = left_in(file.application)
    withdraws = own and (bool(left) or may_withdraw)
    owed = due(file, of_withdrawal(file), names_of(file, left)) if withdraws else None
    return {"left": left, "may_withdraw": withdraws, "owed": owed}


def _thread(application: Application) -> dict[str, Any]:
    """The messages that the reader may read, and those that wait for an answer."""
    thread = [one for one in correspondence_of(application) if is_read(application, one.person_id)]
    return {
        "thread": thread,
        "messages_waiting": [one for one in thread if one.status == "waiting"],
    }


def _happened(file: File, told: list[Happening], reader: User) -> dict[str, Any]:
    """What happened, each with who did it, how many reports wait, and who opened the file of late."""
    looks, over = opened(file), file.application.status in UNREAD
    return {
        "happened": [
            {
                "happening": one,
                "who": _by(one.event, file.application, reader),
                "day": file.programme.day_of(one.event.at),
            }
            for one in reversed(told)
        ],
        "reports_waiting": 0 if over else reports_waiting(told),
        "opened": looks[:DAYS],
        "opened_before": len(looks) > DAYS,
    }


def _next(file: File, questions: list[SeenQuestion], reader: User) -> dict[str, Any]:
    """Who acts next and by when, the step of biometrics, and how long a file waits that is not closed."""
    status = file.application.status
    steps = biometrics_steps(file, hidden_in(file.application))
    closed, stopped = status_of("application", status).closed, halted(file.application)
    asked = [one for one in questions if one.question.status == "open"]
    awaited = [one for one in steps if one.awaited and not (closed or stopped)]
    # The next day is that of what the reader is asked: what a private member answers alone has its own.
    mine = [one for one in asked if one.read]
    days = [one.question.due_on for one in mine] + [one.due for one in awaited if one.due]
    days = [] if stopped else days or [one.question.due_on for one in asked]
    others = bool(asked) and not awaited and not any(one.read for one in asked)
    return {
        "halted": stopped,
        "actor": _actor(acts_next(status, asked=bool(days)), reader, others=others),
        "due": min(days, default=None),
        "open_questions": asked,
        "others_answer": others,
        "awaited": awaited,
        "where_to_give": where_to_give(file),
        "biometrics": [one for one in steps if one.taken or not closed],
        "apart": () if closed else _apart(file),
        "begun": any(one.due or one.taken for one in steps),
        "given": sum(bool(one.taken) for one in steps),
        "to_give": sum(one.asked for one in steps),
        "wait": None
        if closed or stopped or file.application.is_approved
        else wait_of(file, today_of(file.application)),
    }


def _apart(file: File) -> list[str]:
    """Who applies and reads about biometrics in a part of their own, since the answers are private."""
    hidden = hidden_in(file.application)
    applying = (file.people[name] for name, _one in file.case.applicants())
    return [one.name for one in applying if one.pk in hidden]


def _actor(role: Role | None, reader: User, *, others: bool) -> Text | None:
    """Who acts next, as the reader reads it; `others` is whether a member of the family alone answers what is open."""
    if others:
        return FAMILY_MEMBER
    if role is None:
        return None
    return YOU if role == reader.role else ROLES[role]


def _by(event: Event, application: Application, reader: User) -> Text:
    if event.by_id == reader.pk:
        return YOU
    own = event.by_id in (None, application.applicant_id)
    return ROLES[Role(event.role)] if own or event.role != Role.APPLICANT else FAMILY_MEMBER


def _told(file: File) -> list[Happening]:
    """What happened; of those who keep answers private only that files were sent and questions asked.

    Nothing is told of their permits, messages and biometrics, and no document is named.
    """
    told, hidden = happenings(file), hidden_in(file.application)
    if not hidden:
        return told
    papers: list[Permit | Introduction] = [
        *permits_of(file.application),
        *introductions_of(file.application),
    ]
    theirs = {(str(one._meta.model_name), str(one.pk)) for one in papers if one.person_id in hidden}
    told = [one for one in told if (one.event.noun, one.event.about) not in theirs]
    told = [one for one in told if one.about not in hidden or not _is_kept(one.event)]
    given = file.application.delegations.filter(status="accepted", person__in=hidden)
    private = set(given.values_list("account", flat=True))
    return [_unnamed(one, hidden, private) for one in told]


def _unnamed(one: Happening, hidden: Container[int], private: Container[int | None]) -> Happening:
    """A line without what it says of somebody who keeps answers private: of files, not how many either."""
    theirs = one.about in hidden
    name = "" if theirs and one.event.verb not in _OF_WHOM_IN_ANY_CASE else one.name
    one = replace(one, change=None) if theirs else one
    if not (theirs or one.event.by_id in private):
        return replace(one, name=name)
    sentence = SENT_PRIVATELY if is_upload(one.event) else one.sentence
    return replace(one, name=name, sentence=sentence, documents=(), change=None)


def _is_kept(event: Event) -> bool:
    """Whether it is one of which nothing is told where it concerns somebody who keeps answers private."""
    return event.noun in ("correspondence", "translation") or event.verb.endswith("-biometrics")


def _permits(file: File, letters: list[Letter], reader: User) -> dict[str, Any]:
    """The permits and letters of introduction, and what those do now whose paper is in force."""
    on = today_of(file.application)
    permits, introduced = list(issued_in(file, letters, on)), introduced_in(file, letters, on)
    return {
        **papers_in(permits, introduced, letters, reader),
        "to_do": to_do(in_force(permits), introduced, reader, file.principal.name),
        "approval": last_of(letters, "approval"),
        "now": NOW,
    }
