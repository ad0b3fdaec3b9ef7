"""What a border services officer does with a letter of introduction: records the arrival, or refuses entry."""

from django.db import transaction

from impplus.actions import introductions, moves, permits, signed_codes
from impplus.queries.clock import today
from impplus.queries.done import was_done
from impplus.queries.file import file_of
from impplus.queries.refusals import (
    AlreadyDone,
    NotUnderstood,
    NotYours,
    ReasonMissing,
    WrongMoment,
)
from impplus.records.models import Introduction, Permit, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text, as_kept, is_refused

LONGEST_PORT = 100
TOO_LATE = Text(
    en="The last day of this letter has passed, so no permit can be made with it. If you let nobody enter, refuse entry and say why.",
    fr="Le dernier jour de cette lettre est passé\u00a0: on ne peut plus établir de permis avec elle. Si vous ne permettez pas l’entrée, refusez-la en donnant le motif.",
)
NONE_DUE = Text(
    en="The rules give this person no permit today. Write to the office that issued the letter.",
    fr="Les règles ne donnent aujourd’hui aucun permis à cette personne. Écrivez au bureau qui a délivré la lettre.",
)
UNSEEN = Text(
    en="What you typed contains a character that cannot be seen (a control character). Type it again.",
    fr="Ce que vous avez inscrit contient un caractère invisible (un caractère de commande). Inscrivez-le de nouveau.",
)


def record(letter: Introduction, *, port: str, by: User) -> Permit:
    """Record an arrival, and issue the permit: dated today, within the limits of today.

    Raises AlreadyDone where `by` recorded it before, WrongMoment where the letter is used or entry was refused, and
    NotUnderstood after its last day, or where no permit can be dated.
    """
    _must_be_at_the_border(by)
    port = _as_typed(port)
    with transaction.atomic():
        locked = _locked(letter)
        if locked.status != "issued":
            raise AlreadyDone if was_done(locked, "arrive", by=by) else WrongMoment
        file = file_of(locked.application)
        on = today(file.programme)
        if on > locked.expires_on:
            raise NotUnderstood(TOO_LATE)
        names = {person.pk: name for name, person in file.people.items()}
        due = permits.due(file, on, decided_on=locked.application.decision.decided_on)
        one = next((each for each in due if each.person == names.get(locked.person_id)), None)
        if one is None:
            raise NotUnderstood(NONE_DUE)
        issued = permits.issue_one(file, locked.person, one, by=by)
        columns = {"permit": issued, "arrived_on": on, "port": port}
        moves.move(locked, "arrive", by=by, detail={"port": port}, columns=columns)
        signed_codes.changed()
    return issued


def refuse_entry(letter: Introduction, *, reasons: str, language: str, by: User) -> None:
    """Refuse entry, in words of a language that the holder reads in a letter.

    Raises as `record`, and ReasonMissing without a reason.
    """
    _must_be_at_the_border(by)
    said = _as_typed(reasons)
    if not said:
        raise ReasonMissing
    with transaction.atomic():
        locked = _locked(letter)
        if locked.status != "issued":
            raise AlreadyDone if was_done(locked, "refuse-entry", by=by) else WrongMoment
        facts = introductions.said_of(locked) | {"reasons": said, "language": language}
        moves.move(locked, "refuse-entry", by=by, facts=facts)
        signed_codes.changed()


def _locked(letter: Introduction) -> Introduction:
    held = Introduction.objects.select_for_update(no_key=True, of=("self",))
    return held.select_related("person", "application").get(pk=letter.pk)


def _must_be_at_the_border(by: User) -> None:
    if by.role != Role.BORDER:
        raise NotYours


def _as_typed(text: str) -> str:
    kept = as_kept(text)
    if is_refused(kept):
        raise NotUnderstood(UNSEEN)
    return kept.strip()
