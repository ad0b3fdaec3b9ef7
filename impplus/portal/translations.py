"""A translation of what the office wrote, asked for with one press by who reads it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from impplus.actions import translations
from impplus.portal.application import WHO, part_of, person_in
from impplus.queries.translations import words_in
from impplus.web.pages import door


@require_POST
@door(*WHO)
def ask(request: HttpRequest, number: str, of: str, pk: int) -> HttpResponse:
    """Ask for it, and go back to the words."""
    application = part_of(request, number)
    words = words_in(application, of, pk, person_in(request))
    if words is None:
        raise Http404
    if translations.ask(words, by=person_in(request)):
        messages.success(
            request, _("You asked for a translation. We tell you by e-mail once it is there.")
        )
    if of in {"question", "letter"}:
        return redirect(f"portal:{of}", number, pk)
    return redirect("portal:messages" if of == "message" else "portal:status", number)
