"""Of when the virus scanner's definitions are: staff are told of old ones, and too old ones let files wait."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from pytest_django import Settings

from impplus.actions import documents, received_files, scans
from impplus.actions.refused_files import FileRefused
from impplus.queries import scanning
from impplus.queries.faults import faults_for
from impplus.records.models import Application, Document, Upload, User
from tests import clamd
from tests.actions.sending import upload
from tests.actions.test_scans import fake, form, of_before
from tests.outside.test_scanner import infected_pdf
from tests.people import a_pdf, signed_in
from tests.portal import pages

__all__ = ["fake"]


@pytest.mark.parametrize(
    ("hours", "old", "held"),
    [(23, False, False), (25, True, False), (71, True, False), (73, True, True)],
)
def test_old_definitions_are_told_to_staff_and_too_old_ones_hold_files(
    fake: clamd.Fake,
    paid_draft: Application,
    alice: User,
    olivia: User,
    hours: int,
    old: bool,
    held: bool,
) -> None:
    fake.definitions -= timedelta(hours=hours)
    scans.watch()
    found = faults_for(olivia).definitions
    assert (found is not None, bool(found and found.held)) == (old, held)
    page = signed_in(olivia).get(reverse("desk:queue")).content.decode()
    assert ("The virus scanner was last renewed on" in page) is old
    assert ("nobody can open them before" in page) is held
    signed_in(alice).post(pages.address("upload", paid_draft), form(a_pdf("held")))
    assert Upload.objects.filter(document=None).count() == held


def test_what_came_meanwhile_is_checked_once_the_scanner_is_renewed(
    fake: clamd.Fake, paid_draft: Application, alice: User
) -> None:
    fake.definitions -= timedelta(days=4)
    browser, address = signed_in(alice), pages.address("upload", paid_draft)
    browser.post(address, form(a_pdf("held")))
    for language, said in (
        ("en", "The virus scanner must be renewed first, which is ours to do."),
        ("fr", "L’antivirus doit d’abord être mis à jour, ce qui nous revient."),
    ):
        words = pages.words(browser.get(pages.address("upload", paid_draft, language)))
        assert words.count(said) == 1
    received_files.check_some()
    assert Upload.objects.get().waits
    fake.definitions = datetime.now(UTC)
    scans.watch()
    received_files.check_some()
    assert Upload.objects.get().document is not None


def test_what_is_found_with_old_definitions_is_found(
    fake: clamd.Fake, paid_draft: Application, alice: User
) -> None:
    fake.definitions -= timedelta(days=4)
    with pytest.raises(FileRefused) as refused:
        upload(paid_draft, alice, infected_pdf())
    assert refused.value.reason == "virus"


def test_a_file_of_before_is_not_opened_with_definitions_that_are_too_old(
    paid_draft: Application, alice: User, settings: Settings
) -> None:
    old = of_before(paid_draft, alice, a_pdf("old"))
    with clamd.fake() as made:
        settings.SCANNER = made.address
        made.definitions -= timedelta(days=4)
        with pytest.raises(scans.NotScanned, match="must be renewed"):
            documents.content(Document.objects.get(pk=old.pk))


def test_the_hours_are_settings(fake: clamd.Fake, olivia: User, settings: Settings) -> None:
    settings.SCANNER_OLD_HOURS, settings.SCANNER_TOO_OLD_HOURS = 1, 2
    fake.definitions -= timedelta(minutes=90)
    scans.watch()
    found = faults_for(olivia).definitions
    assert found == scanning.Definitions(fake.definitions.replace(microsecond=0), True, False)
