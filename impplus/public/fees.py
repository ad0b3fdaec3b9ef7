"""The fees of today, who pays each, the bills of invented families, and when fees are refunded."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.programmes import SERVED
from impplus.public.presentations import under
from impplus.queries.clock import today
from impplus.telling.consolidation import Consolidation, consolidate
from impplus.telling.fee_tables import OutcomeRow, biometrics_together, refund_matrix, worked
from impplus.telling.rows import Description, Statement
from impplus.words.labels import AMOUNT, NEXT
from impplus.words.text import Text


@dataclass(frozen=True)
class Due:
    """A fee with its amount, or what is said where none is known, the warning that it ends soon, and whatever else it says."""

    description: Description
    amount: Text | None
    missing: Text | None
    warning: Text | None
    statements: tuple[Statement, ...]


@require_safe
def page(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Every fee with its source, known today or not, and the tables that the rules work out; `slug` names the firm whose page it stands on."""
    on = today(SERVED)
    law = consolidate(SERVED, on)
    names, outcomes = refund_matrix(SERVED, on)
    facts = {
        "on": on,
        "law": law,
        "dues": list(_dues(law)),
        "examples": worked(SERVED, on),
        "together": biometrics_together(SERVED, on),
        "names": names,
        "outcomes": [one for one in outcomes if _holds_here(one)],
        **under(slug),
    }
    return render(request, "public/fees/fees.html", facts)


def _holds_here(row: OutcomeRow) -> bool:
    """Whether an outcome can come: what is paid for a draft comes back from the site where it is paid."""
    return row.refund.key != "not-submitted" or not settings.PREPARES_ONLY


def _dues(law: Consolidation) -> Iterator[Due]:
    for rule in law.section("fees").shown:
        description = (rule.current or rule.versions[-1]).description
        amount = next(one.words for one in description.statements if one.label == AMOUNT)
        # A warning says of the next amount all that is known.
        elsewhere = (AMOUNT, NEXT) if rule.warning else (AMOUNT,)
        others = tuple(one for one in description.statements if one.label not in elsewhere)
        yield Due(description, amount if rule.current else None, rule.missing, rule.warning, others)
