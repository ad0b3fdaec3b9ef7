"""Karim’s part of Alice’s application, at his own browser: all of it is there, and nothing of anybody else."""

import html
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.translation import override

from impplus.actions import applications, delegations, documents, letters
from impplus.demonstration.signing import signs
from impplus.queries.delegations import link_of
from impplus.queries.file import file_of
from impplus.queries.letters import declaration
from impplus.records.models import Application, Delegation, Person, Signature, User
from tests import people
from tests.doors.addresses import names
from tests.people import signed_in
from tests.portal import pages
from tests.portal.own import ANYBODYS, HERS, OF_NOBODY_ELSE, OWN, opened, parts_of


def test_of_every_page_of_the_portal_he_opens_his_own_and_no_other(
    his: Client, ready_draft: Application, karim: Person
) -> None:
    everything = set(names(get_resolver("impplus.portal.urls").url_patterns))
    assert everything >= OWN | ANYBODYS
    assert opened(his, ready_draft, karim) == OWN - {"contradiction"} | ANYBODYS
    for other in ready_draft.people.exclude(pk=karim.pk):
        assert opened(his, ready_draft, other) == OF_NOBODY_ELSE | ANYBODYS


def test_once_received_he_reads_where_it_stands_and_still_nothing_of_the_others(
    his: Client, submitted: Application
) -> None:
    letters.send_owed()
    karim = submitted.people.get(relation="spouse")
    page = his.get(reverse("portal:my-part", args=[submitted.number]))
    assert "was received" in pages.words(page)
    for other in submitted.people.exclude(pk=karim.pk):
        assert opened(his, submitted, other) <= OF_NOBODY_ELSE | ANYBODYS | {"contradiction"}
    for name in ("status", "receipt", "everything", "fees"):
        assert his.get(reverse(f"portal:{name}", args=[submitted.number])).status_code == 404


def test_no_page_of_his_says_what_alice_answered(
    his: Client, ready_draft: Application, karim: Person
) -> None:
    known = parts_of(ready_draft, karim)
    for name in sorted(OWN - {"download", "preview", "thumbnail", "arrange", "contradiction"}):
        answer = his.get(reverse(f"portal:{name}", args=known.get(name, [ready_draft.number])))
        if "text/html" in answer.headers["Content-Type"]:
            shown = html.unescape(answer.content.decode())
            asked = [one for one in HERS if one in shown and one != "Rabat"]
            assert (name, asked) == (name, [])


def test_his_files_page_leads_to_his_part(his: Client, ready_draft: Application) -> None:
    shown = his.get(reverse("portal:home")).content.decode()
    assert shown.count(reverse("portal:my-part", args=[ready_draft.number])) == 1
    assert reverse("portal:tasks", args=[ready_draft.number]) + '"' not in shown


def test_he_saves_an_answer_and_is_led_back_to_his_part(
    his: Client, ready_draft: Application, karim: Person
) -> None:
    there = reverse("portal:member-step", args=[ready_draft.number, karim.pk, "member-work"])
    version = Person.objects.get(pk=karim.pk).answers_version
    saved = his.post(
        there, {"_version": version, "_later": "1", "occupation": "Boulanger", "education": "trade"}
    )
    assert saved.headers["Location"] == reverse("portal:my-part", args=[ready_draft.number])
    assert Person.objects.get(pk=karim.pk).answers["occupation"] == "Boulanger"
    assert "signature is asked for again" in pages.words(his.get(saved.headers["Location"]))


@pytest.mark.parametrize(
    ("language", "person"),
    [("en", "this person"), ("fr", "cette personne")],
    ids=["english", "french"],
)
def test_his_pages_speak_to_him_and_hers_about_him(
    his: Client, ready_draft: Application, karim: Person, alice: User, language: str, person: str
) -> None:
    steps = [one.key for one in file_of(ready_draft).sheets[1].asked]
    with override(language):
        there = {
            one: reverse("portal:member-step", args=[ready_draft.number, karim.pk, one])
            for one in steps
        }
        signing = reverse("portal:sign-part", args=[ready_draft.number])
    assert "member-background" in steps
    titles = re.findall(r"<summary><b>(.*?)</b>", his.get(signing).content.decode())
    assert (len(titles) > len(steps), any(person in one.casefold() for one in titles)) == (
        True,
        False,
    )
    for step, address in there.items():
        shown = pages.words(his.get(address))
        # A row about each of his parents asks of that parent.
        whole = shown.split("</h1>")[0] if step == "member-parents" else shown
        assert person not in whole.casefold(), address
    hers = signed_in(alice)
    said = pages.words(hers.get(there["member-background"]))
    assert (karim.name in said.split("</h1>")[0], person in said.casefold()) == (True, False)


