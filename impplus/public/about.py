"""Pages that are only words: help, accessibility, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def help_pages(request: HttpRequest) -> HttpResponse:
    """The questions that people ask most."""
    return render(request, "public/about/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was built and checked, and what was not."""
    return render(request, "public/about/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, why, and who sees it."""
    return render(request, "public/about/privacy.html")
