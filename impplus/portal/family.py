"""The family: who is declared, how complete each person's answers are, and the removal of a member."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import applications
from impplus.portal.application import WHO, application_of, person_in, signs
from impplus.portal.board import board_of, fee_together
from impplus.portal.contradictions import asked_of_family
from impplus.portal.imm_5707 import papers_of
from impplus.queries import readiness
from impplus.queries.done import was_done
from impplus.queries.earlier import members_of
from impplus.queries.file import file_of
from impplus.queries.privacy import as_seen, hidden_in
from impplus.queries.refusals import AlreadyDone
from impplus.web.language import lang
from impplus.web.pages import door, submitted
from impplus.words.people import RELATIONS, UNNAMED


@require_safe
@door(*WHO)
def members(request: HttpRequest, number: str) -> HttpResponse:
    """Every declared member, whether or not that person comes to Canada."""
    application = application_of(request, number, whole=True)
    if application.status != "draft":
        return redirect("portal:status", number)
    file = file_of(application)
    ready = as_seen(readiness.of(file))
    return render(
        request,
        "portal/family/members.html",
        {
            "application": application,
            "members": file.members,
            "board": board_of(ready),
            "together": fee_together(ready),
            "signs": signs(request),
            "notes": ready.family_notes,
            "contradictions": asked_of_family(file, request.path),
            "dependent_until": file.programme.settings.numbers(file.on).get("dependent-child-age"),
            "partner_missing": bool(ready.of_kind("family")),
            "papers": papers_of(file),
            "earlier": [(one, RELATIONS[one.relation]) for one in members_of(file)],
        },
    )


@require_http_methods(["GET", "POST"])
@door(*WHO)
def remove(request: HttpRequest, number: str, person: int) -> HttpResponse:
    """Ask for confirmation, then remove a member with the files sent for that person."""
    application, by = application_of(request, number), person_in(request)
    if application.status != "draft" and not submitted(request):
        return redirect("portal:status", number)
    if submitted(request) and was_done(application, "remove-member", by=by, person=person):
        messages.success(request, _("This person is removed from the application."))
        return redirect("portal:family", number)
    member = get_object_or_404(application.people.exclude(relation="principal"), pk=person)
    if submitted(request):
        name = member.name or UNNAMED.say(lang())
        with suppress(AlreadyDone):
            applications.remove_member(application, person=member, by=by)
        messages.success(request, _("%(name)s is removed from the application.") % {"name": name})
        return redirect("portal:family", number)
    return render(
        request,
        "portal/family/remove.html",
        {
            "application": application,
            "name": member.name or UNNAMED,
            "kept": member.pk in hidden_in(application),
            "files": member.documents.filter(removed_at__isnull=True).count(),
        },
    )
