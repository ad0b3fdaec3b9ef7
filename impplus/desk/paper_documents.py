"""Documents that came on paper with an application made by another means, scanned by an officer into the file."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import documents
from impplus.actions.received_files import none_waits
from impplus.actions.refused_files import LARGEST, FileRefused
from impplus.desk.file import about_a_file, officer_in
from impplus.queries import readiness
from impplus.queries.assistance import assistance_of, scanned_by_office
from impplus.queries.file import File, file_of
from impplus.queries.hints import with_name
from impplus.queries.other_papers import AS_IT_CAME, OTHER, TITLE, TITLES
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, Document
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.words.text import Text

type Places = dict[str, tuple[Text, documents.SentFor]]


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """Say what a paper is and whose, and add its scan; below stand those that were added so."""
    if assistance_of(application) is None:
        raise Http404
    file = file_of(application)
    ready = readiness.of(file)
    places = _places(file, ready)
    form = bind(_form(places), request, files=True)
    if submitted(request) and form.is_valid() and _added(request, places, form):
        messages.success(request, _("The document is in the file. The applicant is told."))
        return redirect("desk:paper-documents", application.number)
    facts = {
        "application": application,
        "principal": file.principal,
        "form": form,
        "missing": ready.of_kind("document"),
        "added": _scanned(application, places),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/typed/documents.html", facts, status=status)


def _places(file: File, ready: readiness.Readiness) -> Places:
    """What a paper may be, by key: what is asked for of each person first, then anything else of theirs."""
    asked = [
        (one.key, one.title, file.people[one.person])
        for one in (*(gap.document for gap in ready.gaps if gap.document), *ready.documents_asked)
        if one is not None
    ]
    came = (AS_IT_CAME, TITLES[AS_IT_CAME], file.principal)
    others = [(OTHER, TITLE, person) for person in file.everyone]
    return {
        f"{person.pk}:{key}": (
            with_name(title, person.name),
            documents.SentFor(file.application, person, key),
        )
        for key, title, person in (came, *asked, *others)
    }


def _form(places: Places) -> type[PageForm]:
    return made_form(
        "PaperDocumentForm",
        {
            "place": ChoiceField(
                choices=[(key, title.say(lang())) for key, (title, _to) in places.items()],
                label=_("What is it, and whose?"),
            ),
            "title": TextField(
                required=False,
                label=_("Title"),
                help_text=_("Only of something that is not in the list: what it is."),
            ),
            "scan": forms.FileField(
                allow_empty_file=True,
                label=_("Scan of the paper"),
                help_text=_("A photo or PDF, up to %(most)s MB.") % {"most": LARGEST},
                error_messages={"required": _("Choose the scan of the paper.")},
            ),
        },
    )


def _added(request: HttpRequest, places: Places, form: Any) -> bool:
    given = form.cleaned_data
    to = places[given["place"]][1]
    to = documents.SentFor(to.application, to.person, to.key, title=given["title"])
    scan = given["scan"]
    refusals = refusals_in(form, title=NotUnderstood, scan=FileRefused)
    with suppress(KeyError), refusals, none_waits():
        documents.upload(to, name=str(scan.name), content=scan, by=officer_in(request))
    return not form.errors


def _scanned(application: Application, places: Places) -> Iterator[tuple[Document, Text | str]]:
    """Each document that an officer scanned, with what it is; the signed paper stands elsewhere."""
    sent = Document.objects.select_related("sent_by").in_bulk(scanned_by_office(application))
    for one in sorted(sent.values(), key=lambda document: -document.pk):
        known = places.get(f"{one.person_id}:{one.key}")
        yield one, one.title or (known[0] if known else one.name)
