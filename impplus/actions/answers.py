"""Answers: saved while a draft grows, each save upon the version that it read; corrected afterwards."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from impplus.actions import applications, moves
from impplus.actions.explanations import NO_MORE, kept_with, told
from impplus.actions.locks import held, held_application
from impplus.queries import clock, contradictions
from impplus.queries.access import must_see, must_see_person
from impplus.queries.answers import (
    Sheet,
    answer_to,
    answers_of,
    columns_of,
    faults_in,
    given_by,
    is_to_come,
    plain,
    to_come,
)
from impplus.queries.contradictions import Noticed
from impplus.queries.file import file_of, today_of
from impplus.queries.known import as_printed
from impplus.queries.refusals import NotUnderstood, NotYours, ReasonMissing, Stale
from impplus.queries.saves import ADDED, NO_WINDOW, Save, Window, added_from, last_save
from impplus.records import access
from impplus.records.models import Application, Correction, Event, Person, User
from impplus.records.prepared import only, prepared
from impplus.records.rows import change
from impplus.rules.form import Answer, Answers, Field, Step
from impplus.rules.lifecycle import Verb
from impplus.words.text import Text


def save(
    sheet: Sheet,
    *,
    step: Step,
    answers: Answers,
    version: int,
    by: User,
    window: Window = NO_WINDOW,
) -> int:
    """Remember the answers of one step of the form about a person.

    Only fields of the step are written; a missing answer is emptied. `version` is the one that was
    read, the one returned stands now. What one window saves again is no conflict with itself: what it
    sent earlier and comes later changes nothing, and the events tell of it once a sitting. Raises Stale
    when this step was saved elsewhere since, with what stands there; NotUnderstood for a second partner
    or for an answer that its field cannot hold; WrongMoment once submitted.
    """
    if all(one.key != step.key for one in sheet.steps):
        raise NotYours
    if faults := faults_in(step, answers) or _to_come(sheet.person.application, [step], answers):
        raise NotUnderstood(*faults)
    said = as_printed(sheet.person.application, answers)
    mine = {field.key: said.get(field.key) for field in step.fields}
    try:
        with transaction.atomic():
            now = _locked(sheet.person, by)
            last, stands = last_save(now, step.key), _stands(now, step)
            same = _plain(stands) == _plain(mine)
            if last and (last.overtook(window) or (last.is_of(window) and same)):
                return _heard(now, step, last, window)
            made = _made(sheet.person.application, now, step, last, window, by)
            if not same and now.answers_version != version and not (last and last.is_of(window)):
                _must_be_current(now, step, stands, version)
            _write(now, mine, {step.key: made.written})
    except IntegrityError:
        raise NotUnderstood(_SECOND_PARTNER) from None
    return made.version


def add(
    sheet: Sheet,
    *,
    name: str,
    step: Step,
    answers: Answers,
    version: int,
    by: User,
    window: Window = NO_WINDOW,
) -> Person | None:
    """Declare a family member by the first answers about it; None, and nobody, where they say nothing.

    The person of `sheet` is not written yet. `name` is that of the page on which the member is added:
    however often it is sent, it adds one. Raises as `save`, and then adds nobody.
    """
    application = sheet.person.application
    must_see(application, by)
    with transaction.atomic():
        if only(_held_whole(by, application.pk)) is None:
            raise NotYours
        member = added_from(application, name)
        if member is None:
            if all(plain(answer) is None for answer in answers.values()):
                return None
            member = applications.add_member(application, by=by)
            change(member, {"saves": {**sheet.person.saves, ADDED: name}}, where={})
        mine = replace(sheet, person=member)
        save(mine, step=step, answers=answers, version=version, by=by, window=window)
        member.refresh_from_db()
    return member


def explain(application: Application, *, mark: str, because: str, by: User) -> None:
    """Keep why answers that do not go together are right as they are, until one of them changes.

    `mark` names the question. Raises NotUnderstood where there is no such question any more, or where
    nothing is said; WrongMoment once submitted.
    """
    asked = {one.mark: one for one in contradictions.of(file_of(application), "en")}
    if mark not in asked:
        must_see(application, by)
        raise NotUnderstood(NO_MORE)
    for person in asked[mark].people:
        must_see_person(person, by)
    if not because.strip() or len(because) > LONGEST or "\x00" in because:
        raise NotUnderstood(_SAY_WHY)
    with transaction.atomic():
        held_application(application.pk)
        now = application.people.order_by().get(relation="principal")
        reached = now.answers_version + 1
        detail = {"step": contradictions.EXPLAINED, "person": now.pk, "version": reached}
        moves.move(application, "save", by=by, detail=detail)
        kept = now.answers.get(contradictions.EXPLAINED, {})
        said = {one: why for one, why in kept.items() if one in asked} | {mark: because.strip()}
        answers = {**now.answers, contradictions.EXPLAINED: said}
        change(now, {"answers": answers, "answers_version": reached}, where={})


def correct(
    person: Person,
    *,
    answers: Answers,
    reason: str,
    version: int,
    by: User,
    verb: Verb = "correct",
    explained: Iterable[Noticed] = (),
) -> Correction:
    """Change answers about a person after submission: a new version, with its reason, person and time.

    The receipt and every earlier version are kept. Only what the form of the day of receipt asks of
    this person can be corrected, and not who somebody is in the family. `explained` are the questions that arise
    from these answers, each with why it is right. Raises Stale when the answers
    were corrected since `version`, with what stands there, and WrongMoment where the `verb` may not be, such as once decided.
    """
    must_see_person(person, by)
    fields = _fields_of(person, answers)
    if not reason.strip():
        raise ReasonMissing(_WHY)
    with transaction.atomic():
        now = _locked(person, by)
        given, reached = given_by(now), now.answers_version + 1
        stands = {key: answer_to(fields[key], given) for key in answers}
        before, after = _plain(stands), _plain(answers)
        changed = [key for key in after if after[key] != before[key]]
        detail = {"person": now.pk, "version": reached}
        moves.move(now.application, verb, by=by, detail=detail)
        if now.answers_version != version:
            raise Stale(stands, now.answers_version)
        if not changed:
            raise NotUnderstood(_THE_SAME)
        _write(now, {key: answers[key] for key in changed} | kept_with(now, explained), {})
        made = Correction(person=now, version=reached, reason=reason.strip(), by=by)
        made.before, made.after = ({key: one[key] for key in changed} for one in (before, after))
        made.after |= told(explained)
        made.save(force_insert=True)
        return made


def _fields_of(person: Person, answers: Answers) -> dict[str, Field]:
    """The questions about a person by key; raises NotYours and NotUnderstood for what is no answer to one of them."""
    steps = file_of(person.application).law.steps.about(person.relation)
    fields = dict(steps.fields)
    if not answers.keys() <= fields.keys() - {"relation"}:
        raise NotYours
    faults = [fault for step in steps for fault in faults_in(step, answers)]
    if faults := faults or _to_come(person.application, steps, answers):
        raise NotUnderstood(*faults)
    return fields


def _to_come(application: Application, steps: Iterable[Step], answers: Answers) -> list[Text]:
    """A sentence for every day of the past that is after today; the clock is asked only where one may be."""
    begun = application.programme.day_of(application.started_at)
    if not any(to_come(step, answers, begun) for step in steps):
        return []
    on = today_of(application)
    return [is_to_come(field) for step in steps for field in to_come(step, answers, on)]


def _locked(person: Person, by: User) -> Person:
    """The person as remembered now, while nobody else can save answers of this application."""
    now = only(_now(person.pk)) if _held(by, person.pk) else None
    if now is None:
        raise NotYours
    return now


@prepared
def _held(by: User, person: int) -> QuerySet[Application]:
    """The application of a person whose answers this user may see, locked."""
    seen = access.people(by).filter(pk=person).values("application")
    return held(Application.objects.filter(pk__in=seen))


@prepared
def _held_whole(by: User, application: int) -> QuerySet[Application]:
    """An application all of which this user may see, locked."""
    return held(access.applications(by).filter(pk=application))


@prepared
def _now(person: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=person)


def _made(
    application: Application,
    now: Person,
    step: Step,
    last: Save | None,
    window: Window,
    by: User,
) -> Save:
    """The save that is being made; an event tells of it, unless that of the same sitting does."""
    reached = now.answers_version + 1
    if last and last.is_of(window):
        at = clock.instant()
        if last.goes_on(window, by=by, at=at):
            moves.again(application, "save", by=by)
            return Save(reached, window, by.pk, at, told=last.told)
    detail = {"step": step.key, "person": now.pk, "version": reached}
    event = moves.move(application, "save", by=by, detail=detail)
    return Save(reached, window, by.pk, event.at, told=event.at)


def _heard(now: Person, step: Step, last: Save, window: Window) -> int:
    """The version that stands and stays; of a window that goes on, how often it sent is kept: what comes late is known by it."""
    if window.turn > last.window.turn:
        heard = {step.key: replace(last, window=window).written}
        change(now, {"saves": now.saves | heard}, where={})
    return now.answers_version


def _stands(now: Person, step: Step) -> Answers:
    """What is remembered of the fields of a step."""
    keys = {field.key for field in step.fields}
    return {key: value for key, value in answers_of(now, [step]).items() if key in keys}


def _must_be_current(now: Person, step: Step, stands: Answers, version: int) -> None:
    """Raise Stale if this step was saved since `version`."""
    saved = Event.objects.filter(
        application=now.application_id,
        noun="application",
        verb="save",
        detail__person=now.pk,
        detail__step=step.key,
        detail__version__range=(version + 1, now.answers_version),
    )
    since = (last := last_save(now, step.key)) and last.version > version
    never_read = version > now.answers_version
    if never_read or since or (last is None and saved.exists()):
        raise Stale(stands, now.answers_version)


def _plain(answers: Answers) -> dict[str, Any]:
    return {key: plain(value) for key, value in answers.items()}


def _write(person: Person, answers: dict[str, Answer], saves: dict[str, Any]) -> None:
    reached = person.answers_version + 1
    kept = {"answers_version": reached, "saves": {**person.saves, **saves}}
    change(person, {**columns_of(answers, person.answers), **kept}, where={})


LONGEST = 5000  # of an explanation, in characters
_SAY_WHY = Text(
    en=f"Write why both are right, in {LONGEST} characters at most.",
    fr=f"Inscrivez pourquoi les deux sont exacts, en {LONGEST} caractères au plus.",
)
_WHY = Text(en="Write why the answers change.", fr="Inscrivez pourquoi les réponses changent.")
_THE_SAME = Text(
    en="These are the answers that stand already. Nothing was changed.",
    fr="Ces réponses sont déjà celles du dossier. Rien n’a été modifié.",
)
_SECOND_PARTNER = Text(
    en="A spouse or partner is already declared. Change or remove that person first.",
    fr="Une épouse, un époux, une conjointe ou un conjoint de fait est déjà déclaré. Modifiez ou retirez d’abord cette personne.",
)
