"""What goes back on an outcome is what the rules say, and never more than was paid."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings as how, strategies as st

from impplus.actions import applications, decisions, payment_turns, payments, reviews
from impplus.outside import cards as provider
from impplus.programmes import IMP_PLUS
from impplus.queries import refunds
from impplus.queries.biometrics import owed_in
from impplus.queries.file import file_of
from impplus.queries.letters.layout import composed
from impplus.queries.letters.page import Composed
from impplus.queries.refusals import ReasonMissing, WrongMoment
from impplus.queries.timeline import timeline
from impplus.records.models import Application, Event, Payment, Person, User
from impplus.rules.case import Outcome
from tests.decided import falling
from tests.heard import heard
from tests.kept import kept
from tests.people import Cards
from tests.site import owner

NBSP = "\u00a0"
# What Alice, her husband Karim and their child Sami paid together: 830.00.
WORK, HOLDER, STUDY, BIOMETRICS = "155.00", "100.00", "150.00", "170.00"
EVERYTHING = [
    ("work-permit", "principal", WORK),
    ("open-work-permit-holder", "principal", HOLDER),
    ("work-permit", "partner", WORK),
    ("open-work-permit-holder", "partner", HOLDER),
    ("study-permit", "child-1", STUDY),
    ("biometrics", "family", BIOMETRICS),
]
HOLDERS = [line for line in EVERYTHING if line[0] == "open-work-permit-holder"]
ONE_GAVE = [*EVERYTHING[:-1], ("biometrics", "family", "85.00")]
OUTCOMES: tuple[Outcome, ...] = (
    "over-cap", "returned", "withdrawn-before-processing", "withdrawn", "refused", "approved",
)  # fmt: skip

type Lines = list[tuple[str, str, str]]


def told(payment: Payment) -> tuple[str, Decimal | None, Lines]:
    """What a payment remembers of its refund."""
    payment.refresh_from_db()
    lines = [(line["key"], line["person"], line["amount"]) for line in payment.refund_lines]
    return payment.status, payment.refund_amount, lines


def give_biometrics(application: Application, count: int) -> None:
    """Some give theirs the day after the receipt."""
    day = IMP_PLUS.day_of(application.receipt.received_at) + timedelta(days=1)
    adults = application.people.exclude(relation="child").order_by("position")
    Person.objects.filter(pk__in=[one.pk for one in adults[:count]]).update(biometrics_taken_on=day)


@pytest.fixture
@kept
def examined(submitted: Application, olivia: User, this_day: date) -> Application:
    """The family's application, complete and ready to be decided."""
    reviews.take_oldest(by=olivia)
    reviews.complete(submitted, by=olivia)
    reviews.request_biometrics(submitted, by=olivia)
    for person in owed_in(file_of(submitted)).values():
        person.refresh_from_db()
        reviews.record_biometrics(person, on=this_day, by=olivia)
    submitted.refresh_from_db()
    return submitted


def refuse(application: Application, by: User) -> None:
    heard(application, "passport", by=by)
    decisions.refuse(
        application,
        unmet={"passport": "Il a expiré."},
        reasons="Voir.",
        by=by,
        falling=falling(application),
    )


@pytest.mark.parametrize(
    ("outcome", "gave", "lines"),
    [
        *((outcome, 0, EVERYTHING) for outcome in OUTCOMES[:3]),
        *((outcome, 1, ONE_GAVE) for outcome in OUTCOMES[:3]),
        *((outcome, 2, EVERYTHING[:-1]) for outcome in OUTCOMES[:3]),
        *((outcome, gave, HOLDERS) for outcome in OUTCOMES[3:5] for gave in (0, 1, 2)),
    ],
)
def test_each_outcome_gives_back_what_the_rules_say(
    outcome: Outcome, gave: int, lines: Lines, submitted: Application
) -> None:
    give_biometrics(submitted, gave)
    payments.owe_refund(file_of(submitted), outcome=outcome)
    total = sum((Decimal(amount) for _, _, amount in lines), Decimal(0))
    payment = submitted.payments.get()
    assert told(payment) == ("refund-owed", total, lines)
    row = next(row for row in IMP_PLUS.refunds if row.key == outcome)
    assert payment.refund_why == {"en": row.text.en, "fr": row.text.fr, "cite": row.source.cite}
    event = submitted.events.get(noun="payment", verb="owe-refund")
    assert event.detail == {"cause": outcome, "amount": str(total)}


