"""The invented conditions of the lighthouse keepers' program; their texts stand in eligibility.toml."""

from datetime import date

from impplus.rules.case import Case
from impplus.rules.eligibility import Judge, Rule, Ruling, rule, ruled
from impplus.rules.settings import Settings

from .conditions import adult  # noqa: TID252  # so that a copy of the folder finds its own

LIT = date(2026, 1, 1)


@rule(key="in-force", since=date.min, cite="lamp-act")
def is_lit(case: Case, on: date, settings: Settings) -> Ruling:
    return ruled(on >= LIT, on=on)


@rule(key="keeper-of-age", since=LIT, cite="lamp-act")
def is_of_age(case: Case, on: date, settings: Settings) -> Ruling:
    born = case.principal.born
    return ruled(adult(case, case.principal, on, settings), born=born)


@rule(key="by-the-sea", since=LIT, cite="lamp-act")
def lives_by_the_sea(case: Case, on: date, settings: Settings) -> Ruling:
    """Only who lives on a coast of Canada; IMP+ asks nothing like it."""
    home = case.principal.lives_in
    if home is None:
        return ruled(None, lives_in=None)
    if home.country != "CAN":
        return ruled(False, "not_met_abroad", lives_in=home.country)
    met = None if home.province is None else home.province in settings.words("coasts", on)
    return ruled(met, lives_in="CAN", province=home.province)


CONDITIONS: tuple[Rule[Judge], ...] = (is_lit, is_of_age, lives_by_the_sea)
