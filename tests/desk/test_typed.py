"""An application that came by another means: its arrival counts, what is typed in later changes neither place nor day, and it is signed."""

import re
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import assistance, reviews
from impplus.demonstration.papers import a_pdf, child_answers, principal_answers
from impplus.programmes import IMP_PLUS
from impplus.queries import clock, readiness
from impplus.queries.assistance import answers_missing, assistance_of
from impplus.queries.file import file_of
from impplus.queries.places import counted_in
from impplus.queries.refusals import NotUnderstood, NotYours, Stale, WrongMoment
from impplus.queries.timeline import happenings
from impplus.records.models import Application, Event, Person, User
from tests.desk.on_paper import MEANS, read_back, typed
from tests.people import signed_in


def noon(day: date) -> datetime:
    return datetime.combine(day, time(17), tzinfo=UTC)


def signed_paper(on: date) -> dict[str, object]:
    """What an officer sends who read the answers back that day, and has the paper that Alice signed."""
    day = {f"read_on_{n}": part for n, part in enumerate((on.year, on.month, on.day))}
    scan = SimpleUploadedFile("signed.pdf", a_pdf("signed"), "application/pdf")
    said = {"read": "in-person", "how": "paper", "signature": "Alice Benali"}
    return {**said, **day, "paper": scan}


def test_the_arrival_takes_the_place_and_what_is_typed_in_months_later_changes_nothing(
    arrived: Application, olivia: User, this_day: date
) -> None:
    received, place = arrived.received_at, counted_in(arrived)
    before = arrived.receipt.digest
    with clock.at(noon(this_day + timedelta(days=70))):
        typed(arrived.people.get(), principal_answers(this_day), olivia)
    after = Application.objects.get()
    assert (after.received_at, counted_in(after), after.receipt.digest) == (received, place, before)
    assert file_of(after).on == this_day
    assert file_of(after).principal.answers["occupation"]


def test_of_a_child_typed_in_after_the_birthday_the_age_is_that_of_the_arrival(
    arrived: Application, olivia: User, this_day: date
) -> None:
    limit = IMP_PLUS.settings.number("dependent-child-age", this_day)
    birthday = this_day + timedelta(days=20)
    born = date(birthday.year - limit, birthday.month, min(birthday.day, 28))
    with clock.at(noon(this_day + timedelta(days=70))):
        child = assistance.add_person(arrived, relation="child", seen=1, by=olivia)
        typed(child, {**child_answers(this_day), "born": born}, olivia)
        now = Application.objects.get()
        later = file_of(now, on=this_day + timedelta(days=70))
        found = [
            {one.key: one.met for one in readiness.of(file).family if one.person == "child-1"}
            for file in (file_of(now), later)
        ]
    assert [one["dependent-child"] for one in found] == [True, None]


def test_the_same_checks_hold_as_for_everybody(
    arrived: Application, olivia: User, this_day: date
) -> None:
    person = arrived.people.get()
    (sheet,) = file_of(arrived).sheets
    step = next(one for one in sheet.steps if any(f.key == "born" for f in one.fields))
    to_come = {"born": this_day + timedelta(days=2)}
    with pytest.raises(NotUnderstood):
        assistance.type_in(person, step=step, answers=to_come, version=0, by=olivia)
    with pytest.raises(NotUnderstood):
        assistance.type_in(person, step=step, answers={"born": "x"}, version=0, by=olivia)
    with pytest.raises(NotYours):
        assistance.type_in(person, step=step, answers={"csq_number": "1"}, version=0, by=olivia)
    assert Person.objects.get().answers_version == 0


def test_who_typed_upon_an_older_version_reads_what_stands(
    typed_in: Application, olivia: User
) -> None:
    person = typed_in.people.get()
    (sheet,) = file_of(typed_in).sheets
    step = next(one for one in sheet.steps if any(f.key == "occupation" for f in one.fields))
    with pytest.raises(Stale) as stale:
        assistance.type_in(person, step=step, answers={"occupation": "X"}, version=1, by=olivia)
    assert stale.value.saved == {"occupation": person.answers["occupation"]}


