"""The form of one person: her pages in order, what is answered, and what is still missing."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse

from impplus.programmes import ALL
from impplus.queries.facts import answers_of, principal_of
from impplus.records.models import Application, Person
from impplus.rules import form
from impplus.rules.form import Answers, Field, Step, steps_about


@dataclass(frozen=True)
class Sheet:
    """The pages about one person with the answers given so far."""

    application: Application
    person: Person
    steps: tuple[Step, ...]
    answers: Answers

    @cached_property
    def asked(self) -> tuple[Step, ...]:
        """The pages that these answers make necessary."""
        return form.asked(self.steps, self.answers)

    @cached_property
    def missing(self) -> tuple[form.Missing, ...]:
        """Every answer still needed."""
        return tuple(form.missing(self.steps, self.answers))

    @property
    def done(self) -> int:
        """How many pages lack nothing."""
        return len(self.asked) - len({gap.step.key for gap in self.missing})

    def find(self, key: str) -> Step | None:
        """The page under this key, if it is asked."""
        return next((step for step in self.asked if step.key == key), None)

    def fields(self, step: Step) -> tuple[Field, ...]:
        """The fields that a page asks, given the answers."""
        return form.fields_asked(step, self.answers)

    def url(self, step: Step) -> str:
        """The address of a page of this sheet."""
        if self.person.relation == "principal":
            return reverse("portal:step", args=[self.application.number, step.key])
        return reverse(
            "portal:member-step", args=[self.application.number, self.person.pk, step.key]
        )

    def position(self, step: Step) -> tuple[int, int | None]:
        """Which page this is, and of how many: None while an answer that decides it is missing."""
        known = not any(self._undecided(one) for one in self.steps)
        return self.asked.index(step) + 1, len(self.asked) if known else None

    def _undecided(self, step: Step) -> bool:
        given = [(self.answers.get(key), values) for key, values in step.when]
        blank = any(answer in {None, ""} for answer, _ in given)
        return blank and all(answer in {None, ""} or answer in values for answer, values in given)

    def with_answers(self, answers: Answers) -> "Sheet":
        """The same sheet after these answers."""
        return replace(self, answers={**self.answers, **answers})


def sheet_of(application: Application, part: str) -> Sheet:
    """The principal applicant's questionnaire or form."""
    sheet = _sheet(application, principal_of(application))
    return replace(sheet, steps=tuple(step for step in sheet.steps if step.part == part))


def sheet_about(application: Application, person: Person) -> Sheet:
    """The pages about one family member."""
    return _sheet(application, person)


def first_page(sheet: Sheet) -> Step:
    """Where to go on: the first page with something missing, else the first page."""
    return sheet.missing[0].step if sheet.missing else sheet.asked[0]


def _sheet(application: Application, person: Person) -> Sheet:
    steps = steps_about(ALL[application.programme].steps, person.relation)
    return Sheet(application, person, steps, answers_of(application, person, steps))
