"""Those whom a report declared after submission: what is said of them corrected, and a report of the family taken back."""

from datetime import date

from django.db import transaction

from impplus.actions import answers as corrections
from impplus.actions.locks import held_application
from impplus.actions.reports import (
    again,
    declare,
    faults_of_member,
    must_be_kept,
)
from impplus.queries import clock
from impplus.queries.access import must_see
from impplus.queries.answers import given_by
from impplus.queries.declared import MEMBER, TAKEN_BACK, declared_as, said_of_member, stands
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.saves import NO_WINDOW, Window
from impplus.queries.translations import spoken
from impplus.records.models import Correction, Report, User
from impplus.words.family_changes import FAMILY
from impplus.words.text import Text


def correct(
    declaration: Report,
    *,
    name: str,
    born: date | None,
    comes: str,
    reason: str,
    by: User,
    language: str = "",
    window: Window = NO_WINDOW,
) -> Report:
    """Say otherwise who somebody is whom this report declared, by a new report.

    The same again is the same report. Raises NotUnderstood where nothing changes, for what cannot be kept, and where
    the declaration was taken back; WrongMoment once decided.
    """
    application = declaration.application
    must_see(application, by)
    must_be_kept(reason)
    today = clock.today(application.programme)
    if faults := faults_of_member(name.strip(), born, comes, today):
        raise NotUnderstood(*faults)
    with transaction.atomic():
        application = held_application(application.pk)
        report = Report(
            application=application,
            kind=MEMBER,
            about=declaration,
            name=name.strip(),
            member=said_of_member(born, comes),
            reason=reason.strip(),
            language=spoken(application, language),
            window=window.name,
            turn=window.turn,
        )
        if same := again(report, by):
            return same
        _must_change(report, declaration)
        return declare(report, {}, by=by)


def _must_change(report: Report, declaration: Report) -> None:
    """Raise NotUnderstood where nobody is declared any more, or the same is said of that person already."""
    known = declared_as(declaration)
    if known is None:
        raise NotUnderstood(_GONE)
    if (known.name, known.last.member) == (report.name, report.member):
        raise NotUnderstood(_THE_SAME)


def take_back(
    mistaken: Report, *, reason: str, by: User, language: str = "", window: Window = NO_WINDOW
) -> Report:
    """Take back what was reported of the family by mistake: the report stays, and no longer counts.

    A marital status that it brought, and that still stands, is again as it was. The same again is the same
    report. Raises NotYours for a report of another kind, NotUnderstood where it was taken back before, WrongMoment once decided.
    """
    application = mistaken.application
    must_see(application, by)
    must_be_kept(reason)
    if mistaken.kind not in FAMILY:
        raise NotYours
    with transaction.atomic():
        application = held_application(application.pk)
        report = Report(
            application=application,
            kind=TAKEN_BACK,
            about=mistaken,
            name=mistaken.person.name if mistaken.person else mistaken.name,
            reason=reason.strip(),
            language=spoken(application, language),
            window=window.name,
            turn=window.turn,
        )
        if same := again(report, by):
            return same
        if not stands(mistaken):
            raise NotUnderstood(_GONE)
        report.correction = _as_before(mistaken.correction, reason, by)
        changed = report.correction
        detail = {"before": changed.before, "after": changed.after} if changed else {}
        return declare(report, detail, by=by)


def _as_before(made: Correction | None, reason: str, by: User) -> Correction | None:
    """The marital status as it was before a report; None where that changed nothing, or it changed since."""
    if made is None:
        return None
    person = made.person
    given = given_by(person)
    if any(given.get(key) != value for key, value in made.after.items()):
        return None
    return corrections.correct(
        person, answers=made.before, reason=reason, version=person.answers_version, by=by
    )


_GONE = Text(
    en="This report was taken back before. Nothing was changed.",
    fr="Cette déclaration a déjà été retirée. Rien n’a été modifié.",
)
_THE_SAME = Text(
    en="This is what the file says already. Nothing was changed.",
    fr="C’est déjà ce que dit le dossier. Rien n’a été modifié.",
)
