"""Absences: planned for days to come with a substitute, and cancelled."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from impplus.actions import moves
from impplus.actions.locks import held
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.officers import absences_between, officers
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.models import Absence, User
from impplus.rules.lifecycle import Role
from impplus.words import formats
from impplus.words.text import Text


def declare(officer: User, *, substitute: User, first: date, last: date, by: User) -> Absence:
    """Plan the days on which an officer is away, both included; the same again is the same absence.

    NotYours for anybody but that officer: who may act on a file is no colleague's to change. NotUnderstood for days that are past or turned round, a substitute who is no officer or away too, and an officer who
    is away already or stands in for somebody then.
    """
    if by.role != Role.FEDERAL or by != officer:
        raise NotYours
    absence = Absence(officer=officer, substitute=substitute, first=first, last=last)
    with transaction.atomic():
        both = User.objects.filter(pk__in=(officer.pk, substitute.pk))
        list(held(both).order_by("pk"))  # of two absences at once the second finds the first
        same = {"officer": officer, "substitute": substitute, "first": first, "last": last}
        if found := Absence.objects.filter(**same, status="declared").first():
            return found
        if faults := list(_faults(absence)):
            raise NotUnderstood(*faults)
        moves.move(absence, "declare", by=by, detail={"officer": officer.pk})
    return absence


def end(absence: Absence, *, by: User) -> None:
    """Cancel one's own absence: its officer has the files again, at once."""
    if by.role != Role.FEDERAL or by != absence.officer:
        raise NotYours
    moves.move(absence, "end", by=by)


def _faults(asked: Absence) -> Iterator[Text]:
    officer, substitute = asked.officer, asked.substitute
    if asked.first < today(SERVED):
        yield _PAST
    if asked.last < asked.first:
        yield _TURNED
        return
    if substitute == officer or not officers().filter(pk=substitute.pk).exists():
        yield _NO_SUBSTITUTE
    for other in absences_between(asked.first, asked.last):
        if other.officer == substitute:
            yield _said(
                other,
                en=f"{substitute.name} is away too, {{days}}. Choose another substitute.",
                fr=f"{substitute.name} est aussi en congé {{days}}. Choisissez une autre personne pour le remplacement.",
            )
        elif other.officer == officer:
            yield _said(
                other,
                en=f"{officer.name} is away already, {{days}}. Cancel that absence first.",
                fr=f"{officer.name} est déjà en congé {{days}}. Annulez d’abord cette absence.",
            )
        elif other.substitute == officer:
            yield _said(
                other,
                en=f"{officer.name} is the substitute of {other.officer.name}, {{days}}. Cancel that absence first, or choose other days.",
                fr=f"{officer.name} remplace {other.officer.name} {{days}}. Annulez d’abord cette absence ou choisissez d’autres jours.",
            )


def _said(other: Absence, en: str, fr: str) -> Text:
    en_days, fr_days = (
        (formats.day(other.first, one), formats.day(other.last, one)) for one in ("en", "fr")
    )
    return Text(
        en=en.replace("{days}", f"from {en_days[0]} to {en_days[1]}"),
        fr=fr.replace("{days}", f"du {fr_days[0]} au {fr_days[1]}"),
    )


_PAST = Text(
    en="The first day is in the past. An absence begins today at the earliest.",
    fr="Le premier jour est passé. Une absence commence au plus tôt aujourd’hui.",
)
_TURNED = Text(en="The last day is before the first.", fr="Le dernier jour précède le premier.")
_NO_SUBSTITUTE = Text(
    en="Choose another officer of this office as the substitute.",
    fr="Choisissez une autre personne de ce bureau pour le remplacement.",
)
