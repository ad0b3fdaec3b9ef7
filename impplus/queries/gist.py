"""The gist of a file: who asks for what, what limits the permit, and what waits by when; every value, and no words of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from impplus.queries.answers import given_by
from impplus.queries.biometrics import BiometricsStep, biometrics_steps
from impplus.queries.file import File
from impplus.queries.orders import Halted, halted
from impplus.queries.stopped import Stopped, stopped
from impplus.records.models import Person, Question
from impplus.rules import medical
from impplus.rules.case import Csq, InCanada, PermanentResidence, Residence
from impplus.rules.dated import age
from impplus.rules.eligibility import Need
from impplus.rules.validity import PermitDue, permits

SOON = 60  # days before the end of a certificate or of a deadline from which it is to be seen


@dataclass(frozen=True)
class Kin:
    """Somebody in the application: age in years on the day, and what this person asks for (`applies_for` of the form)."""

    person: Person
    name: str
    age: int | None
    asks: str | None


@dataclass(frozen=True)
class Gist:
    """On a day. `permit` is what an approval on that day would issue to the principal applicant; None where it would issue none."""

    on: date
    waited: int
    principal: Person
    age: int | None
    city: str
    lives_in: Residence | None
    passport: str
    in_canada: InCanada | None
    csq: Csq | None
    residence: PermanentResidence | None
    permit: PermitDue | None
    medical: Need | None
    family: tuple[Kin, ...]
    biometrics: tuple[BiometricsStep, ...]
    questions: tuple[Question, ...]
    halted: Halted | None
    stopped: Stopped

    @property
    def csq_days(self) -> int | None:
        """How many days the certificate still holds; less than none once it has ended."""
        return (self.csq.expires - self.on).days if self.csq and self.csq.expires else None

    @property
    def csq_soon(self) -> bool:
        """Whether it ends soon, or has ended."""
        return self.csq_days is not None and self.csq_days < SOON

    @property
    def asked(self) -> tuple[Question, ...]:
        """What was asked and not answered yet."""
        return tuple(one for one in self.questions if one.status == "open")

    @property
    def answered(self) -> tuple[Question, ...]:
        """What was answered, the last first."""
        return tuple(one for one in self.questions if one.status == "answered")[::-1]

    @property
    def awaited(self) -> tuple[BiometricsStep, ...]:
        """Whose biometrics were asked for and are not given yet."""
        return tuple(one for one in self.biometrics if one.awaited)

    @property
    def is_free(self) -> bool:
        """Whether nothing is awaited of anybody."""
        return not self.asked and not self.awaited


def gist_of(file: File, on: date, questions: Iterable[Question]) -> Gist:
    """The gist of a received file on a day."""
    first, given = file.case.principal, given_by(file.principal)
    asked, steps, stands = tuple(questions), biometrics_steps(file), halted(file.application)
    due = {one.person: one for one in permits(file.programme, file.case, on=file.on, granted_on=on)}
    return Gist(
        on=on,
        waited=(on - (file.received or on)).days,
        principal=file.principal,
        age=age(first.born, on) if first.born else None,
        city=str(given.get("city") or ""),
        lives_in=first.lives_in,
        passport=file.principal.passport_number,
        in_canada=first.in_canada,
        csq=first.csq,
        residence=first.permanent_residence,
        permit=due.get("principal"),
        medical=medical.needed(file.programme, file.case, on=file.on),
        family=tuple(_kin(file, name, on) for name in file.people),
        biometrics=tuple(steps),
        questions=asked,
        halted=stands,
        stopped=stopped(file, on, asked, steps, stands),
    )


def _kin(file: File, name: str, on: date) -> Kin:
    person, facts = file.people[name], dict(file.case.people())[name]
    asks = "work-permit" if name == "principal" else getattr(facts, "applies_for", None)
    years = age(facts.born, on) if facts.born else None
    return Kin(person, person.given_names or person.name, years, asks)
