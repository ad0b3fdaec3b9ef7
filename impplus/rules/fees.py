"""What is due, for whom and why; and what goes back on an outcome."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from impplus.rules import biometrics
from impplus.rules.case import Case, Outcome, Person, applies
from impplus.rules.dated import in_force
from impplus.rules.law import Fee
from impplus.rules.programme import Programme
from impplus.rules.text import Source, Text

BIOMETRICS, FAMILY = "biometrics", "family"


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
    """What goes back on an outcome, and whether the application still counts against the cap."""

    lines: tuple[Line, ...]
    counts_against_cap: bool
    text: Text
    source: Source

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal("0.00"))


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
APPLICATION = Text(en="Application of a family member", fr="Demande d’un membre de la famille")


def due(programme: Programme, case: Case, *, on: date) -> Bill:
    """What the people who apply here owe on a day; a fee of unknown amount is never invented."""
    entries: list[Line | UnknownFee] = []
    for name, person in case.people():
        if applies(person):
            entries += _own(programme, case, name, person, on)
        elif applies(person) is None:
            entries.append(UnknownFee("application", name, APPLICATION, WHETHER_APPLIES, None))
    entries += _biometrics(programme, case, on)
    return Bill(
        tuple(entry for entry in entries if isinstance(entry, Line)),
        tuple(entry for entry in entries if isinstance(entry, UnknownFee)),
    )


def _own(
    programme: Programme, case: Case, name: str, person: Person, on: date
) -> Iterator[Line | UnknownFee]:
    """The fees that are counted person by person."""
    for fee, known in _rows(programme, on):
        if fee.key == BIOMETRICS:
            continue
        owed = programme.holds(fee.when, case, person, on)
        if owed and known:
            yield Line(fee.key, name, fee.amount, fee.text, fee.source)
        elif owed is not False:
            why = NO_AMOUNT if owed else WHETHER_DUE
            yield UnknownFee(fee.key, name, fee.text, why, fee.source)


def _rows(programme: Programme, on: date) -> Iterator[tuple[Fee, bool]]:
    """Each fee once: its row in force, or its newest row with False where none is in force."""
    held = {fee.key: fee for fee in in_force(programme.fees, on)}
    newest = {fee.key: fee for fee in sorted(programme.fees, key=lambda fee: fee.since)}
    for key in dict.fromkeys(fee.key for fee in programme.fees):
        yield held.get(key, newest[key]), key in held


def _biometrics(programme: Programme, case: Case, on: date) -> Iterator[Line | UnknownFee]:
    """One line for one person; one for the family, up to its maximum, where there are more."""
    fee, known = next(row for row in _rows(programme, on) if row[0].key == BIOMETRICS)
    needs = biometrics.needed(programme, case, on=on)
    sure = [need.person for need in needs if need.needed]
    open_ = [need.person for need in needs if need.needed is None]
    person = (sure + open_ + [FAMILY])[0] if len(sure) + len(open_) < 2 else FAMILY
    low, high = _family_amount(fee, len(sure)), _family_amount(fee, len(sure) + len(open_))
    if not high:
        return
    if known and low == high:
        yield Line(BIOMETRICS, person, low, fee.text, fee.source)
    else:
        why = WHETHER_DUE if known else NO_AMOUNT
        yield UnknownFee(BIOMETRICS, person, fee.text, why, fee.source)


def _family_amount(fee: Fee, people: int) -> Decimal:
    amount = fee.amount * people
    return amount if fee.family_maximum is None else min(amount, fee.family_maximum)


def refunds(programme: Programme, case: Case, outcome: Outcome, *, on: date) -> Refunds | None:
    """What goes back of the fees that were due on the day of receipt; None without a rule."""
    row = next((row for row in in_force(programme.refunds, on) if row.key == outcome), None)
    if row is None:
        return None
    given = any(
        person.biometrics and person.biometrics.given >= on for _, person in case.applicants()
    )
    lines = tuple(
        line
        for line in due(programme, case, on=on).lines
        if line.key in row.fees and not (line.key == BIOMETRICS and given)
    )
    return Refunds(lines, row.counts, row.text, row.source)


def ending(programme: Programme, *, on: date, within: timedelta) -> tuple[Fee, ...]:
    """Fees in force on a day whose amount ends soon without a successor: a warning to operators."""
    return tuple(
        fee
        for fee in in_force(programme.fees, on)
        if fee.until
        and fee.until - on <= within
        and not any(row.key == fee.key and row.since > fee.until for row in programme.fees)
    )