def test_an_approval_gives_nothing_back(submitted: Application) -> None:
    payments.owe_refund(file_of(submitted), outcome="approved")
    assert told(submitted.payments.get()) == ("paid", None, [])
    assert refunds.facts(file_of(submitted), "approved") == {}


@pytest.mark.parametrize(("first", "second"), [*itertools.permutations(OUTCOMES[:5], 2)])
def test_the_first_outcome_decides_and_a_second_gives_nothing_more(
    first: Outcome, second: Outcome, received: Application
) -> None:
    payments.owe_refund(file_of(received), outcome=first)
    before = told(received.payments.get())
    payments.owe_refund(file_of(received), outcome=second)
    assert told(received.payments.get()) == before
    assert received.events.filter(verb="owe-refund").count() == 1


def test_a_refusal_owes_the_holder_fee_in_its_own_transaction_and_the_worker_pays_it(
    examined: Application, olivia: User, cards: Cards
) -> None:
    refuse(examined, olivia)
    payment = examined.payments.get()
    assert told(payment) == ("refund-owed", Decimal("200.00"), HOLDERS)
    lines = [(one.noun, one.verb, one.role) for one in timeline(examined)][-2:]
    assert lines == [
        ("application", "refuse", "federal-officer"),
        ("payment", "owe-refund", "federal-officer"),
    ]
    assert [payment_turns.refund_owed(), payment_turns.refund_owed()] == [1, 0]
    charge = provider.fetch(str(payment.provider_id))
    assert (charge.amount, charge.refunded) == (Decimal("830.00"), Decimal("200.00"))
    assert told(payment)[0] == "refunded"


def test_a_refusal_that_is_not_made_owes_nothing(examined: Application, olivia: User) -> None:
    with pytest.raises(ReasonMissing):
        decisions.refuse(examined, unmet={}, reasons="Voir.", by=olivia)
    with transaction.atomic():
        refuse(examined, olivia)
        transaction.set_rollback(True)
    assert told(examined.payments.get()) == ("paid", None, [])
    refuse(Application.objects.get(), olivia)
    with pytest.raises(WrongMoment):
        refuse(Application.objects.get(), olivia)
    assert Event.objects.filter(verb="owe-refund").count() == 1


def test_a_surplus_goes_back_whole_beside_what_a_refusal_gives_back(
    examined: Application, olivia: User, cards: Cards
) -> None:
    first = examined.payments.get()
    begun = provider.create("R-2", Decimal("255.00"), "IMP+", "en", "http://127.0.0.1:8000/back")
    second = Payment.objects.create(
        application=examined,
        reference="00000000-0000-4000-8000-000000000002",
        amount=Decimal("255.00"),
        lines=[],
        provider_id=begun.provider_id,
        url=begun.url,
        status="failed",
    )
    cards.pay(second)
    assert payments.confirm(second).status == "refund-owed"
    refuse(examined, olivia)
    assert [told(one)[1] for one in (first, second)] == [Decimal("200.00"), Decimal("255.00")]
    assert payment_turns.refund_owed() == 2
    charges = [provider.fetch(str(one.provider_id)) for one in (first, second)]
    assert [charge.refunded for charge in charges] == [Decimal("200.00"), Decimal("255.00")]


def section(letter: Composed) -> tuple[str, list[tuple[str, str]]]:
    """What a letter lists of the refund: its heading and its rows."""
    last = letter.sections[-1]
    return last["heading"], [(row["label"], row["value"]) for row in last["rows"]]


