"""The clean copy of a file: what everybody sees but the sender, also of files taken before there were any."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from impplus.actions import documents, renditions
from impplus.actions.refused_files import FileRefused, NoCleanCopy
from impplus.outside import store
from impplus.queries.refusals import OutOfReach
from impplus.records.models import Application, Document, User
from tests.actions.sending import upload
from tests.outside.files.passports import ANNA, page
from tests.people import a_jpeg, a_pdf, bytes_of


def of_before(application: Application, by: User, content: bytes, **columns: str) -> Document:
    """A file that was taken before there were clean copies."""
    return Document.objects.create(
        application=application,
        person=application.people.get(relation="principal"),
        sent_by=by,
        size=len(content),
        pages=1,
        content=store.put(BytesIO(content)),
        **{"key": "passport", "name": "old.pdf", "media_type": "application/pdf"} | columns,
    )


def with_a_script() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
        )
        written = BytesIO()
        pdf.save(written)
        return written.getvalue()


def test_the_original_is_kept_and_the_clean_copy_beside_it(
    paid_draft: Application, alice: User
) -> None:
    content = with_a_script()
    sent = upload(paid_draft, alice, content, "passport.pdf")
    kept = Document.objects.get(pk=sent.pk)
    assert bytes_of(documents.content(kept)) == content
    clean = bytes_of(renditions.rendition(kept))
    assert (b"alert" in content, b"alert" in clean, clean[:5]) == (True, False, b"%PDF-")
    assert (kept.rendition_type, kept.shown_name, len(kept.seen)) == (
        "application/pdf",
        "passport.pdf",
        1,
    )
    assert kept.seen[0][2:] == ["blank"]


def test_a_picture_has_a_page_and_a_thumbnail_for_each_of_its_pages(
    paid_draft: Application, alice: User
) -> None:
    sent = upload(paid_draft, alice, a_jpeg(), "IMG_1.jpeg")
    assert (sent.media_type, sent.shown_name) == ("image/jpeg", "IMG_1.pdf")
    small = renditions.thumbnail(sent, 1)
    assert small
    with Image.open(small) as picture:
        assert (picture.format, max(picture.size) <= 248) == ("WEBP", True)
    assert [renditions.thumbnail(sent, page) for page in (0, 2, -1)] == [None] * 3


def test_the_photograph_of_a_person_stays_a_picture_and_no_paper_stands_for_it(
    paid_draft: Application, alice: User
) -> None:
    sent = upload(paid_draft, alice, a_jpeg(840, 1080), "me.jpg", key="photo")
    assert (sent.rendition_type, sent.shown_name) == ("image/jpeg", "me.jpg")
    assert (sent.portrait["width"], sent.portrait["height"]) == (840, 1080)
    with pytest.raises(FileRefused) as refused:
        upload(paid_draft, alice, a_pdf("me"), "me.pdf", key="photo")
    assert refused.value.reason == "no-picture"


def test_the_clean_copy_of_a_file_of_before_is_made_when_it_is_asked_for(
    paid_draft: Application, alice: User
) -> None:
    old = of_before(paid_draft, alice, with_a_script())
    assert b"alert" not in bytes_of(renditions.rendition(old))
    again = Document.objects.get(pk=old.pk)
    assert (again.rendition, again.rendition_type) == (old.rendition, "application/pdf")
    assert (again.content, again.size) == (old.content, len(with_a_script()))


@pytest.mark.parametrize("ending", ["jpg", "pdf"])
def test_the_zone_of_a_passport_of_before_is_read_however_it_lies(
    paid_draft: Application, alice: User, ending: str
) -> None:
    made = BytesIO()
    if ending == "jpg":
        page(ANNA).rotate(90, expand=True).save(made, "JPEG")
    else:
        page(ANNA).save(made, "PDF")
    old = of_before(paid_draft, alice, made.getvalue(), name=f"passport.{ending}")
    renditions.prepare_some()
    assert Document.objects.get(pk=old.pk).zone == "\n".join(ANNA)


def test_the_worker_makes_those_that_nobody_asked_for_and_leaves_what_has_none(
    paid_draft: Application, alice: User, caplog: pytest.LogCaptureFixture
) -> None:
    sound = of_before(paid_draft, alice, a_pdf("of before"))
    broken = of_before(paid_draft, alice, b"%PDF-1.7 broken")
    as_photo = of_before(paid_draft, alice, a_pdf("a paper as photo"), key="photo")
    renditions.prepare_some()
    kinds = {one.pk: one.rendition_type for one in Document.objects.all()}
    assert [kinds[one.pk] for one in (sound, broken, as_photo)] == [
        "application/pdf",
        renditions.NONE,
        "application/pdf",
    ]
    assert [one.message for one in caplog.records] == [
        f"No clean copy can be made of document {broken.pk}."
    ]
    caplog.clear()
    renditions.prepare_some()
    assert caplog.records == []
    with pytest.raises(NoCleanCopy):
        renditions.rendition(Document.objects.get(pk=broken.pk))


def test_a_file_of_before_whose_bytes_are_gone_is_out_of_reach(
    paid_draft: Application, alice: User
) -> None:
    old = of_before(paid_draft, alice, a_pdf("lost"))
    store.remove(old.content)
    with pytest.raises(OutOfReach):
        renditions.rendition(old)
    assert Document.objects.get(pk=old.pk).rendition_type == ""
