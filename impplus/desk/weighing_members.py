"""What an officer decides of each member of the family who applies: the controls, and what was answered to them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.forms import BoundField, Field, Form, Textarea
from django.utils.translation import gettext

from impplus.desk.forms import LONGEST_TEXT
from impplus.desk.weighing import SAID, Beside, Weighed, controls, outcome_field, weighed
from impplus.queries.outcomes import FoundOfMember, MemberAtDecision, OfMember, found_of
from impplus.rules.eligibility import ConditionResult
from impplus.rules.law import Requirement
from impplus.web.fields import TextField
from impplus.web.language import lang
from impplus.words.undecided import NOBODY_DECIDED


@dataclass(frozen=True)
class WeighedMember:
    """A member who applies: what may be found of this person, each with its controls, and what is decided."""

    member: MemberAtDecision
    conditions: tuple[Weighed, ...]
    requirements: tuple[Weighed, ...]
    outcome: BoundField
    later: BoundField | None

    @property
    def unmet(self) -> list[Weighed]:
        """What the officer finds not met of this person."""
        return [one for one in (*self.conditions, *self.requirements) if one.found is False]


def member_fields(
    members: Iterable[MemberAtDecision], language: str, *, rest: bool = False
) -> dict[str, Field]:
    """The controls of every member: of each condition as the facts show it, of each requirement unsaid; who is left for later needs a reason once."""
    fields: dict[str, Field] = {}
    for one in members:
        for condition in one.weighed:
            fields |= controls(condition, condition.met, language, of=one.name)
        for requirement in one.requirements:
            fields |= controls(requirement, None, language, of=one.name)
        asked = gettext("Your decision on %(name)s") % {"name": one.person.name}
        proposed = "refuse" if one.barring else "approve"
        fields[f"outcome-{one.name}"] = outcome_field(asked, proposed, later=True)
        if not rest:
            fields[f"later-{one.name}"] = TextField(
                longest=LONGEST_TEXT,
                lines=True,
                required=False,
                label=gettext("Why you decide later on %(name)s") % {"name": one.person.name},
                help_text=gettext("It appears in the letter exactly as you write it."),
                widget=Textarea(attrs={"rows": 2}),
            )
    return fields


def members_weighed(
    form: Form, members: Iterable[MemberAtDecision], beside: Beside
) -> list[WeighedMember]:
    """Each member with the controls of a form."""

    def made(member: MemberAtDecision, about: ConditionResult | Requirement) -> Weighed:
        own = replace(beside, person=member.person.pk)
        return weighed(form, about, of=member.name, beside=own)

    return [
        WeighedMember(
            member=one,
            conditions=tuple(made(one, about) for about in one.weighed),
            requirements=tuple(made(one, about) for about in one.requirements),
            outcome=form[f"outcome-{one.name}"],
            later=form[later] if (later := f"later-{one.name}") in form.fields else None,
        )
        for one in members
    ]


def check_members(form: Any, members: Collection[MemberAtDecision]) -> None:
    """What is found of a member bears what is decided of this member; where all are refused, that decides nothing else."""
    given, all_refused = form.cleaned_data, form.cleaned_data.get("outcome") == "refuse"
    left = [one for one in members if given.get(f"outcome-{one.name}") == "later"]
    _check_left(form, () if all_refused else left, everybody=len(left) == len(list(members)))
    for one in members:
        if one in left and not all_refused:
            continue
        unmet = _unmet(given, one)
        for key in unmet:
            if not given.get(f"note-{one.name}-{key}") and (all_refused or key not in _shown(one)):
                form.add_error(f"note-{one.name}-{key}", _why(one, key))
        if all_refused:
            continue
        outcome, field = given.get(f"outcome-{one.name}"), f"outcome-{one.name}"
        named = {"name": one.person.name}
        if outcome == "refuse" and not unmet:
            form.add_error(field, gettext("Mark what %(name)s does not meet, and why.") % named)
        if outcome == "approve" and unmet:
            form.add_error(
                field,
                gettext(
                    "You found a condition not met of %(name)s: refuse this person, or change the finding."
                )
                % named,
            )
        for key in _shown(one):
            if given.get(f"met-{one.name}-{key}") != "no" and not given.get(
                f"note-{one.name}-{key}"
            ):
                form.add_error(f"note-{one.name}-{key}", _why_met(one, key))


def _check_left(form: Any, left: Iterable[MemberAtDecision], *, everybody: bool) -> None:
    """Who is left for later is so for a reason; of the rest, which was left before, somebody is decided on."""
    if "outcome" not in form.fields:
        if everybody:
            form.add_error(None, NOBODY_DECIDED.say(lang()))
        return
    for one in left:
        if not form.cleaned_data.get(field := f"later-{one.name}") and field not in form.errors:
            why = gettext("Write why you decide later on %(name)s.") % {"name": one.person.name}
            form.add_error(field, why)


def found_in(
    given: Mapping[str, Any], members: Iterable[MemberAtDecision]
) -> dict[str, FoundOfMember]:
    """What the officer finds of each member of whom anything is said."""
    found = {}
    for one in members:
        unmet = {key: given[f"note-{one.name}-{key}"] for key in _unmet(given, one)}
        notes = {
            condition.key: why
            for condition in one.weighed
            if condition.key not in unmet and (why := given[f"note-{one.name}-{condition.key}"])
        }
        found[one.name] = FoundOfMember(unmet=unmet, notes=notes)
    return found


def decided_in(
    given: Mapping[str, Any], members: tuple[MemberAtDecision, ...]
) -> tuple[OfMember, ...]:
    """What is decided of each member where everything was filled in: those who fall are taken to be named."""
    fall = given["outcome"] == "refuse"
    falling = {one.name for one in falling_in(given, members)} if fall else None
    return found_of(members, found_in(given, members), falling=falling)


def falling_in(
    given: Mapping[str, Any], members: Iterable[MemberAtDecision]
) -> list[MemberAtDecision]:
    """Who falls with the principal applicant where all are refused: each member without a reason of their own."""
    return [one for one in members if not _unmet(given, one)]


def _unmet(given: Mapping[str, Any], member: MemberAtDecision) -> list[str]:
    keys = [*(one.key for one in member.weighed), *(one.key for one in member.requirements)]
    return [key for key in keys if SAID.get(given.get(f"met-{member.name}-{key}") or "") is False]


def _shown(member: MemberAtDecision) -> set[str]:
    """What the facts show not met."""
    return {one.key for one in member.barring}


def _why(member: MemberAtDecision, key: str) -> str:
    return gettext("Write why this is not met: %(condition)s") % {"condition": _titled(member, key)}


def _why_met(member: MemberAtDecision, key: str) -> str:
    named = {"condition": _titled(member, key)}
    return gettext("The answers do not show this; write why you find it met: %(condition)s") % named


def _titled(member: MemberAtDecision, key: str) -> str:
    titles = {one.key: one.title for one in member.weighed}
    titles |= {one.key: one.title for one in member.requirements}
    return f"{member.person.name} – {titles[key].say(lang())}"
