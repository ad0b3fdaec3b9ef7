"""Each message, answer and later file has a receipt: a page, a text, and a hash that the event seals with a salt."""

import zipfile
from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import applications, correspondence, documents, mandates, reviews
from impplus.demonstration.papers import a_pdf
from impplus.queries.seals import leaf_of
from impplus.records.models import Application, Correspondence, Document, Event, Question, User
from impplus.rules.canonical import digest
from tests.portal import pages
from tests.portal.own import text

WORDS = "Est-il arrivé?"


def send(application: Application, by: User, question: Question | None = None) -> Document:
    person = application.people.get(relation="principal")
    to = documents.SentFor(application, person, "answer" if question else "passport", question)
    return documents.upload(to, name="diploma.pdf", content=BytesIO(a_pdf("one more")), by=by)


def page_of(application: Application, kind: str, key: int, name: str = "sent-receipt") -> str:
    return reverse(f"portal:{name}", args=[application.number, kind, key])


def whole(answer: object) -> str:
    return answer.getvalue().decode()  # type: ignore[attr-defined,no-any-return]


def test_a_message_has_a_receipt_that_the_thread_leads_to(
    alices: Client, bobs: Client, alice: User, sent: Application
) -> None:
    made = correspondence.write(sent, text=WORDS, by=alice, language="fr")
    there = page_of(sent, "message", made.pk)
    assert pages.words(alices.get(pages.address("messages", sent))).count(f'href="{there}"') == 1
    event = Event.objects.get(noun="correspondence")
    shown = text(alices.get(there))
    said = ("A message to the office", sent.number, WORDS, "Alice Benali", event.detail["receipt"])
    assert [one for one in said if one not in shown] == []
    assert bobs.get(there).status_code == 404


def test_what_lucie_sends_has_a_receipt_that_names_her_client(
    lucies: Client, alice: User, lucie: User, sent: Application
) -> None:
    mandates.give(sent, lawyer=lucie, signature="Alice Benali", by=alice)
    made = correspondence.write(sent, text=WORDS, by=lucie, language="fr")
    shown = text(lucies.get(page_of(sent, "message", made.pk)))
    assert ("Application of Alice Benali" in shown, "Sent by Lucie Tremblay" in shown) == (
        True,
        True,
    )
    kept = whole(lucies.get(page_of(sent, "message", made.pk, "sent-receipt-text")))
    assert kept.count("For: Alice Benali") == 1


def test_the_text_of_a_receipt_holds_what_its_hash_is_made_of(
    alices: Client, alice: User, sent: Application
) -> None:
    made = correspondence.write(sent, text=WORDS, by=alice)
    said = whole(alices.get(page_of(sent, "message", made.pk, "sent-receipt-text")))
    *_rest, seal, hashed = said.split("\n\n")
    detail = Event.objects.get(noun="correspondence").detail
    assert seal == detail["receipt"] == f"sha256:{sha256(hashed.encode()).hexdigest()}"
    assert detail["salt"] in hashed


def test_the_event_seals_the_hash_and_without_the_salt_no_guess_can_be_tried(
    alice: User, sent: Application
) -> None:
    made = correspondence.write(sent, text=WORDS, by=alice)
    event = Event.objects.get(noun="correspondence")
    guess = {"number": sent.number, "kind": "message", "person": None, "text": made.text}
    assert (event.detail["receipt"] != digest(guess), len(event.detail["salt"])) == (True, 32)
    assert event.detail["receipt"] == digest(guess | {"salt": event.detail["salt"]})
    assert bytes(leaf_of(event, invented=False))[9:] == bytes(event.leaf)[9:]
    with pytest.raises(Error), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(detail={})


def test_an_answer_has_one_with_the_files_that_came_with_it(
    alices: Client, alice: User, sent: Application, asked: Question
) -> None:
    file = send(asked.application, alice, asked)
    reviews.answer(asked, text="Le voici.", by=alice, language="fr")
    there = page_of(sent, "answer", asked.pk)
    answered = pages.words(alices.get(pages.address("question", sent)))
    assert answered.count(f'href="{there}"') == 1
    shown = text(alices.get(there))
    said = ("An answer to a question", "Le voici.", "diploma.pdf", file.content)
    assert [one for one in said if one not in shown] == []
    detail = Event.objects.get(noun="question", verb="answer").detail
    assert detail["files"] == [file.content]
    hashed = whole(alices.get(page_of(sent, "answer", asked.pk, "sent-receipt-text")))
    assert (
        f"sha256:{sha256(hashed.rsplit(chr(10), 1)[1].encode()).hexdigest()}" == detail["receipt"]
    )


def test_a_later_document_has_one_and_those_of_the_draft_have_that_of_the_application(
    alices: Client, alice: User, sent: Application
) -> None:
    before = sent.documents.filter(person__relation="principal", key="passport")[0]
    made = send(sent, alice)
    there = page_of(sent, "document", made.pk)
    slot = pages.words(alices.get(pages.address("upload", sent)))
    assert (slot.count(f'href="{there}"'), slot.count("/receipts/document/")) == (1, 1)
    assert made.content in text(alices.get(there))
    assert alices.get(page_of(sent, "document", before.pk)).status_code == 404
    assert alices.get(page_of(sent, "nothing", made.pk)).status_code == 404


def test_what_was_sent_before_there_were_receipts_says_its_instant_and_no_hash(
    alices: Client, alice: User, sent: Application, this_day: date
) -> None:
    made = Correspondence.objects.create(application=sent, by=alice, text=WORDS, due_on=this_day)
    shown = text(alices.get(page_of(sent, "message", made.pk)))
    assert (WORDS in shown, "fingerprint" in shown) == (True, False)


def test_all_of_it_has_every_receipt_under_a_name_of_the_readers_language(
    alices: Client, alice: User, sent: Application
) -> None:
    correspondence.write(sent, text=WORDS, by=alice)
    made = send(sent, alice)
    for language, name in (("en", "receipts.txt"), ("fr", "accuses-de-reception.txt")):
        with override(language):
            archive = alices.get(reverse("portal:everything", args=[sent.number]))
        with zipfile.ZipFile(BytesIO(archive.getvalue())) as inside:  # type: ignore[attr-defined]
            said = inside.read(name).decode()
        receipts = [one.detail["receipt"] for one in Event.objects.filter(detail__has_key="salt")]
        assert len(receipts) == 2
        assert [said.count(one) for one in (*receipts, WORDS)] == [1, 1, 2]
        assert made.content in said


def test_what_a_member_keeps_private_has_a_receipt_for_that_member_alone(
    alices: Client, his: Client, alice: User, ready_draft: Application
) -> None:
    mine = reverse("portal:my-part", args=[ready_draft.number])
    his.post(mine, {"act": "private"})
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    karim = ready_draft.people.get(relation="spouse").delegations.get().account
    assert karim is not None
    made = correspondence.write(ready_draft, text=WORDS, by=karim)
    there = page_of(ready_draft, "message", made.pk)
    assert (alices.get(there).status_code, his.get(there).status_code) == (404, 200)
    hers = correspondence.write(ready_draft, text="Et moi?", by=alice)
    there = page_of(ready_draft, "message", hers.pk)
    assert (alices.get(there).status_code, his.get(there).status_code) == (200, 404)
