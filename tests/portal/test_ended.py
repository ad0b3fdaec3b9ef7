"""A file that ends the process which reads it: the sentence on the page in both languages, and the next file at once."""

import signal
from io import BytesIO

import pytest
from django.test import Client

from impplus.actions.refused_files import WORDS
from impplus.outside.files import asking
from impplus.records.models import Application
from tests.outside.files.sent import a_pdf
from tests.portal import pages


def a_file(title: str) -> BytesIO:
    file = BytesIO(a_pdf(pages=len(title)))
    file.name = f"{title}.pdf"
    return file


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("ended", "reason"),
    [(-signal.SIGSEGV, "damaged"), (-signal.SIGXCPU, "too-heavy"), (-signal.SIGKILL, "too-heavy")],
)
def test_it_is_a_sentence_and_the_next_file_is_taken(
    alices: Client, paid_draft: Application, language: str, ended: int, reason: str
) -> None:
    address = pages.address("upload", paid_draft, language)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(asking, "ask", lambda *_: (b"", ended))
        page = alices.post(address, {"file": a_file("one")})
    assert page.status_code == 422
    assert pages.words(page).count(WORDS[reason].say(language)) == 2  # above and beside
    assert alices.post(address, {"file": a_file("again")}).status_code == 302
