"""The invented programme, lived through: the same tables and the same verbs, under rules of its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F
from django.test import Client
from django.urls import reverse

from impplus.actions import (
    applications,
    candidates,
    decisions,
    intakes,
    invitations,
    letters,
    reviews,
)
from impplus.demonstration import held_rounds
from impplus.programmes import ALL, IMP_PLUS
from impplus.queries import clock, readiness
from impplus.queries.biometrics import owed_in
from impplus.queries.file import file_of
from impplus.queries.places import places_left
from impplus.queries.refusals import CapReached, LetterUnknown
from impplus.records.models import Application, Invitation, Place, User
from impplus.rules.answer import fingerprint
from impplus.rules.programme import Programme
from tests import people
from tests.approved import arrive
from tests.lighthouse import LIGHTHOUSE
from tests.people import Cards
from tests.site import owner

# Half past midnight on the first of January in St. John's; the evening before in Toronto.
NEW_YEAR = datetime(2027, 1, 1, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def both(monkeypatch: pytest.MonkeyPatch, db: None) -> Programme:
    """The invented programme, added to those that this installation runs."""
    monkeypatch.setitem(ALL, LIGHTHOUSE.code, LIGHTHOUSE)
    return LIGHTHOUSE


@pytest.fixture
def at_new_year(db: None) -> Iterator[datetime]:
    """The one clock, moved; inside a test's transaction it stands."""
    with clock.at(NEW_YEAR):
        yield NEW_YEAR


def drawn(mathieu: User, number: int, programme: Programme) -> Invitation:
    on = clock.today(programme)
    candidates.import_csv(people.as_csv(people.row(number, on)), by=mathieu)
    made = held_rounds.draw(programme, size=1, seed="17 23", by=mathieu)
    return made.invitations.get()


def begun(applicant: User, letter: Invitation) -> Application:
    candidate = letter.candidate
    return invitations.bind(
        LIGHTHOUSE,
        code=letter.code,
        csq_number=candidate.csq_number,
        born=candidate.born,
        by=applicant,
    )


def answered(application: Application, by: User) -> None:
    """What a keeper and her helper answer to the form of the invented programme."""
    year = clock.now().year
    mine = {
        "lives_country": "CAN",
        "lives_province": "NL",
        "family_name": "Benali",
        "given_names": "Alice",
        "born": date(1990, 4, 2),
        "nationality": "MAR",
        "passport_expires": date(year + 7, 5, 1),
    }
    people.fill_in(application, application.people.get(), mine, by=by)
    theirs = {
        "relation": "spouse",
        "given_names": "Karim",
        "born": date(1988, 9, 9),
        "nationality": "MAR",
        "passport_expires": date(year, 12, 31) if year == 2027 else date(year + 6, 1, 31),
        "applies_for": "work-permit",
    }
    people.fill_in(application, applications.add_member(application, by=by), theirs, by=by)


def ready(application: Application, cards: Cards, by: User) -> Application:
    answered(application, by)
    people.send_documents(application, by=by)
    people.pay_all(application, cards, by)
    return application


def taken(programme: Programme, year: int) -> int:
    return places_left(programme, year).taken


def test_a_year_opens_with_the_places_of_its_own_cap() -> None:
    years = [intakes.open_year(LIGHTHOUSE, year) for year in (2026, 2027)]
    assert [year.size for year in years] == [3, 2]
    with pytest.raises(intakes.NoCap):
        intakes.open_year(LIGHTHOUSE, 2025)


def test_a_letter_opens_the_programme_that_it_was_drawn_for_and_no_other(
    mathieu: User, alice: User
) -> None:
    letter = drawn(mathieu, 1, LIGHTHOUSE)
    with pytest.raises(LetterUnknown):
        people.bound(alice, letter)
    assert begun(alice, letter).programme is LIGHTHOUSE
    assert letter.expires_on == letter.issued_on + (date(2026, 1, 11) - date(2026, 1, 1))


