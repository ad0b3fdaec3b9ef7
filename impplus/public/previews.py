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
    """Every letter and every e-mail by its title."""
    language = lang()
    titles = {kind: examples.letter(kind, language).title for kind in examples.LETTERS}
    subjects = {kind: mail.subject for kind, mail in examples.emails(language).items()}
    return render(
        request, "public/previews/list.html", {"titles": titles.items(), "emails": subjects.items()}
    )


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
