"""What Karim keeps private: no page, paper or archive of the family says it, and officers read it."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import applications, checkpoints, letters
from impplus.records.models import Application, Person, User
from tests import people
from tests.people import signed_in
from tests.portal import pages
from tests.portal.own import HIS, opened, parts_of, text


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
    assert shown.count("Own part, which is kept private") == 1
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
    page = html.unescape(desk.get(reverse("desk:file", args=[ready_draft.number])).content.decode())
    assert "Soudeur" in page
    words = text(desk.get(reverse("desk:file", args=[ready_draft.number])))
    assert "Karim Idrissi – in an account of their own" in words
    assert "as guardian for: Sami Idrissi" in words
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