def test_each_programme_counts_its_own_rounds_and_its_letters_speak_its_words(
    mathieu: User,
) -> None:
    for number, programme in enumerate([IMP_PLUS, LIGHTHOUSE, LIGHTHOUSE], 1):
        drawn(mathieu, number, programme)
    found = Invitation.objects.select_related("round").order_by("id")
    assert [(one.round.programme, one.round.number) for one in found] == [
        (IMP_PLUS, 1),
        (LIGHTHOUSE, 1),
        (LIGHTHOUSE, 2),
    ]
    ministry = Client()
    ministry.force_login(mathieu)
    year = found[0].round.year
    assert ministry.get(f"/fr/bureau/quebec/rondes/{year}-1/").context["round"] == found[0].round
    assert ministry.get(f"/fr/bureau/quebec/rondes/{year}-2/").status_code == 404
    said = [letters.shown(one.letters.get(), "fr") for one in found]
    assert [(one.title, one.footer) for one in said] == [
        ("Lettre d’invitation", IMP_PLUS.name.fr),
        ("Venez au phare", LIGHTHOUSE.name.fr),
        ("Venez au phare", LIGHTHOUSE.name.fr),
    ]


def test_a_keeper_gets_her_permit_and_imp_plus_is_not_touched(
    mathieu: User, alice: User, bob: User, olivia: User, cards: Cards, this_day: date
) -> None:
    year = clock.today(LIGHTHOUSE).year
    size = intakes.open_year(LIGHTHOUSE, year).size
    intakes.open_year(IMP_PLUS, this_day.year)
    (other,) = people.ready_drafts(1, this_day, [bob])
    application = begun(alice, drawn(mathieu, 1, LIGHTHOUSE))
    answered(application, alice)

    # Her list, her fees and her findings are those of her programme.
    found = readiness.of(file_of(application, on=clock.today(LIGHTHOUSE)))
    asked = [(gap.document.key, gap.document.person) for gap in found.of_kind("document")]
    assert asked == [("sea-legs", "principal"), ("sea-legs", "partner"), ("oil-can", "principal")]
    bill = {(line.key, line.person): line.amount for line in found.bill.lines}
    assert bill["biometrics", "family"] == Decimal("8.00")
    assert [one.key for one in found.findings] == ["in-force", "keeper-of-age", "by-the-sea"]

    # She submits under its cap; Bob submits under the other; each holds the first place of its own.
    people.send_documents(application, by=alice)
    people.pay_all(application, cards, alice)
    receipt = applications.submit(application, signature="Alice Benali", by=alice)
    applications.submit(other, signature="Alice Benali", by=bob)
    assert (receipt.rules, receipt.content["programme"]) == (fingerprint(LIGHTHOUSE), "lighthouse")
    held = Place.objects.exclude(application=None).order_by("intake__programme")
    assert [(one.number, one.intake.programme) for one in held] == [
        (1, IMP_PLUS),
        (1, LIGHTHOUSE),
    ]
    assert (taken(LIGHTHOUSE, year), taken(IMP_PLUS, this_day.year)) == (1, 1)
    assert places_left(LIGHTHOUSE, year).left == size - 1

    # Within a test's transaction both were received at one instant.
    second = Application.objects.filter(pk=other.pk)
    second.update(received_at=F("received_at") + timedelta(seconds=1))

    # Olivia examines it by its own rules, and two permits of its own kinds are issued.
    file = reviews.take_oldest(by=olivia)
    assert file == application
    reviews.complete(file, by=olivia)
    reviews.request_biometrics(file, by=olivia)
    assert file.letters.get(kind="biometrics").facts["days"] == "4"
    for person in owed_in(file_of(file)).values():
        person.refresh_from_db()
        reviews.record_biometrics(person, on=clock.today(LIGHTHOUSE), by=olivia)
    assert people.all_met(file) == {"steady-nerves": True}
    decisions.approve(
        file, weighed=people.all_met(file), notes={}, reasons="La lampe brûle.", by=olivia
    )
    permits = arrive(file)
    assert [(one.kind, one.province, one.limited_by) for one in permits] == [
        ("keeper-permit", "NL", "biometrics"),
        ("helper-permit", "", "duration"),
    ]
    shown = letters.shown(permits[0].letters.get(), "fr")
    assert (shown.title, shown.footer) == ("Permis de garde de phare", LIGHTHOUSE.name.fr)
    assert {"label": "Lieu de travail", "value": "Terre-Neuve-et-Labrador"} in shown.rows
    page = Client().get(f"/fr/verifier/{permits[0].code}/").content.decode()
    assert ("Permis de garde de phare" in page, "À Terre-Neuve-et-Labrador seulement" in page) == (
        True,
        True,
    )


