"""A file of a form whose turn to be read does not come is received, waits, and is checked by the worker."""

import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from impplus.actions import received_files, several_files
from impplus.outside.files import slots
from impplus.records.models import Application, Document, Upload, User
from tests.people import a_pdf
from tests.portal import pages


@pytest.mark.parametrize("holds", ["her own account", "all other accounts"])
def test_a_file_whose_turn_does_not_come_waits_for_it(
    holds: str, alices: Client, draft: Application, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    if holds == "her own account":
        monkeypatch.setattr(slots, "OWN", 1)
    else:
        monkeypatch.setattr(slots, "_room", threading.BoundedSemaphore(1))
    with slots.turn(alice.pk if holds == "her own account" else 0, time.monotonic() + 1):
        sent = {"file": SimpleUploadedFile("passport.pdf", a_pdf())}
        page = alices.post(pages.address("upload", draft), sent, follow=True)
    assert pages.words(page).count("1 file is received and is being checked.") == 1
    assert (Document.objects.count(), Upload.objects.get().waits) == (0, True)
    received_files.check_some()
    assert Document.objects.get().name == "passport.pdf"


def test_a_press_of_many_files_waits_for_the_first_ones_alone(
    alices: Client, draft: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several_files, "PATIENCE", 0.0)
    files = [SimpleUploadedFile(f"{n}.pdf", a_pdf(str(n))) for n in range(3)]
    page = alices.post(pages.address("upload", draft), {"file": files}, follow=True)
    assert pages.words(page).count("3 files are received and are being checked.") == 1
