"""A member's own part of an application: taken by a link, filled in, kept private or not, declared and signed."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from impplus.actions import delegations, signatures
from impplus.portal.answers import page_of
from impplus.portal.application import may, part_of, person_in
from impplus.portal.board import own_row
from impplus.portal.contradictions import asked_in
from impplus.portal.decided import later_of
from impplus.portal.ended_papers import ended_in, newest_first, passport_requests
from impplus.portal.issued import in_force, introduced_in, issued_in, to_do
from impplus.portal.not_added import refused_and_waiting
from impplus.portal.places_to_give import where_to_give
from impplus.portal.questions import as_read
from impplus.portal.sign import SignForm
from impplus.queries import readiness
from impplus.queries.answers import Sheet, in_words
from impplus.queries.biometrics import BiometricsStep, biometrics_steps
from impplus.queries.delegations import taken_by
from impplus.queries.done import was_done
from impplus.queries.file import File, file_of, today_of
from impplus.queries.letters import imm_5707
from impplus.queries.papers import correspondence_of, letters_of, mandate_of, questions_of
from impplus.queries.places import counted_in
from impplus.queries.privacy import as_seen, is_read
from impplus.queries.readiness import Readiness
from impplus.queries.refusals import (
    AlreadyDone,
    ChangedMeanwhile,
    LinkUnknown,
    NotReady,
    NotUnderstood,
    SignatureMissing,
    TooManyAttempts,
)
from impplus.queries.signatures import digest_of, is_signed
from impplus.queries.waits import Wait, wait_of
from impplus.records.models import Application, Delegation, Document, Letter, Person, User
from impplus.rules.form import Step
from impplus.rules.lifecycle import Role, status_of
from impplus.web.addresses import address
from impplus.web.attempts import guessed
from impplus.web.day import DayField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import STAFF, door, submitted
from impplus.web.signed_in import account_in
from impplus.web.step_up import stepped_up
from impplus.words.declaration import DECLARED
from impplus.words.entering import NOW
from impplus.words.text import Text

type Page = tuple[Step, list[tuple[Text, str]]]


class JoinForm(PageForm):
    """The second fact, beside the link, and the yes."""

    born = DayField(label=_("Your date of birth"), birthday=True, partly=True)
    agreed = forms.BooleanField(
        label=_("Yes, I take my part of this application into my account."),
        error_messages={"required": _("Tick the box to take your part.")},
    )


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, link: str) -> HttpResponseBase:
    """Where a link leads: who has no session is told what comes; nothing is said of the link before."""
    if not account_in(request).is_authenticated:
        return render(request, "portal/own_part/welcome.html", {"here": request.path})
    return _joined(request, link)


@door(Role.APPLICANT, Role.REPRESENTATIVE, *STAFF)
def _joined(request: HttpRequest, link: str) -> HttpResponse:
    delegations.must_be_personal(person_in(request))
    if before := taken_by(link, person_in(request)):
        return redirect("portal:my-part", before.application.number)
    form = bind(JoinForm, request)
    if submitted(request) and form.is_valid():
        taken: Delegation | None = None
        refused = (TooManyAttempts, LinkUnknown, NotUnderstood)
        with (
            refusals_in(form, *refused),
            guessed(request, "own-part", link, wrong=LinkUnknown),
        ):
            born = form.cleaned_data["born"]
            taken = delegations.accept(link, born=born, by=person_in(request))
        if taken:
            messages.success(request, _("Your part is in your account."))
            return redirect("portal:my-part", taken.application.number)
    status = 422 if form.errors else 200
    return render(request, "portal/own_part/join.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@door(Role.APPLICANT)
def my_part(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that a member has to do with an application: nothing of the others is here."""
    if submitted(request) and request.POST.get("act") == "end" and _handed_back(request, number):
        return _said_handed_back(request)
    application, given = _own(request, number)
    if submitted(request):
        return _acted(request, given)
    file = file_of(application)
    ready = as_seen(readiness.of(file))
    row = own_row(ready)
    state = status_of("application", application.status)
    asked = as_read(application, questions_of(application))
    thread = [one for one in correspondence_of(application) if is_read(application, one.person_id)]
    letters = [one for one in letters_of(application) if one.whose == row.person.pk]
    facts = {
        "application": application,
        "given": given,
        "row": row,
        **refused_and_waiting(ready, row.slots.asked if row.slots else ()),
        "signed_before": bool(row.signing and (row.signing.signature or row.signing.again)),
        "representative": _representative(file),
        "state": state,
        "counted": counted_in(application),
        "open_questions": [one for one in asked if one.question.status == "open"],
        "answered": [one for one in asked if one.question.status != "open"],
        "thread": thread,
        "messages_waiting": [one for one in thread if one.status == "waiting"],
        "biometrics": _to_give(file, row.person, closed=state.closed),
        "where_to_give": where_to_give(file),
        "wait": _wait(file, closed=state.closed or application.is_approved),
        "later": later_of(application, row.person),
        "may_report": may(application, "correct", request)
        or may(application, "renew-passport", request),
        **(asked_in(file) if application.status == "draft" else {}),
        "has_paper": any(file.people[one] == row.person for one in imm_5707.people(file)),
        "letters": letters,
        **_permitted(file, row.person, letters, person_in(request)),
    }
    return render(request, "portal/own_part/my-part.html", facts)


def _wait(file: File, *, closed: bool) -> Wait | None:
    """How long the decision may take still; of a draft and of a closed file nothing."""
    return None if closed or file.received is None else wait_of(file, today_of(file.application))


