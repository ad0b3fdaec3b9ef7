"""The fees in force today, who pays each, and three families' bills worked out by the rules."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from impplus.programmes import IMP_PLUS
from impplus.records.reading import today
from impplus.rules import fees
from impplus.rules.case import Case, Member, Place, Principal
from impplus.rules.dated import in_force

# Who pays, by the yes-or-no question that the fee's row names; biometrics have rules of their own.
WHO = {
    "works": _("Each person who applies for a work permit"),
    "studies": _("Each person who applies for a study permit"),
    "restoring": _("Each person in Canada who lost their status and asks to have it restored"),
    "always": _("Each person who must give biometrics"),
}
PEOPLE = {
    "principal": _("You"),
    "partner": _("Your spouse or partner"),
    "child-1": _("Your child"),
    fees.FAMILY: _("The family together"),
}


@dataclass(frozen=True)
class Example:
    """An invented family and what it pays."""

    title: Promise
    bill: fees.Bill

    @property
    def lines(self) -> list[tuple[Promise, fees.Line]]:
        """Each line with the person who it is for."""
        return [(PEOPLE[line.person], line) for line in self.bill.lines]


def examples(on: date) -> tuple[Example, ...]:
    """One person alone; a couple; a couple with a child who goes to school."""
    partner = Member(
        "spouse", born=_aged(on, 30), nationality="MAR", applies_for="work-permit", together=True
    )
    child = Member(
        "child",
        born=_aged(on, 8),
        nationality="MAR",
        applies_for="study-permit",
        together=True,
        studies="primary",
    )
    return (
        Example(_("One person alone"), _bill(on)),
        Example(_("A couple, both applying for a work permit"), _bill(on, partner)),
        Example(
            _("The same couple with a child of eight who will study"), _bill(on, partner, child)
        ),
    )


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every fee in force with its source, and the examples."""
    on = today(IMP_PLUS)
    rows = [(fee, WHO[fee.when]) for fee in in_force(IMP_PLUS.fees, on)]
    refunds = in_force(IMP_PLUS.refunds, on)
    facts = {"on": on, "rows": rows, "examples": examples(on), "refunds": refunds}
    return render(request, "public/fees.html", facts)


def alone(on: date, *family: Member) -> Case:
    """A person of thirty-odd who lives abroad, with a family or without."""
    principal = Principal(born=_aged(on, 30), nationality="MAR", lives_in=Place("MAR"))
    return Case(on=on, principal=principal, family=family)


def _bill(on: date, *family: Member) -> fees.Bill:
    return fees.due(IMP_PLUS, alone(on, *family), on=on)


def _aged(on: date, years: int) -> date:
    return date(on.year - years - 1, 6, 15)
