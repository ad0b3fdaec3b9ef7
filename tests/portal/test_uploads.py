"""Resumable upload over HTTP: each clause of the protocol, each wrong request with its sentence, and the page beside it."""

import tempfile
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from impplus.actions import applications, uploads
from impplus.actions.refused_files import WORDS
from impplus.outside.files.kinds import MAX_SIZE
from impplus.queries import clock
from impplus.queries.refusals import OutOfReach, WrongMoment
from impplus.records.models import Application, Document, Upload, User
from tests.people import a_pdf, signed_in
from tests.portal import pages
from tests.portal.parts import PART, TUS, begin, beginning, begun, called, head, patch, sentence


def test_it_says_which_protocol_it_speaks(alices: Client, draft: Application) -> None:
    for address in (beginning(draft), begun(alices, draft, 5)):
        said = alices.options(address)
        named = {key: said.headers[key] for key in said.headers if key.startswith("Tus-")}
        assert (said.status_code, named) == (
            204,
            {
                "Tus-Resumable": "1.0.0",
                "Tus-Version": "1.0.0",
                "Tus-Extension": "creation,expiration,termination",
                "Tus-Max-Size": "26214400",
            },
        )


def test_a_file_goes_from_its_announcement_to_its_page(
    alices: Client, draft: Application, settings: Settings
) -> None:
    content = a_pdf("mine")
    made = begin(alices, beginning(draft), len(content))
    address = made.headers["Location"]
    days = parsedate_to_datetime(made.headers["Upload-Expires"]) - clock.now()
    assert timedelta(days=settings.UPLOAD_DAYS - 1) < days <= timedelta(days=settings.UPLOAD_DAYS)
    first = patch(alices, address, 0, content[:500])
    assert (first.status_code, first.headers["Upload-Offset"], first.content) == (204, "500", b"")
    assert "Upload-Expires" in first.headers
    found = head(alices, address)
    assert (found.status_code, found.headers["Upload-Offset"], found.headers["Upload-Length"]) == (
        200,
        "500",
        str(len(content)),
    )
    assert found.headers["Cache-Control"] == "no-store"
    words = pages.words(alices.get(pages.address("upload", draft)))
    assert words.count("Partly sent") == 1
    last = patch(alices, address, 500, content[500:])
    assert (last.status_code, last.headers["Upload-Offset"]) == (204, str(len(content)))
    back = alices.get(reverse("portal:download", args=[draft.number, Document.objects.get().pk]))
    assert back.getvalue() == content
    assert head(alices, address).headers["Upload-Offset"] == str(len(content))
    words = pages.words(alices.get(pages.address("upload", draft)))
    assert (words.count("A file is added."), words.count("Partly sent")) == (1, 0)


def test_it_goes_on_in_the_other_language(alices: Client, draft: Application) -> None:
    address = begin(alices, beginning(draft, "fr"), 10).headers["Location"]
    assert address.startswith("/fr/")
    assert patch(alices, address, 0, b"01234").status_code == 204
    wrong = patch(alices, address, 0, b"01234")
    assert sentence(wrong) == uploads.OffsetDiffers.text.fr


@pytest.mark.parametrize("version", [None, "0.2.2", "1.0", ""])
def test_another_version_is_412_with_ours(
    version: str | None, alices: Client, draft: Application
) -> None:
    given = {"Upload-Length": "5"} | ({} if version is None else {"Tus-Resumable": version})
    answer = alices.post(beginning(draft), headers=given)
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("size", [None, "", "-1", "1.5", "five", "٥", "1e3", "9" * 400, "1 2"])
def test_a_length_that_is_no_number_is_400(
    size: str | None, alices: Client, draft: Application
) -> None:
    answer = begin(alices, beginning(draft), size, **{"Upload-Length": size})
    assert (answer.status_code, Upload.objects.count()) == (400, 0)
    assert sentence(answer)


def test_a_length_is_not_given_later(alices: Client, draft: Application) -> None:
    answer = begin(
        alices, beginning(draft), 5, **{"Upload-Length": None, "Upload-Defer-Length": "1"}
    )
    assert (answer.status_code, Upload.objects.count()) == (400, 0)


