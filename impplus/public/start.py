"""The first pages: both languages offered equally, then what IMP+ is and how it goes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.programmes import IMP_PLUS
from impplus.public.fees import alone, examples
from impplus.records.reading import places_left, today
from impplus.rules import documents
from impplus.rules.text import LANGUAGES


@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """The address without a language: English and French, side by side."""
    names = {language: IMP_PLUS.name.say(language) for language in LANGUAGES}
    return render(request, "public/languages.html", {"names": names})


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What one wants to know before signing in."""
    on = today(IMP_PLUS)
    facts = {
        "programme": IMP_PLUS,
        "places": places_left(IMP_PLUS, on.year),
        "total": examples(on)[0].bill.total,
        "documents": documents.needed(IMP_PLUS, alone(on), on=on),
    }
    return render(request, "public/start.html", facts)