def test_it_is_found_complete_only_once_its_answers_are_signed(
    typed_in: Application, olivia: User, this_day: date
) -> None:
    reviews.take_oldest(by=olivia)
    with pytest.raises(NotUnderstood):
        reviews.complete(typed_in, by=olivia)
    assert Application.objects.get().status == "in-review"
    paper = BytesIO(a_pdf("signed"))
    facts = read_back(typed_in, this_day)
    assistance.sign_on_paper(
        **facts, signature="Alice Benali", files=[("signed.pdf", paper)], by=olivia
    )
    came = assistance_of(typed_in)
    assert came is not None
    assert (came.status, came.signature, came.read) == ("signed", "Alice Benali", "telephone")
    assert came.paper is not None
    reviews.complete(typed_in, by=olivia)
    assert Application.objects.get().status == "processing"


def test_an_officer_is_said_neither_to_have_signed_nor_to_have_submitted(
    typed_in: Application, olivia: User, this_day: date
) -> None:
    facts = {**read_back(typed_in, this_day), "signature": "Alice Benali"}
    assistance.sign_on_paper(**facts, files=[("a.pdf", BytesIO(a_pdf("signed")))], by=olivia)
    hers = [one.sentence for one in happenings(file_of(typed_in)) if one.event.by == olivia]
    assert [one.en for one in hers if "signed" in one.en] == [
        "The signed application was received.",
        "The answers that the office typed in were read back, and the signed paper was added to the file.",
    ]
    assert [one.fr for one in hers if " signé" in one.fr] == [
        "La demande signée a été reçue.",
        "Les réponses saisies par le bureau ont été relues, et le papier signé a été ajouté au dossier.",
    ]


def test_a_paper_that_is_signed_with_another_name_is_not_taken(
    typed_in: Application, desk: Client, this_day: date
) -> None:
    answer = desk.post(
        reverse("desk:typed", args=[typed_in.number]),
        signed_paper(this_day) | {"signature": "Bob Martin"},
    )
    said = "declared in this application is Alice Benali. Only a signature in that name is taken"
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert answer.context["form"]["signature"].value() == "Bob Martin"
    came = assistance_of(typed_in)
    assert came is not None
    assert (came.status, came.signature, came.paper) == ("arrived", "", None)


def test_signed_answers_are_typed_in_no_more(
    typed_in: Application, olivia: User, this_day: date
) -> None:
    files = [("signed.pdf", BytesIO(a_pdf("signed")))]
    facts = read_back(typed_in, this_day)
    assistance.sign_on_paper(**facts, signature="Alice Benali", files=files, by=olivia)
    with pytest.raises(WrongMoment):
        typed(typed_in.people.get(), {"occupation": "Other"}, olivia)
    with pytest.raises(WrongMoment):
        assistance.add_person(typed_in, relation="child", seen=1, by=olivia)


def test_what_is_missing_keeps_it_from_being_signed_and_is_named(
    arrived: Application, olivia: User, this_day: date
) -> None:
    gaps = answers_missing(readiness.of(file_of(arrived)))
    with pytest.raises(NotUnderstood) as refused:
        assistance.leave_to_account(**read_back(arrived, this_day), by=olivia)
    assert refused.value.faults[1:] == tuple(one.text for one in gaps)
    assert len(gaps) > 10


@pytest.mark.parametrize("days", [-1, 1])
def test_it_is_not_read_back_before_it_came_or_tomorrow(
    days: int, typed_in: Application, olivia: User, this_day: date
) -> None:
    facts = read_back(typed_in, this_day + timedelta(days=days))
    with pytest.raises(NotUnderstood):
        assistance.leave_to_account(**facts, by=olivia)


def test_the_applicant_signs_in_an_account_once_it_was_read_back(
    typed_in: Application, olivia: User, this_day: date
) -> None:
    gina = typed_in.applicant
    browser, page = signed_in(gina), reverse("portal:typed-in", args=[typed_in.number])
    assert browser.get(page).status_code == 404
    with pytest.raises(WrongMoment):
        assistance.sign(typed_in, signature="Alice Benali", by=gina)
    assistance.leave_to_account(**read_back(typed_in, this_day), by=olivia)
    assert "SPECIMEN1" in browser.get(page).content.decode()
    assert browser.post(page, {"signature": "Bob"}).status_code == 422
    done = browser.post(page, {"signature": "Alice Benali"}, follow=True)
    said = re.sub(r"\s+", " ", done.content.decode())
    assert "Your answers are signed." in said
    assert "The answers were typed in by the office, and signed on" in said
    assert browser.post(page, {"signature": "Alice Benali"}).status_code == 302
    events = Event.objects.filter(noun="assistance", verb="sign")
    assert [(one.by, one.detail) for one in events] == [(gina, {"how": "account"})]


