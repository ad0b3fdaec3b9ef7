"""A year's intake: planned with one row a place, opened and closed by the clock, resized by two officers."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from impplus.actions import moves
from impplus.queries.first_acts import came_too_late
from impplus.queries.places import PlacesLeft, first_instant, places_left
from impplus.queries.refusals import NotUnderstood, Refusal
from impplus.records.clock import Now
from impplus.records.models import Intake, Place, Proposal, User
from impplus.rules.lifecycle import Verb, move_of
from impplus.rules.programme import Programme
from impplus.words import formats
from impplus.words.text import Text

MOST = 100_000
_ADD = """
    INSERT INTO records_place (intake_id, number)
    SELECT %s, last + step
      FROM (SELECT coalesce(max(number), 0) AS last FROM records_place WHERE intake_id = %s) AS so_far,
           generate_series(1, %s) AS step
"""
# Highest numbers first; whoever is taking one of them is waited for. In an array, since PostgreSQL may
# ask what stands behind IN once for each row, and each time find other places that are free.
_REMOVE = """
    DELETE FROM records_place WHERE id = ANY (ARRAY(
        SELECT id FROM records_place WHERE intake_id = %s AND application_id IS NULL
         ORDER BY number DESC LIMIT %s FOR UPDATE))
"""


class NoCap(Refusal):
    """The program sets no cap for this year."""

    text = Text(
        en="The program sets no cap for this year; add it to caps.toml first.",
        fr="Le programme ne fixe aucun plafond pour cette année; ajoutez-le d’abord à caps.toml.",
    )


class AnotherOfficer(Refusal):
    """Two officers change a cap."""

    text = Text(
        en="You proposed this cap yourself. Another officer must confirm it.",
        fr="Vous avez vous-même proposé ce plafond. Une autre agente ou un autre agent doit le confirmer.",
    )


_ELSEWHERE = Text(
    en="PREPARES_ONLY: applications are prepared here for the department’s own portal; no intake is planned.",
    fr="PREPARES_ONLY\u00a0: les demandes sont préparées ici pour le portail du ministère; aucune réception n’est prévue.",
)


def open_year(
    programme: Programme,
    year: int,
    *,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    by: User | None = None,
) -> Intake:
    """Plan the intake of a year, with its places; the one already planned where it is.

    Without instants it opens and closes with its calendar year. Raises NoCap, NotUnderstood.
    """
    role = moves.role_for(move_of("intake", "open"), by)
    cap = programme.cap(year)
    if cap is None:
        raise NoCap
    if settings.PREPARES_ONLY:
        raise NotUnderstood(_ELSEWHERE)
    with transaction.atomic():
        intake, new = Intake.objects.get_or_create(
            programme=programme, year=year, defaults={"size": cap.size}
        )
        if new:
            _add(intake, cap.size)
            detail = {"year": year, "size": cap.size}
            moves.log("intake", intake, "open", role=role, by=by, detail=detail)
            if opens_at or closes_at:
                _plan(intake, opens_at, closes_at, by, new=True)
    return intake


def plan(
    intake: Intake, *, opens_at: datetime | None, closes_at: datetime | None, by: User | None
) -> None:
    """Set when an intake opens and closes: None is with its calendar year, an instant is aware.

    Raises NotUnderstood with everything that is wrong: what has happened cannot be moved.
    """
    with transaction.atomic():
        _plan(intake, opens_at, closes_at, by, new=False)


def _plan(
    intake: Intake,
    opens_at: datetime | None,
    closes_at: datetime | None,
    by: User | None,
    *,
    new: bool,
) -> None:
    role = moves.role_for(move_of("intake", "plan"), by)
    now = Intake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    if not new and (now.opens_at, now.closes_at) == (opens_at, closes_at):
        return  # it is planned so already
    faults = _faults(places_left(intake.programme, intake.year), opens_at, closes_at, new=new)
    if faults:
        raise NotUnderstood(*faults)
    Intake.objects.filter(pk=intake.pk).update(opens_at=opens_at, closes_at=closes_at)
    intake.opens_at, intake.closes_at = opens_at, closes_at
    instants = {"opens_at": opens_at, "closes_at": closes_at}
    detail = {name: at.isoformat() if at else None for name, at in instants.items()}
    moves.log("intake", intake, "plan", role=role, by=by, detail=detail)


def _faults(
    now: PlacesLeft, opens_at: datetime | None, closes_at: datetime | None, *, new: bool
) -> list[Text]:
    first, last = (first_instant(now.programme, now.year + one) for one in (0, 1))
    opens, closes = opens_at or first, closes_at or last
    faults = []
    if not first <= opens < closes <= last:
        faults.append(_OUT_OF_YEAR)
    if opens != now.opens_at and (opens <= now.at or (now.opens_at <= now.at and not new)):
        faults.append(_OPENED)
    if closes != now.closes_at and closes <= now.at:
        faults.append(_PAST)
    return faults


def propose(intake: Intake, *, size: int, reason: str, by: User) -> Proposal:
    """Propose another cap for an intake, which another officer confirms; the same again, while it waits, is the same proposal.

    Raises NotUnderstood, and WrongMoment where another proposal waits.
    """
    faults = []
    if not 1 <= size <= MOST or size == intake.size:
        faults.append(_OTHER_SIZE)
    if not reason.strip():
        faults.append(_REASON)
    counted = Place.objects.filter(intake=intake, application__isnull=False).count()
    if size < counted:
        faults.append(_below(counted))
    if faults:
        raise NotUnderstood(*faults)
    proposal = Proposal(intake=intake, size=size, reason=reason.strip(), proposed_by=by)
    try:
        with transaction.atomic():
            detail = {"year": intake.year, "from": intake.size, "to": size}
            moves.move(proposal, "propose", by=by, detail=detail)
    except IntegrityError:
        said = {"size": size, "reason": proposal.reason, "proposed_by": by}
        same = Proposal.objects.filter(intake=intake, status="proposed", **said).first()
        if same is None:
            waiting = Proposal.objects.filter(intake=intake, status="proposed").first()
            raise came_too_late(waiting or proposal, by=by, text=_WAITS) from None
        return same
    return proposal


def confirm(proposal: Proposal, *, by: User) -> None:
    """Put a proposed cap in force: further places are further rows, and only free ones are taken away.

    Raises AnotherOfficer to whoever proposed it, NotUnderstood where more are counted by now.
    """
    if by.pk == proposal.proposed_by_id:
        raise AnotherOfficer
    with transaction.atomic():
        intake = Intake.objects.select_for_update(no_key=True).get(pk=proposal.intake_id)
        detail = {"year": intake.year, "from": intake.size, "to": proposal.size}
        _settle(proposal, "confirm", by, detail)
        if proposal.size > intake.size:
            _add(intake, proposal.size - intake.size)
        elif _remove(intake, intake.size - proposal.size) < intake.size - proposal.size:
            raise NotUnderstood(_below(intake.places.filter(application__isnull=False).count()))
        Intake.objects.filter(pk=intake.pk).update(size=proposal.size)
        moves.wake("remember_forecast")


def drop(proposal: Proposal, *, by: User) -> None:
    """Leave the cap as it is."""
    _settle(proposal, "drop", by, {})


def _settle(proposal: Proposal, verb: Verb, by: User, detail: dict[str, int]) -> None:
    columns = {"settled_by": by, "settled_at": Now()}
    moves.move(proposal, verb, by=by, detail=detail, columns=columns)


def _add(intake: Intake, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [intake.pk, intake.pk, number])


def _remove(intake: Intake, number: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_REMOVE, [intake.pk, number])
        return int(cursor.rowcount)


def _below(counted: int) -> Text:
    return Text(
        en=f"Applications counted already: {formats.count(counted, 'en')}. The cap cannot be lower.",
        fr=f"Demandes déjà comptées\u00a0: {formats.count(counted, 'fr')}. Le plafond ne peut pas être plus bas.",
    )


_OUT_OF_YEAR = Text(
    en="The opening must come before the closing, and both must be within the calendar year.",
    fr="L’ouverture doit précéder la fermeture, et les deux doivent avoir lieu dans l’année civile visée.",
)
_OPENED = Text(
    en="The opening can be changed only before it happens, and only to a time in the future.",
    fr="L’ouverture ne peut être modifiée qu’avant d’avoir lieu, et seulement pour un moment à venir.",
)
_PAST = Text(
    en="Choose a closing in the future.",
    fr="Choisissez une fermeture à venir.",
)
_OTHER_SIZE = Text(
    en=f"Enter a cap other than the one in force, from 1 to {formats.count(MOST, 'en')}.",
    fr=f"Inscrivez un plafond différent de celui qui est en vigueur, de 1 à {formats.count(MOST, 'fr')}.",
)
_REASON = Text(
    en="Write the reason for the change.",
    fr="Inscrivez le motif de la modification.",
)
_WAITS = Text(
    en="Another change of this cap waits for confirmation. Confirm it or drop it first.",
    fr="Une autre modification de ce plafond attend une confirmation. Confirmez-la ou abandonnez-la d’abord.",
)
