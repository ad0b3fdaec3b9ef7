"""What a decision is for each person who applies: what may be found of a member of the family, and what was decided of everyone."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from impplus.queries.file import File
from impplus.queries.findings import PRINCIPAL, FileAtDecision, bars_of
from impplus.queries.refusals import NotUnderstood, ReasonMissing
from impplus.records.models import Application, Person, PersonOutcome
from impplus.rules.eligibility import ConditionResult
from impplus.rules.law import Requirement
from impplus.words.text import Text


@dataclass(frozen=True)
class FoundOfMember:
    """What an officer finds of a member of the family: by key, the reason for each ground of a refusal (none: approved).

    `notes` say why a condition is met that the facts show not met.
    """

    unmet: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MemberAtDecision:
    """A member who applies: what the facts show of each condition about this person, and what an officer weighs besides.

    `bars` are the keys of the conditions that keep a member from a permit.
    """

    name: str
    person: Person
    conditions: tuple[ConditionResult, ...]
    requirements: tuple[Requirement, ...]
    bars: frozenset[str]

    @property
    def barring(self) -> tuple[ConditionResult, ...]:
        """What the facts show not met and keeps this member from a permit: for this the page proposes a refusal."""
        return tuple(one for one in self.weighed if one.met is False)

    @property
    def weighed(self) -> tuple[ConditionResult, ...]:
        """The conditions on which a refusal of this member may rest."""
        return tuple(one for one in self.conditions if one.key in self.bars)

    @property
    def grounds(self) -> frozenset[str]:
        """The keys of whatever a refusal of this member may rest on."""
        return frozenset({o.key for o in self.weighed} | {o.key for o in self.requirements})


@dataclass(frozen=True)
class OfMember:
    """What is decided of one member, and every finding about this member with the officer's reason ("" for none).

    `falls` says that the member is refused because the principal applicant is.
    """

    member: MemberAtDecision
    approved: bool
    falls: bool
    found: tuple[tuple[ConditionResult, str], ...]

    @property
    def against(self) -> frozenset[str]:
        """The keys of what is found not met and on which a refusal of this member rests; none where the member falls."""
        if self.approved or self.falls:
            return frozenset()
        unmet = {finding.key for finding, _why in self.found if finding.met is False}
        return frozenset(unmet & self.member.grounds)

    @property
    def overridden(self) -> frozenset[str]:
        """The keys of what the facts show not met and an officer finds met, where the member is approved against them."""
        shown = {one.key for one in self.member.barring} if self.approved else set()
        return frozenset(one.key for one, _why in self.found if one.met and one.key in shown)


def members_at(file: File, judged: FileAtDecision) -> tuple[MemberAtDecision, ...]:
    """The members of the family who apply, in the order of the file."""
    bars = bars_of(file.programme)
    return tuple(
        MemberAtDecision(
            name=name,
            person=file.people[name],
            conditions=tuple(one for one in judged.family if one.person == name),
            requirements=judged.requirements,
            bars=bars,
        )
        for name, _facts in judged.case.applicants()
        if name != PRINCIPAL
    )


def found_of(
    members: tuple[MemberAtDecision, ...],
    found: Mapping[str, FoundOfMember],
    *,
    falling: Container[str] | None = None,
) -> tuple[OfMember, ...]:
    """What an officer decides of each member, by name; nothing said of one whom nothing bars is an approval.

    With `falling` the principal applicant is refused, and each member either has grounds of their own or falls.
    Raises NotUnderstood for a member of whom something remains to be said, ReasonMissing for a ground without its reason.
    """
    if unknown := set(found) - {one.name for one in members}:
        raise NotUnderstood(*(_NOBODY for _one in unknown))
    said = [(one, found.get(one.name, FoundOfMember())) for one in members]
    return tuple(_of(one, given, falling) for one, given in said)


def _of(member: MemberAtDecision, given: FoundOfMember, falling: Container[str] | None) -> OfMember:
    unmet = {key: why.strip() for key, why in given.unmet.items() if key in member.grounds}
    notes = {key: why.strip() for key, why in given.notes.items() if why.strip()}
    shown = {one.key for one in member.barring}
    # What the facts show not met needs no other words, unless the refusal of all would hide it.
    if any(not why and (key not in shown or falling is not None) for key, why in unmet.items()):
        raise ReasonMissing
    if (
        falling is None
        and not unmet
        and (left := [o for o in member.barring if o.key not in notes])
    ):
        raise NotUnderstood(*(_barred(member.person, one) for one in left))
    falls = falling is not None and not unmet
    if falls and member.name not in (falling or ()):
        raise NotUnderstood(_falls(member.person))
    return OfMember(member, not unmet and falling is None, falls, _rows(member, unmet, notes))


def _rows(
    member: MemberAtDecision, unmet: Mapping[str, str], notes: Mapping[str, str]
) -> tuple[tuple[ConditionResult, str], ...]:
    conditions = (
        (_as_found(one, unmet, notes), unmet.get(one.key, notes.get(one.key, "")))
        for one in member.conditions
    )
    requirements = (
        (replace(one.finding(False), person=member.name), unmet[one.key])
        for one in member.requirements
        if one.key in unmet
    )
    return (*conditions, *requirements)


def _as_found(
    one: ConditionResult, unmet: Mapping[str, str], notes: Mapping[str, str]
) -> ConditionResult:
    """A condition as the facts show it; only its title where the officer found otherwise."""
    met = False if one.key in unmet else True if one.key in notes else one.met
    return one if met is one.met else replace(one, met=met, text=one.title, remedy=None)


def outcomes_of(application: Application) -> list[PersonOutcome]:
    """What was decided of each person who applied, the principal applicant first; none before the decision."""
    made = PersonOutcome.objects.filter(decision__application=application)
    return list(made.select_related("person"))


def approved_people(application: Application) -> list[Person]:
    """Whom a decision approved, the principal applicant first: for them, and nobody else, something is issued."""
    return [one.person for one in outcomes_of(application) if one.outcome == "approved"]


def _barred(person: Person, one: ConditionResult) -> Text:
    return Text(
        en=f"{person.name}: the answers show that this is not met: {one.title.en}. Refuse this person for it, or write why you find it met.",
        fr=f"{person.name}\u00a0: selon les réponses, cette condition n’est pas remplie\u00a0: {one.title.fr}. Refusez cette personne pour ce "
        "motif ou inscrivez pourquoi vous jugez la condition remplie.",
    )


def _falls(person: Person) -> Text:
    return Text(
        en=f"Say what you decide of {person.name}: a member of the family cannot be approved where the principal applicant is refused.",
        fr=f"Indiquez ce que vous décidez pour {person.name}\u00a0: un membre de la famille ne peut pas être approuvé si la demanderesse "
        "principale ou le demandeur principal est refusé.",
    )


_NOBODY = Text(
    en="One of these people does not apply. Open the page again.",
    fr="L’une de ces personnes ne présente pas de demande. Ouvrez la page de nouveau.",
)
