"""A file that was sent and then refused is said where Alice looks first, with why and what to do; a page that waits comes to say it."""

import html
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import applications, mandates, received_files, reviews
from impplus.actions.refused_files import WORDS
from impplus.portal.not_added import not_added_in
from impplus.records.models import Application, Document, Intake, Question, Upload, User
from tests.actions.parts import begun as upload_begun, sent as upload_sent
from tests.people import a_pdf
from tests.portal import pages
from tests.portal.parts import begin, beginning, head, patch

CUT = a_pdf()[:-120]
WHY = WORDS["damaged"]
AGAIN = "Send another file, or put this away"


def shown(browser: Client, name: str, draft: Application) -> str:
    return html.unescape(pages.words(browser.get(pages.address(name, draft))))


def refused(draft: Application, alice: User) -> Upload:
    """A file of Alice's that the worker refused after she had left."""
    upload = upload_begun(draft, alice, len(CUT))
    upload_sent(upload, CUT)
    received_files.check_some()
    return Upload.objects.get(pk=upload.pk)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_last_part_is_answered_with_why_nothing_was_added(
    language: str, alices: Client, draft: Application
) -> None:
    address = begin(alices, beginning(draft, language), len(CUT)).headers["Location"]
    first = patch(alices, address, 0, CUT[:500])
    last = patch(alices, address, 500, CUT[500:])
    assert "Upload-Refused" not in first.headers
    said = [unquote(one.headers["Upload-Refused"]) for one in (last, head(alices, address))]
    assert (last.status_code, said) == (204, [WHY.say(language)] * 2)


def test_the_page_says_it_above_the_form_and_the_other_pages_below_what_is_next(
    alices: Client, draft: Application, alice: User
) -> None:
    upload = refused(draft, alice)
    page = shown(alices, "upload", draft)
    assert page.index(WHY.en) < page.index('<form id="form"')
    for name in ("tasks", "documents"):
        page = shown(alices, name, draft)
        assert (page.count(WHY.en), page.count(f"Not added: {upload.name}.")) == (1, 1)
        link = f'<a href="{pages.address("upload", draft)}">{AGAIN}'
        assert page.count(link) == 1
        assert page.index(WHY.en) < page.index('<ul class="rows">')
        assert name == "documents" or page.index('id="next"') < page.index(WHY.en)
    with override("en"):
        away = reverse("portal:remove-upload", args=[draft.number, upload.mark])
    alices.post(away, {"person": upload.person_id, "key": upload.key})
    assert [shown(alices, one, draft).count(WHY.en) for one in ("tasks", "documents")] == [0, 0]


def test_what_is_sent_again_and_added_is_said_no_more(
    alices: Client, draft: Application, alice: User
) -> None:
    upload = refused(draft, alice)
    whole = a_pdf()
    Upload.objects.filter(pk=upload.pk).update(size=len(whole), received=len(whole))
    again = upload_begun(draft, alice, len(whole))
    upload_sent(again, whole)
    received_files.check_some()
    assert Document.objects.get().name == upload.name
    assert [shown(alices, one, draft).count(WHY.en) for one in ("tasks", "documents")] == [0, 0]


def test_of_a_received_file_its_status_says_it(
    alices: Client, submitted: Application, alice: User
) -> None:
    upload = refused(submitted, alice)
    page = shown(alices, "status", submitted)
    where = pages.address("documents", submitted)
    assert (page.count(WHY.en), f'href="{where}#person-{upload.person_id}"' in page) == (1, True)


def test_what_alice_has_to_do_comes_before_it(alices: Client, asked: Question, alice: User) -> None:
    refused(asked.application, alice)
    page = shown(alices, "status", asked.application)
    assert page.index("Your turn: one question") < page.index(WHY.en)


def test_where_nothing_can_be_sent_any_more_it_is_not_said(
    alices: Client, asked: Question, alice: User, intake: Intake
) -> None:
    application = asked.application
    refused(application, alice)
    upload_sent(upload_begun(application, alice, len(CUT), question=asked, key="answer"), CUT)
    received_files.check_some()
    assert shown(alices, "status", application).count(WHY.en) == 2
    reviews.answer(asked, text="Voici.", by=alice)
    assert shown(alices, "status", application).count(WHY.en) == 1
    applications.withdraw(application, by=alice)
    assert shown(alices, "status", application).count(WHY.en) == 0


def test_the_row_of_the_documents_counts_it(
    alices: Client, draft: Application, alice: User
) -> None:
    assert "file not added" not in shown(alices, "tasks", draft)
    refused(draft, alice)
    assert shown(alices, "tasks", draft).count("· 1 file not added") == 1


def test_who_represents_her_reads_it_and_nobody_who_sees_another_part(
    lucies: Client, draft: Application, alice: User, lucie: User
) -> None:
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    refused(draft, alice)
    assert shown(lucies, "tasks", draft).count(WHY.en) == 1
    draft.own_part = draft.people.get().pk + 1
    assert not_added_in(draft) == []


@pytest.mark.parametrize("name", ["upload", "tasks", "documents"])
def test_a_page_looks_again_until_each_file_is_checked(
    name: str, alices: Client, draft: Application, alice: User
) -> None:
    upload = upload_begun(draft, alice, len(CUT))
    assert "look-again" not in shown(alices, name, draft)
    upload_sent(upload, CUT)
    assert shown(alices, name, draft).count(f'data-mark="upload-{upload.pk}"') == 1
    received_files.check_some()
    page = shown(alices, name, draft)
    assert ("look-again" in page, page.count(WHY.en)) == (False, 1)
