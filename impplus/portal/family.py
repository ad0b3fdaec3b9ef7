"""The family: who is declared, how complete each person's answers are, and the removal of a member."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from impplus.actions import applications
from impplus.portal.answers import next_page
from impplus.portal.application import WHO, application_of, person_in
from impplus.portal.contradictions import asked_in
from impplus.queries import readiness
from impplus.queries.answers import Sheet
from impplus.queries.file import file_of
from impplus.queries.letters import imm_5707
from impplus.web.pages import door, submitted
from impplus.words.people import RELATIONS, UNNAMED
from impplus.words.text import Text


@dataclass(frozen=True)
class MemberRow:
    """One row of the list."""

    sheet: Sheet
    name: str | Text
    relation: Text

    @property
    def url(self) -> str:
        return next_page(self.sheet)


@door(*WHO)
def members(request: HttpRequest, number: str) -> HttpResponse:
    """Every declared member, whether or not that person comes to Canada."""
    application = application_of(request, number)
    if application.status != "draft":
        return redirect("portal:status", number)
    file = file_of(application)
    found = [
        MemberRow(one, one.person.name or UNNAMED, RELATIONS[one.person.relation])
        for one in file.sheets[1:]
    ]
    ready = readiness.of(file)
    return render(
        request,
        "portal/family/members.html",
        {
            "application": application,
            "members": found,
            "notes": ready.family_notes,
            "contradictions": asked_in(file),
            "partner_missing": bool(ready.of_kind("family")),
            "papers": [file.people[one] for one in imm_5707.people(file)],
        },
    )


@door(*WHO)
def remove(request: HttpRequest, number: str, person: int) -> HttpResponse:
    """Ask for confirmation, then remove a member with the files sent for that person."""
    application = application_of(request, number)
    member = get_object_or_404(application.people.exclude(relation="principal"), pk=person)
    if submitted(request):
        applications.remove_member(application, person=member, by=person_in(request))
        return redirect("portal:family", number)
    return render(
        request,
        "portal/family/remove.html",
        {
            "application": application,
            "name": member.name or UNNAMED,
            "files": member.documents.filter(removed_at__isnull=True).count(),
        },
    )
