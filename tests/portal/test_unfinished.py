"""The page of a slot beside resumable upload: what is half sent, refused, replaced, and taken back."""

from django.test import Client
from django.urls import reverse

from impplus.actions.refused_files import WORDS
from impplus.records.models import Application, Document, Upload
from tests.people import a_pdf
from tests.portal import pages
from tests.portal.parts import begin, beginning, begun, head, patch


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
