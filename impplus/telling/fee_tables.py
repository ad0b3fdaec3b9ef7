"""Tables of the fees: bills of invented families, the most for biometrics, and what goes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from impplus.rules import fees
from impplus.rules.case import AppliesFor, Case, InCanada, Member, Principal, Relation, Residence
from impplus.rules.dated import anniversary
from impplus.rules.law import RefundRule
from impplus.rules.programme import Programme
from impplus.words.labels import BACK_UNLESS_GIVEN, NO, PART, YES
from impplus.words.people import PEOPLE
from impplus.words.text import Text

ALONE = Text(
    en="One person who applies alone, from abroad",
    fr="Une personne seule qui présente sa demande de l’étranger",
)
COUPLE = Text(
    en="A couple, both applying for a work permit",
    fr="Un couple dont les deux personnes demandent un permis de travail",
)
WITH_TEN = Text(
    en="The same couple with a child of 10 who will study",
    fr="Le même couple avec un enfant de 10 ans qui étudiera",
)
WITH_FIFTEEN = Text(
    en="The same couple with a child of 15 who will study",
    fr="Le même couple avec un enfant de 15 ans qui étudiera",
)
SINGLE_PARENT = Text(
    en="One parent with a child of 15 who will study",
    fr="Un parent seul avec un enfant de 15 ans qui étudiera",
)
AMERICAN = Text(
    en="A national of the United States alone", fr="Une personne seule de nationalité américaine"
)
RESTORING = Text(
    en="One person in Canada whose status, lost 30 days ago, is to be restored",
    fr="Une personne au Canada qui a perdu son statut il y a 30 jours et en demande le rétablissement",
)
MOST_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Worked:
    """An invented family and what it owes."""

    title: Text
    bill: fees.Bill

    @property
    def lines(self) -> tuple[tuple[Text, fees.Line], ...]:
        """Each line with the person who it is for."""
        return tuple((PEOPLE[line.person.split("-")[0]], line) for line in self.bill.lines)


def worked(programme: Programme, on: date) -> tuple[Worked, ...]:
    """What seven families owe who apply on a day, worked out by the rules."""
    return tuple(Worked(title, fees.due(programme, case, on=on)) for title, case in families(on))


def families(on: date) -> Iterator[tuple[Text, Case]]:
    """People who have given no biometrics before, in their thirties, their children at school."""
    partner = _member("spouse", on, 35, "work-permit")
    ten, fifteen = (_member("child", on, years, "study-permit") for years in (10, 15))
    yield ALONE, _case(on)
    yield COUPLE, _case(on, partner)
    yield WITH_TEN, _case(on, partner, ten)
    yield WITH_FIFTEEN, _case(on, partner, fifteen)
    yield SINGLE_PARENT, _case(on, fifteen)
    yield AMERICAN, _case(on, nationality="USA")
    yield RESTORING, _case(on, in_canada=InCanada("worker", lost_on=on - timedelta(days=30)))


def _case(
    on: date, *family: Member, nationality: str = "MAR", in_canada: InCanada | None = None
) -> Case:
    lives_in = Residence("CAN", "ON") if in_canada else Residence(nationality)
    principal = Principal(
        born=anniversary(on, -35), nationality=nationality, lives_in=lives_in, in_canada=in_canada
    )
    return Case(on=on, principal=principal, family=family)


def _member(relation: Relation, on: date, years: int, applies_for: AppliesFor) -> Member:
    return Member(
        relation,
        born=anniversary(on, -years),
        nationality="MAR",
        applies_for=applies_for,
        together=True,
    )


@dataclass(frozen=True, slots=True)
class Together:
    """What biometrics cost so many people who apply together, and one by one."""

    people: int
    together: Decimal
    apart: Decimal


def biometrics_together(programme: Programme, on: date) -> tuple[Together, ...]:
    """The fee for one person, two, and more, as a bill has it; nothing where it is not known."""
    children = [_member("child", on, 15, "study-permit")] * MOST_TOGETHER
    bills = [
        fees.due(programme, _case(on, *children[:others]), on=on) for others in range(MOST_TOGETHER)
    ]
    due = [line.amount for bill in bills for line in bill.lines if line.key == fees.BIOMETRICS]
    return tuple(
        Together(people, amount, due[0] * people) for people, amount in enumerate(due, start=1)
    )


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """Of one outcome: whether each fee goes back, in the order of the fees, and the cap."""

    refund: RefundRule
    cells: tuple[Text, ...]
    counts: Text


def refund_matrix(
    programme: Programme, on: date
) -> tuple[tuple[Text, ...], tuple[OutcomeRow, ...]]:
    """The names of the fees, and for each outcome what goes back on a day."""
    law = programme.in_force(on)
    names = tuple(fee.text for fee, _ in law.fees)
    keys = [fee.key for fee, _ in law.fees]
    rows = tuple(
        OutcomeRow(refund, tuple(_cell(refund, key) for key in keys), YES if refund.counts else NO)
        for refund in law.refunds.values()
    )
    return names, rows


def _cell(refund: RefundRule, key: str) -> Text:
    if key not in refund.fees:
        return NO
    if refund.part:
        return PART
    return BACK_UNLESS_GIVEN if key == fees.BIOMETRICS else YES
