"""Files as answers: what an applicant sent, and the letters of this installation; none may run a script."""

from typing import IO

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _, override

from impplus.actions import letters
from impplus.records.models import Letter
from impplus.words.text import LANGUAGES

# A PDF is shown by the browser's own viewer, which a stricter policy would keep from starting.
POLICY = {"application/pdf": "frame-ancestors 'none'"}
CLOSED = "default-src 'none'; frame-ancestors 'none'; sandbox"


def as_file(
    content: IO[bytes], media_type: str, name: str, language: str = "", *, attached: bool = False
) -> FileResponse:
    """A file under its name, shown or, where `attached`, handed over; no cache keeps a copy."""
    headers = {
        "Content-Security-Policy": POLICY.get(media_type, CLOSED),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    if language:
        headers["Content-Language"] = language
    return FileResponse(
        content, as_attachment=attached, filename=name, content_type=media_type, headers=headers
    )


def signed(letter: Letter, language: str, number: str) -> FileResponse:
    """The signed file of a letter in one of its two languages; its name ends in the number, a permit's in its own."""
    if language not in LANGUAGES:
        raise Http404
    with override(language):
        own = {"permit": _("permit"), "introduction": _("letter-of-introduction")}
        paper = letter.paper if letter.kind in own else None
        name = f"{own.get(letter.kind, _('letter'))}-{paper.number if paper else number}.pdf"
    return as_file(letters.file(letter, language), "application/pdf", name, language)
