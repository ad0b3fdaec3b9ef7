"""Her documents: each refusal has its own sentence, and a file comes back as it was sent."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from impplus.actions.refused_files import WORDS
from impplus.outside.files.kinds import MAX_SIZE
from impplus.queries.refusals import OutOfReach
from impplus.records.models import Application, Document, User
from tests import people
from tests.outside.files.sent import an_image, as_jpeg
from tests.portal import pages


def passport(application: Application) -> str:
    return pages.address("upload", application)


def file(name: str, content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def test_a_sent_file_is_listed_and_comes_back_byte_for_byte(
    alices: Client, draft: Application
) -> None:
    content = people.a_pdf()
    answer = alices.post(passport(draft), file("passport.pdf", content))
    assert answer.headers["Location"] == passport(draft)
    document = Document.objects.get()
    back = alices.get(reverse("portal:download", args=[draft.number, document.pk]))
    assert back.getvalue() == content
    assert {
        key: back.headers[key]
        for key in (
            "Content-Type",
            "Content-Disposition",
            "X-Content-Type-Options",
            "Cache-Control",
        )
    } == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="passport.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.pdf", b"", "empty"),
        ("letter.docx", b"PK\x03\x04 not one of ours", "wrong-type"),
        ("passport.pdf", people.a_jpeg(), "mislabelled"),
        ("passport.pdf", b"%PDF-1.7 and then nothing", "damaged"),
        ("passport.pdf", b"%PDF-" + b"0" * MAX_SIZE, "too-big"),
    ],
)
def test_each_refusal_has_its_own_sentence(
    name: str, content: bytes, reason: str, alices: Client, draft: Application
) -> None:
    page = alices.post(passport(draft), file(name, content))
    assert page.status_code == 422
    assert pages.words(page).count(WORDS[reason].en) == 2  # in the summary and beside the field
    assert Document.objects.count() == 0


def test_a_file_that_cannot_be_stored_is_said_on_its_page(
    alices: Client, draft: Application, tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / "store").write_bytes(b"")  # a file where the folder must be
    settings.STORAGES = settings.STORAGES | {
        "documents": settings.STORAGES["documents"] | {"OPTIONS": {"location": tmp_path / "store"}}
    }
    page = alices.post(passport(draft), file("passport.pdf", people.a_pdf()))
    assert page.status_code == 422
    assert pages.words(page).count(OutOfReach.text.en) == 2  # in the summary and beside the field
    assert Document.objects.count() == 0


def test_sending_nothing_asks_for_a_file(alices: Client, draft: Application) -> None:
    page = alices.post(passport(draft), {})
    assert pages.words(page).count("Choose a file to send.") == 2


def test_several_files_may_be_sent_for_one_thing(alices: Client, draft: Application) -> None:
    alices.post(passport(draft), file("one.pdf", people.a_pdf("one")))
    alices.post(passport(draft), file("two.jpg", people.a_jpeg()))
    assert list(Document.objects.values_list("name", flat=True)) == ["one.pdf", "two.jpg"]


def test_removing_is_asked_first(alices: Client, ready_draft: Application) -> None:
    document = ready_draft.documents.first()
    assert document
    address = reverse("portal:remove-document", args=[ready_draft.number, document.pk])
    assert alices.get(address).status_code == 200
    slot = reverse("portal:upload", args=[ready_draft.number, document.person_id, document.key])
    assert alices.post(address).headers["Location"] == slot
    document.refresh_from_db()
    assert document.removed_at is not None
    assert (
        alices.get(
            pages.address("download", ready_draft).replace("/0/", f"/{document.pk}/")
        ).status_code
        == 404
    )


def test_she_is_told_to_begin_with_the_passport_until_it_is_sent(
    alices: Client, draft: Application
) -> None:
    listed, begin = pages.address("documents", draft), "You can begin with the passport"
    assert begin in pages.words(alices.get(listed))
    alices.post(passport(draft), file("passport.pdf", people.a_pdf()))
    said = pages.words(alices.get(listed))
    assert (begin in said, "Some answers are still missing" in said) == (False, True)


def test_what_her_answers_do_not_ask_has_no_page(alices: Client, draft: Application) -> None:
    person = draft.people.get()
    address = reverse("portal:upload", args=[draft.number, person.pk, "no-such-document"])
    assert alices.get(address).status_code == 404


def sent(application: Application, key: str = "passport") -> list[str]:
    """The names of her own files for one thing, in their order."""
    own = application.documents.filter(key=key, person__relation="principal", removed_at=None)
    return list(own.values_list("name", flat=True))


def of_photo(application: Application) -> str:
    person = application.people.get(relation="principal").pk
    return reverse("portal:upload", args=[application.number, person, "photo"])


def arranged(alices: Client, document: Document, act: str) -> int:
    number = document.application.number
    address = reverse("portal:arrange", args=[number, document.pk])
    return alices.post(address, {"act": act}).status_code


def test_several_files_come_at_once_and_each_refused_one_is_named(
    alices: Client, draft: Application
) -> None:
    files = [
        SimpleUploadedFile("one.pdf", people.a_pdf("one")),
        SimpleUploadedFile("empty.pdf", b""),
        SimpleUploadedFile("two.jpg", people.a_jpeg()),
    ]
    page = alices.post(passport(draft), {"file": files})
    assert page.status_code == 422
    assert sent(draft) == ["one.pdf", "two.jpg"]
    words = pages.words(page)
    assert words.count(f"“empty.pdf”: {WORDS['empty'].en}") == 2
    assert words.count("2 files are added.") == 1


def test_what_is_sent_twice_is_one_file_and_she_is_told(alices: Client, draft: Application) -> None:
    for _ in range(2):
        alices.post(passport(draft), file("one.pdf", people.a_pdf()))
    assert sent(draft) == ["one.pdf"]
    words = pages.words(alices.get(passport(draft)))
    assert words.count("That file is here already. It was not added again.") == 1


def test_files_are_moved_replaced_removed_and_put_back(alices: Client, draft: Application) -> None:
    for name in ("one", "two"):
        alices.post(passport(draft), file(f"{name}.pdf", people.a_pdf(name)))
    one, two = Document.objects.order_by("pk")
    assert arranged(alices, two, "up") == 302
    assert sent(draft) == ["two.pdf", "one.pdf"]
    alices.post(f"{passport(draft)}?replace={two.pk}", file("new.pdf", people.a_pdf("new")))
    assert sent(draft) == ["new.pdf", "one.pdf"]
    assert pages.words(alices.get(passport(draft))).count('value="restore"') == 1
    assert arranged(alices, two, "restore") == 302
    assert sent(draft) == ["two.pdf", "new.pdf", "one.pdf"]
    assert arranged(alices, one, "burn") == 404


def test_a_stranger_arranges_and_sees_nothing(
    alices: Client, draft: Application, bob: User
) -> None:
    alices.post(passport(draft), file("one.pdf", people.a_pdf()))
    document = Document.objects.get()
    stranger = Client()
    stranger.force_login(bob)
    assert arranged(stranger, document, "up") == 404
    for name, more in (("preview", []), ("thumbnail", [1])):
        address = reverse(f"portal:{name}", args=[draft.number, document.pk, *more])
        assert (alices.get(address).status_code, stranger.get(address).status_code) == (200, 404)


def test_the_preview_is_the_clean_copy_and_the_thumbnail_its_page(
    alices: Client, draft: Application
) -> None:
    alices.post(passport(draft), file("me.jpg", people.a_jpeg()))
    document = Document.objects.get()
    preview = alices.get(reverse("portal:preview", args=[draft.number, document.pk]))
    assert (preview.headers["Content-Type"], preview.getvalue()[:5]) == (
        "application/pdf",
        b"%PDF-",
    )
    small = alices.get(reverse("portal:thumbnail", args=[draft.number, document.pk, 1]))
    assert (small.headers["Content-Type"], small.getvalue()[8:12]) == ("image/webp", b"WEBP")
    beyond = reverse("portal:thumbnail", args=[draft.number, document.pk, 2])
    assert alices.get(beyond).status_code == 404


def test_a_hint_refuses_nothing_and_goes_when_she_keeps_the_file(
    alices: Client, draft: Application
) -> None:
    alices.post(passport(draft), file("white.png", an_image("PNG", (900, 1200))))
    document = Document.objects.get()
    assert pages.words(alices.get(passport(draft))).count("Looks blank") == 1
    arranged(alices, document, "keep")
    assert pages.words(alices.get(passport(draft))).count("Looks blank") == 0


def test_the_photo_is_one_picture_that_takes_the_place_of_the_last(
    alices: Client, ready_draft: Application
) -> None:
    address = of_photo(ready_draft)
    page = alices.post(address, file("me.pdf", people.a_pdf()))
    assert pages.words(page).count(WORDS["no-picture"].en) == 2
    for name, colour in (("first.jpg", "white"), ("second.jpg", "black")):
        picture = as_jpeg(Image.new("RGB", (700, 900), colour))
        assert alices.post(address, file(name, picture)).status_code == 302
    assert sent(ready_draft, "photo") == ["second.jpg"]
    words = pages.words(alices.get(address))
    assert words.count("Background: too dark. Stand before a white wall.") == 1
    assert words.count("Size: 700 × 900 pixels") == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("\u202egpj.exe\u202c.pdf", "gpj.exe.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
        ("пасспорт.pdf", "пасспорт.pdf"),
        ("<script>.pdf", "script.pdf"),
    ],
    ids=["bidi", "path", "long", "cyrillic", "script"],
)
def test_a_name_is_kept_without_its_tricks(
    name: str, kept: str, alices: Client, draft: Application
) -> None:
    made = SimpleUploadedFile("x.pdf", people.a_pdf())
    made._name = name  # as a client sends it, which the framework cleans only in part
    alices.post(passport(draft), {"file": made})
    assert sent(draft) == [kept]


def test_a_name_of_a_megabyte_is_a_page_of_words(alices: Client, draft: Application) -> None:
    made = SimpleUploadedFile("x.pdf", people.a_pdf())
    made._name = "a" * 2**20 + ".pdf"
    page = alices.post(passport(draft), {"file": made})
    assert (page.status_code, pages.words(page).count("<h1>")) == (400, 1)
    assert pages.words(page).count("give the file a short name") == 1
    assert sent(draft) == []
