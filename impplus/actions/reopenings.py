"""Reopening: a decision or a return is set aside by two officers, and the file goes back to its officer."""

from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from impplus.actions import moves, places, signed_codes
from impplus.actions.intakes import AnotherOfficer
from impplus.actions.locks import held, held_application
from impplus.queries.access import must_see
from impplus.queries.done import too_late
from impplus.queries.first_acts import came_too_late
from impplus.queries.outcomes import left_in
from impplus.queries.refusals import CapReached, NotUnderstood, NotYours
from impplus.queries.reopenings import GROUNDS, hindrances
from impplus.queries.translations import NONE, Translated, issued_in, reasons_told
from impplus.queries.typed import fault_in
from impplus.queries.visits import must_not_be_barred
from impplus.records.clock import Now
from impplus.records.models import Application, Decision, Intake, Place, Reopening, User
from impplus.rules.lifecycle import Role, Verb, move_of
from impplus.words.text import Text, as_kept

# By which verb a closed application goes on, and so where.
REOPENED: Mapping[str, Verb] = {
    "approved": "reopen",
    "part-decided": "reopen",
    "refused": "reopen",
    "returned": "reopen-check",
}


class AnotherAuthorises(AnotherOfficer):
    """Two officers reopen an application."""

    text = Text(
        en="You asked for this reopening yourself. Another officer must authorize it.",
        fr="Vous avez vous-même demandé cette réouverture. Une autre agente ou un autre agent doit l’autoriser.",
    )


def request(
    application: Application, *, ground: str, reasons: str, words: Translated = NONE, by: User
) -> Reopening:
    """Ask for a closed application to be reopened, on a ground and for reasons that go into the letter; `words` says in which language they are.

    The same again, while it waits, is the same request. Raises NotUnderstood where something stands in the way, or the reasons need a translation.
    """
    must_see(application, by)
    must_not_be_barred(application, by)
    if fault := fault_in(reasons, empty=_REASONS):
        raise NotUnderstood(fault)
    if ground not in GROUNDS:
        raise NotUnderstood(_GROUND)
    with transaction.atomic():
        now = held_application(application.pk)
        if now.status not in REOPENED:
            raise came_too_late(now, by=by)
        _must_be_free(now)
        made = Reopening(
            application=now,
            ground=ground,
            ended=now.status,
            reasons=as_kept(reasons),
            asked_by=by,
            **vars(issued_in(now, words)),
        )
        waiting = now.reopenings.filter(status="asked").first()
        if waiting:
            if _asked(waiting) == _asked(made):
                return waiting
            raise came_too_late(waiting, by=by, text=_WAITS)
        moves.move(made, "request", by=by, detail={"ground": ground})
    return made


def _asked(one: Reopening) -> tuple[object, ...]:
    return one.asked_by_id, one.ground, one.reasons, _words(one)


def _words(one: Reopening) -> Translated:
    return Translated(language=one.language, translation=one.translation, translator=one.translator)


def authorise(reopening: Reopening, *, by: User) -> None:
    """Reopen the application; the applicant and the representative get a letter with the ground and the reasons.

    Raises AnotherAuthorises to whoever asked for it, AlreadyDone where `by` authorised it, WrongMoment once it is settled.
    """
    _must_be_an_officer(reopening, by)
    if reopening.asked_by_id == by.pk:
        raise AnotherAuthorises
    with transaction.atomic():
        now = _settled(reopening, "sign", by)
        if held_application(now.application_id).status != now.ended:
            raise came_too_late(now.application, by=by)
        try:
            told = reasons_told(now.application, now.reasons, _words(now))
        except NotUnderstood as missing:  # the applicant chose the other language since
            raise NotUnderstood(*missing.faults, ANEW) from None
        reopen(now.application, facts={"ground": asdict(GROUNDS[now.ground]), **told}, by=by)


def drop(reopening: Reopening, *, by: User) -> None:
    """Leave the application closed."""
    _must_be_an_officer(reopening, by)
    with transaction.atomic():
        _settled(reopening, "drop", by)


