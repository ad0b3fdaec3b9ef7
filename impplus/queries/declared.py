"""The family as it was reported since submission: who was declared then, and what happened to whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from impplus.queries.answers import plain
from impplus.queries.held import may_hold
from impplus.records.models import Application, Person, Report
from impplus.records.prepared import prepared
from impplus.words import days, formats
from impplus.words.family_changes import BORN, COMES, FAMILY, IS_TO_COME, RELATION
from impplus.words.people import RELATIONS
from impplus.words.text import Text

NEW = {"birth": "child", "marriage": "spouse", "union": "common-law"}  # whom each event may bring
MEMBER, TAKEN_BACK = "member", "taken-back"  # reports that correct an earlier one, or take it back


@dataclass(frozen=True)
class Happened:
    """What happened to somebody in the family, on which day, and the report that says so."""

    report: Report

    @property
    def kind(self) -> Text:
        return FAMILY[self.report.kind]


@dataclass(frozen=True)
class Declared:
    """Somebody declared after submission: known to the file, and no applicant of it.

    `first` is the report that declared this person, `last` the one that says how it stands now;
    `happened` is what was reported of this person since.
    """

    first: Report
    last: Report
    happened: tuple[Happened, ...] = ()

    @property
    def name(self) -> str:
        """The name as it is known."""
        return self.last.name

    @property
    def relation(self) -> str:
        """What this person is to the principal applicant: child, spouse or common-law."""
        return NEW[self.first.kind]

    @property
    def kin(self) -> Text:
        """The same as a label."""
        return RELATIONS[self.relation]

    @property
    def rows(self) -> tuple[tuple[Text, Text], ...]:
        """What is declared of this person, beside the name."""
        return said_of(self.first.kind, self.last)


@dataclass(frozen=True)
class FamilySince:
    """Who was declared since submission, and by the key of each person of the application what happened."""

    declared: tuple[Declared, ...]
    happened: Mapping[int, tuple[Happened, ...]]

    def of(self, people: Iterable[Person]) -> list[tuple[Person, tuple[Happened, ...]]]:
        """The people of the application to whom something happened, with what."""
        return [(one, self.happened[one.pk]) for one in people if one.pk in self.happened]


def family_since(application: Application) -> FamilySince:
    """The family as the reports say that stand: those taken back do not count."""
    return since_in(reported_of(application))


def since_in(reports: Iterable[Report]) -> FamilySince:
    """The same, of all that was reported of one file, the oldest first."""
    stand = standing(reports)
    corrected = {one.about_id: one for one in stand if one.kind == MEMBER}
    events = [one for one in stand if one.kind in FAMILY]
    declared = tuple(
        Declared(one, corrected.get(one.pk, one), _happened(events, about_id=one.pk))
        for one in events
        if declares(one)
    )
    concerned = dict.fromkeys(one.person_id for one in events if one.person_id)
    return FamilySince(declared, {pk: _happened(events, person_id=pk) for pk in concerned})


def standing(reports: Iterable[Report]) -> list[Report]:
    """The reports that nobody took back, and that are of nobody whose declaration was."""
    reports = list(reports)
    gone = {one.about_id for one in reports if one.kind == TAKEN_BACK}
    return [one for one in reports if not {one.pk, one.about_id} & gone]


def declares(report: Report) -> bool:
    """Whether a report brings somebody whom the file did not know."""
    return report.kind in NEW and report.person_id is None and report.about_id is None


def stands(report: Report) -> bool:
    """Whether nobody took a report back, nor the declaration of the person whom it is about."""
    return any(one.pk == report.pk for one in standing(reports_of(report.application_id)))


def declared_as(report: Report) -> Declared | None:
    """Whom this report declared, as it stands now; None where it declared nobody, or was taken back."""
    since = family_since(report.application)
    return next((one for one in since.declared if one.first.pk == report.pk), None)


def born_of(kind: str, report: Report) -> date | None:
    """The birth that a report says; of a child without another one, the day that is reported."""
    written = report.member.get("born")
    if written:
        return days.read(str(written))
    return report.day if kind == "birth" else None


def said_of(kind: str, report: Report) -> tuple[tuple[Text, Text], ...]:
    """Relationship, birth, and whether the person is to come, in words; `kind` is that of the declaration."""
    rows = [(RELATION, RELATIONS[NEW[kind]])]
    if born := born_of(kind, report):
        rows.append((BORN, Text(en=formats.day(born, "en"), fr=formats.day(born, "fr"))))
    if comes := COMES.get(str(report.member.get("comes"))):
        rows.append((IS_TO_COME, comes))
    return tuple(rows)


def _happened(events: Iterable[Report], **whose: int) -> tuple[Happened, ...]:
    ((column, pk),) = whose.items()
    return tuple(Happened(one) for one in events if getattr(one, column) == pk)


def reported_of(application: Application) -> list[Report]:
    """What was reported of a file that is read, the oldest first."""
    return reports_of(application.pk) if may_hold(application, Report) else []


@prepared
def reports_of(application: int) -> QuerySet[Report]:
    """What was reported of a file, the oldest first."""
    made = Report.objects.filter(application=application)
    return made.select_related("correction", "by", "noted_by", "about")


def said_of_member(born: date | None, comes: str) -> dict[str, Any]:
    """What a report keeps of somebody whom it declares, beside the name."""
    given = {"born": plain(born), "comes": comes or None}
    return {key: value for key, value in given.items() if value}