def test_every_page_of_her_file_opens_for_her_and_for_the_officer(
    mathieu: User, alice: User, olivia: User, cards: Cards
) -> None:
    intakes.open_year(LIGHTHOUSE, clock.today(LIGHTHOUSE).year)
    file = ready(begun(alice, drawn(mathieu, 1, LIGHTHOUSE)), cards, alice)
    hers, theirs = Client(), Client()
    hers.force_login(alice)
    theirs.force_login(olivia)
    names = ("tasks", "family", "documents", "fees", "review")
    assert {name: opened(hers, f"portal:{name}", file) for name in names} == dict.fromkeys(
        names, 200
    )
    applications.submit(file, signature="Alice Benali", by=alice)
    names = ("documents", "fees", "receipt", "status", "mandates")
    assert {name: opened(hers, f"portal:{name}", file) for name in names} == dict.fromkeys(
        names, 200
    )
    reviews.take_oldest(by=olivia)
    names = ("file", "completeness", "return", "question")
    assert {name: opened(theirs, f"desk:{name}", file) for name in names} == dict.fromkeys(
        names, 200
    )
    reviews.complete(file, by=olivia)
    names = ("file", "biometrics", "decision", "question")
    assert {name: opened(theirs, f"desk:{name}", file) for name in names} == dict.fromkeys(
        names, 200
    )


def opened(visitor: Client, name: str, application: Application) -> int:
    return visitor.get(reverse(name, args=[application.number])).status_code


def test_where_a_returned_application_counts_it_keeps_its_place(
    mathieu: User, alice: User, olivia: User, cards: Cards
) -> None:
    year = clock.today(LIGHTHOUSE).year
    intakes.open_year(LIGHTHOUSE, year)
    file = ready(begun(alice, drawn(mathieu, 1, LIGHTHOUSE)), cards, alice)
    applications.submit(file, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    reviews.return_incomplete(file, reasons="Pas de corne.", by=olivia)
    assert (file.status, taken(LIGHTHOUSE, year)) == ("returned", 1)
    assert letters.shown(file.letters.get(kind="returned"), "fr").title == "Retournée"


def test_an_instant_that_falls_in_another_year_in_its_zone_takes_a_place_of_that_year(
    at_new_year: datetime, mathieu: User, alice: User, bob: User, cards: Cards
) -> None:
    assert (LIGHTHOUSE.year_of(at_new_year), IMP_PLUS.year_of(at_new_year)) == (2027, 2026)
    for programme in (LIGHTHOUSE, IMP_PLUS):
        for year in (2026, 2027):
            intakes.open_year(programme, year)
    keeper = ready(begun(alice, drawn(mathieu, 1, LIGHTHOUSE)), cards, alice)
    applications.submit(keeper, signature="Alice Benali", by=alice)
    (other,) = people.ready_drafts(1, clock.today(IMP_PLUS), [bob])
    applications.submit(other, signature="Alice Benali", by=bob)
    assert (keeper.place.intake.year, other.place.intake.year) == (2027, 2026)
    assert [taken(LIGHTHOUSE, year) for year in (2026, 2027)] == [0, 1]
    assert [taken(IMP_PLUS, year) for year in (2026, 2027)] == [1, 0]
    # The fee is that of the year which has begun there, and the receipt says the hour there.
    oil = [line["amount"] for line in keeper.receipt.content["fees"] if line["key"] == "oil"]
    assert oil == ["14.50", "14.50"]
    said = letters.shown(keeper.letters.get(kind="receipt"), "en").paragraphs[0]
    assert "January\u00a01,\u00a02027, at 00:30:00 (St. John’s time; 04:00:00 UTC)" in said


def test_its_cap_is_full_when_its_own_places_are_taken(
    at_new_year: datetime, mathieu: User, alice: User, cards: Cards
) -> None:
    intakes.open_year(IMP_PLUS, 2026)
    intakes.open_year(LIGHTHOUSE, 2027)
    with owner():
        Place.objects.filter(intake__programme=LIGHTHOUSE, number__gt=1).delete()
    drafts = [ready(begun(alice, drawn(mathieu, n, LIGHTHOUSE)), cards, alice) for n in (1, 2)]
    applications.submit(drafts[0], signature="Alice Benali", by=alice)
    with pytest.raises(CapReached):
        applications.submit(drafts[1], signature="Alice Benali", by=alice)
    assert taken(IMP_PLUS, 2026) == 0


def test_it_needs_no_migration() -> None:
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert said.getvalue() == "No changes detected\n"
