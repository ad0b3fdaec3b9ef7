"""What is due, for whom and why; and what goes back on an outcome."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from impplus.rules import biometrics
from impplus.rules.case import Case, Outcome, Person, applies
from impplus.rules.dated import DAYS_AT_HAND
from impplus.rules.law import Fee
from impplus.rules.law_of_day import LawOfDay
from impplus.rules.programme import Programme
from impplus.words import formats
from impplus.words.text import Source, Text

BIOMETRICS, FAMILY = "biometrics", "family"
# Every fee of a person of whom it is not known whether they apply.
WHOLE = "application"


@dataclass(frozen=True, slots=True)
class Line:
    """One fee of one person ("family" for the biometrics of several people together)."""

    key: str
    person: str
    amount: Decimal
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class UnknownFee:
    """A fee that may or will be due, whose amount cannot be said, and why not."""

    key: str
    person: str
    text: Text
    why: Text
    source: Source | None


@dataclass(frozen=True, slots=True)
class Bill:
    """Fees in Canadian dollars; `total` is the sum of the lines, all there is where `complete`."""

    lines: tuple[Line, ...]
    unknown: tuple[UnknownFee, ...]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0.00"))

    @property
    def complete(self) -> bool:
        return not self.unknown


@dataclass(frozen=True, slots=True)
class Refunds:
    """What goes back on an outcome, and whether the application still counts against the cap.

    `unknown` holds the fees that go back, too, and of which it cannot be said how much.
    """

    lines: tuple[Line, ...]
    unknown: tuple[UnknownFee, ...]
    counts_against_cap: bool
    text: Text
    source: Source

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0.00"))

    @property
    def complete(self) -> bool:
        return not self.unknown


WHETHER_APPLIES = Text(
    en="It is not known whether this person applies for a permit.",
    fr="On ne sait pas si cette personne demande un permis.",
)
WHETHER_DUE = Text(
    en="It is not known whether this fee is due, because an answer is missing.",
    fr="On ne sait pas si ces frais sont exigibles, car il manque une réponse.",
)
NO_AMOUNT = Text(
    en="The amount of this fee on this day is not known. None is guessed.",
    fr="Le montant de ces frais à cette date n’est pas connu. Aucun montant n’est supposé.",
)
HOW_MUCH = Text(
    en="Part of this fee is refunded. We found no official source that says how much.",
    fr="Une partie de ces frais est remboursée. Nous n’avons trouvé aucune source officielle qui en donne le montant.",
)
APPLICATION = Text(en="Application of a family member", fr="Demande d’un membre de la famille")


def due(programme: Programme, case: Case, *, on: date) -> Bill:
    """What the people who apply here owe on a day; a fee of unknown amount is never invented."""
    entries: list[Line | UnknownFee] = []
    for name, person in case.people():
        if applies(person):
            entries += _own(programme, case, name, person, on)
        elif applies(person) is None:
            entries.append(UnknownFee(WHOLE, name, APPLICATION, WHETHER_APPLIES, None))
    entries += _biometrics(programme, case, on)
    return Bill(
        tuple(entry for entry in entries if isinstance(entry, Line)),
        tuple(entry for entry in entries if isinstance(entry, UnknownFee)),
    )


def _own(
    programme: Programme, case: Case, name: str, person: Person, on: date
) -> Iterator[Line | UnknownFee]:
    """The fees that are counted person by person."""
    for fee, known in programme.in_force(on).fees:
        if fee.key == BIOMETRICS:
            continue
        owed = programme.holds(fee.when, case, person, on)
        if owed and known:
            yield Line(fee.key, name, fee.amount, fee.text, fee.source)
        elif owed is not False:
            why = NO_AMOUNT if owed else WHETHER_DUE
            yield UnknownFee(fee.key, name, fee.text, why, fee.source)


def _biometrics(programme: Programme, case: Case, on: date) -> Iterator[Line | UnknownFee]:
    """One line for one person; one for the family, up to its maximum, where there are more."""
    needs = biometrics.needed(programme, case, on=on)
    sure = [need.person for need in needs if need.needed]
    open_ = [need.person for need in needs if need.needed is None]
    person = (sure + open_ + [FAMILY])[0] if len(sure) + len(open_) < 2 else FAMILY
    for fee, known in programme.in_force(on).fees:
        if fee.key != BIOMETRICS:
            continue
        low, high = _family_amount(fee, len(sure)), _family_amount(fee, len(sure) + len(open_))
        if not high:
            continue
        if known and low == high:
            yield Line(BIOMETRICS, person, low, fee.text, fee.source)
        else:
            why = WHETHER_DUE if known else NO_AMOUNT
            yield UnknownFee(BIOMETRICS, person, fee.text, why, fee.source)


def _family_amount(fee: Fee, people: int) -> Decimal:
    amount = fee.amount * people
    return amount if fee.family_maximum is None else min(amount, fee.family_maximum)


def refunds(
    programme: Programme,
    case: Case,
    outcome: Outcome,
    *,
    on: date,
    people: Container[str] | None = None,
) -> Refunds | None:
    """What goes back of the fees that were due on the day of receipt; None without a rule.

    Of an outcome that is of some `people` alone, by name, it is what was due for them.
    """
    law = programme.in_force(on)
    row = law.refunds.get(outcome)
    if row is None:
        return None
    given = _given_since(programme, case, on)
    bill = due(programme, case, on=on)
    back = (
        replace(line, amount=line.amount - _kept(law, line, given))
        for line in bill.lines
        if line.key in row.fees and (people is None or line.person in people)
    )
    lines = tuple(line for line in back if line.amount)
    if row.part:
        lines, unknown = (), tuple(map(_in_part, lines))
        return Refunds(lines, unknown, row.counts, row.text, row.source)
    unknown = tuple(fee for fee in bill.unknown if row.fees and fee.key in (*row.fees, WHOLE))
    return Refunds(lines, unknown, row.counts, row.text, row.source)


def _in_part(line: Line) -> UnknownFee:
    return UnknownFee(line.key, line.person, line.text, HOW_MUCH, line.source)


def _kept(law: LawOfDay, line: Line, given: int) -> Decimal:
    """What is kept of a fee that otherwise goes back: biometrics of those who have given them."""
    if line.key != BIOMETRICS:
        return Decimal(0)
    return next(_family_amount(fee, given) for fee, _ in law.fees if fee.key == BIOMETRICS)


def _given_since(programme: Programme, case: Case, on: date) -> int:
    """How many of those who owed biometrics have given them after the receipt."""
    people = dict(case.people())
    return sum(
        bool(need.needed and (given := people[need.person].biometrics) and given.given > on)
        for need in biometrics.needed(programme, case, on=on)
    )


def ending(programme: Programme, *, on: date, within: timedelta) -> tuple[Fee, ...]:
    """Fees in force on a day whose amount ends soon without a successor: a warning to operators."""
    return tuple(
        fee
        for fee, known in programme.in_force(on).fees
        if known
        and fee.until
        and fee.until - on <= within
        and not any(row.key == fee.key and row.since > fee.until for row in programme.fees)
    )


def warnings(programme: Programme, *, on: date) -> tuple[Text, ...]:
    """Sentences on the fees whose amount ends soon, or has ended, without a known successor."""
    return tuple(text for _, text in warned(programme, on))


@lru_cache(maxsize=DAYS_AT_HAND)
def warned(programme: Programme, on: date) -> tuple[tuple[str, Text], ...]:
    """The same sentences, each with the key of its fee."""
    within = timedelta(days=programme.settings.number("fee-warning-days", on))
    soon = ((fee.key, warning(fee)) for fee in ending(programme, on=on, within=within))
    past = (
        (fee.key, ended(fee))
        for fee, _ in programme.in_force(on).fees
        if fee.until and fee.until < on
    )
    return (*soon, *past)


def warnings_for(programme: Programme, bill: Bill, *, on: date) -> tuple[Text, ...]:
    """The warnings that concern the fees of a bill."""
    keys = {line.key for line in bill.lines} | {fee.key for fee in bill.unknown}
    return tuple(text for key, text in warned(programme, on) if key in keys)


def warning(fee: Fee) -> Text:
    """That the amount of a fee ends, and that the next is not known; `fee.until` is a day."""
    return _about(
        fee,
        en="{fee}: the amount of {amount} holds until {day}. The next one is not known yet.",
        fr="{fee}\u00a0: le montant de {amount} est en vigueur jusqu’au {day}. Le suivant n’est pas encore connu.",
    )


def ended(fee: Fee) -> Text:
    """That the last known amount of a fee has ended; `fee.until` is a day."""
    return _about(
        fee,
        en="{fee}: the amount of {amount} ended on {day}. The next one is not known; none is guessed.",
        fr="{fee}\u00a0: le montant de {amount} a pris fin le {day}. Le suivant n’est pas connu; aucun n’est supposé.",
    )


def _about(fee: Fee, *, en: str, fr: str) -> Text:
    said = {
        lang: (words if fee.next is None else f"{words} {fee.next.say(lang)}").format(
            fee=fee.text.say(lang),
            amount=formats.money(fee.amount, lang),
            day=formats.day(fee.until or fee.since, lang),
        )
        for lang, words in (("en", en), ("fr", fr))
    }
    return Text(**said)
