"""What a border services officer does with a letter of introduction: finds it, records the arrival or takes that back, or refuses entry."""

from datetime import date

from django.db import transaction

from impplus.actions import introductions, moves, permits, signed_codes
from impplus.queries import due_papers
from impplus.queries.clock import today
from impplus.queries.done import too_late, was_done
from impplus.queries.file import file_of
from impplus.queries.first_acts import came_too_late
from impplus.queries.grounds import grounds_of, told_ground
from impplus.queries.introductions import NotShown, shown_at_the_border
from impplus.queries.outcomes import outcomes_of
from impplus.queries.refusals import (
    AlreadyDone,
    NotUnderstood,
    NotYours,
    ReasonMissing,
)
from impplus.queries.translations import NONE, Translated, reasons_told
from impplus.records.models import Introduction, Permit, User
from impplus.rules.law import Ending, Ground
from impplus.rules.lifecycle import Role
from impplus.rules.validity import PermitDue
from impplus.words.text import Text, as_kept, is_refused

LONGEST_PORT = 100
TOO_LATE = Text(
    en="The last day of this letter has passed, so no permit can be made with it. If you do not let this person enter, refuse entry and say why.",
    fr="Le dernier jour de cette lettre est passé\u00a0: on ne peut plus établir de permis avec elle. Si vous ne permettez pas l’entrée, refusez-la en donnant le motif.",
)
NONE_DUE = Text(
    en="The rules give this person no permit today. Write to the office that issued the letter.",
    fr="Les règles ne donnent aujourd’hui aucun permis à cette personne. Écrivez au bureau qui a délivré la lettre.",
)
NO_PORT = Text(en="Enter the port of entry.", fr="Inscrivez le point d’entrée.")


def find(shown: str, born: date, *, by: User) -> Introduction:
    """The letter that somebody shows, whose holder was born so.

    Raises NotShown, and remembers that `by` asked in vain, for which letter where there is one of that number or code.
    """
    _must_be_at_the_border(by)
    try:
        return shown_at_the_border(shown, born)
    except NotShown as wrong:
        moves.log("introduction", wrong.letter, "miss", role=Role.BORDER, by=by)
        raise


def foreseen(letter: Introduction) -> PermitDue:
    """The permit that an arrival today would make (reads only); NotUnderstood as `record`."""
    application, on = letter.application, today(letter.application.programme)
    if on > letter.expires_on:
        raise NotUnderstood(TOO_LATE)
    file = file_of(application)
    decided = {one.person_id: one.decision.decided_on for one in outcomes_of(application)}
    own = [name for name, person in file.people.items() if person.pk == letter.person_id]
    due = due_papers.due(file, on, own, decided_on=decided[letter.person_id])
    one = next(iter(due), None)
    if one is None:
        raise NotUnderstood(NONE_DUE)
    permits.must_be_dated(letter.person, one)
    return one


def record(letter: Introduction, *, port: str, by: User) -> Permit:
    """Record an arrival, and issue the permit: dated today, within the limits of today.

    Raises AlreadyDone where `by` recorded it before, WrongMoment where the letter is used or entry was refused, and
    NotUnderstood after its last day, or where no permit can be dated.
    """
    _must_be_at_the_border(by)
    port = _port(port)
    with transaction.atomic():
        locked = _locked(letter)
        if locked.status != "issued":
            raise too_late(locked, "arrive", by=by)
        one = foreseen(locked)
        issued = permits.issue_one(file_of(locked.application), locked.person, one, by=by)
        columns = {"permit": issued, "arrived_on": one.valid_from, "port": port}
        moves.move(locked, "arrive", by=by, detail={"port": port}, columns=columns)
        signed_codes.changed()
    return issued


def undo(letter: Introduction, *, reasons: str, words: Translated = NONE, by: User) -> None:
    """Take back an arrival that was recorded by mistake, on its day and by whoever recorded it: the permit made is cancelled, and the letter is good again.

    Raises WrongMoment where that is not so, AlreadyDone where it was taken back, ReasonMissing without a reason, and NotUnderstood for one that needs a translation.
    """
    _must_be_at_the_border(by)
    said = _reasons(reasons)
    with transaction.atomic():
        locked = _locked(letter)
        permit = locked.permit
        if permit is None and was_done(locked, "undo-arrival", by=by):
            raise AlreadyDone
        if permit is None or not may_undo(locked, by=by):
            raise came_too_late(locked, by=by)
        found = _ground(locked, "undo-arrival", "")
        facts: dict[str, object] = {
            "permit_number": permit.number,
            "holder": locked.person.name,
            **reasons_told(locked.application, said, words),
            **dict.fromkeys(("greeted", "court"), "1"),
        }
        columns = {"ground": found.key if found else ""}
        facts |= told_ground(found)
        moves.move(permit, "undo", by=by, facts=facts, columns=columns)
        back = {"permit": None, "arrived_on": None, "port": ""}
        moves.move(locked, "undo-arrival", by=by, detail={"permit": permit.pk}, columns=back)
        signed_codes.changed()


def may_undo(letter: Introduction, *, by: User) -> bool:
    """Whether an arrival can still be taken back: today’s, by whoever recorded it, while the permit is untouched (reads only)."""
    permit, on = letter.permit, today(letter.application.programme)
    if permit is None or permit.status != "valid" or letter.arrived_on != on:
        return False
    return was_done(letter, "arrive", by=by)


def refuse_entry(
    letter: Introduction,
    *,
    ground: str,
    port: str,
    reasons: str,
    words: Translated = NONE,
    by: User,
) -> None:
    """Refuse entry on a ground of the law, at a port, for reasons that the holder reads in a letter; `words` says in which language they are.

    Raises as `record`, ReasonMissing without a reason, and NotUnderstood for one that needs a translation.
    """
    _must_be_at_the_border(by)
    said, port = _reasons(reasons), _port(port)
    with transaction.atomic():
        locked = _locked(letter)
        if locked.status != "issued":
            raise too_late(locked, "refuse-entry", by=by)
        found = _ground(locked, "refuse-entry", ground)
        facts = introductions.said_of(locked) | {"port": port}
        facts |= reasons_told(locked.application, said, words) | told_ground(found)
        columns = {"port": port, "ground": found.key if found else ""}
        moves.move(locked, "refuse-entry", by=by, facts=facts, detail=columns, columns=columns)
        signed_codes.changed()


def _ground(letter: Introduction, verb: Ending, key: str) -> Ground | None:
    """The ground in force under a key, or the first for an empty one; None where the law names none at all for this act."""
    programme = letter.application.programme
    rows = list(grounds_of(programme, letter.kind, verb, today(programme)))
    found = next((one for one in rows if key in ("", one.key)), None)
    if rows and (found is None or (not key and verb == "refuse-entry")):
        raise NotUnderstood(introductions.NO_GROUND)
    return found


def _locked(letter: Introduction) -> Introduction:
    held = Introduction.objects.select_for_update(no_key=True, of=("self",))
    return held.select_related("person", "application", "permit").get(pk=letter.pk)


def _must_be_at_the_border(by: User) -> None:
    if by.role != Role.BORDER:
        raise NotYours


def _reasons(text: str) -> str:
    said = _as_typed(text)
    if not said:
        raise ReasonMissing
    return said


def _port(text: str) -> str:
    port = _as_typed(text)
    if not port:
        raise NotUnderstood(NO_PORT)
    return port


def _as_typed(text: str) -> str:
    kept = as_kept(text)
    if is_refused(kept):
        raise NotUnderstood(introductions.UNSEEN)
    return kept.strip()
