"""A file: one application with its people, their facts and the law of its day, worked out once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial

from django.db.models import Prefetch, QuerySet

from impplus.queries import clock
from impplus.queries.answers import Sheet, sheet_about
from impplus.queries.facts import case_of, named
from impplus.records.models import Application, Document, Person
from impplus.records.prepared import pointing_at, prepared
from impplus.rules.addressed import naming, speaking_to
from impplus.rules.case import Case
from impplus.rules.form import Step
from impplus.rules.law_of_day import LawOfDay
from impplus.rules.lifecycle import Role
from impplus.rules.programme import Programme
from impplus.words.people import THE_APPLICANT, THE_PARTNER, THIS_PERSON, YOU
from impplus.words.text import Text

# The files of an application that were not removed, read with it by a page that changes none.
SENT = Prefetch("documents", Document.objects.filter(removed_at__isnull=True), to_attr="files_sent")


@dataclass(frozen=True)
class File:
    """Made once for a request or an action, and passed on.

    `on` is the day whose law holds: that of receipt, or the day asked about. `received` is None for
    a draft. `everyone` is in the order of the form; `people` are those whose relation is known,
    under the names that rules give them.
    """

    application: Application
    programme: Programme
    on: date
    received: date | None
    everyone: tuple[Person, ...]
    people: Mapping[str, Person]
    case: Case
    law: LawOfDay

    @property
    def principal(self) -> Person:
        """The principal applicant."""
        return self.people["principal"]

    @property
    def members(self) -> tuple[Person, ...]:
        """The family, in the order in which they were declared."""
        return tuple(one for one in self.everyone if one.relation != "principal")

    @cached_property
    def sent(self) -> tuple[Document, ...]:
        """What was sent and not removed."""
        return sent_for(self.application)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """What the form asks of everyone, the principal applicant first, with the answers, in the words for its reader."""
        return self.sheets_for(self.application.own_part, self.application.read_by)

    def sheets_for(self, member: int | None, role: str = "") -> tuple[Sheet, ...]:
        """The same, for a member of the family or for a role: the pages speak to their reader, and name the others.

        To nobody they are in the words that were asked.
        """
        everyone, steps = (self.principal, *self.members), self.law.steps
        return tuple(sheet_about(one, steps, self._speak(one, member, role)) for one in everyone)

    def sheet_of(self, person: Person) -> Sheet:
        """What the form asks of somebody who may not have been added yet, in the words for its reader."""
        application = self.application
        speak = self._speak(person, application.own_part, application.read_by)
        return sheet_about(person, self.law.steps, speak)

    def _speak(
        self, person: Person, member: int | None, role: str
    ) -> Callable[[Step], Step] | None:
        """How a page about a person is put in the words for its reader; None for one in the words that were asked."""
        first = person.relation == "principal"
        if not (member or role) or (first and role != Role.REPRESENTATIVE):
            return None
        names = self._names(person, addressed=member is None and role == Role.APPLICANT)
        own = member is not None and person.pk == member
        return partial(speaking_to if own else naming, names=names)

    def _names(self, person: Person, *, addressed: bool) -> Mapping[str, Text]:
        """What a person, the principal applicant and the partner are called; the applicant may be the reader."""
        partner = self.people.get("partner")
        return {
            "person": _called(person, THIS_PERSON),
            "principal": YOU if addressed else _called(self.principal, THE_APPLICANT),
            "partner": _called(partner, THE_PARTNER) if partner else THE_PARTNER,
        }


def _called(person: Person, otherwise: Text) -> Text:
    return Text(person.name, person.name) if person.name else otherwise


def now_of(application: Application) -> datetime:
    """The instant: a page reads the clock with the application (`read_at`), else it is asked."""
    return getattr(application, "read_at", None) or clock.now()


def today_of(application: Application) -> date:
    """The programme's day then."""
    return application.programme.day_of(now_of(application))


def file_of(application: Application, *, on: date | None = None) -> File:
    """The file on its day of receipt; of a draft, today; with `on`, as if received on that day."""
    programme = application.programme
    received = None
    if on is None and application.status != "draft":
        received = programme.day_of(application.receipt.received_at)
    day = on or received or today_of(application)
    everyone = tuple(pointing_at(application, "people"))
    people = named(everyone)
    return File(
        application=application,
        programme=programme,
        on=day,
        received=received,
        everyone=everyone,
        people=people,
        case=case_of(application, people, day),
        law=programme.in_force(day),
    )


def sent_for(application: Application) -> tuple[Document, ...]:
    """What was sent for an application and not removed: as it was read with it (`SENT`), else as it is now."""
    read: list[Document] | None = getattr(application, "files_sent", None)
    return tuple(_sent(application.pk) if read is None else read)


@prepared
def _sent(application: int) -> QuerySet[Document]:
    return Document.objects.filter(application=application, removed_at__isnull=True)
