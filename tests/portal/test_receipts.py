"""Alice's receipt: its order and its proof follow, on the page, in a file that anybody can check, and in the letter."""

import json
import zipfile
from datetime import date
from hashlib import sha256
from io import BytesIO
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import (
    applications,
    checkpoints,
    correspondence,
    letters,
    mandates,
    reports,
    reviews,
)
from impplus.queries import log
from impplus.queries.file import sent_for
from impplus.queries.letters.layout import composed
from impplus.queries.letters.receipt import sections_of
from impplus.queries.received import received_in
from impplus.queries.translations import Translated
from impplus.records.models import Application, Intake, Receipt, User
from impplus.rules.receipt_file import receipt_file_of, verified
from tests.people import ready_drafts, signed_in
from tests.portal import pages

pytestmark = pytest.mark.usefixtures("public_log")
FOLLOWS = "The order of receipt follows within a minute."
FEWER = "So fewer places can be taken than applications were received."


def page(alices: Client, application: Application) -> str:
    return alices.get(reverse("portal:receipt", args=[application.number])).content.decode()


def test_until_it_is_in_the_log_a_receipt_says_that_order_and_proof_follow(
    alices: Client, sent: Application
) -> None:
    assert FOLLOWS in page(alices, sent)
    address = reverse("portal:receipt-text", args=[sent.number])
    assert alices.get(address).headers["Location"] == reverse("portal:receipt", args=[sent.number])


def test_then_it_says_the_order_and_gives_a_file_that_proves_what_was_received(
    alices: Client, sent: Application
) -> None:
    checkpoints.tend()
    said = page(alices, sent)
    year = sent.receipt.received_at.year
    assert f"It is the <strong>1st application of {year}</strong>." in said
    assert FOLLOWS not in said
    answer = alices.get(reverse("portal:receipt-text", args=[sent.number]))
    file = receipt_file_of(answer.getvalue().decode())
    verified(file, log.policy())
    assert file.content == sent.receipt.content
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="receipt-{sent.number}.txt"'
    )


@pytest.fixture
def bobs_file(received: Application, bob: User, this_day: date) -> Application:
    """Bob's application, received after Alice's; the name in it is hers."""
    (made,) = ready_drafts(1, this_day, [bob])
    applications.submit(made, signature="Alice Benali", by=bob)
    return made


def test_after_another_application_bob_has_the_receipt_and_the_archive_of_his_own(
    bobs_file: Application, bob: User
) -> None:
    his = signed_in(bob)
    digests = Receipt.objects.order_by("pk").values_list("digest", flat=True)
    assert [one in page(his, bobs_file) for one in digests] == [False, True]
    answer = his.get(reverse("portal:everything", args=[bobs_file.number]))
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as archive:
        content = json.loads(archive.read("for-machines/receipt.json"))
    assert content == bobs_file.receipt.content


def test_the_receipt_leads_to_its_own_letter_after_the_one_of_an_appointment(
    alices: Client, alice: User, lucie: User, paid_draft: Application, intake: Intake
) -> None:
    mandates.give(paid_draft, lawyer=lucie, signature="Alice Benali", by=alice)
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    letters.send_owed()
    said = page(alices, paid_draft)
    first, second = paid_draft.letters.all()
    assert (first.kind, second.kind) == ("mandate", "receipt")
    files = [
        reverse("portal:letter-pdf", args=[paid_draft.number, one.pk, "en"]) in said
        for one in (first, second)
    ]
    assert files == [False, True]


def test_why_fewer_places_are_taken_than_the_order_of_receipt_is_said_once_they_are(
    bobs_file: Application, bob: User, received: Application, olivia: User
) -> None:
    checkpoints.tend()
    assert FEWER not in pages.words(signed_in(bob).get(pages.address("receipt", bobs_file)))
    reviews.take_oldest(by=olivia)
    received.refresh_from_db()
    reviews.return_incomplete(received, reasons="Le passeport est illisible.", by=olivia)
    assert FEWER in pages.words(signed_in(bob).get(pages.address("receipt", bobs_file)))


