"""Once permits are issued, Alice and Karim report renewed passports: the permits stay as they are, and an officer decides the rest."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import permit_states, reports
from impplus.portal.application import home_of
from impplus.queries import clock
from impplus.queries.file import file_of
from impplus.queries.other_papers import OTHER
from impplus.queries.refusals import WrongMoment
from impplus.queries.timeline import happenings
from impplus.records.models import (
    Application,
    Delegation,
    Letter,
    Message,
    Permit,
    Person,
    Report,
    User,
)
from tests.approved import arrive
from tests.kept import kept
from tests.people import a_pdf, signed_in
from tests.portal import pages, parts
from tests.portal.own import text
from tests.portal.test_own_part_received import approved, new_passport as of_a_member
from tests.site import owner


@pytest.fixture
@kept
def issued(family: Application, olivia: User) -> Application:
    """Alice's application, approved, with a permit of hers and one of Karim's."""
    approved(family, olivia)
    arrive(family)
    with owner():
        Permit.objects.update(issued_at=clock.now() - timedelta(hours=1))
    return Application.objects.get()


def there(file: Application, person: Person) -> str:
    return reverse("portal:change", args=[file.number, person.pk, "new-passport"])


def new_passport(this_day: date, person: Person) -> dict[str, str]:
    return of_a_member(this_day, person) | {"passport_kind": "ordinary"}


def permit_of(person: Person) -> dict[str, object]:
    return Permit.objects.filter(person=person).values().get()


def test_alice_reports_her_new_passport_and_the_permit_stays_as_it_is(
    alices: Client, issued: Application, this_day: date, olivia: User
) -> None:
    alice = issued.people.get(relation="principal")
    before = permit_of(alice)
    changes = text(alices.get(reverse("portal:changes", args=[issued.number])))
    assert "New passport – Alice Benali Permit until" in changes
    assert ("Correct an answer" in changes, "A birth" in changes) == (False, False)
    sent = new_passport(this_day, alice)
    sure = text(alices.post(there(issued, alice), sent))
    assert "No change: its last day is still" in sure
    assert "Whether a permit that names the new passport is needed is for an officer" in sure
    assert "if the decision were made today" not in sure
    done = alices.post(there(issued, alice), sent | {"sure": "1"})
    made = Report.objects.get()
    receipt = text(alices.get(done.headers["Location"]))
    assert ("NEW12345" in receipt, "No change: its last day is still" in receipt) == (True, True)
    assert (made.kind, made.correction.version) == ("passport", alice.answers_version + 1)  # type: ignore[union-attr]
    assert permit_of(alice) == before
    assert issued.people.get(pk=alice.pk).passport_number == "NEW12345"
    assert [one.notice for one in Message.objects.filter(notice="change-reported")] != []
    desk = signed_in(olivia)
    assert "New passport" in text(desk.get(reverse("desk:changes-to-note")))
    page = text(desk.get(reverse("desk:changes", args=[issued.number])))
    assert "Reported after the decision. The permit" in page
    assert desk.post(reverse("desk:note-change", args=[issued.number, made.pk])).status_code == 302


def test_karim_reports_his_own_and_only_his(
    issued: Application, given: Delegation, this_day: date
) -> None:
    karim = issued.people.get(relation="spouse")
    assert given.account
    his = signed_in(given.account)
    changes = text(his.get(reverse("portal:changes", args=[issued.number])))
    assert ("Karim Idrissi Permit until" in changes, "Alice" in changes) == (True, False)
    sent = new_passport(this_day, karim) | {"sure": "1"}
    assert his.post(there(issued, karim), sent).status_code == 302
    assert Report.objects.get().person == karim


def test_a_permit_in_the_place_of_another_names_the_new_passport(
    alices: Client, issued: Application, this_day: date, olivia: User
) -> None:
    alice = issued.people.get(relation="principal")
    alices.post(there(issued, alice), new_passport(this_day, alice) | {"sure": "1"})
    ground = next(one.key for one in issued.programme.permit.grounds if "replace" in one.verbs)
    made = permit_states.replace_with(Permit.objects.get(person=alice), ground=ground, by=olivia)
    assert Letter.objects.get(permit=made, kind="permit").facts["passport"] == "NEW12345"


@pytest.mark.parametrize("gone", ["cancelled", "expired", "none"])
def test_who_holds_no_permit_any_more_reports_no_passport(
    gone: str, alices: Client, alice: User, issued: Application, this_day: date
) -> None:
    person = issued.people.get(relation="child" if gone == "none" else "principal")
    day = this_day - timedelta(days=1)
    with owner():
        if gone == "expired":
            Permit.objects.filter(person=person).update(valid_until=day, valid_from=day)
        else:
            Permit.objects.filter(person=person).update(status=gone)
    assert alices.get(there(issued, person)).status_code == 302
    sent = new_passport(this_day, person) | {"sure": "1"}
    assert alices.post(there(issued, person), sent).status_code == WrongMoment.status
    assert Report.objects.count() == 0


def test_nothing_but_a_passport_is_reported_after_the_decision(
    issued: Application, alice: User
) -> None:
    person = issued.people.get(relation="principal")
    for kind, answers in (("passport", {"city": "Salé"}), ("contact", {"passport_number": "X1"})):
        with pytest.raises(WrongMoment):
            reports.change_answers(
                person,
                kind=kind,
                answers=answers,
                reason="R",
                version=person.answers_version,
                by=alice,
            )


def test_of_a_permit_that_is_kept_private_the_family_reports_nothing(
    alices: Client, issued: Application
) -> None:
    karim = issued.people.get(relation="spouse")
    karim.delegations.update(private=True)
    assert "Karim" not in pages.words(alices.get(reverse("portal:changes", args=[issued.number])))
    assert alices.get(there(issued, karim)).status_code == 404


def test_the_page_of_a_reported_passport_comes_by_the_form_and_in_parts_and_staff_see_it(
    alices: Client, issued: Application, this_day: date, olivia: User
) -> None:
    alice = issued.people.get(relation="principal")
    page = reverse("portal:upload", args=[issued.number, alice.pk, "passport"])
    before = issued.documents.count()
    sent = {"file": SimpleUploadedFile("new.pdf", a_pdf("new"))}
    assert alices.post(page, sent).headers["Location"] == home_of(issued)
    assert (
        parts.begin(
            alices, reverse("portal:begin-upload", args=[issued.number, alice.pk, "passport"]), 10
        ).status_code
        == 409
    )
    done = alices.post(there(issued, alice), new_passport(this_day, alice) | {"sure": "1"})
    receipt = alices.get(done.headers["Location"]).content.decode()
    assert (f'href="{page}"' in receipt, "cannot be sent" in receipt) == (True, False)
    assert alices.get(page).status_code == 200
    sent = {"file": SimpleUploadedFile("new.pdf", a_pdf("new"))}
    assert alices.post(page, sent).headers["Location"] == page
    made = issued.documents.order_by("pk").last()
    assert made
    assert (made.key, made.person, issued.documents.count()) == ("passport", alice, before + 1)
    told = [one.sentence.en for one in happenings(file_of(issued))]
    assert told[-1].startswith("The page of a passport renewed after the decision")
    listed = alices.get(reverse("portal:documents", args=[issued.number])).content.decode()
    assert [one in listed for one in (f'href="{page}"', "only the page of a new passport")] == [
        True
    ] * 2
    renewed = issued.documents.get(name="new.pdf")
    desk = reverse("desk:file", args=[issued.number])
    assert "new.pdf" in text(signed_in(olivia).get(f"{desk}?document={renewed.pk}"))
    begun = parts.begin(
        alices, reverse("portal:begin-upload", args=[issued.number, alice.pk, "passport"]), 10
    )
    assert begun.status_code == 201


def test_nothing_else_is_sent_after_the_decision_and_nothing_of_somebody_else(
    alices: Client, issued: Application, this_day: date
) -> None:
    alice, karim = (issued.people.get(relation=one) for one in ("principal", "spouse"))
    alices.post(there(issued, alice), new_passport(this_day, alice) | {"sure": "1"})
    before = issued.documents.count()
    for person, key in ((alice, "photo"), (alice, OTHER), (karim, "passport")):
        page = reverse("portal:upload", args=[issued.number, person.pk, key])
        sent = {"file": SimpleUploadedFile("new.pdf", a_pdf("new")), "title": "A page"}
        assert alices.post(page, sent).status_code in (302, 404)
        begin = reverse("portal:begin-upload", args=[issued.number, person.pk, key])
        assert parts.begin(alices, begin, 10).status_code in (404, 409)
    assert issued.documents.count() == before
    with owner():
        Permit.objects.filter(person=alice).update(status="cancelled")
    page = reverse("portal:upload", args=[issued.number, alice.pk, "passport"])
    assert alices.get(page).status_code == 302
