"""What came on paper besides the application is scanned into the file by its officer, and said to be that."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import documents, reviews
from impplus.demonstration.papers import a_pdf
from impplus.queries.officers import NotItsOfficer
from impplus.queries.refusals import NotYours
from impplus.records.models import Application, Document, Message, User


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.pdf", a_pdf("passport"), "application/pdf")


def test_an_officer_adds_what_came_on_paper_and_the_file_says_who_scanned_it(
    arrived: Application, desk: Client, olivia: User
) -> None:
    page = reverse("desk:paper-documents", args=[arrived.number])
    assert page in desk.get(reverse("desk:typed", args=[arrived.number])).content.decode()
    person = arrived.people.get()
    sent = {"place": f"{person.pk}:passport"}
    assert "Choose the scan of the paper." in desk.post(page, sent).content.decode()
    for _press in range(2):
        done = desk.post(page, {**sent, "scan": scan()}, follow=True).content.decode()
        assert "The document is in the file." in done
    kept = Document.objects.get(application=arrived, key="passport")
    assert (kept.person, kept.sent_by) == (person, olivia)
    assert "Olivia Chen" in done.split("Scanned by the office")[1]
    assert Message.objects.filter(concerns=arrived, notice="documents-sent").count() == 1
    reviews.take_oldest(by=olivia)
    file = desk.get(reverse("desk:file", args=[arrived.number])).content.decode()
    assert file.count("came on paper, scanned by the office") == 1


def test_of_what_is_not_in_the_list_a_title_is_asked(arrived: Application, desk: Client) -> None:
    page = reverse("desk:paper-documents", args=[arrived.number])
    sent = {"place": f"{arrived.people.get().pk}:something-else", "scan": scan()}
    assert "Enter a short title" in desk.post(page, sent).content.decode()
    assert Document.objects.filter(application=arrived).count() == 0
    titled = {**sent, "scan": scan(), "title": "Letter of a doctor"}
    assert "Letter of a doctor" in desk.post(page, titled, follow=True).content.decode()
    wrong = SimpleUploadedFile("x.exe", b"MZ", "application/pdf")
    refused = desk.post(page, {**titled, "scan": wrong})
    assert (refused.status_code, Document.objects.filter(application=arrived).count()) == (422, 1)


def test_nothing_is_scanned_into_an_application_made_online_nor_into_a_colleagues(
    taken: Application, desk: Client, olivia: User
) -> None:
    page = reverse("desk:paper-documents", args=[taken.number])
    assert (desk.get(page).status_code, desk.post(page).status_code) == (404, 404)
    to = documents.SentFor(taken, taken.people.get(relation="principal"), "passport")
    with pytest.raises(NotYours):
        documents.upload(to, name="x.pdf", content=BytesIO(a_pdf("x")), by=olivia)


def test_another_officer_scans_nothing_into_a_file_that_is_taken(
    arrived: Application, olivia: User, noor: User
) -> None:
    reviews.take_oldest(by=olivia)
    arrived.refresh_from_db()
    to = documents.SentFor(arrived, arrived.people.get(), "passport")
    with pytest.raises(NotItsOfficer):
        documents.upload(to, name="x.pdf", content=BytesIO(a_pdf("x")), by=noor)