def reopen(application: Application, *, facts: Mapping[str, object], by: User) -> None:
    """Set the decision or the return aside, with the letter; call it in a transaction in which two officers are known to agree.

    A file that was returned takes back its letter of invitation and, where it was given back, a place of its intake: never a
    second one. Raises NotUnderstood where none is free, or where something else stands in the way.
    """
    now = held_application(application.pk)
    verb = REOPENED.get(now.status)
    if verb is None:
        raise came_too_late(now, by=by)
    _must_be_free(now)
    if now.status == "returned":
        _take_back(now, by)
    else:
        _set_aside(now, by)
    moves.move(now, verb, by=by, facts=dict(facts))
    _settle_what_waits(now, facts, by)


def _settle_what_waits(application: Application, facts: Mapping[str, object], by: User) -> None:
    """Nothing that was asked about the old decision is left to be answered about the next: it is done, with these reasons."""
    at: dict[str, object] = {"settled_by": by, "settled_at": Now()}
    for one in application.reopenings.filter(status="asked"):
        moves.move(one, "drop", by=by, columns=at)
    for asked in application.reconsiderations.filter(status="asked"):
        moves.move(asked, "grant", by=by, columns=as_answer(facts, by))


def as_answer(told: Mapping[str, object], by: User) -> dict[str, object]:
    """What a reconsideration keeps of the reasons that its letter says."""
    return {
        "answer": told["reasons"],
        "answer_language": told["language"],
        "answer_translation": told.get("translation", ""),
        "answer_translator": told.get("translator", ""),
        "answered_by": by,
        "answered_at": Now(),
    }


def _take_back(application: Application, by: User) -> None:
    """The letter of invitation, and the place, of an application that was returned."""
    moves.move(application.invitation, "bind", by=by)
    if Place.objects.filter(application=application).exists() or application.received_at is None:
        return
    programme = application.programme
    year = programme.year_of(application.received_at)
    try:
        places.take(application, intake=Intake.objects.get(programme=programme, year=year))
    except CapReached:
        raise NotUnderstood(FULL) from None


def _set_aside(application: Application, by: User) -> None:
    """Keep the decision and what was found, as those of before; the next decision has its own, on whoever was left for later, too."""
    for one in left_in(application):
        moves.move(one, "end", by=by, detail=moves.concerning(one.person_id))
    number = application.set_aside.count() + 1
    Decision.objects.filter(application=application).update(
        application=None, set_aside_of=application
    )
    before = f"before-{number}"
    application.findings.filter(stage="decided").update(stage=before)
    application.assessments.filter(stage="decided").update(stage=before)
    signed_codes.changed(at_once=False)


def _must_be_free(application: Application) -> None:
    if faults := hindrances(application):
        raise NotUnderstood(*faults)


def _must_be_an_officer(reopening: Reopening, by: User) -> None:
    if by.role != Role.FEDERAL:
        raise NotYours
    must_see(reopening.application, by)
    must_not_be_barred(reopening.application, by)


def _settled(reopening: Reopening, verb: Verb, by: User) -> Reopening:
    now = held(Reopening.objects.all()).get(pk=reopening.pk)
    if now.status not in move_of("reopening", verb).start:
        raise too_late(now, verb, by=by)
    moves.move(now, verb, by=by, columns={"settled_by": by, "settled_at": Now()})
    return now


FULL = Text(
    en="Every place of the year in which this application was received is taken, and it gave its own back. It can be reopened once a place is "
    "free: the cap is changed by two officers, under “Intake and cap”.",
    fr="Toutes les places de l’année où cette demande a été reçue sont prises, et elle avait rendu la sienne. Elle pourra être rouverte "
    "lorsqu’une place sera libre\u00a0: le plafond se modifie à deux, sous «\u00a0Réception des demandes et plafond\u00a0».",
)
_REASONS = Text(
    en="Write why the application is reopened.", fr="Inscrivez pourquoi la demande est rouverte."
)
_GROUND = Text(en="Choose the ground.", fr="Choisissez le motif.")
ANEW = Text(
    en="Drop this request: its reasons have no translation. They can be asked for again with one.",
    fr="Abandonnez cette proposition\u00a0: ses motifs n’ont pas de traduction. Elle peut être refaite avec une traduction.",
)
_WAITS = Text(
    en="Another officer has already asked for this application to be reopened. Look at that request first.",
    fr="Une autre personne du bureau a déjà demandé la réouverture de cette demande. Consultez d’abord cette proposition.",
)
