"""The invented conditions about members of a keeper's family; their texts stand in family.toml."""

from datetime import date

from impplus.rules.case import Case, Member
from impplus.rules.eligibility import MemberJudge, Rule, Ruling, rule, ruled
from impplus.rules.settings import Settings

from .conditions import adult  # noqa: TID252  # so that a copy of the folder finds its own


@rule(
    key="helper-of-age",
    since=date(2026, 1, 1),
    cite="lamp-act",
    relations=("spouse", "common-law", "child"),
    bars=True,
)
def helper_is_of_age(case: Case, member: Member, on: date, settings: Settings) -> Ruling:
    return ruled(adult(case, member, on, settings), born=member.born)


CONDITIONS: tuple[Rule[MemberJudge], ...] = (helper_is_of_age,)
