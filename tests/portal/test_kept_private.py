"""What Karim keeps private: no page, paper or archive of the family says it, and officers read it."""

import html
import json
import zipfile
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import applications, checkpoints, letters, reviews
from impplus.queries import readiness
from impplus.queries.bills import TOGETHER
from impplus.queries.file import file_of
from impplus.records.models import Application, Delegation, Person, Receipt, Report, User
from impplus.rules.canonical import digest
from impplus.words.formats import money
from tests import people
from tests.people import signed_in
from tests.portal import pages
from tests.portal.own import HIS, opened, parts_of, text
from tests.portal.test_own_part_received import new_passport
from tests.site import owner


def test_what_he_keeps_private_no_page_of_alice_says(
    his: Client, alices: Client, ready_draft: Application, karim: Person
) -> None:
    mine = reverse("portal:my-part", args=[ready_draft.number])
    assert his.post(mine, {"act": "private"}).headers["Location"] == mine
    assert "They are private" in pages.words(his.get(mine))
    about_him = opened(alices, ready_draft, karim)
    assert (
        about_him & {"member-step", "upload", "download", "preview", "imm-5707", "paper"} == set()
    )
    principal = ready_draft.people.get(relation="principal")
    for name in ("tasks", "family", "review", "documents", "fees", "sign", "imm-5707"):
        known = parts_of(ready_draft, principal)
        answer = alices.get(reverse(f"portal:{name}", args=known.get(name, [ready_draft.number])))
        shown = html.unescape(answer.content.decode())
        assert (name, [one for one in HIS if one in shown]) == (name, [])
    review = pages.words(alices.get(reverse("portal:review", args=[ready_draft.number])))
    assert review.count("This person keeps answers and documents private. Officers see them.") == 1


def test_what_is_missing_of_a_private_part_is_one_line(
    his: Client, alices: Client, ready_draft: Application, karim: Person
) -> None:
    his.post(reverse("portal:my-part", args=[ready_draft.number]), {"act": "private"})
    people.let_say([karim], occupation=None, refused_before=True)
    shown = pages.words(alices.get(reverse("portal:review", args=[ready_draft.number])))
    assert shown.count("Something is left to do in the own part, which is kept private") == 1
    assert shown.count("Karim Idrissi –") == 2  # and the signature


def test_the_receipt_and_the_archive_of_the_family_hold_nothing_private(
    his: Client, alices: Client, alice: User, ready_draft: Application, karim: Person
) -> None:
    his.post(reverse("portal:my-part", args=[ready_draft.number]), {"act": "private"})
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    letters.send_owed()
    page = html.unescape(alices.get(pages.address("receipt", ready_draft)).content.decode())
    assert ([one for one in HIS if one in page], "keeps answers and files private" in page) == (
        [],
        True,
    )
    whole = b"".join(alices.get(pages.address("everything", ready_draft)).streaming_content)  # type: ignore[arg-type,attr-defined]
    assert [one for one in HIS if one.encode() in whole] == []


def test_an_officer_reads_what_is_private_and_who_signed(
    his: Client, alice: User, ready_draft: Application, olivia: User
) -> None:
    his.post(reverse("portal:my-part", args=[ready_draft.number]), {"act": "private"})
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    desk = signed_in(olivia)
    page = html.unescape(
        desk.get(reverse("desk:answers", args=[ready_draft.number])).content.decode()
    )
    assert "Soudeur" in page
    words = text(desk.get(reverse("desk:answers", args=[ready_draft.number])))
    assert "Karim Idrissi – in an account of their own" in words
    assert "as parent or guardian for: Sami Idrissi" in words
    assert "Karim Idrissi keeps answers and documents private from the family." in words


@pytest.mark.usefixtures("public_log")
def test_no_file_with_a_proof_is_given_that_would_hold_what_is_private(
    his: Client, alices: Client, alice: User, ready_draft: Application
) -> None:
    his.post(reverse("portal:my-part", args=[ready_draft.number]), {"act": "private"})
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    letters.send_owed()
    checkpoints.tend()
    assert "it is not given while" in pages.words(alices.get(pages.address("receipt", ready_draft)))
    address = reverse("portal:receipt-text", args=[ready_draft.number])
    assert alices.get(address).status_code == 302
    whole = b"".join(alices.get(pages.address("everything", ready_draft)).streaming_content)  # type: ignore[arg-type,attr-defined]
    assert [one for one in ("proof.txt", *HIS) if one.encode() in whole] == []


@pytest.fixture
def private(his: Client, ready_draft: Application) -> Application:
    """Alice's draft, in which Karim keeps his answers private."""
    his.post(reverse("portal:my-part", args=[ready_draft.number]), {"act": "private"})
    return Application.objects.get()


def test_no_file_that_he_sent_is_in_the_archive_of_the_family(
    private: Application, alices: Client, alice: User
) -> None:
    applications.submit(private, signature="Alice Benali", by=alice)
    answer = alices.get(pages.address("everything", private))
    with zipfile.ZipFile(BytesIO(answer.getvalue())) as whole:  # type: ignore[attr-defined]
        files = [whole.read(one) for one in whole.namelist() if one.startswith("files/")]
    sent = private.documents.values_list("person__relation", "content")
    assert "spouse" in dict(sent)
    others = [content for whose, content in sent if whose != "spouse"]
    assert sorted(sha256(one).hexdigest() for one in files) == sorted(others)