@pytest.mark.parametrize(
    ("size", "status", "words"),
    [
        (MAX_SIZE + 1, 413, uploads.TooLarge.text.en),
        (10**14, 413, uploads.TooLarge.text.en),
        (0, 422, WORDS["empty"].en),
    ],
)
def test_a_size_that_a_file_cannot_have_is_said_before_it_travels(
    size: int, status: int, words: str, alices: Client, draft: Application
) -> None:
    answer = begin(alices, beginning(draft), size)
    assert (answer.status_code, sentence(answer)) == (status, words)


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ("filename !!!", uploads.ODD_NAME.en),
        ("filename é", uploads.ODD_NAME.en),
        ("filename YWJ", uploads.ODD_NAME.en),
        ("filename /////w==", uploads.ODD_NAME.en),
        ("filename", uploads.ODD_NAME.en),
        ("", uploads.ODD_NAME.en),
        (called("a/../../b.pdf"), uploads.ODD_NAME.en),
        (called("gpj.\u202efdp.pdf"), uploads.ODD_NAME.en),
        (called("a\x00b"), uploads.ODD_NAME.en),
        (called("é" * 256), uploads.LONG_NAME.en),
        ("filename " + "A" * 2**20, uploads.LONG_NAME.en),
        ("a " + "A" * 5000 + ",filename YQ==", uploads.LONG_NAME.en),
    ],
    ids=range(12),
)
def test_a_name_with_tricks_is_a_sentence(
    metadata: str, words: str, alices: Client, draft: Application
) -> None:
    answer = begin(alices, beginning(draft), 5, **{"Upload-Metadata": metadata})
    assert (answer.status_code, sentence(answer), Upload.objects.count()) == (422, words, 0)


def test_a_part_that_is_not_sent_as_one_is_415(alices: Client, draft: Application) -> None:
    address = begun(alices, draft, 5)
    for kind in ("application/octet-stream", "text/plain", f"{PART}; charset=utf-8"):
        assert patch(alices, address, 0, b"01234", content_type=kind).status_code == 415
    assert head(alices, address).headers["Upload-Offset"] == "0"


def test_an_offset_that_differs_is_409_with_ours_and_one_that_is_no_number_400(
    alices: Client, draft: Application
) -> None:
    address = begun(alices, draft, 10)
    patch(alices, address, 0, b"01234")
    for offset in (0, 4, 6, 10, 10**14):
        wrong = patch(alices, address, offset, b"x")
        assert (wrong.status_code, wrong.headers["Upload-Offset"]) == (409, "5")
    for offset in ("", "-5", "5.0", "٥"):
        assert patch(alices, address, offset, b"x").status_code == 400
    too_much = patch(alices, address, 5, b"567890")
    assert (too_much.status_code, sentence(too_much)) == (413, uploads.MORE_CAME.en)
    assert head(alices, address).headers["Upload-Offset"] == "5"


def test_what_was_ended_is_gone(alices: Client, draft: Application) -> None:
    address = begun(alices, draft, 10)
    patch(alices, address, 0, b"01234")
    assert alices.delete(address, headers=TUS).status_code == 204
    for answer in (
        head(alices, address),
        patch(alices, address, 5, b"x"),
        alices.delete(address, headers=TUS),
    ):
        assert answer.status_code == 404
    assert Upload.objects.count() == 0


def test_what_expired_is_410(alices: Client, draft: Application) -> None:
    address = begun(alices, draft, 10)
    Upload.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    assert (head(alices, address).status_code, patch(alices, address, 0, b"x").status_code) == (
        410,
        410,
    )


def test_a_stranger_a_lawyer_an_officer_and_nobody_find_no_upload(
    alices: Client, draft: Application, bob: User, lucie: User, olivia: User
) -> None:
    address = begun(alices, draft, 10)
    for who in (bob, lucie, olivia):
        browser = signed_in(who)
        for answer in (
            head(browser, address),
            patch(browser, address, 0, b"x"),
            browser.delete(address, headers=TUS),
            begin(browser, beginning(draft), 5),
            browser.post(f"{address}remove/"),
        ):
            assert answer.status_code == 404
    nobody = Client()
    assert [head(nobody, address).status_code, patch(nobody, address, 0, b"x").status_code] == [
        401,
        401,
    ]
    assert (head(alices, address).headers["Upload-Offset"], Upload.objects.count()) == ("0", 1)


