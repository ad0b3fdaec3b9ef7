"""The checks of the invariants: each names whatever breaks its sentence, and nothing where it holds."""

from collections import Counter
from collections.abc import Iterator

from impplus.rules.lifecycle import move_of
from impplus.words.paid import PAID
from impplus.words.text import LANGUAGES
from rehearsal.evidence import Evidence
from rehearsal.notes import AWAY, CHECKING, FAULT, FULL, LOST, MISSING, NOT_YET, RECEIVED
from rehearsal.remembered import Happened

# Which subject says that a payment was made, or went back.
MONEY = {
    PAID[notice][0].say(language): verb
    for notice, verb in (("payment-made", "pay"), ("payment-refunded", "refund"))
    for language in LANGUAGES
}
HONEST = {RECEIVED, FULL, MISSING, NOT_YET, CHECKING, AWAY, LOST}
MADE = {
    "application": {"draft"},
    "payment": {"paid", "open"},
}  # rows made in bulk, and their status


def over_the_cap(seen: Evidence) -> Iterator[str]:
    """INV-01. No place comes free in a rehearsal, so the last count is the highest."""
    cap = seen.remembered.cap
    if seen.remembered.places != cap:
        yield f"{seen.remembered.places} places exist"
    for name, count in (("received", len(seen.accepted)), ("told so", len(seen.told_received))):
        if count > cap:
            yield f"{count} {name}, cap {cap}"
    for one in seen.remembered.applications:
        if one.places != (one.number in seen.accepted):
            yield f"{one.number}: {one.places} places, {one.status}"


def full_too_soon(seen: Evidence) -> Iterator[str]:
    """INV-02. A receipt bears the instant at which its transaction began, which is before it took its place."""
    ended = [note.ended for note in seen.notes if note.did == "press" and note.told == FULL]
    first = min(ended, default=float("inf"))
    for one in seen.remembered.applications:
        if one.received_at is not None and one.received_at > first:
            yield f"{one.number} was received after somebody was told that no place is left"
    if seen.told_full and len(seen.accepted) < seen.remembered.cap:
        yield f"{len(seen.accepted)} received, and some were told that no place is left"


def receipts_lost(seen: Evidence) -> Iterator[str]:
    """INV-03."""
    for number in sorted(seen.told_received):
        if seen.stored[number].digest is None:
            yield f"{number} was told that it was received, and has no receipt"
    for note in seen.notes:
        if note.digest and note.digest != seen.stored[note.who].digest:
            yield f"{note.who} was shown another receipt than the one that is stored"


def ghosts(seen: Evidence) -> Iterator[str]:
    """INV-04."""
    for number in sorted(seen.accepted - seen.pressed):
        yield f"{number} was received, and nobody pressed"
    for number in sorted(seen.pressed & seen.accepted - seen.told_received):
        yield f"{number} was received, and was never told"
    for number in sorted(seen.told_received & seen.told_full):
        yield f"{number} was told both"
    for note in seen.notes:
        if (note.did == "press" and note.told not in HONEST) or note.told == FAULT:
            yield f"{note.who}: a {note.did} was answered by {note.told}"


def out_of_order(seen: Evidence) -> Iterator[str]:
    """INV-05."""
    submitted = [one for one in seen.remembered.events if _is(one, "application", "submit")]
    numbered = sorted(one.index for one in submitted if one.index is not None)
    ranks = [one.rank for one in sorted(submitted, key=lambda one: one.index or -1)]
    if ranks != list(range(1, len(submitted) + 1)):
        yield "the orders of receipt are not those of the log, from 1 on"
    for one in seen.remembered.events:
        turned_away = one.index if _is(one, "application", "over-cap") else None
        if turned_away is not None and numbered and turned_away < numbered[-1]:
            yield f"application {one.about} was turned away before the last receipt"


def received_twice(seen: Evidence) -> Iterator[str]:
    """INV-06."""
    submits = Counter(
        one.about for one in seen.remembered.events if _is(one, "application", "submit")
    )
    for one in seen.remembered.applications:
        counted = (submits[str(one.id)], one.receipts)
        if set(counted) != {int(one.number in seen.accepted)}:
            yield f"{one.number}: {counted[0]} submissions, {counted[1]} receipts"
    for who, notes in seen.of.items():
        if len({note.digest for note in notes if note.digest}) > 1:
            yield f"{who} was shown two receipts"


def money_astray(seen: Evidence) -> Iterator[str]:
    """INV-07."""
    ours = {one.provider_id: one for one in seen.remembered.payments}
    for charge in seen.remembered.charges:
        payment = ours.get(charge.id)
        if payment is None or payment.cents != charge.cents:
            yield f"{charge.id} is not ours, or another amount"
        elif charge.refunded != (payment.refund if payment.status == "refunded" else 0):
            yield f"{payment.number}: the provider gave back {charge.refunded}, we say {payment.refund}"
    for number, payments in seen.payments.items():
        paid = sum(one.cents for one in payments if one.status == "paid")
        due = payments[0].cents if number in seen.accepted else 0
        if paid != due and number in seen.pressed:
            yield f"{number}: {paid} cents are kept, {due} are due"


