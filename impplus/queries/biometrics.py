"""The step of biometrics in a file: who must give them, why, by when, and who has."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from impplus.queries.exemptions import needs_of
from impplus.queries.file import File
from impplus.queries.last_days import DueDay, last_day
from impplus.queries.outcomes import left_in
from impplus.records.models import Person
from impplus.rules.eligibility import Need
from impplus.rules.programme import Programme


@dataclass(frozen=True)
class BiometricsStep:
    """One person's, whose key is `person`; `due` is the last day once they were asked for, `taken` the day on which they were given."""

    person: int
    name: str
    need: Need
    due: date | None
    taken: date | None

    @property
    def asked(self) -> bool:
        """Whether this person gives them, or may have to."""
        return bool(self.taken) or self.need.needed is not False

    @property
    def awaited(self) -> bool:
        """Whether they were asked for and are not given yet."""
        return bool(self.due and not self.taken)


def biometrics_steps(file: File, hidden: Container[int] = ()) -> list[BiometricsStep]:
    """The step of everyone who applies, on the law of the day of receipt.

    Whether somebody has to give them says what was answered: of those who are `hidden` from the reader there is no step.
    """
    steps = (_step(file, need) for need in needs_of(file))
    return [one for one in steps if one.person not in hidden]


def owed_in(file: File) -> dict[str, Person]:
    """Who must give biometrics and is still decided on, by the names that rules use."""
    needs = needs_of(file)
    owed = {need.person: file.people[need.person] for need in needs if need.needed is not False}
    if not file.application.is_approved:
        return owed
    left = {one.person_id for one in left_in(file.application)}
    return {name: one for name, one in owed.items() if one.pk in left}


def last_day_to_give(programme: Programme, asked: date, stopped: int = 0) -> DueDay:
    """The last day to give biometrics that were asked for on a day; so many days later where processing was suspended meanwhile."""
    days = programme.settings.number("biometrics-days", asked) + stopped
    return last_day(programme, asked, days)


def last_day_of(programme: Programme, person: Person) -> date | None:
    """The last day on which a person gives biometrics; None of one who was not asked for them."""
    if person.biometrics_asked_at is None:
        return None
    asked = programme.day_of(person.biometrics_asked_at)
    return last_day_to_give(programme, asked, person.biometrics_stopped_days).due


def _step(file: File, need: Need) -> BiometricsStep:
    person = file.people[need.person]
    due = last_day_of(file.programme, person)
    return BiometricsStep(person.pk, person.name, need, due, person.biometrics_taken_on)
