"""Documents: the list of an application with the reason of each, what was sent for it, and how a file is sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from impplus.actions import documents
from impplus.actions.refused_files import LARGEST, FileRefused
from impplus.portal.application import WHO, application_of, may, person_in
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.queries.findings import Note
from impplus.queries.readiness import Readiness
from impplus.queries.refusals import NotUnderstood, OutOfReach
from impplus.records import access
from impplus.records.models import Application, Document, Person
from impplus.rules.documents import DocumentNeeded
from impplus.web.addresses import address
from impplus.web.files import as_file
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import door, submitted


class FileForm(PageForm):
    """One file; what is in it is judged by the action."""

    file = forms.FileField(
        label=_("File to send"),
        help_text=format_lazy(_("PDF, JPEG or PNG, up to {most} MB."), most=LARGEST),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "required": _("Choose a file to send."),
            "invalid": _("Choose a file to send."),
            "missing": _("Choose a file to send."),
        },
    )


@dataclass(frozen=True)
class Kind:
    """One kind of document of one person, and the files sent for it."""

    application: Application
    person: Person
    needed: DocumentNeeded
    sent: tuple[Document, ...]

    @property
    def url(self) -> str:
        """The page where it is sent."""
        return address("portal:upload", self.application.number, self.person.pk, self.needed.key)


@dataclass(frozen=True)
class PersonDocuments:
    """The documents of one person, and what the rules say of that member of the family."""

    person: Person
    kinds: tuple[Kind, ...]
    notes: tuple[Note, ...]


def documents_by_person(ready: Readiness) -> list[PersonDocuments]:
    """The documents asked of each person, and the files sent for them."""
    return [
        PersonDocuments(person, tuple(_kinds(ready, name, person)), _notes(ready, person))
        for name, person in ready.file.people.items()
        if any(one.person == name for one in ready.documents_needed)
    ]


def _notes(ready: Readiness, person: Person) -> tuple[Note, ...]:
    return tuple(note for note in ready.family_notes if note.person.pk == person.pk)


def _kinds(ready: Readiness, name: str, person: Person) -> Iterable[Kind]:
    for needed in ready.documents_needed:
        if needed.person == name:
            yield Kind(ready.file.application, person, needed, _sent(ready, person, needed.key))


def _sent(ready: Readiness, person: Person, key: str) -> tuple[Document, ...]:
    return tuple(one for one in ready.sent if one.person_id == person.pk and one.key == key)


def others_sent(ready: Readiness) -> list[Document]:
    """Files that the list does not ask for, or no longer."""
    asked = {(ready.file.people[one.person].pk, one.key) for one in ready.documents_needed}
    return [one for one in ready.sent if (one.person_id, one.key) not in asked]


@door(*WHO)
def checklist(request: HttpRequest, number: str) -> HttpResponse:
    """The documents needed: what, why, on which source, and what was sent."""
    application = application_of(request, number)
    ready = readiness.of(file_of(application))
    return render(
        request,
        "portal/documents/checklist.html",
        {
            "application": application,
            "piles": documents_by_person(ready),
            "others": others_sent(ready),
            "needed": len(ready.documents_asked),
            "sent": len(ready.documents_asked) - len(ready.of_kind("document")),
            "unanswered": bool(ready.of_kind("answer")),
            "may_upload": may(application, "upload", request),
            "may_remove": may(application, "remove-document", request),
        },
    )


@door(*WHO)
def upload(request: HttpRequest, number: str, person: int, key: str) -> HttpResponse:
    """Send a file for one kind of document of one person; several files may follow each other."""
    application = application_of(request, number)
    kind = _kind(application, person, key)
    if not may(application, "upload", request):
        return redirect("portal:status", number)
    form = bind(FileForm, request, files=True)
    if submitted(request) and form.is_valid() and _taken(request, kind, form):
        return redirect(kind.url)
    return render(
        request,
        "portal/documents/upload.html",
        {
            "application": application,
            "kind": kind,
            "form": form,
            "may_remove": may(application, "remove-document", request),
        },
        status=422 if form.errors else 200,
    )


def _kind(application: Application, person: int, key: str) -> Kind:
    piles = documents_by_person(readiness.of(file_of(application)))
    for kind in (kind for pile in piles for kind in pile.kinds):
        if (kind.person.pk, kind.needed.key) == (person, key) and not kind.needed.instead:
            return kind
    raise Http404


def _taken(request: HttpRequest, kind: Kind, form: FileForm) -> bool:
    file = form.cleaned_data["file"]
    with refusals_in(form, NotUnderstood, OutOfReach, file=FileRefused):
        documents.upload(
            kind.application,
            person=kind.person,
            key=kind.needed.key,
            name=file.name,
            content=file,
            by=person_in(request),
        )
    return not form.errors


@door(*WHO)
def download(request: HttpRequest, number: str, pk: int) -> FileResponse:
    """The file as it was sent, to save: the browser neither shows it nor keeps a copy."""
    document = _document(request, number, pk)
    return as_file(documents.content(document), document.media_type, document.name, attached=True)


@door(*WHO)
def remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Ask for confirmation, then remove a file; possible while the application is a draft."""
    document = _document(request, number, pk)
    application = document.application
    back = reverse("portal:documents", args=[number])
    if submitted(request):
        documents.remove(document, by=person_in(request))
        return redirect(back)
    if not may(application, "remove-document", request):
        return redirect(back)
    return render(
        request,
        "portal/documents/remove.html",
        {"application": application, "document": document, "back": back},
    )


def _document(request: HttpRequest, number: str, pk: int) -> Document:
    visible = access.documents(person_in(request)).select_related("application")
    return get_object_or_404(visible.filter(application__number=number), pk=pk)
