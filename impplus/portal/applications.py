"""Applications: those of the person signed in, the start of a new one, its task list, its withdrawal."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from impplus.actions import applications, invitations
from impplus.portal.opened import WHO, application_of, applications_of, may, person_in, signs
from impplus.portal.tasks import State, sections_of
from impplus.programmes import SERVED
from impplus.queries import readiness, refunds
from impplus.queries.clock import today
from impplus.queries.file import file_of
from impplus.queries.places import places_left
from impplus.queries.refusals import LetterExpired, LetterRevoked, LetterUnknown, LetterUsed
from impplus.rules.form import Field, Step
from impplus.rules.lifecycle import Role
from impplus.web.forms import add_refusal, bind, form_for
from impplus.web.pages import door, lang, submitted
from impplus.words.text import Text

LETTER = Step(
    key="letter-of-invitation",
    since=date.min,
    about="application",
    part="letter",
    title=Text(
        en="Start with your letter of invitation", fr="Commencez par votre lettre d’invitation"
    ),
    fields=(
        Field(
            key="code",
            since=date.min,
            kind="code",
            label=Text(en="Code on the letter", fr="Code inscrit sur la lettre"),
            hint=Text(
                en="26 letters and digits, in groups of five. Spaces and hyphens are ignored.",
                fr="26 lettres et chiffres, en groupes de cinq. Les espaces et les traits d’union sont ignorés.",
            ),
            max_length=60,
        ),
        Field(
            key="csq_number",
            since=date.min,
            kind="code",
            label=Text(en="CSQ number", fr="Numéro du CSQ"),
            hint=Text(
                en="It is on your Quebec Selection Certificate and on the letter.",
                fr="Il figure sur votre Certificat de sélection du Québec et sur la lettre.",
            ),
            max_length=30,
        ),
        Field(
            key="born",
            since=date.min,
            kind="day",
            label=Text(en="Date of birth", fr="Date de naissance"),
            autocomplete="bday",
        ),
    ),
)


@door(*WHO)
def home(request: HttpRequest) -> HttpResponse:
    """Her applications; someone without one is asked for her letter."""
    found = list(applications_of(request).order_by("-started_at", "-id"))
    if not found and signs(request):
        return redirect("portal:bind")
    return render(
        request, "portal/applications/home.html", {"applications": found, "signs": signs(request)}
    )


@door(Role.APPLICANT)
def bind_letter(request: HttpRequest) -> HttpResponse:
    """One letter, one person, one application."""
    form = bind(form_for(LETTER, {}, lang(request)), request)
    if submitted(request) and form.is_valid():
        try:
            made = invitations.bind(**form.cleaned_data, by=person_in(request))
        except (LetterUnknown, LetterUsed, LetterRevoked, LetterExpired) as refusal:
            add_refusal(form, refusal, lang(request))
        else:
            return redirect("portal:tasks", made.number)
    programme = SERVED
    places = places_left(programme, today(programme).year)
    return render(
        request,
        "portal/applications/letter.html",
        {"form": form, "title": LETTER.title, "places": places},
    )


@door(*WHO)
def tasks(request: HttpRequest, number: str) -> HttpResponse:
    """The task list of a draft; a submitted file has a status page instead."""
    application = application_of(request, number)
    if application.status != "draft":
        return redirect("portal:status", number)
    file = file_of(application)
    sections = sections_of(readiness.of(file))
    completed = [section for section in sections if section.state is State.COMPLETED]
    return render(
        request,
        "portal/tasks/tasks.html",
        {
            "application": application,
            "sections": sections,
            "completed": len(completed),
            "places": places_left(file.programme, file.on.year),
            "signs": signs(request),
        },
    )


@door(Role.APPLICANT)
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Asked once more before it is done; open while the table of moves allows it."""
    application = application_of(request, number)
    if submitted(request):
        applications.withdraw(application, by=person_in(request))
        return redirect("portal:status", number)
    if not may(application, "withdraw", request):
        return redirect("portal:status", number)
    file = file_of(application)
    refund = file.law.refunds.get("withdrawn-before-processing")
    owed = refunds.due(file, "withdrawn-before-processing")
    facts = {"application": application, "refund": refund, "owed": owed}
    return render(request, "portal/applications/withdraw.html", facts)