def money_without_place(seen: Evidence) -> Iterator[str]:
    """INV-08."""
    charges = {one.id: one for one in seen.remembered.charges}
    for number in sorted(seen.told_full):
        for one in seen.payments[number]:
            charge = charges[one.provider_id]
            if charge.state == "paid":
                yield f"{number} has no place, and {charge.cents - charge.refunded} cents are kept"


def decided_by_nobody(seen: Evidence) -> Iterator[str]:
    """INV-09. No officer works in a rehearsal."""
    if seen.remembered.decided:
        yield f"{seen.remembered.decided} decisions and permits"


def off_the_table(seen: Evidence) -> Iterator[str]:
    """INV-10: replays the events of each record against the state table, up to the status it has now."""
    now = {("application", str(one.id)): one.status for one in seen.remembered.applications}
    now |= {("payment", str(one.id)): one.status for one in seen.remembered.payments}
    now |= {("letter", str(one.id)): one.status for one in seen.remembered.letters}
    now |= {("message", str(one.id)): one.status for one in seen.remembered.messages}
    may_be: dict[tuple[str, str], set[str]] = {}
    for one in seen.remembered.events:
        if one.noun is None or one.verb is None or (one.noun, one.about) not in now:
            continue
        record, move = (one.noun, one.about or ""), move_of(one.noun, one.verb)
        before = may_be.get(record, MADE.get(one.noun, set()))
        if move.start and not before & set(move.start):
            yield f"{one.noun} {one.about}: {one.verb} from {' or '.join(sorted(before)) or 'nothing'}"
        may_be[record] = {move.end} if move.end else before & set(move.start)
    for record, status in now.items():
        if status not in may_be.get(record, MADE.get(record[0], set())):
            yield f"{record[0]} {record[1]} is {status}, and no event says so"


def older_state_shown(seen: Evidence) -> Iterator[str]:
    """INV-13."""
    for who, notes in seen.of.items():
        known = min(
            (note.ended for note in notes if note.did == "press" and note.told == RECEIVED),
            default=None,
        )
        for note in notes:
            if known is None or note.began <= known:
                continue
            older = note.did == "press" and note.told in (FULL, MISSING, NOT_YET)
            if older or (note.did in ("receipt", "status") and note.told.startswith("goes")):
                yield f"{who}: a {note.did} after the receipt was answered by {note.told}"


def not_in_the_log(seen: Evidence) -> Iterator[str]:
    """INV-14."""
    for one in seen.remembered.events:
        if one.index is None:
            yield f"event {one.id} has no number in the log"
        elif one.id is None:
            yield f"leaf {one.index} has no event"
    yield from seen.unproved


def messages_missing(seen: Evidence) -> Iterator[str]:
    """INV-18. A message that was sent twice bears the same Message-ID, so that a mail system shows it once."""
    letters = Counter(
        (one.number, one.kind) for one in seen.remembered.letters if one.status == "sent"
    )
    mails = {(one.id, one.to): one for one in seen.remembered.mails}.values()
    sent = Counter((one.to, MONEY.get(one.subject, "letter")) for one in mails)
    number_of = {str(one.id): one.number for one in seen.remembered.payments}
    happened = Counter(
        (number_of.get(one.about or ""), one.verb)
        for one in seen.remembered.events
        if one.noun == "payment"
    )
    for one in seen.remembered.applications:
        due = int(one.number in seen.accepted)
        if letters[one.number, "receipt"] != due:
            yield f"{one.number}: {letters[one.number, 'receipt']} letters of receipt"
        # Whose fees went back before a press over the cap is told by a letter, too.
        if sent[one.email, "letter"] != due + letters[one.number, "not-submitted"]:
            yield f"{one.number}: {sent[one.email, 'letter']} messages about letters"
        for verb in ("pay", "refund"):
            if sent[one.email, verb] != happened[one.number, verb]:
                yield f"{one.number}: {sent[one.email, verb]} messages, {happened[one.number, verb]} payments ({verb})"


def not_accounted_for(seen: Evidence) -> Iterator[str]:
    """INV-19. Who never heard that no place is left is told MISSING: the money is already on its way back."""
    for one in seen.applicants:
        answers = {note.told for note in seen.of[one.number] if note.did == "press"}
        if not answers & {RECEIVED, FULL, MISSING}:
            yield f"{one.number} never had a definite answer"
    received, turned_away = len(seen.accepted), len(seen.told_full - seen.accepted)
    late = len(seen.pressed - seen.accepted - seen.told_full)
    if received + turned_away + late != len(seen.applicants):
        yield f"{received} received, {turned_away} turned away, {late} too late: not {len(seen.applicants)}"


def _is(one: Happened, noun: str, verb: str) -> bool:
    return (one.noun, one.verb) == (noun, verb)
