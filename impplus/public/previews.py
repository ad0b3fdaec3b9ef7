"""Previews: every letter, its PDF and every e-mail from a worked example, beside the local outbox."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.actions import letters
from impplus.public.outbox import only_here
from impplus.queries import examples
from impplus.web.files import as_file
from impplus.web.language import lang
from impplus.words.text import LANGUAGES


@require_safe
@only_here
def page(request: HttpRequest) -> HttpResponse:
    """Every letter and every e-mail by its title in both languages."""
    titles = {
        kind: [(language, examples.letter(kind, language).title) for language in LANGUAGES]
        for kind in examples.LETTERS
    }
    english, french = (examples.emails(language) for language in LANGUAGES)
    subjects = {
        kind: list(zip(LANGUAGES, (mail.subject, french[kind].subject), strict=True))
        for kind, mail in english.items()
    }
    facts = {"titles": titles.items(), "subjects": subjects.items()}
    return render(request, "public/previews/list.html", facts)


@require_safe
@only_here
def letter(request: HttpRequest, kind: str) -> HttpResponse:
    """A letter as its reader sees it on a page."""
    shown = examples.letter(_known(kind), lang())
    return render(request, "public/previews/letter.html", {"kind": kind, "shown": shown})


@require_safe
@only_here
def pdf(request: HttpRequest, kind: str, language: str) -> FileResponse:
    """The PDF of a letter, which nobody signed."""
    if language not in LANGUAGES:
        raise Http404
    content = letters.paper(_known(kind), examples.letter(kind, language), language)
    return as_file(BytesIO(content), "application/pdf", f"{kind}.{language}.pdf", language)


@require_safe
@only_here
def email(request: HttpRequest, kind: str) -> HttpResponse:
    """An e-mail in the language of the page."""
    mail = examples.emails(lang()).get(kind)
    if mail is None:
        raise Http404
    return render(request, "public/previews/email.html", {"mail": mail})


def _known(kind: str) -> str:
    if kind not in examples.LETTERS:
        raise Http404
    return kind
