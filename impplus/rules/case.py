"""The facts that a rule may look at; a fact that is not known is None."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from impplus.rules.columns import Country
from impplus.words.text import Text

Province = Literal["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"]
CsqProgramme = Literal[
    "PRTQ", "PILOT-AI-IT-VFX", "PEQ", "PSTQ", "PILOT-ORDERLIES", "PILOT-FOOD", "BUSINESS", "OTHER"
]
PrDecision = Literal["pending", "approved", "refused"]
InvitationState = Literal["issued", "used", "expired", "revoked", "none"]
Status = Literal[
    "worker", "student", "permit-holder-family", "temporary-resident-permit", "visitor", "none"
]
Purpose = Literal["temporary", "permanent"]
Relationship = Literal["single", "married", "common-law", "divorced", "widowed", "separated"]
Relation = Literal["spouse", "common-law", "child"]
AppliesFor = Literal["work-permit", "study-permit", "nothing"]
Studies = Literal["pre-school", "primary", "secondary", "post-secondary"]
Outcome = Literal[
    "over-cap", "not-submitted", "returned", "withdrawn-before-processing", "withdrawn", "refused",
    "approved", "terminated", "late",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Residence:
    """Where someone lives."""

    country: Country
    province: Province | None = None


@dataclass(frozen=True, slots=True)
class Csq:
    """A Quebec Selection Certificate."""

    programme: CsqProgramme | None = None
    issued: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class PermanentResidence:
    """The application for permanent residence: the day it was filed, or False for none."""

    applied: date | Literal[False]
    decision: PrDecision | None = None


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """The ministry's letter of invitation."""

    issued: date | None = None
    expires: date | None = None
    state: InvitationState | None = None


@dataclass(frozen=True, slots=True)
class InCanada:
    """Status of a person who is in Canada, and the day it was lost where that happened."""

    status: Status
    until: date | None = None
    lost_on: date | None = None


@dataclass(frozen=True, slots=True)
class Biometrics:
    """Biometrics once given, and for which kind of application."""

    given: date
    for_: Purpose
    pending: bool | None = None


@dataclass(frozen=True, slots=True)
class Principal:
    """The principal applicant."""

    born: date | None = None
    nationality: Country | None = None
    lives_in: Residence | None = None
    intends_quebec: bool | None = None
    passport_expires: date | None = None
    csq: Csq | None = None
    permanent_residence: PermanentResidence | None = None
    invitation: InvitationFacts | None = None
    in_canada: InCanada | None = None
    biometrics: Biometrics | None = None
    medical_exam: bool | None = None
    health_or_child_care: bool | None = None
    relationship: Relationship | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the family, who is declared whether coming or not."""

    relation: Relation
    born: date | None = None
    nationality: Country | None = None
    passport_expires: date | None = None
    in_canada: InCanada | None = None
    biometrics: Biometrics | None = None
    applies_for: AppliesFor | None = None
    together: bool | None = None
    studies: Studies | None = None
    other_parent_consents: bool | None = None
    dependent_for_health: bool | None = None
    married: bool | None = None
    medical_exam: bool | None = None
    health_or_child_care: bool | None = None


type Person = Principal | Member
# What is wrong with a case, each with the JSON pointer (RFC 6901) of where.
type Faults = list[tuple[str, Text]]
# Whether facts contradict each other, the JSON pointer of the later-stated one, and what is said.
type _Check = tuple[object, str, Text]


@dataclass(frozen=True, slots=True)
class Case:
    """One principal applicant's request on the day it is received."""

    on: date
    principal: Principal
    family: tuple[Member, ...] = ()
    decided_on: date | None = None
    outcome: Outcome | None = None
    represented: bool | None = None

    def people(self) -> tuple[tuple[str, Person], ...]:
        """Everyone by name: principal, partner, child-1, child-2 … in the order given."""
        return (("principal", self.principal), *_named(self.family))

    def applicants(self) -> tuple[tuple[str, Person], ...]:
        """Those who ask for a permit here and now, by name."""
        return tuple((name, person) for name, person in self.people() if applies(person))


def asks(person: Person) -> bool | None:
    """Whether a person asks for a permit, with this application or later; None where not known."""
    if isinstance(person, Principal):
        return True
    return None if person.applies_for is None else person.applies_for != "nothing"


def applies(person: Person) -> bool | None:
    """Whether a person asks for a permit in this application; None where not known."""
    if isinstance(person, Member) and person.together is False:
        return False
    return asks(person)