def test_he_signs_on_his_page_and_another_name_is_not_taken(
    his: Client, ready_draft: Application, karim: Person
) -> None:
    people.let_say([karim], occupation="Boulanger")
    there = reverse("portal:sign-part", args=[ready_draft.number])
    page = his.get(there).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen
    sent = {"declared": "on", "signature": "Mickey Mouse", "seen": seen[1]}
    assert his.post(there, sent).status_code == 422
    assert "The name declared in this application is Karim Idrissi." in pages.words(
        his.post(there, sent)
    )
    done = his.post(there, sent | {"signature": "karim idrissi"})
    assert done.headers["Location"] == reverse("portal:my-part", args=[ready_draft.number])
    assert Signature.objects.filter(person=karim).count() == 2


def test_what_is_missing_before_he_signs_is_a_page_to_open_and_each_stands_once(
    his: Client, ready_draft: Application, karim: Person
) -> None:
    people.let_say([karim], occupation="", jobs=[])
    page = his.get(reverse("portal:sign-part", args=[ready_draft.number])).content.decode()
    missing = page[page.index("Before you sign") : page.rindex("Back to your part")]
    links = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>', missing)
    assert [said for _, said in links] == [
        "Your work and education",
        "Your work in the last ten years",
    ]
    assert his.get(links[0][0]).status_code == 200


@pytest.mark.parametrize("spoiled", ["", "sha256:0", "x" * 5000])
def test_nobody_signs_with_another_hash(
    spoiled: str, his: Client, ready_draft: Application, karim: Person
) -> None:
    people.let_say([karim], occupation="Boulanger")
    there = reverse("portal:sign-part", args=[ready_draft.number])
    sent = {"declared": "on", "signature": "Karim Idrissi", "seen": spoiled}
    assert his.post(there, sent).status_code == 422
    assert Signature.objects.filter(person=karim).count() == 1


def test_handing_the_part_back_closes_it(
    his: Client, ready_draft: Application, karim: Person
) -> None:
    mine = reverse("portal:my-part", args=[ready_draft.number])
    assert his.post(mine, {"act": "end"}).headers["Location"] == reverse("portal:home")
    assert his.get(mine).status_code == 404
    assert opened(his, ready_draft, karim) == ANYBODYS


def test_what_he_removes_he_can_put_back(
    his: Client, ready_draft: Application, karim: Person
) -> None:
    passport = karim.documents.filter(key="passport")[0]
    there = reverse("portal:remove-document", args=[ready_draft.number, passport.pk])
    slot = reverse("portal:upload", args=[ready_draft.number, karim.pk, "passport"])
    assert his.post(there).headers["Location"] == slot
    restore = reverse("portal:arrange", args=[ready_draft.number, passport.pk])
    assert his.post(restore, {"act": "restore"}).headers["Location"] == slot
    assert karim.documents.filter(pk=passport.pk, removed_at=None).exists()


def test_two_members_see_nothing_of_each_other(
    his: Client, alice: User, ready_draft: Application, karim: Person, this_day: date
) -> None:
    """Sami is grown, and has a part of his own."""
    child = ready_draft.people.filter(relation="child")
    people.let_say(child, born=date(this_day.year - 19, 1, 1))
    sami = child.get()
    account = people.user("sami@example.test", "Sami Idrissi")
    made = delegations.offer(sami, email=account.email, language="fr", by=alice)
    delegations.accept(link_of(made), born=sami.born, by=account)
    assert opened(signed_in(account), ready_draft, karim) == OF_NOBODY_ELSE | ANYBODYS
    assert opened(his, ready_draft, sami) == OF_NOBODY_ELSE | ANYBODYS
    shown = signed_in(account).get(reverse("portal:documents", args=[ready_draft.number]))
    assert [one for one in ("Karim", "Alice Benali") if one in shown.content.decode()] == []


