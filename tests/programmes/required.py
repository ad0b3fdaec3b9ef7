"""What worked examples must show: of every fee, and of every other row of the law each kind of case that it knows."""

from collections.abc import Iterator
from typing import Any

from impplus.programmes import IMP_PLUS
from impplus.rules.dated import Dated
from impplus.rules.eligibility import Condition
from impplus.rules.law import DocumentRule, PermitCondition
from tests.programmes.spoken import FINDING, branch

# The name of a rule, and a kind of case.
type Shown = tuple[str, str]


def required() -> Iterator[Shown]:
    """Everything that some example must show."""
    for part in (of_conditions, of_fees, of_refunds, of_documents, of_permits, of_others):
        yield from part()


def named(sort: str, row: Dated) -> str:
    """A dated row, by sort, key and first day."""
    return f"{sort} {row.key} since {row.since}"


def of_conditions() -> Iterator[Shown]:
    for condition in (*IMP_PLUS.conditions, *IMP_PLUS.family):
        yield from ((named("condition", condition), kind) for kind in wordings(condition))


def wordings(condition: Condition[Any]) -> Iterator[str]:
    """Each finding of a condition, and each branch that has a sentence of its own."""
    for kind in FINDING.values():
        yield kind
        usual = kind.replace(" ", "_")
        yield from (branch(name, kind) for name in condition.texts if name.startswith(usual))


def of_fees() -> Iterator[Shown]:
    """Of each fee, whichever of its amounts the example is about."""
    for key in {fee.key for fee in IMP_PLUS.fees}:
        yield from ((f"fee {key}", kind) for kind in ("due", "not due", "not known"))
        newest = max((fee for fee in IMP_PLUS.fees if fee.key == key), key=lambda fee: fee.since)
        if newest.until:
            yield f"fee {key} after its last amount", "not known"


def of_refunds() -> Iterator[Shown]:
    """Of each outcome every fee that may have been paid, whether it goes back or stays."""
    for refund in IMP_PLUS.refunds:
        yield from ((named("refund", refund), fee.key) for fee in IMP_PLUS.fees)
        yield from ((named("refund", refund), kind) for kind in ("counts", "not known"))


def of_documents() -> Iterator[Shown]:
    for document in IMP_PLUS.documents:
        for who in document.who:
            yield from (
                (f"{named('document', document)} of {who}", kind) for kind in asked(document, who)
            )


def asked(document: DocumentRule, who: str) -> tuple[str, ...]:
    """The principal always applies: what is asked of everyone, is surely asked of her."""
    sure = who == "principal" and document.when == "always"
    return ("asked", "not asked") if sure else ("asked", "not asked", "not known")


def of_permits() -> Iterator[Shown]:
    for kind in IMP_PLUS.permit.kinds:
        limits = ("duration", "passport", "biometrics", "not known")
        yield from ((named("permit", kind), limit) for limit in limits)
        for row in IMP_PLUS.permit.conditions:
            if kind.key in row.kinds:
                yield from ((f"{named('print', row)} on {kind.key}", said) for said in printed(row))


def printed(row: PermitCondition) -> tuple[str, ...]:
    """What stands on every permit of a kind is nowhere left out."""
    return ("printed",) if row.when == "always" else ("printed", "not printed", "not known")


def of_others() -> Iterator[Shown]:
    for rule in (*IMP_PLUS.biometrics, *IMP_PLUS.medical):
        yield from ((named("reason", rule), why.replace("-", " ")) for why in rule.whys)
    yield from (("cap", str(row.year)) for row in IMP_PLUS.caps)
    yield "cap", "none"
    for row in IMP_PLUS.requirements:
        yield from ((named("requirement", row), kind) for kind in ("told", "not told"))
    for setting in IMP_PLUS.settings.rows:
        if isinstance(setting.value, bool):
            yield f"setting {setting.key}", f"not {setting.value}"
