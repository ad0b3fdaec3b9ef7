"""Karim’s copy of what was received of his part: told to him, with his answers and files alone, beside the receipt as it was sealed."""

import pytest
from django.core import mail
from django.urls import reverse

from impplus.actions import applications, letters, messages
from impplus.queries.letters.layout import composed
from impplus.records.models import Application, Letter, Person, Receipt, User
from impplus.rules.canonical import digest
from tests.people import signed_in

WORDS = {
    "en": "except those that are kept private (Karim Idrissi)",
    "fr": "sauf ceux qui sont gardés privés (Karim Idrissi)",
}


@pytest.fixture
def file(submitted: Application) -> Application:
    """Alice’s received file, with Karim, who has a part of his own."""
    return submitted


def sent_all() -> None:
    letters.send_owed()
    letters.send_owed()
    messages.send_owed()


def said(letter: Letter, language: str = "en") -> str:
    made = composed(letter, language)
    return " ".join([*made.paragraphs, str(made.sections)])


@pytest.mark.parametrize("private", [False, True])
def test_he_gets_a_copy_of_his_own_answers_and_files_and_is_told(
    private: bool,
    file: Application,
    husband: Person,
    karim_account: User,
    alice: User,
) -> None:
    husband.delegations.update(private=private)
    before = digest(Receipt.objects.get().content)
    sent_all()
    copy = Letter.objects.get(kind="own-copy")
    assert (copy.person, copy.status, before) == (husband, "sent", Receipt.objects.get().digest)
    assert [one.account for one in copy.messages.all()] == [karim_account]
    assert [one.to for one in mail.outbox if one.to == [karim_account.email]] != []
    content = said(copy)
    assert "Soudeur" in content
    assert [one for one in ("Infirmière", "Fees paid", "SPECIMEN1") if one in content] == []
    files = [
        one for one in composed(copy, "en").sections if one["heading"].startswith("Files received")
    ]
    sent = [
        one["name"] for one in Receipt.objects.get().content["files"] if one["person"] == "partner"
    ]
    assert [one["heading"] for one in files] == ["Files received: Karim Idrissi"]
    assert sorted(row[1] for row in files[0]["table"]["rows"]) == sorted(sent)


def test_he_opens_it_from_his_page_as_a_page_and_as_a_signed_pdf_and_alice_does_not(
    file: Application, karim_account: User, alice: User
) -> None:
    sent_all()
    copy = Letter.objects.get(kind="own-copy")
    there = reverse("portal:letter", args=[file.number, copy.pk])
    his = signed_in(karim_account)
    part = his.get(reverse("portal:my-part", args=[file.number])).content.decode()
    assert f'href="{there}"' in part
    assert "Soudeur" in his.get(there).content.decode()
    pdf = his.get(reverse("portal:letter-pdf", args=[file.number, copy.pk, "fr"]))
    assert pdf.headers["Content-Type"] == "application/pdf"
    status = signed_in(alice).get(reverse("portal:status", args=[file.number]))
    assert f'href="{there}"' not in status.content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_letter_to_alice_says_what_it_does_not_list(
    language: str, his_private_file: Application
) -> None:
    sent_all()
    words = " ".join(composed(Letter.objects.get(kind="receipt"), language).paragraphs)
    assert WORDS[language] in words


def test_where_nobody_keeps_anything_private_it_lists_everything(file: Application) -> None:
    sent_all()
    words = " ".join(composed(Letter.objects.get(kind="receipt"), "en").paragraphs)
    assert "lists every answer and every file that we received. Their fingerprints" in words
    assert "except those" not in words


@pytest.fixture
def his_private_file(ready_draft: Application, alice: User) -> Application:
    """Alice’s received file, in which Karim keeps his answers private."""
    ready_draft.delegations.update(private=True)
    applications.submit(Application.objects.get(), signature="Alice Benali", by=alice)
    return Application.objects.get()