def test_the_status_says_the_order_to_the_applicant_and_the_representative_once_it_is_given(
    alices: Client, lucies: Client, alice: User, lucie: User, submitted: Application
) -> None:
    mandates.give(submitted, lawyer=lucie, signature="Alice Benali", by=alice)
    year = submitted.programme.day_of(submitted.receipt.received_at).year
    orders = {
        "en": f"It is the 1st application of {year}.",
        "fr": f"C’est la 1re demande de {year}.",
    }

    def said(browser: Client, language: str) -> bool:
        page = browser.get(pages.address("status", submitted, language))
        return orders[language] in pages.words(page)

    assert [said(one, language) for one in (alices, lucies) for language in orders] == [False] * 4
    checkpoints.tend()
    assert [said(one, language) for one in (alices, lucies) for language in orders] == [True] * 4


def test_files_of_one_document_stand_together_and_are_numbered(sent: Application) -> None:
    receipt = sent.receipt
    first = receipt.content["files"][0]
    receipt.content["files"].append({**first, "name": "second.jpg", "sha256": "f" * 64})
    title = received_in(receipt).files[0][1]
    for language, number in (("en", "file 2"), ("fr", "fichier 2")):
        tables = [one["table"]["rows"] for one in sections_of(receipt, language) if "table" in one]
        titles = [row[0] for row in tables[0]]
        assert titles[:2] == [title.say(language), f"{title.say(language)} – {number}"]
        assert len(set(titles)) == len(titles)


def test_the_page_gives_the_fingerprint_of_each_answer_and_file(
    alices: Client, sent: Application
) -> None:
    said = page(alices, sent)
    kept = received_in(sent.receipt)
    hashes = [one.sha256 for one in kept.answers] + [file["sha256"] for file, _ in kept.files]
    assert [one for one in hashes if f"<code>{one}</code>" not in said] == []


def test_a_receipt_signed_once_its_order_is_known_says_it(submitted: Application) -> None:
    checkpoints.tend()
    letters.send_owed()
    receipt = submitted.letters.get(kind="receipt")
    assert receipt.facts["order"] == {"count": 1}
    assert any("order of receipt is 1 among" in one for one in composed(receipt, "en").paragraphs)


def test_one_signed_before_says_where_it_follows(sent: Application) -> None:
    checkpoints.tend()
    said = composed(sent.letters.get(kind="receipt"), "en").paragraphs
    assert [one for one in said if "order of receipt is" in one] == []
    assert len([one for one in said if "Both appear there within a minute" in one]) == 1


def test_whose_words_they_are_is_said_to_a_representative(
    alices: Client, lucies: Client, alice: User, lucie: User, sent: Application
) -> None:
    mandates.give(sent, lawyer=lucie, signature="Alice Benali", by=alice)
    words = {
        "en": ("You act for Alice Benali.", "“I” and “you” mean that person."),
        "fr": ("Vous agissez pour Alice Benali.", "vous\u00a0» désignent cette personne."),
    }
    for language, said in words.items():
        with override(language):
            address = reverse("portal:receipt", args=[sent.number])
        for one, told in ((alices, False), (lucies, True)):
            page = one.get(address).content.decode()
            assert [words in page for words in said] == [told, told]


def test_all_of_it_is_one_file_with_each_document_as_it_was_sent(
    alices: Client, sent: Application, lucies: Client
) -> None:
    checkpoints.tend()
    letters.send_owed()
    address = reverse("portal:everything", args=[sent.number])
    answer = alices.get(address)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{sent.number}.zip"'
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        machines = {"for-machines/receipt.json", "for-machines/proof.txt"}
        assert {"receipt-en.pdf", "receipt-fr.pdf", *machines} <= {*names}
        page = archive.read(names[0]).decode()
        assert names[0] == "READ FIRST.html"
        assert [one for one in names[1:] if f'href="{quote(one)}"' not in page] == []
        years = {one.date_time[0] for one in archive.infolist()}
        assert max(years) - min(years) <= 1 < min(years) - 1980
        assert json.loads(archive.read("for-machines/receipt.json")) == sent.receipt.content
        files = [name for name in names if name.startswith("files/")]
        kept = [f"{one.person.name} – " for one in sent_for(sent)]
        assert [
            name[len("files/01-") :].startswith(who) for name, who in zip(files, kept, strict=True)
        ] == [True] * len(files)
        photo = "Karim Idrissi – Digital photo"
        assert [name for name in files if photo in name] != []
        assert f"</a><br>{photo}, " in page
        hashes = [sha256(archive.read(name)).hexdigest() for name in files]
    assert sorted(hashes) == sorted(one.content for one in sent.documents.all())
    assert len(hashes) > 0
    assert lucies.get(address).status_code == 404