def _permitted(
    file: File, person: Person, letters: Iterable[Letter], reader: User
) -> dict[str, Any]:
    """The permits of a member, the letter of introduction, what of them has ended, and what to do now."""
    on = today_of(file.application)
    mine = [one for one in issued_in(file, letters, on) if one.permit.person_id == person.pk]
    introduced = [
        one for one in introduced_in(file, letters, on) if one.introduction.person_id == person.pk
    ]
    return {
        "permits": newest_first(mine),
        "introductions": [one for one in introduced if one.state != "used"],
        "requests": passport_requests(introduced, letters),
        "ended": ended_in(mine, introduced, letters, reader, own=True),
        "to_do": to_do(in_force(mine), introduced, reader, "", own=True),
        "now": NOW,
    }


def _to_give(file: File, person: Person, *, closed: bool) -> BiometricsStep | None:
    """A member's step of biometrics, of a file that was received; in a closed one only what was given."""
    if file.received is None:
        return None
    mine = (one for one in biometrics_steps(file) if one.person == person.pk)
    return next((one for one in mine if one.taken or not closed), None)


def _representative(file: File) -> User | None:
    """Who acts for the family; with that person an adult who asks for a permit signs a form."""
    given = mandate_of(file)
    return given.lawyer if given else None


def _own(request: HttpRequest, number: str) -> tuple[Application, Delegation]:
    """The application, read for the part of the person signed in; no such page for anybody else."""
    application = part_of(request, number)
    if application.own_part is None:
        raise Http404
    given = application.delegations.get(account=person_in(request), status="accepted")
    return application, given


def _handed_back(request: HttpRequest, number: str) -> bool:
    """Whether the person signed in handed back the only part that was theirs in this application."""
    by = person_in(request)
    mine = list(by.delegations.filter(application__number=number).order_by("pk"))
    return (
        bool(mine)
        and all(one.status == "ended" for one in mine)
        and was_done(mine[-1], "end", by=by)
    )


def _said_handed_back(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("You handed your part back. Your account no longer opens it."))
    return redirect("portal:home")


def _acted(request: HttpRequest, given: Delegation) -> HttpResponse:
    act, by, number = request.POST.get("act"), person_in(request), given.application.number
    if act == "end":
        with suppress(AlreadyDone):
            delegations.end(given, by=by)
        return _said_handed_back(request)
    if act in ("private", "share"):
        delegations.keep_private(given, private=act == "private", by=by)
        messages.success(request, _KEPT if act == "private" else _SHOWN)
    return redirect("portal:my-part", number)


@require_http_methods(["GET", "POST"])
@door(Role.APPLICANT)
@stepped_up
def sign(request: HttpRequest, number: str) -> HttpResponse:
    """What a member declares and signs: own answers and files, and those of a minor child of his or her own, as they are now."""
    application, _given = _own(request, number)
    file = file_of(application)
    whole = readiness.of(file)
    ready = as_seen(whole)
    row, sent = own_row(ready), file.sent
    form = bind(SignForm, request)
    if submitted(request) and form.is_valid() and _signed(request, row.person, form):
        messages.success(request, _("You have declared and signed. Your family is told."))
        return redirect("portal:my-part", number)
    if application.status != "draft" or row.signing is None:
        return redirect("portal:my-part", number)
    wards = row.signing.wards
    facts = {
        "application": application,
        "row": row,
        "form": form,
        "wards": [_ward(one, file) for one in wards],
        "waits": [gap.text for gap in whole.gaps if gap.person in wards],
        "declared": DECLARED,
        "seen": digest_of(row.person, sent, wards),
        "pages": [(step, _answers(row.sheet, step)) for step, _asked in row.sheet.pages],
        "files": [one for one in ready.sent if not one.question_id],
        "missing": _missing(ready),
        "misrepresentation": file.programme.sources.get("irpa-40"),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/own_part/sign.html", facts, status=status)


def _ward(person: Person, file: File) -> tuple[Person, list[Page], list[Document]]:
    """A minor for whom a member signs, with what was answered and sent."""
    sheet = next(one for one in file.sheets if one.person.pk == person.pk)
    pages = [(step, _answers(sheet, step)) for step, _asked in sheet.pages]
    return person, pages, [one for one in file.sent if is_signed(one, person)]


def _signed(request: HttpRequest, person: Person, form: PageForm) -> bool:
    name, seen = form.cleaned_data["signature"], request.POST.get("seen", "")
    refused = (ChangedMeanwhile, NotReady, NotUnderstood)
    with refusals_in(form, *refused, signature=SignatureMissing):
        signatures.sign(person, signature=name, seen=seen, by=person_in(request))
    return not form.errors


def _missing(ready: Readiness) -> list[tuple[Text, str]]:
    """Each page that lacks answers, once, and each document, with its address."""
    person = own_row(ready).person
    gaps = [gap for gap in ready.gaps if gap.kind != "signature"]
    pages = {page_of(person, gap.step): gap.page for gap in gaps if gap.step}
    number = ready.file.application.number
    sent = {
        address("portal:upload", number, person.pk, gap.document.key): gap.what
        for gap in gaps
        if gap.document
    }
    return [(what, url) for url, what in (pages | sent).items()]


def _answers(sheet: Sheet, step: Step) -> list[tuple[Text, str]]:
    return [
        (field.label, in_words(field, sheet.answers.get(field.key), lang()))
        for field in sheet.fields(step)
    ]


_KEPT = _(
    "Your answers and files are now private. Your family and the representative see only whether your part is complete."
)
_SHOWN = _("Your family and the representative see your answers and files again.")
