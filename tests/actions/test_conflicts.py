"""Before Lucie's firm takes anybody on, it looks whether it knows this person, and writes down what it found."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError

from impplus.actions import conflicts, known_people, mandates, moves
from impplus.practice.models import Conflict, Enquiry, FirmEvent, KnownPerson
from impplus.practice.routing import FIRM
from impplus.queries.alike import Identity, Shared
from impplus.queries.conflicts import NotSearched, found_for, search
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Application, Firm, Person, User
from impplus.rules.lifecycle import Role
from tests.people import user, written_to

pytestmark = pytest.mark.django_db
BORN = date(1981, 2, 3)
KARIM = Identity("Karim Haddad", BORN)


@pytest.fixture
def asked(firm: Firm) -> Enquiry:
    """What Leïla asks Lucie's firm."""
    return written_to(firm, name="Leïla Haddad", email="leila@example.test")


def sought(enquiry: Enquiry, *others: Identity) -> list[Identity]:
    return [Identity(enquiry.name, email=enquiry.email, phone=enquiry.phone), *others]


def names(enquiry: Enquiry, *others: Identity) -> list[tuple[str, tuple[str, ...]]]:
    found = found_for(enquiry, sought(enquiry, *others))
    return [(one.person.name, tuple(one.like.shared)) for one in found]


def test_whoever_enquired_before_is_found_again(asked: Enquiry, firm: Firm) -> None:
    assert names(asked) == []
    again = written_to(firm, name="Leila HADAD", email="leila@example.test")
    assert names(again) == [("Leïla Haddad", (Shared.EMAIL, Shared.NAME))]


def test_an_opposing_party_is_found_by_the_name_of_the_spouse(asked: Enquiry, lucie: User) -> None:
    known_people.add_opposing(
        Identity("HADDAD, Karim"), number="2024-118", note="Closed.", by=lucie
    )
    assert names(asked, KARIM) == [("HADDAD, Karim", (Shared.NAME,))]
    with pytest.raises(AlreadyDone):
        known_people.add_opposing(
            Identity("HADDAD, Karim"), number="2024-118", note="Closed.", by=lucie
        )


def test_clients_and_their_families_are_known_as_they_are_now(
    asked: Enquiry, draft: Application, alice: User, lucie: User
) -> None:
    draft.people.filter(relation="principal").update(
        family_name="Benali", given_names="Alice", born=BORN
    )
    Person.objects.create(
        application=draft,
        relation="child",
        position=2,
        family_name="Benali",
        given_names="Zoé",
        passport_number="AB 12-34",
    )
    known_people.remember_clients()
    assert KnownPerson.objects.exclude(kind="enquired").count() == 0  # nobody represents Alice yet
    mandate = mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    assert known_people.remember_clients() == 2
    assert search(asked.firm, [Identity("Benali Alice", BORN)])[0].person.kind == "client"
    (zoe,) = search(asked.firm, [Identity("?", passport="ab1234")])
    assert (zoe.person.name, zoe.person.kind, zoe.person.number) == (
        "Zoé Benali",
        "family",
        draft.number,
    )
    draft.people.filter(relation="child").update(given_names="Zoë")
    moves.again(draft, "save", by=alice)
    Application.objects.filter(pk=draft.pk).update(changed_at=asked.requested_at)
    known_people.remember_clients()
    assert KnownPerson.objects.exclude(kind="enquired").count() == 2
    mandates.end(mandate, by=alice)
    draft.people.filter(relation="child").update(given_names="Nobody’s business")
    known_people.remember_clients()
    assert search(asked.firm, [Identity("?", passport="ab1234")])[0].person.name.startswith("Zo")


def test_another_firm_finds_nobody_of_it(asked: Enquiry) -> None:
    other = Firm.objects.create(name="Roy", slug="roy", city="Québec")
    assert search(other.pk, sought(asked)) == []
    assert [one.person.name for one in search(asked.firm, sought(asked))] == ["Leïla Haddad"]