def test_all_of_it_has_what_was_written_since_under_names_of_the_readers_language(
    alices: Client, alice: User, olivia: User, sent: Application, this_day: date
) -> None:
    reviews.take_oldest(by=olivia)
    sent.refresh_from_db()
    words = Translated(language="en", translation="Votre diplôme?", translator="Tom Webb")
    asked = reviews.ask(sent, text="Your diploma?", document="", days=30, by=olivia, words=words)
    reviews.answer(asked, text="Le voici.", by=alice, language="fr")
    correspondence.write(sent, text="Est-il arrivé?", by=alice, language="fr")
    reports.tell_of_family(
        sent, kind="birth", day=this_day, person=None, name="Nora", reason="Née à Rabat.", by=alice
    )
    letters.send_owed()
    with override("fr"):
        answer = alices.get(reverse("portal:everything", args=[sent.number]))
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as archive:
        page = archive.read("À LIRE D’ABORD.html").decode()
        names = {name for name in archive.namelist() if not name.startswith("fichiers/")}
        text = {name: archive.read(name).decode() for name in names if name.endswith(".txt")}
        papers = [archive.read(name)[:5] for name in names if name.endswith(".pdf")]
    kept = {
        "accuse-de-reception-en.pdf",
        "accuse-de-reception-fr.pdf",
        "pour-les-programmes/accuse-de-reception.json",
    }
    copy = "lettres/01-Copie de ce qui a été reçu"
    question = "lettres/02-Question d’une agente ou d’un agent"
    kept |= {f"{one}-{lang}.pdf" for one in (copy, question) for lang in ("en", "fr")}
    kept |= {"questions.txt", "messages.txt"}
    kept |= {
        "accuses-de-reception.txt",
        "changements.txt",
        "pour-les-programmes/famille-depuis-la-soumission.json",
        "À LIRE D’ABORD.html",
        "IMM 5707 – Alice Benali.pdf",
        "IMM 5707 – Karim Idrissi.pdf",
    }
    assert names - {"pour-les-programmes/preuve.txt"} == kept
    assert set(papers) == {b"%PDF-"}
    told = ("Your diploma?", "Traduction par Tom Webb", "Votre diplôme?", "Le voici.")
    assert [text["questions.txt"].count(one) for one in told] == [1] * 4
    assert "Est-il arrivé?" in text["messages.txt"]
    assert "Née à Rabat." in text["changements.txt"]
    assert page.count("Les changements déclarés après la soumission, chacun avant et après,") == 1


def test_my_answers_are_those_that_stand_now(
    alices: Client, alice: User, sent: Application
) -> None:
    principal = sent.people.get(relation="principal")
    reports.change_answers(
        principal,
        kind="contact",
        answers={"city": "Lyon"},
        reason="J’ai déménagé.",
        version=principal.answers_version,
        by=alice,
    )
    page = pages.words(alices.get(reverse("portal:my-answers", args=[sent.number])))
    assert (page.count("<dd>Lyon</dd>"), page.count("<summary><b>Karim Idrissi</b>")) == (1, 1)


def test_of_a_draft_there_is_nothing_to_hand_over(alices: Client, draft: Application) -> None:
    address = reverse("portal:everything", args=[draft.number])
    assert alices.get(address).headers["Location"] == reverse("portal:tasks", args=[draft.number])
