"""Turns of the worker that concern money: refunds that are owed, payments under way, drafts that were not submitted."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Greatest, Least

from impplus.actions import messages, moves, payments
from impplus.actions.locks import held, held_application
from impplus.outside import cards
from impplus.queries import clock, refunds
from impplus.queries.charges import ANOTHER_AMOUNT, DRAFT_DESTROYED
from impplus.queries.file import file_of
from impplus.queries.letters.decided import is_to_be_told_first
from impplus.queries.places import places_left
from impplus.queries.refusals import WrongMoment
from impplus.queries.tries import LATEST, SOONEST
from impplus.records.clock import Now
from impplus.records.models import Application, Event, Message, Payment
from impplus.rules.programme import Programme

AT_ONCE = 200
# As many questions without an answer one after another end a turn: the payments left wait for the next.
IN_A_ROW = 3
A_DAY = timedelta(days=1)


def refund_owed() -> int:
    """Pay out refunds to cards that are owed, AT_ONCE at the most; the provider's key makes each once only. How many went."""
    due = _not_asked_for_longest(Payment.objects.filter(status="refund-owed", means=""))
    went = _in_turn(due, pay_out)
    if went and len(due) == AT_ONCE:
        moves.wake("refund")
    return went


def pay_out(payment: Payment) -> bool:
    """Refund what is owed of one payment; whether it was refunded. Raises cards.CardsUnreachable."""
    owed = refunds.remembered(payment)
    if owed is None:
        return False
    if not _is_back(owed):
        _tell_that_it_waits(payment)
        return False
    try:
        with transaction.atomic():
            held_application(
                payment.application_id
            )  # one after the other, with a letter that is being sent
            if Payment.objects.filter(pk=payment.pk, refund_amount__gt=owed.amount).exists():
                return False  # more is owed meanwhile: the next turn gives that back
            moves.move(payment, "refund", by=None, columns={"refunded_at": Now()})
            if not is_to_be_told_first(payment.application):
                messages.tell(payment.application, "payment-refunded")
    except WrongMoment:  # another worker was quicker
        return False
    return True


def _tell_that_it_waits(payment: Payment) -> None:
    """Say once of a refund that the provider did not make it, however often it is tried."""
    said = Message.objects.filter(concerns=payment.application_id, notice="refund-waits")
    if not said.filter(owed_at__gte=payment.paid_at).exists():
        messages.tell(payment.application, "refund-waits")


def _is_back(owed: refunds.Refund) -> bool:
    """Ask the provider to give back what is owed; whether it is back. What cannot go back stays owed.

    What went back at the provider's own desk counts, so that the same money never goes back twice. The
    money of invented people was at no provider, and is back at once.
    """
    if owed.payment.provider_id is None:
        return owed.payment.application.applicant.demo
    provider_id, key = owed.payment.provider_id, f"refund-{owed.payment.reference}-{owed.amount}"
    try:
        charge = cards.fetch(provider_id)
        if charge.refunded < owed.amount:
            charge = cards.refund(provider_id, key, owed.amount - charge.refunded)
    except cards.CardsRefused:
        return False
    return charge.refunded >= owed.amount


def sweep() -> int:
    """Ask about payments whose notice may have been lost, AT_ONCE of each kind; how many were settled.

    Those that have been open for a minute, and those that another amount replaced, or whose draft was
    destroyed, however long ago: as long as their page is there somebody may pay on it, and then that money must go back.
    Each is asked about again after as long as it had waited, as `next_try` says, so that pages nobody paid on are asked about
    ever less; those of the second kind at least once a day.
    """
    now = clock.now()
    about = Cast(OuterRef("pk"), CharField())
    replaced = Event.objects.filter(
        noun="payment",
        about=about,
        verb="fail",
        detail__why__in=[ANOTHER_AMOUNT["why"], DRAFT_DESTROYED["why"]],
    )
    waiting = Payment.objects.filter(status="open", started_at__lt=now - timedelta(minutes=1))
    late = Payment.objects.filter(Exists(replaced), status="failed").exclude(url="")
    asked = (
        *_not_asked_for_longest(waiting.filter(_is_due(now, LATEST))),
        *_not_asked_for_longest(late.filter(_is_due(now, A_DAY))),
    )
    return _in_turn(asked, _settled)


def _is_due(now: datetime, latest: timedelta) -> Q:
    """Whether a payment was not asked about for as long as it had waited before, or for the longest gap."""
    waited = Least(Greatest(F("asked_at") - F("started_at"), Value(SOONEST)), Value(latest))
    return Q(asked_at=None) | Q(asked_at__lte=Value(now) - waited)


def _settled(payment: Payment) -> bool:
    """Ask about one payment; whether its status changed. Raises cards.CardsUnreachable."""
    before = payment.status
    return payments.ask_about(payment).status != before


def _not_asked_for_longest(these: QuerySet[Payment]) -> list[Payment]:
    """AT_ONCE payments about which the provider is asked now; the next turn begins with others."""
    return list(these.order_by(Coalesce("asked_at", "started_at"))[:AT_ONCE])


def _in_turn(these: Iterable[Payment], ask: Callable[[Payment], bool]) -> int:
    """Ask the provider about one payment after another; how many moved.

    A provider that gives no answer IN_A_ROW ends the turn, so that no other job waits for it longer.
    """
    moved = silent = 0
    for payment in these:
        Payment.objects.filter(pk=payment.pk).update(asked_at=Now())
        try:
            moved += ask(payment)
        except cards.CardsUnreachable:
            silent += 1
        else:
            silent = 0 if payment.provider_id else silent  # nobody was asked about one without
        if silent == IN_A_ROW:
            break
    return moved


def refund_unsubmitted(programme: Programme) -> int:
    """Refund what was paid for drafts once the intake is full or closed, and say so; how many drafts.

    Whether anything goes back is a row of the rules ("not-submitted"). Each draft is locked by itself;
    at most AT_ONCE of them, after which the job asks for its next round. One of which nothing goes back
    stays as it is, and holds up none behind it.
    """
    today = clock.today(programme)
    if "not-submitted" not in programme.in_force(today).refunds:
        return 0
    if not places_left(programme, today.year).over:
        return 0
    drafts = Application.objects.filter(
        programme=programme, status="draft", payments__status="paid"
    )
    told = 0
    for pk in list(drafts.order_by("pk").values_list("pk", flat=True)):
        told += _refund_unsubmitted(pk)
        if told == AT_ONCE:
            moves.wake("refund_unsubmitted")
            break
    return told


def _refund_unsubmitted(pk: int) -> bool:
    with transaction.atomic():
        locked = held(Application.objects.filter(pk=pk, status="draft")).first()
        file = file_of(locked) if locked else None
        # A place may have come back, or the draft been submitted, while others were told.
        if not (file and places_left(file.programme, file.on.year).over):
            return False
        return payments.give_back(file, outcome="not-submitted")
