"""The family: who is declared, how far each person's pages have come, and who is taken out again."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from impplus.actions import applications
from impplus.portal.answers import Sheet, first_page, sheet_about
from impplus.portal.opened import WHO, application_of, members_of, person_in
from impplus.programmes import ALL
from impplus.queries import readiness
from impplus.queries.clock import today
from impplus.queries.readiness import partner_declared
from impplus.web.pages import door, submitted
from impplus.words.text import Text

RELATIONS = {
    "principal": Text(
        en="Principal applicant", fr="Demanderesse principale ou demandeur principal"
    ),
    "spouse": Text(en="Spouse", fr="Époux ou épouse"),
    "common-law": Text(en="Common-law partner", fr="Conjointe ou conjoint de fait"),
    "child": Text(en="Dependent child", fr="Enfant à charge"),
    "": Text(en="Relationship not given yet", fr="Lien non précisé"),
}
UNNAMED = Text(en="Family member without a name yet", fr="Membre de la famille encore sans nom")


@dataclass(frozen=True)
class Member:
    """One row of the list."""

    sheet: Sheet
    name: str | Text
    relation: Text

    @property
    def url(self) -> str:
        return self.sheet.url(first_page(self.sheet))


@door(*WHO)
def members(request: HttpRequest, number: str) -> HttpResponse:
    """Everyone declared, coming or not."""
    application = application_of(request, number)
    if application.status != "draft":
        return redirect("portal:status", number)
    found = [
        Member(sheet_about(application, one), one.name or UNNAMED, RELATIONS[one.relation])
        for one in members_of(application)
    ]
    return render(
        request,
        "portal/family/members.html",
        {
            "application": application,
            "members": found,
            "notes": readiness.of(application, today(ALL[application.programme])).family_notes,
            "partner_missing": not partner_declared(application),
        },
    )


@door(*WHO)
@require_POST
def add(request: HttpRequest, number: str) -> HttpResponse:
    """One more member; a second press on the button comes back to the one still empty."""
    application = application_of(request, number)
    empty = (one for one in members_of(application) if not one.relation and not one.name)
    member = next(empty, None) or applications.add_member(application, by=person_in(request))
    first = sheet_about(application, member).asked[0]
    return redirect(reverse("portal:member-step", args=[number, member.pk, first.key]))


@door(*WHO)
def remove(request: HttpRequest, number: str, person: int) -> HttpResponse:
    """Asked once more, because what was sent for that person goes too."""
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
