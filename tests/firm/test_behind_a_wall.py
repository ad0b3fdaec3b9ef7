"""Luc stands behind a wall around Leïla's matter: for him it is nowhere, on no page and under no address."""

import pytest

from impplus.actions import (
    agreement_papers,
    bookings,
    client_links,
    closings,
    conflicts,
    enquiries,
    feeds,
    matter_deadlines,
    matter_tasks,
    matters,
    retainers,
    walls,
)
from impplus.practice import access
from impplus.practice.models import (
    Booking,
    Closing,
    Colleague,
    Conflict,
    Enquiry,
    FirmEvent,
    Matter,
    Retainer,
)
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.bookings import times_for
from impplus.records.models import Firm, User
from tests.actions.test_bookings import TERMS, book
from tests.agreed import cleared, offered, signed
from tests.matters import colleague
from tests.people import signed_in

pytestmark = pytest.mark.django_db
HIDDEN = ("Leïla Haddad", "leila@example.test")
# Of each page the name of what is in its address.
PAGES = {
    "clients/{matter}/": 404,
    "clients/{matter}/change/": 404,
    "clients/{matter}/deadlines/": 404,
    "clients/{matter}/ask/": 404,
    "clients/{matter}/imm-5476/": 404,
    "clients/{matter}/transfer/": 404,
    "clients/{matter}/closing/": 404,
    "enquiries/{enquiry}/": 404,
    "enquiries/{enquiry}/conflicts/": 404,
    "clients/open/?enquiry={enquiry}": 404,
    "conflicts/{conflict}/consent/": 404,
    "consultations/{booking}/agreement/fr.pdf": 404,
    "service-agreements/{agreement}/": 404,
    "service-agreements/{agreement}/terms/": 404,
    "service-agreements/{agreement}/fr.pdf": 404,
    "service-agreements/{agreement}/price/": 404,
    "service-agreements/{agreement}/end/": 404,
    "money/{agreement}/": 404,
    "money/{agreement}/advance/": 404,
    "closed-files/{closing}/": 404,
    "closed-files/{closing}/archive.zip": 404,
    "closed-files/{closing}/hand-over/": 404,
    "closed-files/{closing}/hold/": 404,
    "": 200,
    "clients/": 200,
    "clients/?view=closed": 200,
    "clients/?q=Haddad": 200,
    "enquiries/": 200,
    "enquiries/?q=Haddad": 200,
    "consultations/": 200,
    "calendar/": 200,
    "clients/ready/": 200,
    "clients/ready.csv": 200,
    "not-sent/": 200,
    "team/": 200,
    "absences/": 200,
    "known-people/": 200,
    "closed-files/": 200,
    "exports/clio-contacts.csv": 200,
    "exports/clio-matters.csv": 200,
    "exports/clio-calendar.csv": 200,
    "exports/accounting.csv": 200,
}
PRESSES = (
    "clients/{matter}/note/",
    "clients/{matter}/tasks/",
    "clients/{matter}/close/",
    "clients/{matter}/walls/",
    "clients/{matter}/deadlines/{deadline}/",
    "clients/{matter}/tasks/{task}/",
    "clients/{matter}/ask/{wanted}/",
    "clients/{matter}/service-agreement/",
    "enquiries/{enquiry}/decline/",
    "enquiries/{enquiry}/heard-again/",
    "enquiries/{enquiry}/offer/",
    "enquiries/{enquiry}/service-agreement/",
    "consultations/{booking}/",
    "service-agreements/{agreement}/settle/",
    "closed-files/{closing}/settle/",
)


@pytest.fixture
def luc(firm: Firm, lucie: User) -> User:
    """Luc, a lawyer, behind the wall around a matter in which everything happened."""
    luc, asked = colleague(firm, "Luc"), cleared(firm, lucie)
    hours = bookings.save_hours(by=lucie, account=lucie.pk, name=lucie.name, **TERMS)
    booking = bookings.offer(asked, hours, starts_at=None, by=lucie)
    book(booking, times_for(hours)[0])
    bookings.make_agreements()
    conflicts.record(asked, "ask", reason="Her brother.", sought=[], by=lucie)
    conflicts.record(asked, "clear", reason="He agreed.", sought=[], by=lucie)
    agreement = offered(asked, lucie)
    signed(agreement)
    agreement_papers.make()
    matter, on = Matter.objects.get(), clock.today(SERVED)
    matter_deadlines.add(matter, kind="passport", since=on, by=lucie)
    matter_tasks.plan(matter, chosen="opening", by=lucie)
    client_links.ask(matter, text="Votre bail.", by=lucie)
    matters.note(matter, text="She called.", contact="call", by=lucie)
    walls.put_up(matter, account=luc.pk, by=lucie)
    retainers.end(agreement, on=on, completed=True, why="Fait.", by=lucie)
    agreement_papers.make()
    closings.close(matter, by=lucie)
    closings.make_archives()
    return luc