def test_the_letter_of_a_refusal_says_what_goes_back_and_why_in_both_languages(
    examined: Application, olivia: User
) -> None:
    refuse(examined, olivia)
    letter = examined.letters.get(kind="refusal")
    english, french = composed(letter, "en"), composed(letter, "fr")
    assert next(text for text in english.paragraphs if text.startswith("Of the")) == (
        "Of the $830.00 that you paid, we refund $200.00 to the card you paid with. Refused: the open "
        "work permit holder fee is refunded by law. The list below shows each fee. You have nothing to do."
    )
    assert section(english) == (
        "Refunded",
        [
            ("Open work permit holder fee – Alice Benali", "$100.00"),
            ("Open work permit holder fee – Karim Idrissi", "$100.00"),
            ("Total", "$200.00"),
            ("Source", f"IRPR, s.{NBSP}303.2"),
        ],
    )
    assert next(text for text in french.paragraphs if text.startswith("Sur les")) == (
        f"Sur les 830,00{NBSP}$ que vous avez payés, nous remboursons 200,00{NBSP}$ sur la carte "
        f"utilisée pour le paiement. Refus{NBSP}: les frais pour titulaire de permis de travail ouvert sont remboursés de plein "
        "droit. La liste ci-dessous indique chacun des frais. Vous n’avez rien à faire."
    )
    title = "Frais pour titulaire de permis de travail ouvert"
    assert section(french) == (
        "Remboursé",
        [
            (f"{title} – Alice Benali", f"100,00{NBSP}$"),
            (f"{title} – Karim Idrissi", f"100,00{NBSP}$"),
            ("Total", f"200,00{NBSP}$"),
            ("Source", f"RIPR, art.{NBSP}303.2"),
        ],
    )


@pytest.mark.parametrize("kind", ["withdrawn", "returned"])
def test_the_letters_of_a_withdrawal_and_a_return_list_all_that_was_paid(
    kind: str, submitted: Application, alice: User, olivia: User
) -> None:
    if kind == "withdrawn":
        applications.withdraw(submitted, by=alice)
    else:
        reviews.take_oldest(by=olivia)
        reviews.return_incomplete(submitted, reasons="Il manque le passeport.", by=olivia)
    heading, rows = section(composed(submitted.letters.get(kind=kind), "en"))
    amounts = [f"${amount}" for _, _, amount in EVERYTHING]
    assert (heading, [value for _, value in rows]) == (
        "Refunded",
        [*amounts, "$830.00", "IRCC, Refunds"],
    )
    assert rows[5][0] == "Biometrics (fingerprints and photo) – Whole family"


def test_where_nothing_was_paid_the_letter_is_silent(received: Application, alice: User) -> None:
    with owner():
        Payment.objects.all().delete()
    applications.withdraw(received, by=alice)
    letter = received.letters.get(kind="withdrawn")
    assert letter.facts == {}
    assert [text for text in composed(letter, "en").paragraphs if "goes back" in text] == []


@pytest.mark.parametrize("more", ["0.00", "-0.01", "340.01"])
def test_no_payment_can_hold_a_refund_of_nothing_or_of_more_than_was_paid(
    more: str, paid_draft: Application
) -> None:
    payment = paid_draft.payments.get()
    assert payment.amount == Decimal("340.00")
    for status in ("paid", "refund-owed"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.update(status=status, refund_amount=Decimal(more), refund_why={})


def test_money_that_is_owed_back_says_how_much_and_why(paid_draft: Application) -> None:
    for missing in ({"refund_why": {}}, {"refund_amount": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.update(status="refund-owed", **missing)


cents = st.integers(0, 40_000).map(lambda count: Decimal(count).scaleb(-2))
keys = st.sampled_from([key for key, _, _ in EVERYTHING] + ["a-fee-of-another-day"])


@given(
    paid=st.lists(st.tuples(keys, cents), min_size=1).filter(lambda rows: any(c for _, c in rows)),
    outcome=st.sampled_from(OUTCOMES),
    gave=st.integers(0, 2),
)
@how(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_paid_no_more_goes_back_as_a_whole_and_fee_by_fee(
    submitted: Application, paid: list[tuple[str, Decimal]], outcome: Outcome, gave: int
) -> None:
    lines = [{"key": key, "person": "principal", "amount": str(amount)} for key, amount in paid]
    with transaction.atomic():
        total = sum(amount for _, amount in paid)
        Payment.objects.update(amount=total, lines=lines)
        give_biometrics(submitted, gave)
        payments.owe_refund(file_of(submitted), outcome=outcome)
        _, back, refunded = told(submitted.payments.get())
        transaction.set_rollback(True)
    assert (back or 0) == sum(Decimal(amount) for _, _, amount in refunded)
    assert (back or 0) <= total
    for fee in {key for key, _, _ in refunded}:
        was_paid = sum(amount for key, amount in paid if key == fee)
        assert sum(Decimal(amount) for key, _, amount in refunded if key == fee) <= was_paid
