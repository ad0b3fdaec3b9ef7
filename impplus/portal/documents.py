"""Documents: the list of an application with the state of each, and the page where its files are sent."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import format_lazy
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import several_files
from impplus.actions.documents import SentFor
from impplus.actions.refused_files import LARGEST
from impplus.portal.added import say_added, say_again
from impplus.portal.application import WHO, home_of, may, part_of, person_in
from impplus.portal.contradictions import asked_of_picture
from impplus.portal.not_added import refused_and_waiting
from impplus.portal.on_their_way import OnTheirWay, elsewhere
from impplus.portal.progress import progress_of
from impplus.portal.slots import PersonSlots, Slot, every_slot, others_sent
from impplus.queries import readiness, scanning
from impplus.queries.clock import now
from impplus.queries.contradictions import Noticed
from impplus.queries.file import file_of
from impplus.queries.other_papers import LONGEST_TITLE, OTHER
from impplus.queries.privacy import as_seen
from impplus.queries.readiness import Readiness
from impplus.queries.renewals import verb_of_file
from impplus.records.models import Application, Document
from impplus.web.fields import TextField
from impplus.web.file_fields import PICTURES, TOGETHER, FilesField, FilesInput
from impplus.web.forms import PageForm, bind
from impplus.web.language import lang
from impplus.web.pages import door, submitted, wait

UNFOLDED = 3  # people; of more, whoever has nothing left to do is folded
UNDO = timedelta(hours=1)  # in which a removed file stands on the page, to be put back


class FilesForm(PageForm):
    """The files of one slot."""

    file = FilesField(
        label=gettext_lazy("Choose photos or PDF"),
        help_text=format_lazy(
            gettext_lazy(
                "Photos (also HEIC) or PDF, up to {most} MB each. You can choose several, up to {together} MB together."
            ),
            most=LARGEST,
            together=TOGETHER,
        ),
        allow_empty_file=True,
        widget=FilesInput(attrs={"accept": f"{PICTURES},.pdf", "multiple": True}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "missing"), gettext_lazy("Choose a file to send.")
        ),
    )


class OtherForm(FilesForm):
    """Files that nothing asks for, and what they are."""

    title = TextField(
        label=gettext_lazy("What is it?"),
        help_text=gettext_lazy("A short title for the officer, such as “Letter from my school”"),
        empty=gettext_lazy("Enter a short title: what it is"),
        longest=LONGEST_TITLE,
    )


class PhotoForm(PageForm):
    """The photograph of a person."""

    file = FilesField(
        label=gettext_lazy("Choose a photo"),
        help_text=gettext_lazy(
            "One photo, and not a PDF. We turn it upright and convert it for you."
        ),
        allow_empty_file=True,
        widget=FilesInput(attrs={"accept": PICTURES, "multiple": False}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "missing"), gettext_lazy("Choose a photo to send.")
        ),
    )


@require_safe
@door(*WHO)
def checklist(request: HttpRequest, number: str) -> HttpResponse:
    """The documents of a draft and how far each has come; of what was received, a record of what was sent."""
    application = part_of(request, number)
    ready = as_seen(readiness.of(file_of(application)))
    people, other = every_slot(ready)
    may_upload = may(application, "upload", request)
    # What can still be sent where nothing else can: the page of a passport that was reported.
    renewed = [
        slot.url
        for slot in (slot for one in people for slot in one.asked)
        if not may_upload
        and may(application, verb_of_file(application, slot.person, slot.needed.key), request)
    ]
    return render(
        request,
        "portal/documents/checklist.html",
        {
            "application": application,
            "people": people,
            "large": len(people) > UNFOLDED,
            "others": others_sent(ready),
            "others_coming": _others_coming(ready, people, other),
            **refused_and_waiting(ready, (slot for one in people for slot in one.asked)),
            "progress": progress_of(slot.state for one in people for slot in one.asked),
            "received": application.status != "draft",
            "other": other,
            "scanned": scanning.is_on(),
            "unanswered": bool(ready.of_kind("answer")),
            "to_read": any(
                slot.needed.zone == "each" and slot.state == "none"
                for one in people
                for slot in one.asked
            ),
            "may_upload": may_upload,
            "renewed": renewed,
            "may_remove": may(application, "remove-document", request),
        },
    )


def _others_coming(
    ready: Readiness, people: Iterable[PersonSlots], other: Slot | None
) -> OnTheirWay:
    """The files on their way for what is not asked for, or no longer."""
    shown = [slot for one in people for slot in one.asked] + ([other] if other else [])
    return elsewhere(ready.uploads, [(one.person.pk, one.needed.key) for one in shown])


@require_http_methods(["GET", "POST"])
@door(*WHO)
def upload(request: HttpRequest, number: str, person: int, key: str) -> HttpResponse:
    """Send files for one slot, and put them in order; what is asked of a photograph has a page of its own."""
    application = part_of(request, number, person)
    slot = slot_for(application, person, key)
    if not may(application, verb_of_file(application, slot.person, key), request):
        return redirect(home_of(application))
    form = bind(_form(slot), request, files=True)
    replaced = replaced_in(request, slot)
    if submitted(request) and form.is_valid():
        if _sent(request, slot, form, replaced):
            return redirect(slot.url)
        slot = slot_for(part_of(request, number, person), person, key)
    return render(
        request,
        f"portal/documents/{'photo' if slot.photo else 'slot'}.html",
        {
            "application": application,
            "slot": slot,
            "questions": _questions(slot),
            "rule": slot.photo,
            "form": form,
            "form_address": slot.needed.form.link(lang()) if slot.needed.form else "",
            "replaced": replaced,
            "removed": _removed(slot),
            "may_remove": may(application, "remove-document", request),
            "page": slot.url,
            **about_sending(request),
        },
        status=422 if form.errors else 200,
    )


def _questions(slot: Slot) -> list[tuple[Noticed, str]]:
    """What is asked about the picture of a passport, each question with its address."""
    if slot.needed.zone != "each" or slot.application.status != "draft":
        return []
    return asked_of_picture(file_of(slot.application), slot.person, slot.url) if slot.files else []


def about_sending(request: HttpRequest) -> dict[str, Any]:
    """What each page says on which files are chosen: how large they may be, and for whom."""
    return {
        "largest": LARGEST,
        "together": TOGETHER,
        "account": person_in(request).pk,
    }


def slot_for(application: Application, person: int, key: str) -> Slot:
    """What is asked of a person under a key, or no such page."""
    ready = as_seen(readiness.of(file_of(application)))
    people, other = every_slot(ready)
    if other and (other.person.pk, other.needed.key) == (person, key):
        return other
    for slot in (slot for one in people for slot in one.asked):
        if (slot.person.pk, slot.needed.key) == (person, key):
            return slot
    raise Http404


def _form(slot: Slot) -> type[PageForm]:
    if slot.needed.key == OTHER:
        return OtherForm
    return PhotoForm if slot.photo else FilesForm


def replaced_in(request: HttpRequest, slot: Slot) -> Document | None:
    """The file whose place the next one takes: that which was named; of a photograph, the one that is there."""
    named = request.GET.get("replace", "")
    if not may(slot.application, "remove-document", request):
        return None
    if slot.photo and slot.files:
        return slot.files[-1].document
    return next((one.document for one in slot.files if str(one.document.pk) == named), None)


def _removed(slot: Slot) -> list[Document]:
    """What was taken out of the slot a short while ago."""
    gone = Document.objects.filter(
        application=slot.application,
        person=slot.person,
        key=slot.needed.key,
        question=None,
        removed_at__gte=now() - UNDO,
    )
    return list(gone.order_by("-removed_at"))


def _sent(request: HttpRequest, slot: Slot, form: forms.Form, replaced: Document | None) -> bool:
    """Send the files; say how many were added, and at the field why each other one was not."""
    files = [(str(one.name), one) for one in form.cleaned_data["file"]]
    title = form.cleaned_data.get("title", "")
    to = SentFor(slot.application, slot.person, slot.needed.key, instead_of=replaced, title=title)
    sent = several_files.upload(to, files=files[:1] if slot.photo else files, by=person_in(request))
    return all_taken(request, sent, form)


def all_taken(request: HttpRequest, sent: several_files.Taken, form: forms.Form) -> bool:
    """Say how many files were added, and at the field why each other one was not; whether there is none of these."""
    if sent.added:
        say_added(request, sent.added)
    if sent.waiting:
        messages.info(request, _said_waiting(sent.waiting))
    if sent.again:
        say_again(request)
    wait(request, sent.seconds)
    for name, why in sent.refused:
        said = why.say(lang())
        many = {"name": name, "why": said}
        several = sent.added + sent.again + sent.waiting + len(sent.refused) > 1
        form.add_error("file", _("“%(name)s”: %(why)s") % many if several else said)
    return not sent.refused


def _said_waiting(number: int) -> str:
    said = ngettext(
        "%(count)d file is received and is being checked. You need not wait here.",
        "%(count)d files are received and are being checked. You need not wait here.",
        number,
    )
    return said % {"count": number}
