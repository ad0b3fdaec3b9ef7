"""Who must give biometrics on a day, and why or why not."""

from collections.abc import Mapping
from datetime import date

from impplus.rules.case import Biometrics, Case, Person, applies
from impplus.rules.dated import age, anniversary
from impplus.rules.eligibility import Need
from impplus.rules.law import BiometricsReason, BiometricsRule
from impplus.rules.programme import Programme

PENDING: Mapping[bool | None, BiometricsReason] = {
    True: "pending",
    False: "not-pending",
    None: "not-known",
}


def needed(programme: Programme, case: Case, *, on: date) -> tuple[Need, ...]:
    """The need of everyone who applies here, or of whom it is not known whether they apply."""
    rule = programme.in_force(on).biometrics
    if rule is None:
        return ()
    return tuple(
        _need(rule, name, person, on, refused=residence_refused(case))
        for name, person in case.people()
        if applies(person) is not False
    )


def residence_refused(case: Case) -> bool:
    """Whether permanent residence is known to have been refused."""
    residence = case.principal.permanent_residence
    return bool(residence and residence.decision == "refused")


def _need(rule: BiometricsRule, name: str, person: Person, on: date, *, refused: bool) -> Need:
    needed, reason = _judge(rule, person, on, refused=refused)
    if needed and applies(person) is None:
        needed, reason = None, "not-known"
    return Need(name, needed, *rule.why(reason))


def _judge(
    rule: BiometricsRule, person: Person, on: date, *, refused: bool
) -> tuple[bool | None, BiometricsReason]:
    """The answer and the key of its reason; one exemption suffices whatever else is unknown."""
    years = None if person.born is None else age(person.born, on)
    if years is not None and years < rule.from_age:
        return False, "too-young"
    if years is not None and years > rule.to_age:
        return False, "too-old"
    if person.nationality in rule.exempt_nationals:
        return False, "national"
    serving, reason = _serve(rule, person.biometrics, on, refused=refused)
    if serving:
        return False, reason
    if years is None or person.nationality is None:
        return None, "not-known"
    if serving is None:
        return None, reason
    return True, reason


def _serve(
    rule: BiometricsRule, given: Biometrics | None, on: date, *, refused: bool
) -> tuple[bool | None, BiometricsReason]:
    """Whether biometrics once given still serve on a day, and the key of the reason.

    After a refusal of permanent residence they serve until the last day of a permit that was asked
    for while it was pending (IRPR 12.7(2)), and nothing is asked about such a permit.
    """
    if given is None or given.given > on:
        return False, "none-given"
    if given.for_ == "permanent":
        if given.pending is False and refused:
            return None, "after-refusal"
        return given.pending, PENDING[given.pending]
    serves = on < anniversary(given.given, rule.years)
    return serves, "still-valid" if serves else "too-old-biometrics"


def last_day(
    programme: Programme, person: Person, on: date, *, refused: bool
) -> tuple[date | None, bool]:
    """The last day that biometrics given allow a stay to reach (IRPR 183(4)(c.1)), and whether it surely counts.

    None where none were given, where new ones are still to be given, or where the old ones have run
    out on someone who need not give them again: none of these limits.
    """
    given = person.biometrics
    rule = programme.in_force(on).biometrics
    if given is None or rule is None:
        return None, True
    end = anniversary(given.given, rule.years)
    again = given.given <= on and _judge(rule, person, on, refused=refused)[0]
    return None if again or end <= on else end, again is not None
