"""What a decision is for each person who applies: what may be found of a member of the family, what was decided of everyone, and who is left."""

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Q, QuerySet

from impplus.queries.file import File
from impplus.queries.findings import PRINCIPAL, FileAtDecision, bars_of
from impplus.queries.held import may_hold
from impplus.queries.refusals import NotUnderstood, ReasonMissing
from impplus.queries.typed import fault_in
from impplus.records.models import Application, Decision, Deferral, Person, PersonOutcome
from impplus.records.prepared import prepared
from impplus.rules.eligibility import ConditionResult
from impplus.rules.law import Requirement
from impplus.words.outcomes import LATER, outcome_said
from impplus.words.text import Text, as_kept

# The outcomes of decisions that stand, and not of one that was set aside.
STANDING = Q(decision__set_aside_of=None, decision__part_of__set_aside_of=None)
MAY_LEAVE = ("processing", "part-decided", "suspended")  # somebody may be left for later in these


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


def left_for_later(
    members: tuple[MemberAtDecision, ...], later: Mapping[str, str]
) -> tuple[tuple[MemberAtDecision, ...], list[tuple[MemberAtDecision, str]]]:
    """The members who are decided on, and those left for later, by name, each with the reason.

    Raises NotUnderstood for somebody who does not apply, and for a reason that is missing or cannot be kept.
    """
    left = [(one, as_kept(later[one.name])) for one in members if one.name in later]
    faults = [fault for one, why in left if (fault := fault_in(why, empty=_why_later(one.person)))]
    if faults or len(left) < len(later):
        raise NotUnderstood(*(faults or [_NOBODY]))
    return tuple(one for one in members if one.name not in later), left


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
    """What was decided of each person who applied, at once or later, the principal applicant first; none before the decision."""
    made = PersonOutcome.objects.filter(STANDING, person__application=application)
    return list(made.select_related("person", "decision"))


def approved_people(application: Application) -> list[Person]:
    """Whom a decision approved, the principal applicant first: for them, and nobody else, something is issued."""
    return [one.person for one in outcomes_of(application) if one.outcome == "approved"]


@dataclass(frozen=True)
class OutcomeSaid:
    """What was decided of a person, in words; of who was left for later, why, and what became of it."""

    person: Person
    text: Text
    status: str
    why: str = ""
    decided: Decision | None = None


def outcomes_said(application: Application) -> list[OutcomeSaid]:
    """What was decided of each person who applied, in the order of the file; of who was left for later, that."""
    made = [
        OutcomeSaid(
            one.person,
            outcome_said(one.outcome, falls=one.falls),
            one.outcome,
            decided=one.decision,
        )
        for one in outcomes_of(application)
    ]
    left = list(_deferrals(application.pk)) if may_hold(application, Deferral) else []
    later = [
        OutcomeSaid(one.person, LATER[one.status], one.status, one.reason, one.decision)
        for one in left
    ]
    return sorted([*made, *later], key=lambda one: one.person.position)


def parts_of(application: Application) -> list[Decision]:
    """The later decisions on whoever was left, the first first; none where nobody was."""
    return list(_parts(application.pk)) if may_hold(application, Deferral) else []


@prepared
def _parts(application: int) -> QuerySet[Decision]:
    made = Decision.objects.filter(part_of__application=application).select_related("officer")
    return made.order_by("decided_at", "id")


@prepared
def _deferrals(application: int) -> QuerySet[Deferral]:
    made = Deferral.objects.filter(application=application, decision__set_aside_of=None)
    return made.exclude(status="decided").select_related("person", "decision")


def left_in(application: Application) -> list[Deferral]:
    """Who is left for later and not decided on yet, each with the reason."""
    return list(_left(application.pk)) if application.status in MAY_LEAVE else []


@prepared
def _left(application: int) -> QuerySet[Deferral]:
    return Deferral.objects.filter(application=application, status="left").select_related(
        "person", "decision"
    )


def names_of(file: File, left: Collection[Deferral]) -> list[str] | None:
    """The names that rules give to those left for later; None where nobody is."""
    keys = {one.person_id for one in left}
    return [name for name, person in file.people.items() if person.pk in keys] if left else None


def members_left(
    members: tuple[MemberAtDecision, ...], left: Collection[Deferral]
) -> tuple[MemberAtDecision, ...]:
    """Those of the members who are left for later."""
    keys = {one.person_id for one in left}
    return tuple(one for one in members if one.person.pk in keys)


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


def _why_later(person: Person) -> Text:
    return Text(
        en=f"{person.name}: write why you decide later. It stands in the letter.",
        fr=f"{person.name}\u00a0: inscrivez pourquoi vous décidez plus tard. Ce texte figure dans la lettre.",
    )


_NOBODY = Text(
    en="One of these people does not apply. Open the page again.",
    fr="L’une de ces personnes ne présente pas de demande. Ouvrez la page de nouveau.",
)
