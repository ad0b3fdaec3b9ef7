"""What becomes of a permit: cancelled, suspended, resumed or replaced, on a ground of the law."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from impplus.actions import answers, codes, moves, signed_codes
from impplus.actions.permits import of_record
from impplus.queries import clock
from impplus.queries.clock import today
from impplus.queries.grounds import ground_among, grounds_for, told_ground
from impplus.queries.officers import must_act
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.queries.replacements import changes_of, printed_of
from impplus.queries.translations import NONE, Translated, reasons_told
from impplus.records.clock import Now
from impplus.records.models import Letter, Permit, Suspension, User
from impplus.rules.form import Answer
from impplus.rules.law import Ending, Ground
from impplus.words.text import Text, as_kept, is_refused


def cancel(
    permit: Permit, *, ground: str, reasons: str = "", words: Translated = NONE, by: User | None
) -> None:
    """End a permit for a ground of the law; None is the law itself, such as a death made known.

    `words` says in which language the reasons are (none: the applicant's); NotUnderstood where these need a translation.
    """
    on, found = _grounded(permit, "cancel", ground, by)
    with transaction.atomic():
        moves.move(
            permit,
            "cancel",
            by=by,
            facts=_facts(permit, found, reasons, words) | _of_a_death(permit, found),
            detail=_detail(found, on),
            columns={"ground": ground},
        )
        _end_suspension(permit)
        signed_codes.changed()


def suspend(
    permit: Permit,
    *,
    ground: str,
    until: date | None = None,
    reasons: str = "",
    words: Translated = NONE,
    by: User,
) -> Suspension:
    """Take away a permit's rights until a day, or until it is resumed; `words` as for `cancel`."""
    on, found = _grounded(permit, "suspend", ground, by)
    _must_be_within(permit, until, on)
    facts = _facts(permit, found, reasons, words) | (
        {"until": {"day": until.isoformat()}} if until else {}
    )
    with transaction.atomic():
        detail = _detail(found, on) | ({"until": until.isoformat()} if until else {})
        moves.move(permit, "suspend", by=by, facts=facts, detail=detail)
        signed_codes.changed()
        return Suspension.objects.create(
            permit=permit, ground=ground, until=until, reasons=reasons.strip(), officer=by
        )


def resume(permit: Permit, *, by: User | None) -> None:
    """End the suspension of a permit, so that it is in force again, unless it has expired meanwhile."""
    must_act(permit.application, by)
    last = permit.valid_until
    ends = "expired" if last < today(permit.application.programme) else "until"
    facts = _facts(permit, None, "") | {ends: {"day": last.isoformat()}}
    with transaction.atomic():
        moves.move(permit, "resume", by=by, facts=facts)
        _end_suspension(permit)
        signed_codes.changed()


def resume_ended() -> None:
    """End each suspension whose last day has passed while its permit still holds, and tell the holder."""
    tomorrow = (clock.now() + timedelta(days=1)).date()  # no programme's day is later
    ended = Suspension.objects.filter(ended_at__isnull=True, until__lt=tomorrow)
    for one in ended.select_related("permit__application"):
        on = today(one.permit.application.programme)
        if one.until and one.until < on <= one.permit.valid_until:
            with suppress(WrongMoment):  # an officer was first
                resume(one.permit, by=None)


def replace_with(
    permit: Permit,
    *,
    ground: str,
    valid_until: date | None = None,
    conditions: Sequence[Text] | None = None,
    institution: str | None = None,
    person: Mapping[str, Answer] | None = None,
    reasons: str = "",
    words: Translated = NONE,
    by: User,
) -> Permit:
    """Issue another permit in a permit's place, corrected or varied; never a longer one (IRPA 87.302(1.1)).

    `person` are answers about its holder, which are corrected with it; a letter says what has changed. NotUnderstood where nothing differs.
    """
    on, found = _grounded(permit, "replace", ground, by)
    until = permit.valid_until if valid_until is None else valid_until
    _must_be_within(permit, until, max(on, permit.valid_from))
    given = {"valid_until": until, "conditions": conditions, "institution": institution}
    changes = changes_of(permit, **given, person=person)  # type: ignore[arg-type]
    facts = _facts(permit, found, reasons, words) | changes.facts()
    with transaction.atomic():
        issued = _other(permit, until, conditions)
        facts |= {"new_number": issued.number}
        detail, columns = _detail(found, on), {"ground": ground}
        moves.move(permit, "replace", by=by, facts=facts, detail=detail, columns=columns)
        if not changes:
            raise NotUnderstood(THE_SAME)
        signed_codes.changed()
        if changes.corrected:
            _correct(
                issued,
                changes.corrected,
                reasons or found.text.say(permit.application.language),
                by,
            )
        moves.move(issued, "issue", by=by, facts=_printed(issued, permit, institution))
        return issued


def _printed(issued: Permit, permit: Permit, institution: str | None) -> dict[str, object]:
    """What the document of a permit is made from that comes in the place of another."""
    printed: dict[str, object] = Letter.objects.get(permit=permit, kind="permit").facts
    printed |= printed_of(issued.person) | {"replaces": permit.number}
    if institution or (institution is not None and "institution" in printed):
        printed["institution"] = institution
    return printed | of_record(issued)


def _other(permit: Permit, until: date, conditions: Sequence[Text] | None) -> Permit:
    """The permit that comes in the place of one, under the number that was told where it came before."""
    told = permit.letters.filter(kind="permit-replaced").first()
    return Permit(
        application=permit.application,
        person=permit.person,
        number=told.facts["new_number"] if told else codes.number("P"),
        code=codes.code(),
        kind=permit.kind,
        valid_from=permit.valid_from,
        valid_until=until,
        limited_by=permit.limited_by if until == permit.valid_until else "officer",
        province=permit.province,
        conditions=permit.conditions if conditions is None else [*map(asdict, conditions)],
        replaces=permit,
    )


def _correct(permit: Permit, corrected: Mapping[str, Answer], reason: str, by: User) -> None:
    """Correct the answers about the holder, of which every earlier version is kept."""
    person = permit.person
    given: dict[str, Any] = {"answers": dict(corrected), "version": person.answers_version}
    answers.correct(person, **given, reason=reason, by=by, verb="correct-paper")
    person.refresh_from_db()


_OUTSIDE = Text(
    en="Give a day from today to the last day of the permit.",
    fr="Inscrivez une date à compter d’aujourd’hui et jusqu’au dernier jour du permis.",
)
UNEVEN = Text(
    en="Write each condition on a line of its own, in English and in French: both have as many lines.",
    fr="Inscrivez chaque condition sur sa propre ligne, en français et en anglais\u00a0: les deux listes ont le même nombre de lignes.",
)
_EXPIRED = Text(
    en="The last day of this permit has passed: it gives no right any more, and nothing of it can be changed.",
    fr="Le dernier jour de ce permis est passé\u00a0: il ne donne plus aucun droit, et on ne peut plus rien y changer.",
)
_UNSEEN = Text(
    en="The reasons contain a character that cannot be seen (a control character). Type them again.",
    fr="Les motifs contiennent un caractère invisible (un caractère de commande). Inscrivez-les de nouveau.",
)
THE_SAME = Text(
    en="Nothing differs from the permit as it is. Change what is wrong, or leave the permit as it stands.",
    fr="Rien ne diffère du permis actuel. Changez ce qui est inexact, ou laissez le permis tel quel.",
)
_NO_GROUND = Text(
    en="The law in force today names no such ground for this kind of permit.",
    fr="Le droit en vigueur aujourd’hui ne prévoit pas ce motif pour ce type de permis.",
)


def must_be_possible(
    permit: Permit, verb: Ending, *, ground: str, until: date | None = None, by: User
) -> None:
    """Refuse with NotUnderstood what would be refused when it is done (reads only)."""
    on, _found = _grounded(permit, verb, ground, by)
    _must_be_within(permit, until, max(on, permit.valid_from) if verb == "replace" else on)


def _must_be_within(permit: Permit, until: date | None, since: date) -> None:
    if until is not None and not since <= until <= permit.valid_until:
        raise NotUnderstood(_OUTSIDE)


def _grounded(permit: Permit, verb: Ending, key: str, by: User | None) -> tuple[date, Ground]:
    """Today, and the ground in force for this move of such a permit; NotUnderstood where none is, or it has expired."""
    must_act(permit.application, by)
    on = today(permit.application.programme)
    if on > permit.valid_until:
        raise NotUnderstood(_EXPIRED)
    found = ground_among(grounds_for(permit, verb, on), key)
    if found is None:
        raise NotUnderstood(_NO_GROUND)
    return on, found


def _detail(ground: Ground, on: date) -> dict[str, str]:
    return {"ground": ground.key, "cite": ground.source.cite, "on": on.isoformat()}


def _facts(
    permit: Permit, ground: Ground | None, reasons: str, words: Translated = NONE
) -> dict[str, object]:
    """What the letter about a permit says; NotUnderstood where the reasons hold what cannot be seen, or need a translation."""
    if is_refused(as_kept(reasons)):
        raise NotUnderstood(_UNSEEN)
    said: dict[str, object] = {"permit_number": permit.number, "holder": permit.person.name}
    told = reasons_told(permit.application, as_kept(reasons), words)
    return said | told_ground(ground) | told


def _of_a_death(permit: Permit, ground: Ground) -> dict[str, object]:
    """To whom the letter of a cancellation speaks: nobody dead is greeted, and nobody is sent to the Court over a death."""
    died = ground.holder == "died"
    own = permit.person.relation == "principal"
    said = {
        "died": died,
        "bereaved": died and own,
        "greeted": not (died and own),
        "court": not died,
    }
    return {key: "1" if one else "" for key, one in said.items()}


def _end_suspension(permit: Permit) -> None:
    permit.suspensions.filter(ended_at__isnull=True).update(ended_at=Now())
