"""The page of a slot beside resumable upload: what is half sent, refused, replaced, and taken back."""

import html
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import uploads
from impplus.actions.refused_files import OF_PORTRAIT, WORDS
from impplus.queries import half_sent
from impplus.records.models import Application, Document, Upload
from tests.people import a_pdf
from tests.portal import pages
from tests.portal.parts import begin, beginning, begun, head, patch, sentence


def test_a_refused_file_is_on_its_page_with_what_to_do_until_it_is_put_away(
    alices: Client, draft: Application
) -> None:
    content = a_pdf()[:-120]
    address = begun(alices, draft, len(content))
    assert patch(alices, address, 0, content).status_code == 204
    words = pages.words(alices.get(pages.address("upload", draft)))
    assert (words.count(WORDS["damaged"].en), words.count(f"{address}remove/")) == (1, 1)
    assert alices.post(f"{address}remove/").status_code == 302
    assert pages.words(alices.get(pages.address("upload", draft))).count(WORDS["damaged"].en) == 0


def test_half_a_file_is_taken_back_without_a_script(alices: Client, draft: Application) -> None:
    address = begun(alices, draft, 10)
    patch(alices, address, 0, b"01234")
    kept = Upload.objects.get()
    told = {"person": str(kept.person_id), "key": kept.key}
    removed = alices.post(f"{address}remove/", told)
    assert removed.headers["Location"] == pages.address("upload", draft)
    assert Upload.objects.count() == 0


def test_a_file_that_is_removed_may_be_sent_again_from_its_beginning(
    alices: Client, draft: Application
) -> None:
    content = a_pdf()
    address = begun(alices, draft, len(content))
    patch(alices, address, 0, content)
    alices.post(reverse("portal:remove-document", args=[draft.number, Document.objects.get().pk]))
    assert head(alices, address).status_code == 404
    assert patch(alices, begun(alices, draft, len(content)), 0, content).status_code == 204
    assert Document.objects.filter(removed_at=None).count() == 1


def test_the_file_named_is_replaced(alices: Client, draft: Application) -> None:
    contents = [a_pdf("old"), a_pdf("new")]
    patch(alices, begun(alices, draft, len(contents[0])), 0, contents[0])
    old = Document.objects.get()
    made = begin(alices, f"{beginning(draft)}?replace={old.pk}", len(contents[1]))
    patch(alices, made.headers["Location"], 0, contents[1])
    assert [one.removed_at is None for one in Document.objects.order_by("pk")] == [False, True]


def test_the_script_is_on_the_pages_that_send_files_alone(
    alices: Client, draft: Application
) -> None:
    assert "tus.min.js" in pages.words(alices.get(pages.address("upload", draft)))
    for name in ("documents", "tasks", "family", "fees"):
        assert "tus.min.js" not in pages.words(alices.get(pages.address(name, draft)))


def test_without_a_scanner_the_list_says_so_once_for_every_page(
    alices: Client, draft: Application
) -> None:
    said = [
        pages.words(alices.get(pages.address(name, draft))).count(
            "Files are not scanned for viruses here"
        )
        for name in ("documents", "upload")
    ]
    assert said == [1, 0]


def photo_of(application: Application) -> str:
    return beginning(application, key="photo")


def test_what_is_half_sent_is_said_in_the_list_beside_a_document_that_is_ready(
    alices: Client, draft: Application
) -> None:
    content = a_pdf()
    patch(alices, begun(alices, draft, len(content)), 0, content)
    address = begun(alices, draft, 10, name="rest.pdf")
    patch(alices, address, 0, b"01234")
    listed = " ".join(pages.words(alices.get(pages.address("documents", draft))).split())
    assert (listed.count("1 file partly sent"), listed.count("files partly sent")) == (1, 0)
    page = pages.words(alices.get(pages.address("upload", draft)))
    assert (page.count(f'data-half="{address}" data-name="rest.pdf" data-size="10"')) == 1
    assert (page.count("Partly sent, 50%"), page.count(f"{address}remove/")) == (1, 1)
    until = Upload.objects.get(name="rest.pdf").expires_at
    assert page.count(f'data-own-time="{until.isoformat()}" data-zone="America/Toronto"') == 1