def test_a_signature_goes_with_its_person(
    alice: User, ready_draft: Application, karim: Person
) -> None:
    applications.remove_member(ready_draft, person=karim, by=alice)
    assert (Signature.objects.count(), Delegation.objects.get().status) == (0, "ended")


def test_a_file_that_alice_sends_for_him_asks_for_his_signature_again(
    his: Client, alice: User, ready_draft: Application, karim: Person, given: Delegation
) -> None:
    documents.remove(karim.documents.filter(key="passport")[0], by=alice)
    mine = pages.words(his.get(reverse("portal:my-part", args=[ready_draft.number])))
    assert "Next: your documents" in mine
    people.send_documents(ready_draft, by=alice)
    assert given.account is not None
    signs(karim, by=given.account)
    assert "Your part is signed" in pages.words(
        his.get(reverse("portal:my-part", args=[ready_draft.number]))
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_he_reads_and_signs_what_is_said_of_his_own_child(
    language: str, his: Client, ready_draft: Application, karim: Person
) -> None:
    sami = ready_draft.people.get(relation="child")
    with override(language):
        there = reverse("portal:sign-part", args=[ready_draft.number])
        paper = reverse("portal:declaration", args=[ready_draft.number, karim.pk, language])
    assert "Sami" not in pages.words(his.get(there))
    people.let_say([sami], parents="partner-and-another", other_parent_consents=True)
    shown = html.unescape(pages.words(his.get(there)))
    for said in {
        "en": ("What you sign for Sami Idrissi", "Before you sign, whoever included you", "SPECIMEN3"),
        "fr": ("Ce que vous signez pour Sami Idrissi", "Avant votre signature, la personne", "SPECIMEN3"),
    }[language]:  # fmt: skip
        assert (said, shown.count(said)) == (said, 1)
    assert 'name="signature"' not in shown
    people.send_documents(ready_draft, by=ready_draft.applicant)
    shown = html.unescape(pages.words(his.get(there)))
    assert ('name="signature"' in shown, "Before you sign, whoever" in shown) == (True, False)
    for said in {
        "en": ("Relationship to Alice Benali", "Karim Idrissi and somebody else", "Does Sami Idrissi live with Alice Benali?"),
        "fr": ("Lien avec Alice Benali", "Karim Idrissi et une autre personne", "Est-ce que Sami Idrissi habite avec Alice Benali?"),
    }[language]:  # fmt: skip
        assert (said, shown.count(said)) == (said, 1)
    file = file_of(Application.objects.get(pk=ready_draft.pk))
    printed = declaration.composed(file, karim, file.sent, language)
    of_sami = str([one for one in printed.sections if one["heading"].startswith("Sami Idrissi")])
    assert re.search(r"\b(you|your|vous|votre)\b", of_sami, re.IGNORECASE) is None
    assert "Karim Idrissi" in of_sami
    assert sum(one["heading"].startswith("Sami Idrissi – ") for one in printed.sections) > 3
    assert his.get(paper).status_code == 200


def test_a_grown_child_reads_who_the_parents_are_by_name(
    alice: User, ready_draft: Application, this_day: date
) -> None:
    child = ready_draft.people.filter(relation="child")
    people.let_say(child, born=date(this_day.year - 19, 1, 1))
    sami = child.get()
    account = people.user("sami@example.test", "Sami Idrissi")
    made = delegations.offer(sami, email=account.email, language="en", by=alice)
    delegations.accept(link_of(made), born=sami.born, by=account)
    there = reverse("portal:member-step", args=[ready_draft.number, sami.pk, "parents"])
    shown = html.unescape(pages.words(signed_in(account).get(there)))
    said = (
        "Alice Benali and Karim Idrissi",
        "Karim Idrissi and somebody else",
        "Who are your parents?",
    )
    assert [one for one in said if one not in shown] == []
    assert "your spouse" not in shown.casefold()
