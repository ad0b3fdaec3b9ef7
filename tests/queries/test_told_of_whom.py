"""Whom a line of the timeline names: whoever was added, signed, was sent a link, or whose file came."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse

from impplus.actions import applications, checkpoints, documents, letters
from impplus.demonstration.signing import signs
from impplus.queries.file import file_of
from impplus.queries.timeline import Happening, happenings
from impplus.records.models import Application, Event, Person, User
from impplus.rules.seal import leaf_of
from tests import people
from tests.people import signed_in
from tests.portal import pages
from tests.portal.own import text


@pytest.fixture
def karim(ready_draft: Application) -> Person:
    """Alice's husband in her application, who has signed in an account of his own."""
    return ready_draft.people.get(relation="spouse")


def send(person: Person, by: User, key: str = "passport", content: str = "more") -> None:
    to = documents.SentFor(person.application, person, key)
    documents.upload(to, name="a.pdf", content=BytesIO(people.a_pdf(content)), by=by)


def told(application: Application) -> list[Happening]:
    return happenings(file_of(Application.objects.get(pk=application.pk)))


def named(application: Application, verb: str) -> list[str]:
    return [one.name for one in told(application) if one.event.verb == verb]


def test_a_member_is_named_who_was_added(draft: Application, alice: User, this_day: date) -> None:
    child = applications.add_member(draft, by=alice)
    people.fill_in(draft, child, people.child_answers(this_day), by=alice)
    assert named(draft, "add-member") == [draft.people.get(pk=child.pk).name]


def test_a_member_is_named_who_got_a_part_and_signed(
    ready_draft: Application, karim: Person
) -> None:
    assert [named(ready_draft, verb) for verb in ("offer", "accept", "sign")] == [[karim.name]] * 3


def test_who_signs_in_an_account_has_signed(ready_draft: Application) -> None:
    (one,) = [one for one in told(ready_draft) if one.event.noun == "signature"]
    assert one.sentence.en == "A family member declared and signed."


def test_files_of_two_people_are_two_lines_each_with_its_name_and_documents(
    ready_draft: Application, karim: Person, alice: User
) -> None:
    before, passport = len(told(ready_draft)), "passport"
    alices = ready_draft.people.get(relation="principal")
    for person, content in ((karim, "one"), (karim, "two"), (alices, "three")):
        send(person, alice, passport, content)
    his, hers = told(ready_draft)[before:]
    (title,) = (one.title for one in file_of(ready_draft).law.documents if one.key == passport)
    assert (his.name, his.sentence.en, his.documents) == (
        karim.name,
        "2 documents were received.",
        (title,),
    )
    assert (hers.name, hers.sentence.en, hers.documents) == (
        alices.name,
        "A document was received.",
        (title,),
    )


def test_what_is_taken_out_is_named_with_the_document(
    ready_draft: Application, karim: Person, alice: User
) -> None:
    gone = karim.documents.filter(key="passport", removed_at=None)[0]
    documents.remove(gone, by=alice)
    last = told(ready_draft)[-1]
    assert (last.event.verb, last.name, len(last.documents)) == ("remove-document", karim.name, 1)


def test_whoever_left_the_draft_has_no_name_any_more(
    ready_draft: Application, karim: Person, alice: User
) -> None:
    his = karim.pk
    applications.remove_member(ready_draft, person=karim, by=alice)
    assert Event.objects.get(verb="remove-member").detail == {"person": his}
    assert named(ready_draft, "remove-member") == [""]


def test_a_line_of_before_that_says_nobody_is_read_as_it_was(
    draft: Application, alice: User
) -> None:
    applications.add_member(draft, by=alice)
    old = told(draft)[-1].event
    old.detail = {}
    assert (Happening(old, told(draft)[-1].sentence).about, named(draft, "start")) == (None, [""])


@pytest.mark.usefixtures("public_log")
def test_the_public_log_holds_no_more_than_a_hash_of_it(
    ready_draft: Application, alice: User
) -> None:
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    letters.send_owed()
    checkpoints.tend()
    event = Event.objects.filter(verb="offer")[0]
    assert set(event.detail) == {"person"}
    assert len(bytes(event.leaf)) == 42
    assert leaf_of(bytes(event.leaf)).at.replace(microsecond=0) == event.at.replace(microsecond=0)


def test_the_status_and_the_desk_name_whose_document_it_was(
    ready_draft: Application, karim: Person, alice: User, olivia: User
) -> None:
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    send(karim, alice)
    status = text(signed_in(alice).get(pages.address("status", ready_draft)))
    assert "A document was received. About Karim Idrissi ·" in status
    desk = text(signed_in(olivia).get(reverse("desk:history", args=[ready_draft.number])))
    assert "A document was received. About Karim Idrissi ·" in desk


def test_of_who_keeps_answers_private_the_family_reads_no_document_and_no_new_name(
    ready_draft: Application, karim: Person, alice: User, olivia: User
) -> None:
    account = karim.delegations.get().account
    assert account is not None
    send(karim, alice, content="as long as she sees his part")
    signs(Person.objects.get(pk=karim.pk), by=account)
    signed_in(account).post(
        reverse("portal:my-part", args=[ready_draft.number]), {"act": "private"}
    )
    applications.submit(ready_draft, signature="Alice Benali", by=alice)
    send(Person.objects.get(pk=karim.pk), account)
    page = signed_in(alice).get(pages.address("status", ready_draft))
    about_him = [
        one["happening"] for one in page.context["happened"] if one["happening"].about == karim.pk
    ]
    files = [one for one in about_him if one.event.verb == "upload"]
    assert {one.event.verb for one in about_him if one.name} == {"sign"}
    assert [(one.event.by, one.documents) for one in files] == [(account, ()), (alice, ())]
    desk = signed_in(olivia).get(reverse("desk:history", args=[ready_draft.number]))
    theirs = [one for one in desk.context["timeline"] if one.about == karim.pk]
    assert {one.name for one in theirs} == {karim.name}