def test_receipt_status_and_history_say_how_it_came(
    arrived: Application, olivia: User, desk: Client
) -> None:
    browser = signed_in(arrived.applicant)
    receipt = browser.get(reverse("portal:receipt", args=[arrived.number])).content.decode()
    status = browser.get(reverse("portal:status", args=[arrived.number])).content.decode()
    assert [receipt.count(MEANS) > 1, MEANS in status] == [True, True]
    assert arrived.receipt.content["other_means"] == {"why": "disability", "means": MEANS}
    file = desk.get(reverse("desk:file", args=[arrived.number])).content.decode()
    assert "Came by another means" in file
    checked = desk.get(reverse("desk:answers", args=[arrived.number])).content.decode()
    assert arrived.number in checked
    told = [one.sentence.en for one in happenings(file_of(arrived))]
    assert "The arrival of the application by another means than online was recorded." in told


def test_an_officer_types_in_reads_back_and_adds_the_signed_paper(
    typed_in: Application, desk: Client, this_day: date
) -> None:
    page = reverse("desk:typed", args=[typed_in.number])
    shown = desk.get(page).content.decode()
    steps = re.findall(r'href="(/en/desk/files/[^"]+/typed/\d+/[^"]+/)"', shown)
    assert len(steps) > 8
    for one in steps:
        step = desk.get(one)
        assert (one, step.status_code) == (one, 200)
    without = {key: it for key, it in signed_paper(this_day).items() if key != "paper"}
    assert "Choose the scan of the signed paper." in desk.post(page, without).content.decode()
    for _press in range(2):
        done = desk.post(page, signed_paper(this_day), follow=True).content.decode()
        assert "It is kept that the answers were read back." in done
    assert "Read back and signed" in done


def test_a_page_that_is_sent_keeps_what_stands_on_paper_and_leads_to_the_next(
    arrived: Application, desk: Client
) -> None:
    shown = desk.get(reverse("desk:typed", args=[arrived.number])).content.decode()
    steps = re.findall(r'href="(/en/desk/files/[^"]+/typed/\d+/[^"]+/)"', shown)
    answer = desk.post(steps[0], {"_version": "0"})
    assert answer.status_code == 302
    assert answer.headers["Location"] in steps


def test_somebody_is_added_and_taken_out_again(arrived: Application, desk: Client) -> None:
    add = reverse("desk:type-person", args=[arrived.number])
    assert "/typed/" in desk.post(add, {"relation": "spouse", "seen": "1"}).headers["Location"]
    assert desk.post(add, {"relation": "spouse", "seen": "1"}).status_code == 302
    assert arrived.people.count() == 2
    second = desk.post(add, {"relation": "common-law", "seen": "2"}, follow=True).content.decode()
    assert "A spouse or partner is already declared." in second
    spouse = arrived.people.get(relation="spouse")
    for _press in range(2):
        address = reverse("desk:untype-person", args=[arrived.number, spouse.pk])
        assert desk.post(address).status_code == 302
    assert arrived.people.count() == 1
    principal = reverse("desk:untype-person", args=[arrived.number, arrived.people.get().pk])
    assert "cannot be taken out" in desk.post(principal, follow=True).content.decode()


@pytest.mark.parametrize("relation", ["principal", "family", "partner", "", "x"])
def test_nobody_is_added_who_is_no_member_of_a_family(
    relation: str, arrived: Application, olivia: User
) -> None:
    with pytest.raises(NotUnderstood):
        assistance.add_person(arrived, relation=relation, seen=1, by=olivia)


def test_another_officer_types_nothing_into_a_file_that_is_taken(
    arrived: Application, olivia: User, noor: User
) -> None:
    reviews.take_oldest(by=olivia)
    arrived.refresh_from_db()
    with pytest.raises(Exception, match="Olivia Chen has this file"):
        assistance.add_person(arrived, relation="child", seen=1, by=noor)


def test_of_an_application_made_online_nothing_is_typed_in(
    taken: Application, desk: Client, olivia: User
) -> None:
    assert desk.get(reverse("desk:typed", args=[taken.number])).status_code == 404
    with pytest.raises(WrongMoment):
        assistance.add_person(taken, relation="child", seen=1, by=olivia)