def test_too_many_half_sent_files_are_named_by_their_documents(
    alices: Client, draft: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BEGUN", 2)
    for key in ("passport", "photo"):
        assert begin(alices, beginning(draft, key=key), 10).status_code == 201
    answer = begin(alices, beginning(draft), 10)
    assert (answer.status_code, sentence(answer)) == (
        413,
        half_sent.HALF.en.format(where="Passport, Alice Benali; Digital photo, Alice Benali"),
    )


def test_files_refused_for_one_reason_are_said_once_and_put_away_together(
    alices: Client, draft: Application
) -> None:
    content = a_pdf()[:-120]
    for name in ("one.pdf", "two.pdf", "one.pdf"):
        patch(alices, begun(alices, draft, len(content), name=name), 0, content)
    page = pages.words(alices.get(pages.address("upload", draft)))
    assert [page.count(one) for one in (WORDS["damaged"].en, "/remove/", "two.pdf, one.pdf")] == [1, 1, 1]  # fmt: skip
    assert Upload.objects.count() == 2  # the same name again puts the first away
    listed = pages.words(alices.get(pages.address("documents", draft)))
    assert listed.count("2 files not added") == 1
    kept = Upload.objects.first()
    assert kept is not None
    told = {"person": str(kept.person_id), "key": kept.key}
    mark = reverse("portal:remove-upload", args=[draft.number, kept.mark])
    assert alices.post(mark, told).headers["Location"] == pages.address("upload", draft)
    assert Upload.objects.count() == 0


def test_what_is_no_photo_gets_the_words_of_a_photo(alices: Client, draft: Application) -> None:
    for name, content, words in (
        ("face.pdf", a_pdf(), WORDS["no-picture"]),
        ("face.docx", b"PK\x03\x04" + bytes(60), OF_PORTRAIT["wrong-type"]),
        ("face.gif", b"GIF89a" + bytes(60), OF_PORTRAIT["moves"]),
    ):
        made = begin(alices, photo_of(draft), len(content), name=name)
        patch(alices, made.headers["Location"], 0, content)
        address = reverse("portal:upload", args=[draft.number, draft.people.get().pk, "photo"])
        stands = alices.get(address)
        answered = alices.post(address, {"file": SimpleUploadedFile(name, content)})
        for page in (stands, answered):
            said = html.unescape(pages.words(page))
            assert (words.en in said, "or a PDF" in said) == (True, False)
    assert not Document.objects.exists()


def test_a_file_that_comes_whole_takes_its_half_away(alices: Client, draft: Application) -> None:
    content = a_pdf()
    patch(alices, begun(alices, draft, len(content), name="mine.pdf"), 0, content[:100])
    begun(alices, draft, len(content), name="other.pdf")
    sent = {"file": SimpleUploadedFile("mine.pdf", content, "application/pdf")}
    assert alices.post(pages.address("upload", draft), sent).status_code == 302
    assert [one.name for one in Upload.objects.filter(document=None)] == ["other.pdf"]


def test_what_comes_for_a_document_that_is_no_longer_asked_for_is_on_the_list(
    alices: Client, draft: Application
) -> None:
    address = begun(alices, draft, 10, name="rest.pdf")
    Upload.objects.update(key="custody")
    page = pages.words(alices.get(pages.address("documents", draft)))
    assert (page.count("rest.pdf"), page.count(f"{address}remove/")) == (2, 1)
    assert alices.post(f"{address}remove/").headers["Location"] == pages.address("documents", draft)
    assert Upload.objects.count() == 0


def test_a_pdf_of_letters_alone_is_asked_about_where_a_passport_is_wanted(
    alices: Client, draft: Application
) -> None:
    person = draft.people.get()
    made, letters = pikepdf.new(), BytesIO()
    page = made.add_blank_page(page_size=(300, 400))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)  # fmt: skip
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = made.make_stream(b"BT /F 24 Tf 50 200 Td (hello) Tj ET")
    made.save(letters)
    for content, asked in ((letters.getvalue(), 1), (a_pdf(), 0)):
        Document.objects.all().delete()
        sent = {"file": SimpleUploadedFile("mine.pdf", content, "application/pdf")}
        assert alices.post(pages.address("upload", draft), sent).status_code == 302
        shown = alices.get(reverse("portal:upload", args=[draft.number, person.pk, "passport"]))
        assert pages.words(shown).count("The two lines at the bottom were not read") == asked
