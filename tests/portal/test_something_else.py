"""What nothing asks for is sent all the same, under a title of Alice's own: in the draft and afterwards."""

import html
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import documents
from impplus.queries.file import file_of
from impplus.queries.other_papers import OTHER, TITLE, with_title
from impplus.queries.readiness import of
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, Document, Upload, User
from impplus.words.text import Text
from tests import people
from tests.people import signed_in
from tests.portal import pages
from tests.portal.parts import begin, beginning, called, patch


def place(application: Application) -> str:
    """Where Alice sends it."""
    alice = application.people.get(relation="principal")
    return reverse("portal:upload", args=[application.number, alice.pk, OTHER])


def sent(title: str) -> dict[str, object]:
    """A file with its title, as the page sends both."""
    return {"file": SimpleUploadedFile("scan.pdf", people.a_pdf()), "title": title}


def test_the_list_offers_it_and_counts_it_as_nothing_missing(
    alices: Client, ready_draft: Application
) -> None:
    gaps = of(file_of(ready_draft)).gaps
    listed = html.unescape(pages.words(alices.get(pages.address("documents", ready_draft))))
    assert (listed.count(TITLE.en), listed.count(place(ready_draft))) == (1, 1)
    assert alices.post(place(ready_draft), sent("Letter from my school")).status_code == 302
    assert of(file_of(ready_draft)).gaps == gaps
    listed = html.unescape(pages.words(alices.get(pages.address("documents", ready_draft))))
    assert (listed.count("Letter from my school"), listed.count("Also sent")) == (1, 0)


def test_it_is_sent_afterwards_and_the_officer_reads_its_title(
    alices: Client, olivia: User, submitted: Application
) -> None:
    assert alices.post(place(submitted), sent("Letter from my school")).status_code == 302
    file = pages.words(signed_in(olivia).get(f"/en/desk/files/{submitted.number}/"))
    assert file.count(">Letter from my school</a>") == 1


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (" ", "Enter a short title: what it is"),
        ("x" * 101, "Use 100 characters or fewer in “What is it?”. You typed 101."),
    ],
)
def test_without_a_short_title_nothing_is_sent_and_what_was_typed_stays(
    alices: Client, draft: Application, title: str, said: str
) -> None:
    page = alices.post(place(draft), sent(title))
    assert page.status_code == 422
    assert html.unescape(pages.words(page)).count(said) == 2
    assert Document.objects.count() == 0


def test_what_comes_in_parts_has_its_title_too(alices: Client, draft: Application) -> None:
    person = draft.people.get()
    begin = reverse("portal:begin-upload", args=[draft.number, person.pk, OTHER])
    about = {"Tus-Resumable": "1.0.0", "Upload-Length": "5"}
    named = "filename c2Nhbi5wZGY="
    without = alices.post(begin, headers=about | {"Upload-Metadata": named})
    assert (without.status_code, without.content.decode()) == (
        422,
        "Enter a short title: what it is.",
    )
    alices.post(begin, headers=about | {"Upload-Metadata": f"{named},title TGV0dGVy"})
    assert [one.title for one in Upload.objects.all()] == ["Letter"]


def test_what_came_in_parts_is_added_under_its_title(alices: Client, draft: Application) -> None:
    content, there = people.a_pdf("letter"), beginning(draft, key=OTHER)
    named = {"Upload-Metadata": f"{called('scan.pdf')},title TGV0dGVy"}
    made = begin(alices, there, len(content), **named)
    patch(alices, made.headers["Location"], 0, content)
    assert [(one.refused, one.document is None) for one in Upload.objects.all()] == [("", False)]
    assert [(one.key, one.title) for one in Document.objects.all()] == [(OTHER, "Letter")]


def test_its_title_stands_behind_what_it_is_called(ready_draft: Application, alice: User) -> None:
    person = ready_draft.people.get(relation="principal")
    to = documents.SentFor(ready_draft, person, OTHER)
    titled = replace(to, title=" Letter  of  May ")
    with pytest.raises(NotUnderstood):
        documents.upload(to, name="scan.pdf", content=BytesIO(people.a_pdf()), by=alice)
    made = documents.upload(titled, name="scan.pdf", content=BytesIO(people.a_pdf()), by=alice)
    assert with_title(TITLE, made.title) == Text(
        en="Something else for the officer to see: Letter of May",
        fr="Autre chose que l’agente ou l’agent devrait voir\u00a0: Letter of May",
    )


def test_the_last_page_of_the_form_asks_what_else_there_is_to_say(
    draft: Application, this_day: date
) -> None:
    asked = [
        one
        for one in draft.programme.in_force(this_day).steps
        if (one.about, one.part) == ("application", "form")
    ]
    assert (asked[-1].key, [one.optional for one in asked[-1].fields]) == ("anything-else", [True])