def test_it_is_found_under_its_own_application_alone(
    alices: Client, draft: Application, bob: User
) -> None:
    address = begun(alices, draft, 10).replace(draft.number, "W-0000-0000")
    assert head(alices, address).status_code == 404


def test_only_what_is_asked_for_may_be_begun(alices: Client, draft: Application) -> None:
    assert begin(alices, beginning(draft, key="no-such-document"), 5).status_code == 404
    assert Upload.objects.count() == 0


def test_nothing_is_begun_once_the_file_is_closed(alices: Client, received: Application) -> None:
    Application.objects.update(status="withdrawn")
    answer = begin(alices, beginning(received), 5)
    assert (answer.status_code, sentence(answer)) == (409, WrongMoment.text.en)
    assert Upload.objects.count() == 0


def test_each_request_needs_the_token_of_the_page(alice: User, draft: Application) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    assert begin(strict, beginning(draft), 5).status_code == 403
    page = strict.get(pages.address("upload", draft)).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    made = begin(strict, beginning(draft), 5, **{"X-CSRFToken": token})
    assert made.status_code == 201
    assert patch(strict, made.headers["Location"], 0, b"x").status_code == 403
    sent = patch(strict, made.headers["Location"], 0, b"x", headers={"X-CSRFToken": token})
    assert sent.status_code == 204


def test_other_methods_are_405(alices: Client, draft: Application) -> None:
    address = begun(alices, draft, 5)
    assert [alices.get(address).status_code, alices.put(address).status_code] == [405, 405]
    assert alices.get(beginning(draft)).status_code == 405
    assert alices.patch(pages.address("upload", draft)).status_code == 405


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_part_that_cannot_be_laid_on_the_disk_is_said_and_may_be_sent_again(
    alices: Client,
    draft: Application,
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = begin(alices, beginning(draft, language), 10)
    address = made.headers["Location"]
    with monkeypatch.context() as full:
        full.setattr(tempfile, "tempdir", str(tmp_path / "none"))
        answer = patch(alices, address, 0, b"12345")
    assert (answer.status_code, sentence(answer)) == (503, OutOfReach.text.say(language))
    assert head(alices, address).headers["Upload-Offset"] == "0"
    assert patch(alices, address, 0, b"12345").headers["Upload-Offset"] == "5"


def test_what_is_said_stands_above_the_columns_and_two_files_are_one_sentence(
    alices: Client, draft: Application
) -> None:
    for content in (a_pdf("one"), a_pdf("two")):
        patch(alices, begun(alices, draft, len(content)), 0, content)
    page = pages.words(alices.get(pages.address("upload", draft)))
    assert [page.count(said) for said in ("A file is added.", "2 files are added.")] == [0, 1]
    assert page.index("2 files are added.") < page.index('<div class="columns">')
    again = pages.words(alices.get(pages.address("upload", draft)))
    assert again.count("2 files are added.") == 0


def test_the_same_file_again_is_said_to_be_here_already(alices: Client, draft: Application) -> None:
    for _ in range(2):
        patch(alices, begun(alices, draft, len(content := a_pdf())), 0, content)
    page = pages.words(alices.get(pages.address("upload", draft)))
    assert page.count("A file is added.") == 1
    assert page.count("That file is here already. It was not added again.") == 1


def test_a_file_for_somebody_who_was_removed_is_said_not_to_be_asked_for_any_more(
    alices: Client, ready_draft: Application, alice: User
) -> None:
    karim = ready_draft.people.get(relation="spouse")
    there = reverse("portal:begin-upload", args=[ready_draft.number, karim.pk, "passport"])
    assert begin(alices, there, 5).status_code == 201
    Upload.objects.all().delete()
    applications.remove_member(ready_draft, person=karim, by=alice)
    answer = begin(alices, there, 5)
    gone = "This file is no longer asked for here. Open the list of documents again."
    assert (answer.status_code, sentence(answer)) == (404, gone)
