"""What an office wrote and what was paid: the decision, permits, letters, and money of one file."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.desk.file import about_a_file, officer_in
from impplus.queries.assistance import assistance_of
from impplus.queries.facts import principal_of
from impplus.queries.introductions import introductions_of, left_over
from impplus.queries.officers import has
from impplus.queries.outcomes import outcomes_said, parts_of
from impplus.queries.papers import letters_of, permits_of
from impplus.queries.printed_papers import names_on
from impplus.records.models import Application, Introduction
from impplus.rules.lifecycle import Role, may


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """The decision with its permits, the letters with who was told, and the payments with their refunds."""
    letters, introductions = letters_of(application), introductions_of(application)
    parents, good = left_over(introductions)
    people = outcomes_said(application) if hasattr(application, "decision") else []
    facts = {
        "application": application,
        "principal": principal_of(application),
        "letters": letters,
        "permits": names_on(permits_of(application), letters),
        "people": [one for one in people if len(people) > 1],
        "parts": parts_of(application) if people else (),
        "introductions": names_on(introductions, letters),
        "parents_cancelled": _names(parents),
        "still_good": good,
        "good_names": _names(good),
        "reopens": may("application", "reopen", application.status, Role.FEDERAL)
        or may("application", "reopen-check", application.status, Role.FEDERAL),
        "on_paper": assistance_of(application) is not None,
        "its_own": has(application, officer_in(request)),
    }
    return render(request, "desk/files/papers.html", facts)


def _names(letters: Iterable[Introduction]) -> str:
    return ", ".join(one.person.name for one in letters)