def _named(family: tuple[Member, ...]) -> Iterator[tuple[str, Member]]:
    children = 0
    for member in family:
        if member.relation == "child":
            children += 1
            yield f"child-{children}", member
        else:
            yield "partner", member


class BadCase(ValueError):
    """A case that cannot be read; `faults` holds everything that is wrong, each (pointer, text)."""

    def __init__(self, faults: Faults) -> None:
        super().__init__("; ".join(f"{pointer}: {text.en}" for pointer, text in faults))
        self.faults = tuple(faults)


def contradictions(case: Case) -> Faults:
    """Facts that cannot be true together, each with the JSON pointer of the later-stated one."""
    principal = case.principal or Principal()  # left out, it was already named as a fault
    checks = [
        (_before(case.decided_on, case.on), "/decided_on", DECIDED_EARLY),
        *_about_principal(case.on, principal),
        *_about_family(case.on, principal, case.family),
    ]
    return [(pointer, text) for wrong, pointer, text in checks if wrong]


def _about_principal(on: date, principal: Principal) -> Iterator[_Check]:
    csq, letter, home = principal.csq, principal.invitation, principal.lives_in
    residence = principal.permanent_residence or PermanentResidence(applied=False)
    at = "/principal"
    filed = f"{at}/permanent_residence"
    yield _before(on, principal.born), f"{at}/born", NOT_BORN
    yield csq and _before(csq.expires, csq.issued), f"{at}/csq/expires", ENDS_EARLY
    yield letter and _before(letter.expires, letter.issued), f"{at}/invitation/expires", ENDS_EARLY
    yield _given_unborn(principal), f"{at}/biometrics/given", BEFORE_BIRTH
    yield _before(on, residence.applied or None), f"{filed}/applied", LATER_THAN_ON
    undecided = residence.applied is False
    yield undecided and residence.decision, f"{filed}/decision", DECIDED_UNFILED
    abroad = home and home.country and home.country != "CAN"
    yield abroad and home and home.province, f"{at}/lives_in/province", PROVINCE_ABROAD
    yield _lost_later(on, principal), f"{at}/in_canada/lost_on", LATER_THAN_ON


def _about_family(on: date, principal: Principal, family: tuple[Member, ...]) -> Iterator[_Check]:
    partners = 0
    for n, member in enumerate(family):
        at = f"/family/{n}"
        child = member.relation == "child"
        partner = member.relation in ("spouse", "common-law")
        partners += partner
        yield _before(on, member.born), f"{at}/born", NOT_BORN
        yield child and _not_younger(member, principal), f"{at}/born", OLDER_THAN_PARENT
        yield _given_unborn(member), f"{at}/biometrics/given", BEFORE_BIRTH
        yield _lost_later(on, member), f"{at}/in_canada/lost_on", LATER_THAN_ON
        yield partner and partners > 1, f"{at}/relation", SECOND_PARTNER


def _before(one: date | None, other: date | None) -> bool:
    return bool(one and other and one < other)


def _not_younger(child: Member, parent: Principal) -> bool:
    return bool(child.born and parent.born and child.born <= parent.born)


def _given_unborn(person: Person) -> bool:
    return bool(person.biometrics and _before(person.biometrics.given, person.born))


def _lost_later(on: date, person: Person) -> bool:
    return bool(person.in_canada and _before(on, person.in_canada.lost_on))


DECIDED_EARLY = Text(
    en="must not be before the day of receipt", fr="ne doit pas précéder le jour de réception"
)
NOT_BORN = Text(
    en="must not be after the day of receipt", fr="ne doit pas suivre le jour de réception"
)
LATER_THAN_ON = NOT_BORN
ENDS_EARLY = Text(
    en="must not be before the day of issue", fr="ne doit pas précéder le jour de délivrance"
)
BEFORE_BIRTH = Text(
    en="must not be before the day of birth", fr="ne doit pas précéder le jour de naissance"
)
DECIDED_UNFILED = Text(
    en="contradicts that no application for permanent residence was filed",
    fr="contredit le fait qu’aucune demande de résidence permanente n’a été présentée",
)
PROVINCE_ABROAD = Text(
    en="names a province of Canada, but the country is another",
    fr="nomme une province du Canada, mais le pays est un autre",
)
OLDER_THAN_PARENT = Text(
    en="makes the child older than the parent", fr="rend l’enfant plus âgé que son parent"
)
SECOND_PARTNER = Text(
    en="names a second spouse or partner; there can be only one",
    fr="nomme une deuxième personne comme époux, épouse, conjointe ou conjoint de fait; il ne peut y en avoir qu’une",
)
