"""A file that the store has lost is named to whoever asks for it and to staff, and keeps nobody from the others."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import letters, lost_files, renditions, scans
from impplus.outside import store
from impplus.records.models import Application, Document, LostFile, User
from tests import clamd
from tests.actions.sending import upload
from tests.people import a_pdf, signed_in

FIRST = {
    "en": "READ FIRST - files that are missing.txt",
    "fr": "À LIRE D’ABORD - fichiers manquants.txt",
}
SAID = {
    "en": "These files cannot be read right now, so they are not in this archive. Everything else is.",
    "fr": "Ces fichiers ne peuvent pas être lus en ce moment et ne sont pas dans cette archive. Tout le reste y est.",
}


@pytest.fixture
def document(sent: Application, alice: User) -> Document:
    """A file of a received application whose bytes nothing else has."""
    letters.send_owed()
    return upload(sent, alice, a_pdf("lost"), "lost.pdf")


def stored(key: str, settings: Settings) -> Path:
    return next(Path(settings.LOCAL_STORE["location"]).rglob(key))


def archived(browser: Client, application: Application, language: str) -> dict[str, bytes]:
    with override(language):
        answer = browser.get(reverse("portal:everything", args=[application.number]))
    assert answer.status_code == 200
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def desk_says(officer: User) -> str:
    page = signed_in(officer).get(reverse("desk:queue"), follow=True).content.decode()
    return " ".join(page.split())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("cut", [True, False], ids=["cut", "gone"])
def test_all_of_it_has_everything_else_and_names_the_file_that_is_missing(
    language: str, cut: bool, alices: Client, document: Document, settings: Settings
) -> None:
    application = document.application
    whole = archived(alices, application, language)
    path = stored(document.content, settings)
    content = path.read_bytes()
    path.write_bytes(content[:-10]) if cut else path.unlink()
    kept = archived(alices, application, language)
    (name,) = [one for one, held in whole.items() if held == content]
    lines = kept.pop(FIRST[language]).decode().splitlines()
    assert (lines[0].startswith(SAID[language]), lines[2:]) == (True, [f"- {name}"])
    assert {*kept} == {*whole} - {name}
    path.write_bytes(content)
    assert {*archived(alices, application, language)} == {*whole}


def test_a_letter_that_is_lost_is_named_too(
    alices: Client, document: Document, settings: Settings
) -> None:
    letter = document.application.letters.get(kind="receipt")
    path = stored(letter.file_fr, settings)
    content = path.read_bytes()
    path.unlink()
    kept = archived(alices, document.application, "en")
    path.write_bytes(content)
    assert kept[FIRST["en"]].decode().splitlines()[2:] == ["- receipt-fr.pdf"]
    assert "receipt-en.pdf" in kept


def test_staff_of_both_offices_see_it_until_it_can_be_read_again(
    document: Document, alices: Client, olivia: User, mathieu: User, settings: Settings
) -> None:
    told, named = "1 file cannot be read from the store.", "– lost.pdf</li>"
    path = stored(document.content, settings)
    content = path.read_bytes()
    path.unlink()
    assert [told in desk_says(one) for one in (olivia, mathieu)] == [False, False]
    number = document.application.number
    page = alices.get(reverse("portal:download", args=[number, document.pk]))
    said = page.content.decode()
    assert (page.status_code, page.headers["Retry-After"]) == (503, "300")
    assert (lost_files.FileLost.text.en in said, "This cannot be opened" in said) == (True, True)
    assert ("Nothing was changed" in said, "This was not done" in said) == (False, False)
    assert [told in desk_says(one) for one in (olivia, mathieu)] == [True, True]
    assert [named in desk_says(one) for one in (olivia, mathieu)] == [True, False]
    lost_files.look_again()
    assert LostFile.objects.count() == 1
    path.write_bytes(content)
    lost_files.look_again()
    assert [told in desk_says(one) for one in (olivia, mathieu)] == [False, False]


def test_a_document_is_one_file_with_its_copy_and_a_letter_one_in_two_languages(
    document: Document, alice: User, olivia: User
) -> None:
    letter = document.application.letters.get(kind="receipt")
    for key in (document.content, document.rendition, document.thumbnails):
        LostFile.objects.create(key=key)
    assert "1 file cannot be read from the store." in desk_says(olivia)
    for key in (letter.file_en, letter.file_fr, "0" * 64):
        LostFile.objects.create(key=key)
    assert "3 files cannot be read from the store." in desk_says(olivia)


def test_what_nothing_names_any_more_is_forgotten(db: None) -> None:
    with pytest.raises(lost_files.FileLost):
        lost_files.read_stored("0" * 64)
    lost_files.look_again()
    assert not LostFile.objects.exists()


def test_one_that_is_lost_keeps_the_worker_from_no_other(
    sent: Application, alice: User, settings: Settings
) -> None:
    lost, sound = (upload(sent, alice, a_pdf(one), f"{one}.pdf") for one in ("a", "b"))
    stored(lost.content, settings).unlink()
    Document.objects.filter(pk__in=[lost.pk, sound.pk]).update(rendition="", rendition_type="")
    Document.objects.exclude(pk__in=[lost.pk, sound.pk]).update(found="not looked at")
    renditions.prepare_some()
    sound.refresh_from_db()
    assert (sound.rendition != "", LostFile.objects.get().key) == (True, lost.content)
    with clamd.fake() as scanner:
        settings.SCANNER = scanner.address
        scans.scan_some()
        scans.scan_some()
    waiting = Document.objects.filter(scanned_at=None)
    assert list(waiting) == [lost]
    store.put(BytesIO(a_pdf("a")))


def test_the_number_of_lost_files_and_the_list_of_what_needs_them_agree(
    document: Document, alices: Client, alice: User, olivia: User, settings: Settings
) -> None:
    copies = [Document.objects.get(pk=document.pk) for _ in range(6)]
    for number, one in enumerate(copies):
        one.pk, one.name = None, f"again-{number}.pdf"
        one.save()
    stored(document.content, settings).unlink()
    alices.get(reverse("portal:download", args=[document.application.number, document.pk]))
    said = desk_says(olivia)
    assert "1 file cannot be read from the store." in said
    assert "7 documents or letters need what is lost:" in said
    assert (said.count(".pdf</li>"), "and 2 more" in said) == (5, True)