def keys() -> dict[str, int]:
    rows = {
        "matter": Matter,
        "enquiry": Enquiry,
        "booking": Booking,
        "agreement": Retainer,
        "closing": Closing,
    }
    found = {name: row.objects.get().pk for name, row in rows.items()}
    matter = Matter.objects.get()
    several = {"deadline": matter.deadlines, "task": matter.tasks, "wanted": matter.wanted}
    found |= {name: rows.first().pk for name, rows in several.items()}  # type: ignore[union-attr]
    return found | {"conflict": Conflict.objects.filter(status="consent-needed").get().pk}


def body(answer: object) -> str:
    if getattr(answer, "streaming", False):
        return b"".join(answer).decode()  # type: ignore[call-overload]
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_no_page_shows_it_and_no_press_reaches_it(luc: User, lucie: User) -> None:
    his, hers = signed_in(luc), signed_in(lucie)
    for path, status in PAGES.items():
        address = f"/en/firm/{path}".format(**keys())
        answer = his.get(address)
        assert answer.status_code == status, address
        said = body(answer)
        assert [one for one in HIDDEN if one in said] == [], address
        assert hers.get(address).status_code in (200, 302), address
    for path in PRESSES:
        address = f"/en/firm/{path}".format(**keys())
        assert his.post(address, {"act": "cancel", "sure": "1"}).status_code == 404, address


@pytest.mark.parametrize("path", ["remind", "together/assign", "together/tasks"])
def test_among_several_clients_it_is_left_out(luc: User, path: str) -> None:
    chosen = {"matter": str(Matter.objects.get().pk), "sure": "1", "show": "1"}
    before = FirmEvent.objects.count()
    answer = signed_in(luc).post(f"/en/firm/clients/{path}/", chosen, follow=True)
    assert [one for one in HIDDEN if one in body(answer)] == []
    assert FirmEvent.objects.count() == before


def test_the_feed_of_his_calendar_does_not_hold_its_deadlines(luc: User, lucie: User) -> None:
    matter = Matter.objects.get()
    Matter.objects.filter(pk=matter.pk).update(status="open", lawyer=luc.pk)
    secret = feeds.give(language="en", by=luc)
    assert matter.number not in body(signed_in(luc).get(f"/en/firm/calendar/{secret}.ics"))
    Matter.objects.filter(pk=matter.pk).update(lawyer=lucie.pk)
    secret = feeds.give(language="en", by=lucie)
    assert matter.number in body(signed_in(luc).get(f"/en/firm/calendar/{secret}.ics"))


def test_it_comes_back_with_the_wall_gone(luc: User, lucie: User) -> None:
    assert [list(seen(luc)) for seen in SEEN] == [[]] * len(SEEN)
    walls.take_away(Matter.objects.get().walls.get(), by=lucie)
    assert [len(seen(luc)) for seen in SEEN] == [1, 1, 1, 3, 1, 1, 1]


SEEN = (
    access.matters,
    access.enquiries,
    access.bookings,
    access.conflicts,
    access.agreements,
    access.accounts,
    access.closings,
)


def test_a_search_for_conflicts_names_nobody_whom_the_wall_hides(
    luc: User, lucie: User, firm: Firm
) -> None:
    other = cleared(firm, lucie, name="Leila Hadad", email="other@example.test")
    page = signed_in(luc).get(f"/en/firm/enquiries/{other.pk}/").content.decode()
    assert "Known to the firm – ask Lucie Tremblay" in page
    assert "Leïla Haddad" not in page
    assert (
        "Leïla Haddad" in signed_in(lucie).get(f"/en/firm/enquiries/{other.pk}/").content.decode()
    )


def test_an_owner_reads_who_opened_which_enquiry_but_not_of_the_one_behind_the_wall(
    luc: User, lucie: User, firm: Firm
) -> None:
    asked, other = Enquiry.objects.get(), cleared(firm, lucie, email="other@example.test")
    Enquiry.objects.filter(pk=other.pk).update(name="Karim Saab")
    for one in (asked, other):
        enquiries.look(one, by=lucie)
    Colleague.objects.filter(account=luc.pk).update(role="owner")
    page = signed_in(luc).get("/en/firm/team/").content.decode()
    assert [one in page for one in ("Karim Saab", "Leïla Haddad")] == [True, False]


def test_the_team_page_stands_once_an_enquiry_that_was_opened_is_destroyed(
    lucie: User, firm: Firm
) -> None:
    asked = cleared(firm, lucie)
    enquiries.look(asked, by=lucie)
    asked.delete()
    owner = colleague(firm, "Rosa", "owner")
    page = signed_in(owner).get("/en/firm/team/")
    assert (page.status_code, "Leïla" in page.content.decode()) == (200, False)
