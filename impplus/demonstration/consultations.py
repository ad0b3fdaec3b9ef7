"""Visitors of an invented firm who came further: a time offered, booked or missed; a conflict; and somebody who was never heard of again."""

from collections.abc import Generator, Iterator
from datetime import UTC, datetime, time, timedelta
from random import Random

from impplus.actions import bookings, conflicts, enquiries
from impplus.demonstration.plan import DAY, Days
from impplus.demonstration.schedule import Schedule
from impplus.demonstration.visitors import ask
from impplus.demonstration.words import Request
from impplus.practice.models import Enquiry, OfficeHours
from impplus.queries import clock
from impplus.queries.alike import Identity
from impplus.queries.bookings import hours_of_account, times_for
from impplus.records.models import User
from impplus.rules.verbs import Verb

SEED = 2027_02_08
HOUR = timedelta(hours=1)
LAPSED = Request(
    "Farid Alami",
    "fr",
    "MAR",
    0,
    "Je n’ai pas encore reçu d’invitation. Puis-je déjà préparer mon dossier?",
)
DECLINED = Request(
    "Nadia Rahimi", "en", "IRN", 1, "My former husband is one of your clients. Can you act for me?"
)
CONSENT = Request(
    "Bohdana Shevchuk",
    "en",
    "UKR",
    0,
    "Oksana Shevchuk, my sister, is your client. Could you prepare my application, too?",
)
OFFERED = Request(
    "Amina Diallo",
    "fr",
    "SEN",
    3,
    "Mon CSQ expire dans un an. Mes deux enfants peuvent-ils venir avec nous?",
    children=(6, 9),
    phone="+221771234567",
)
BOOKED = Request(
    "Lê Hoàng Minh",
    "en",
    "VNM",
    1,
    "I have my letter of invitation. My wife works in Singapore. Where do we apply from?",
)
MISSED = Request(
    "Paulo Mendes", "fr", "BRA", 0, "Quels documents faut-il pour prouver mon expérience?"
)


def schedules(days: Days, lawyer: User) -> Iterator[Schedule]:
    """Each of these visitors, by chances of their own."""
    own = Days(days.today, Random(SEED))  # noqa: S311 (invented, and to be the same every time)
    yield _lapses(own, lawyer)
    yield _is_declined(own, lawyer)
    yield _needs_a_consent(own, lawyer)
    yield _is_offered_a_time(own, lawyer)
    yield _books(own, lawyer)
    yield _does_not_come(own, lawyer)


def cleared(lawyer: User, one: Request, number: int) -> Generator[datetime, None, Enquiry]:
    """What a visitor asked, and hours later the search for conflicts, in which nobody is alike; gives the enquiry."""
    asked = ask(lawyer, one, number)
    yield clock.now() + 3 * HOUR
    why = "Personne de semblable." if lawyer.language == "fr" else "Nobody alike."
    _search(asked, "clear", why, lawyer)
    return asked


def _search(asked: Enquiry, finding: Verb, why: str, lawyer: User) -> None:
    sought = [Identity(asked.name, email=asked.email, phone=asked.phone)]
    conflicts.record(asked, finding, reason=why, sought=sought, by=lawyer)


def _lapses(days: Days, lawyer: User) -> Schedule:
    yield days.ago(196)
    ask(lawyer, LAPSED, 20)
    yield days.ago(10)
    enquiries.lapse_due()


def _is_declined(days: Days, lawyer: User) -> Schedule:
    yield days.ago(26)
    asked = ask(lawyer, DECLINED, 21)
    yield clock.now() + 2 * HOUR
    _search(asked, "decline", "Le cabinet agit pour l’ancien mari.", lawyer)


def _needs_a_consent(days: Days, lawyer: User) -> Schedule:
    yield days.ago(7)
    asked = ask(lawyer, CONSENT, 22)
    yield clock.now() + 2 * HOUR
    _search(asked, "ask", "Sa sœur est une cliente\u00a0: les deux doivent consentir.", lawyer)


def _is_offered_a_time(days: Days, lawyer: User) -> Schedule:
    yield days.ago(4)
    asked = yield from cleared(lawyer, OFFERED, 23)
    bookings.offer(asked, _hours(lawyer), starts_at=None, by=lawyer)


def _books(days: Days, lawyer: User) -> Schedule:
    yield days.ago(5)
    asked = yield from cleared(lawyer, BOOKED, 24)
    soon = datetime.combine(days.today + 3 * DAY, time(), UTC)
    yield from _booked(asked, lawyer, after=soon)


def _does_not_come(days: Days, lawyer: User) -> Schedule:
    yield days.ago(18)
    asked = yield from cleared(lawyer, MISSED, 25)
    starts = yield from _booked(asked, lawyer, after=clock.now())
    yield starts + HOUR
    bookings.miss(asked.bookings.get(), by=lawyer)


def _booked(
    asked: Enquiry, lawyer: User, *, after: datetime
) -> Generator[datetime, None, datetime]:
    """The first free time after an instant, offered and booked with the agreement; gives that time."""
    made = bookings.offer(asked, _hours(lawyer), starts_at=None, by=lawyer)
    yield clock.now() + 4 * HOUR
    starts = next(one for one in times_for(made.hours) if one > after)
    bookings.book(
        made,
        starts_at=starts,
        zone="America/Toronto",
        signature=asked.name,
        address="",
        language=asked.language,
    )
    bookings.make_agreements()
    return starts


def _hours(lawyer: User) -> OfficeHours:
    found = hours_of_account(lawyer.firm_id or 0, lawyer.pk)
    if found is None:
        raise LookupError(f"{lawyer} receives nobody")
    return found
