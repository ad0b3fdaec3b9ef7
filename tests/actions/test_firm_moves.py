"""The rows of the state table that are a firm's, tried move by move: every status, every role, and what is written where."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import (
    UTC,
    date,
    datetime,
)
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model

from impplus.actions import moves
from impplus.practice.models import (
    Advance,
    AskedSignature,
    BoardView,
    Booking,
    ClientFile,
    ClientLink,
    Closing,
    Closure,
    Colleague,
    Conflict,
    Deadline,
    Destruction,
    Enquiry,
    Feed,
    FiledLetter,
    Filing,
    FirmEvent,
    FirmKey,
    FormSignature,
    KnownPerson,
    Mail,
    Matter,
    Offer,
    OfficeHours,
    OwnAnswer,
    Presentation,
    PriceChange,
    Retainer,
    Supply,
    Task,
    Wall,
    Wanted,
    Webhook,
    WebhookCall,
)
from impplus.practice.routing import FIRM
from impplus.queries.refusals import AlreadyDone, NotYours, Refusal, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Event, User
from impplus.rules.firm_states import MOVES_AT_FIRMS, STATUSES_AT_FIRMS
from impplus.rules.lifecycle import Move, Role

LATER = datetime(2999, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db
BOB: dict[str, Any] = {"name": "Bob", "email": "bob@example.test", "language": "en"}
FOUND: dict[str, Any] = {"searched": [], "people": 0, "found": [], "reason": "Nobody.", "by": 1}


def asked() -> Enquiry:
    return Enquiry(firm=1, **BOB, country="MAR", has_csq=True, has_letter=True)


def called() -> WebhookCall:
    webhook = Webhook.objects.create(firm=1, account=1, url="https://firm.example.test/", nonce="0")
    return WebhookCall(firm=1, webhook=webhook, event=1, kind="matter.open", body="{}")


def conflict(enquiry: Enquiry) -> Conflict:
    enquiry.save()
    return Conflict(firm=1, enquiry=enquiry, name="Lucie", **FOUND)


def hours() -> OfficeHours:
    row = OfficeHours(firm=1, account=1, kind="consultant", length=30, pause=0, notice=24)
    row.horizon, row.saved_by = 30, 1
    return row


def booking() -> Booking:
    enquiry, terms = asked(), hours()
    enquiry.save()
    terms.save()
    return Booking(firm=1, enquiry=enquiry, hours=terms, account=1, minutes=30, language="en")


SAID = dict.fromkeys(("question_en", "question_fr", "answer_en", "answer_fr"), "Asked")
DAY = date(2026, 11, 3)


def a_matter() -> Matter:
    told = {"number": "1", "stage": "draft", "acts": "we", "searched": "All", "searched_by": "L"}
    return Matter(firm=1, name="Bob", language="en", lawyer=1, **told)


def kept() -> Matter:
    made = a_matter()
    made.save()
    return made


def an_agreement() -> Retainer:
    told = {"kind": "consultant", "language": "en", "email": "bob@example.test", "texts": "fr en"}
    return Retainer(firm=1, matter=kept(), lawyer=1, **told)


def agreed() -> Retainer:
    made = an_agreement()
    made.save()
    return made


PRICE: dict[str, Any] = {"before_cents": 1, "after_cents": 2, "reason": "More.", "proposed_by": 1}
GONE: dict[str, Any] = {"closed_on": DAY, "kept_until": DAY, "destroyed_on": DAY, "files": 1} | {
    "proposed_by": 1,
    "proposed_name": "Lucie",
    "confirmed_by": 2,
    "confirmed_name": "Paul",
    "index_sha256": "0",
}


def a_filing() -> Filing:
    return Filing.objects.create(firm=1, application=1)


def client_file() -> ClientFile:
    matter = kept()
    wanted = Wanted.objects.create(firm=1, matter=matter, kind="answer", text="Where?")
    told = {"name": "a.pdf", "media_type": "application/pdf", "sha256": "0"}
    return ClientFile(firm=1, matter=matter, wanted=wanted, content=b"", pages=1, size=1, **told)


MADE: dict[str, Callable[[], Model]] = {
    "filing": lambda: Filing(firm=1, application=1),
    "filedletter": lambda: FiledLetter(firm=1, filing=a_filing(), title="A", dated=DAY, added_by=1),
    "supply": lambda: Supply(firm=1, kind="map", sha256="0", content=b"", added_by=1),
    "enquiry": asked,
    "officehours": hours,
    "closure": lambda: Closure(firm=1, first="2026-01-02", last="2026-01-02"),
    "booking": booking,
    "conflict": lambda: conflict(asked()),
    "knownperson": lambda: KnownPerson(firm=1, kind="opposing", name="Karim"),
    "mail": lambda: Mail(firm=1, kind="reply"),
    "offer": lambda: Offer(
        firm=1, email="a@example.test", name="A", role="intake", language="en", by=1, until=LATER
    ),
    "colleague": lambda: Colleague(firm=1, account=1, role="lawyer"),
    "matter": a_matter,
    "deadline": lambda: Deadline(firm=1, matter=kept(), kind="other", since=DAY, due_on=DAY),
    "task": lambda: Task(firm=1, matter=kept(), text="Call", due_on=DAY),
    "wall": lambda: Wall(firm=1, matter=kept(), account=1),
    "firmkey": lambda: FirmKey(firm=1, account=1, name="Robot", digest="0"),
    "askedsignature": lambda: AskedSignature(
        firm=1, account=1, repeat="a", number="W-1", asked_on=date(2026, 3, 2)
    ),
    "webhook": lambda: Webhook(firm=1, account=1, url="https://firm.example.test/", nonce="0"),
    "webhookcall": called,
    "ownanswer": lambda: OwnAnswer(firm=1, place=1, by=1, **SAID),
    "boardview": lambda: BoardView(firm=1, account=1, name="Ours", asked="view=we"),
    "feed": lambda: Feed(firm=1, account=1, digest="0", language="en"),
    "retainer": an_agreement,
    "pricechange": lambda: PriceChange(firm=1, agreement=agreed(), **PRICE),
    "advance": lambda: Advance(
        firm=1, agreement=agreed(), paid_on=DAY, cents=1, receipt="1", noted_by=1
    ),
    "formsignature": lambda: FormSignature(
        firm=1, matter=kept(), side="client", name="Bob", signed_on=DAY, noted_by=1
    ),
    "closing": lambda: Closing(firm=1, matter=kept(), number="1", closed_on=DAY, kept_until=DAY),
    "destruction": lambda: Destruction(firm=1, number="1", **GONE),
    "clientlink": lambda: ClientLink(firm=1, matter=kept()),
    "clientfile": client_file,
    "presentation": lambda: Presentation(firm=1, since=DAY),
    "wanted": lambda: Wanted(firm=1, matter=kept(), kind="answer", text="Where?"),
}
AGREED: dict[str, Any] = {"agreed": {"language": "fr"}, "offered": {"name": "Lucie"}}
ANSWERED: dict[str, Any] = {"name": "Bob", "answered_at": Now()}
ARCHIVED: dict[str, Any] = {"archive": b"PK", "index_sha256": "0"}
SIGNED = {"signed_by": 1, "signed_at": Now()}
# What a row in that status must hold besides.
KEPT_WITH: dict[tuple[str, str], dict[str, Any]] = {
    ("mail", "sent"): {"due_at": None, "sent_at": Now()},
    ("mail", "bounced"): {"due_at": None},
    ("mail", "given-up"): {"due_at": None},
    ("mail", "owed"): {"due_at": Now()},
    ("booking", "booked"): {"starts_at": "2026-01-02T12:00Z", "agreed": {}},
    ("booking", "missed"): {"starts_at": "2026-01-02T12:00Z", "agreed": {}},
    ("conflict", "consented"): {"consent": "Yes.", "consent_of": "Bob", "consent_on": "2026-01-02"},
    ("colleague", "left"): {"until": Now()},
    ("filing", "filed"): {"filed_on": DAY},
    ("filing", "preparing"): {"filed_on": None},
    ("deadline", "signed"): SIGNED,
    ("retainer", "signed"): AGREED,
    ("retainer", "ended"): AGREED | {"ended_on": DAY, "ending": "Done."},
    ("pricechange", "consented"): ANSWERED,
    ("pricechange", "declined"): ANSWERED,
    ("closing", "made"): ARCHIVED,
    ("closing", "proposed"): ARCHIVED,
    ("deadline", "met"): SIGNED,
}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic(using=FIRM):
        yield
        transaction.set_rollback(True, using=FIRM)


def saved(noun: str, status: str) -> Model:
    record: Any = MADE[noun]()
    record.status = status
    for name, value in KEPT_WITH.get((noun, status), {}).items():
        setattr(record, name, value)
    record.save()
    if noun == "enquiry":  # nobody is taken on without a search
        found = conflict(record)
        found.status = "clear"
        found.save()
    return record


def refusal_of(record: Any, row: Move, role: Role, columns: dict[str, Any]) -> type | None:
    try:
        moves.move_at_firm(record, row.verb, by=None, role=role, columns=columns)
    except Refusal as refusal:
        return type(refusal)
    return None


@pytest.mark.parametrize("row", MOVES_AT_FIRMS, ids=lambda row: f"{row.noun} {row.verb}")
def test_a_move_is_made_from_its_statuses_by_its_roles_and_by_nobody_else(row: Move) -> None:
    statuses = [one.key for one in STATUSES_AT_FIRMS if one.noun == row.noun]
    made = set()
    for status, role in itertools.product(statuses if row.start else [""], Role):
        with undone():
            record: Any = saved(row.noun, status) if status else MADE[row.noun]()
            columns = KEPT_WITH.get((row.noun, row.end or ""), {}) if row.start else {}
            refused = refusal_of(record, row, role, columns)
            if refused:
                assert refused is (NotYours if role not in row.who else WrongMoment)
                assert FirmEvent.objects.count() == 0
                continue
            made.add((status, role))
            event = FirmEvent.objects.get()
            told = event.firm, event.noun, event.about, event.verb, event.role
            assert told == (1, row.noun, str(record.pk), row.verb, role.value)
            kept: Any = type(record)._default_manager.get(pk=record.pk)
            assert getattr(kept, "status", "") == (row.end or status)
    assert made == {(status, role) for status in row.start or [""] for role in row.who}
    assert Event.objects.count() == 0


def test_whoever_makes_a_move_twice_finds_it_done_and_somebody_else_too_late(
    lucie: User, bob: User
) -> None:
    enquiry: Any = saved("enquiry", "new")
    moves.move_at_firm(enquiry, "decline", by=lucie)
    with pytest.raises(AlreadyDone):
        moves.move_at_firm(enquiry, "decline", by=lucie)
    paul = User(pk=lucie.pk + 1000, role=Role.REPRESENTATIVE)
    with pytest.raises(WrongMoment) as late:
        moves.move_at_firm(enquiry, "decline", by=paul)
    assert type(late.value) is WrongMoment
    with pytest.raises(NotYours):
        moves.move_at_firm(enquiry, "decline", by=bob)