def test_a_finding_is_kept_with_what_was_shown_and_the_enquiry_goes_on(
    asked: Enquiry, firm: Firm, lucie: User
) -> None:
    again = written_to(firm, name="Leila Hadad", email="leila@example.test")
    conflicts.record(again, "clear", reason="Herself.", sought=sought(again, KARIM), by=lucie)
    kept = Conflict.objects.get()
    (shown,) = kept.found
    assert (kept.status, kept.reason, kept.by, kept.name, kept.people) == (
        "clear",
        "Herself.",
        lucie.pk,
        lucie.name,
        2,
    )
    assert (shown["name"], shown["sure"], shown["shared"]) == (
        "Leïla Haddad",
        True,
        ["email", "name"],
    )
    assert kept.searched[1] == {"name": "Karim Haddad", "born": "1981-02-03"}
    again.refresh_from_db()
    assert again.status == "conflict-checked"
    assert list(FirmEvent.objects.filter(noun="conflict").values_list("verb", "by")) == [
        ("clear", lucie.pk)
    ]
    with pytest.raises(AlreadyDone):
        conflicts.record(again, "clear", reason="Herself.", sought=sought(again), by=lucie)


def test_a_conflict_declines_the_enquiry(asked: Enquiry, lucie: User) -> None:
    conflicts.record(
        asked, "decline", reason="Her husband is on the other side.", sought=sought(asked), by=lucie
    )
    asked.refresh_from_db()
    assert (asked.status, Conflict.objects.get().status) == ("declined", "conflict")


def test_a_consent_is_kept_in_its_words_before_the_enquiry_goes_on(
    asked: Enquiry, lucie: User
) -> None:
    found = conflicts.record(
        asked, "ask", reason="Karim was our client.", sought=sought(asked), by=lucie
    )
    with pytest.raises(NotSearched):
        conflicts.must_be_cleared(asked)
    with pytest.raises(NotUnderstood):
        conflicts.accept(found, text=" ", of="Karim", on=BORN, by=lucie)
    conflicts.accept(found, text="I agree.", of="Karim Haddad", on=date(2026, 11, 20), by=lucie)
    conflicts.must_be_cleared(asked)
    kept = Conflict.objects.get()
    assert (kept.status, kept.consent, kept.consent_of, kept.consent_on) == (
        "consented",
        "I agree.",
        "Karim Haddad",
        date(2026, 11, 20),
    )
    asked.refresh_from_db()
    assert asked.status == "conflict-checked"
    with pytest.raises(WrongMoment):
        conflicts.accept(found, text="Changed.", of="Karim", on=BORN, by=lucie)


@pytest.mark.parametrize("verb", ["check-conflicts", "engage", "book"])
def test_nobody_is_taken_on_without_a_search(asked: Enquiry, lucie: User, verb: str) -> None:
    with pytest.raises(NotSearched):
        conflicts.must_be_cleared(asked)
    if verb != "check-conflicts":
        conflicts.record(asked, "ask", reason="?", sought=sought(asked), by=lucie)
    status = {"check-conflicts": "conflict-checked", "engage": "engaged", "book": "booked"}[verb]
    with pytest.raises(IntegrityError), transaction.atomic(using=FIRM):
        Enquiry.objects.filter(pk=asked.pk).update(status=status)


def test_what_was_found_stands(asked: Enquiry, lucie: User) -> None:
    conflicts.record(asked, "clear", reason="Nobody.", sought=sought(asked), by=lucie)
    for change in ({"reason": "Other."}, {"status": "conflict"}, {"found": [1]}):
        with pytest.raises((InternalError, IntegrityError)), transaction.atomic(using=FIRM):
            Conflict.objects.update(**change)


def test_only_who_sees_the_enquiry_decides(
    asked: Enquiry, lucie: User, alice: User, olivia: User
) -> None:
    other = Firm.objects.create(name="Roy", slug="roy", city="Québec")
    paul = user("paul@example.test", "Paul Roy", Role.REPRESENTATIVE, "fr", other)
    for who in (paul, alice, olivia):
        with pytest.raises(NotYours):
            conflicts.record(asked, "clear", reason="No.", sought=sought(asked), by=who)
        with pytest.raises(NotYours):
            known_people.add_opposing(
                Identity("Bob"), number="", note="", by=who
            ) if who != paul else conflicts.accept(
                Conflict(pk=0), text="x", of="y", on=BORN, by=paul
            )
    with pytest.raises(NotUnderstood):
        conflicts.record(asked, "clear", reason=" ", sought=sought(asked), by=lucie)
    assert Conflict.objects.count() == 0
