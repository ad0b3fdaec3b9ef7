"""The page of a document says beforehand what sending a file there does: to a signature, and once all is received."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import applications, reports
from impplus.queries.hints import AGAIN
from impplus.records.models import Application, Delegation, Document, Person, User
from tests import people
from tests.portal import pages

AT_ONCE = "What you send here is received at once and cannot be taken back."
ALL_THE_SAME = "It is received all the same."


def slot(application: Application, person: Person) -> str:
    return reverse("portal:upload", args=[application.number, person.pk, "passport"])


def sent(browser: Client, there: str) -> str:
    """The page after one more file was sent there."""
    file = {"file": SimpleUploadedFile("more.pdf", people.a_pdf("more"))}
    return pages.words(browser.post(there, file, follow=True))


def test_once_received_it_says_that_nothing_is_taken_back(
    alices: Client, ready_draft: Application, alice: User
) -> None:
    there = pages.address("upload", ready_draft)
    before = pages.words(alices.get(there)).count(AT_ONCE)
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    assert (before, pages.words(alices.get(there)).count(AT_ONCE)) == (0, 1)


def test_once_received_nobody_is_told_to_keep_a_file_that_looks_odd(
    alices: Client, ready_draft: Application, alice: User
) -> None:
    there, advice = pages.address("upload", ready_draft), AGAIN["dark"].advice.en
    Document.objects.filter(application=ready_draft, key="passport").update(seen=[[0, 0, "dark"]])
    draft = pages.words(alices.get(there))
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    received = pages.words(alices.get(there))
    said = [[page.count(one) for one in (advice, ALL_THE_SAME)] for page in (draft, received)]
    assert said == [[1, 0], [0, 1]]


@pytest.mark.usefixtures("given")
def test_karim_is_told_before_and_after_that_a_file_asks_for_his_signature_again(
    his: Client, ready_draft: Application, karim: Person
) -> None:
    before, after = "You have signed your part. If you add", "so your signature no longer counts."
    there = slot(ready_draft, karim)
    shown = pages.words(his.get(there))
    assert [shown.count(one) for one in (before, after)] == [1, 0]
    shown = sent(his, there)
    assert [shown.count(one) for one in (before, after, "A file is added.")] == [0, 1, 1]


def test_alice_is_told_whose_signature_her_file_asks_for_again(
    alices: Client, ready_draft: Application, karim: Person, given: Delegation
) -> None:
    there, before = slot(ready_draft, karim), "Karim Idrissi has signed this part."
    assert pages.words(alices.get(there)).count(before) == 1
    assert sent(alices, there).count("Karim Idrissi has to sign again.") == 1
    assert pages.words(alices.get(pages.address("upload", ready_draft))).count(before) == 0


def test_who_sees_the_file_names_who_has_a_part_of_it(
    alices: Client, ready_draft: Application, given: Delegation
) -> None:
    said = "Karim Idrissi: their own part alone"
    hidden = f"{said}, which nobody else here sees"

    def counted() -> list[int]:
        page = pages.words(alices.get(pages.address("mandates", ready_draft)))
        return [page.count(one) for one in (said, hidden)]

    assert counted() == [1, 0]
    Delegation.objects.filter(pk=given.pk).update(private=True)
    assert counted() == [1, 1]


def test_after_a_withdrawal_nothing_waits_to_be_read_and_the_refund_has_a_day(
    alices: Client, submitted: Application, alice: User, this_day: date
) -> None:
    karim = submitted.people.get(relation="spouse")
    reports.tell_of_family(
        submitted, kind="separation", day=this_day, person=karim, name="", reason="Voilà.", by=alice
    )
    waits = pages.words(alices.get(pages.address("status", submitted)))
    assert waits.count("An officer still has to read 1 reported change.") == 1
    applications.withdraw(submitted, by=alice)
    page = pages.words(alices.get(pages.address("status", submitted)))
    assert [page.count(one) for one in ("still has to read", "ordered on ")] == [0, 1]