def test_of_his_fees_the_family_reads_one_sum_and_pays_the_same(
    private: Application, alices: Client, karim: Person, this_day: date
) -> None:
    lost = this_day - timedelta(days=10)
    people.let_say([karim], in_canada=True, in_canada_status="none", status_lost_on=lost)
    bill = readiness.of(file_of(Application.objects.get())).bill
    his = [one for one in bill.lines if one.person == "partner"]
    assert "restoration" in {one.key for one in (*his, *bill.unknown)}
    both = (Decimal(sum(one.amount for one in lines)) for lines in (his, bill.lines))
    theirs, total = (money(one, "en") for one in both)
    shown = text(alices.get(reverse("portal:fees", args=[private.number])))
    assert f"{TOGETHER.en} Karim Idrissi {theirs}" in shown
    assert f"In Canadian dollars {total}" in shown
    assert "Biometrics (fingerprints and photo) Whole family" in shown
    assert ("Restoration" in shown, shown.count("Karim Idrissi")) == (False, 1 + bool(bill.unknown))
    board = text(alices.get(reverse("portal:family", args=[private.number])))
    assert f"Fees: {theirs}" in board


def test_whether_he_gives_biometrics_is_said_to_nobody_else(
    private: Application, alices: Client, alice: User, olivia: User, this_day: date
) -> None:
    applications.submit(private, signature="Alice Benali", by=alice)
    status = reverse("portal:status", args=[private.number])
    assert "Karim Idrissi: a letter will say" not in text(alices.get(status))
    assert "Alice Benali: a letter will say" in text(alices.get(status))
    file = reviews.take_oldest(by=olivia)
    assert file is not None
    reviews.complete(file, by=olivia)
    reviews.request_biometrics(Application.objects.get(), by=olivia)
    his = Person.objects.get(relation="spouse")
    assert his.biometrics_asked_at is not None
    reviews.record_biometrics(his, on=this_day, by=olivia)
    shown = text(alices.get(status))
    said = (
        "Karim Idrissi: requested, by",
        "Karim Idrissi: given",
        "recorded that biometrics were given",
    )
    assert [one for one in said if one in shown] == []
    assert "Alice Benali: requested, by" in shown


def test_nobody_can_try_whether_a_guess_at_a_private_answer_has_the_hash_of_the_receipt(
    private: Application, alices: Client, alice: User
) -> None:
    applications.submit(private, signature="Alice Benali", by=alice)
    receipt = Receipt.objects.get()
    known = {key: value for key, value in receipt.content.items() if key != "salt"}
    assert digest(receipt.content) == receipt.digest != digest(known)
    archive = alices.get(reverse("portal:everything", args=[private.number]))
    with zipfile.ZipFile(BytesIO(archive.getvalue())) as whole:  # type: ignore[attr-defined]
        given = json.loads(whole.read("for-machines/receipt.json"))
    assert {"salt", "assessment"} & given.keys() == set()
    (his,) = (one for one in given["signatures"] if one["person"] == "partner")
    assert his.keys() == {"person", "name", "how", "at"}
    assert [one for one in given["fees"] if one["person"] == "partner"] == [
        {
            "key": "private",
            "person": "partner",
            "amount": "255.00",
            "cite": "",
            "text": asdict(TOGETHER),
        }
    ]


def test_the_hash_of_a_receipt_of_before_without_salt_is_not_shown_to_the_family(
    private: Application, alices: Client, alice: User
) -> None:
    applications.submit(private, signature="Alice Benali", by=alice)
    letters.send_owed()
    page, receipt = pages.address("receipt", private), Receipt.objects.get()
    assert receipt.digest in alices.get(page).content.decode()
    with owner():
        Receipt.objects.update(content={k: v for k, v in receipt.content.items() if k != "salt"})
    assert receipt.digest not in alices.get(page).content.decode()


def test_a_right_guess_of_his_passport_number_is_answered_as_a_wrong_one(
    his: Client,
    alices: Client,
    alice: User,
    ready_draft: Application,
    karim: Person,
    this_day: date,
) -> None:
    his.post(reverse("portal:my-part", args=[ready_draft.number]), {"act": "private"})
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    hers = ready_draft.people.get(relation="principal")
    there = reverse("portal:change", args=[ready_draft.number, hers.pk, "new-passport"])
    karim.refresh_from_db()
    guess = new_passport(this_day, hers) | {"passport_number": karim.passport_number}
    Delegation.objects.update(private=False)  # as whoever knows his number and country can work out
    asked = alices.post(there, guess).context["asked"]
    (mark,) = [field.html_name for one, field in asked if one.kind == "same-passport"]
    Delegation.objects.update(private=True)
    answers = [
        alices.post(there, guess | {name: "Because.", "sure": "1"})
        for name in (mark, "because-0123456789abcdef")
    ]
    assert [one.status_code for one in answers] == [422, 422]
    assert Report.objects.count() == 0
