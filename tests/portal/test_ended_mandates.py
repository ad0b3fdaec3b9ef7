"""Lucie sends a file for Alice, and her appointment ends meanwhile: nothing of the file is added, and she is told why."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from impplus.actions import mandates, received_files, uploads
from impplus.actions.documents import SentFor
from impplus.queries.clients import NoLongerRepresents
from impplus.records.models import Document, Mandate, Upload, User
from tests.people import a_pdf
from tests.portal import pages
from tests.portal.parts import begin, beginning, head, patch, sentence

pytestmark = pytest.mark.django_db
TOLD = {
    "en": "You no longer represent the person who makes application {}, since ",
    "fr": "Vous ne représentez plus, depuis le ",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_file_half_sent_in_parts_goes_no_further(
    lucies: Client, mandate: Mandate, alice: User, language: str
) -> None:
    draft, content = mandate.application, a_pdf("passport")
    address = begin(lucies, beginning(draft, language), len(content)).headers["Location"]
    assert patch(lucies, address, 0, content[:500]).status_code == 204
    mandates.end(mandate, by=alice)
    rest = patch(lucies, address, 500, content[500:])
    assert rest.status_code == NoLongerRepresents.status
    assert sentence(rest).startswith(TOLD[language].format(draft.number))
    assert head(lucies, address).status_code == 404
    assert sentence(begin(lucies, beginning(draft, language), 5)) == sentence(rest)
    assert (Upload.objects.get().received, Document.objects.count()) == (500, 0)


def test_a_file_that_came_whole_and_waits_is_not_added(
    mandate: Mandate, alice: User, lucie: User
) -> None:
    draft, content = mandate.application, a_pdf("passport")
    to = SentFor(draft, draft.people.get(), "passport")
    uploads.receive(to, name="passport.pdf", content=BytesIO(content), by=lucie)
    mandates.end(mandate, by=alice)
    received_files.check_some()
    assert Upload.objects.get().refused == received_files.TOO_LATE
    assert Document.objects.count() == 0


def test_a_file_of_the_form_is_refused_with_the_reason(
    lucies: Client, mandate: Mandate, alice: User
) -> None:
    draft = mandate.application
    there = pages.address("upload", draft)
    assert lucies.get(there).status_code == 200
    mandates.end(mandate, by=alice)
    sent = SimpleUploadedFile("passport.pdf", a_pdf("passport"), "application/pdf")
    answer = lucies.post(there, {"file": sent})
    assert answer.status_code == 404
    assert "You no longer represent this person" in answer.content.decode()
    assert Document.objects.count() == 0
