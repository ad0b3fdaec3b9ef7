"""Changes reported after submission: a new version of answers or an event of the family, each with a receipt."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from impplus.actions import answers as corrections, explanations, messages, moves
from impplus.actions.locks import held_application
from impplus.actions.sealed import receipt_of
from impplus.queries import clock
from impplus.queries.access import must_see, must_see_person
from impplus.queries.answers import given_by
from impplus.queries.declared import declared_as, declares, reports_of, said_of_member
from impplus.queries.family_events import WHO, faults_of_event, must_be_declared
from impplus.queries.officers import must_work_on
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.queries.renewals import paper_held
from impplus.queries.reports import FIXED, PASSPORT, marital_after
from impplus.queries.saves import NO_WINDOW, Window, sent_before
from impplus.queries.translations import spoken
from impplus.queries.typed import fault_in
from impplus.records.clock import Now
from impplus.records.models import Application, Correction, Person, Report, User
from impplus.rules.form import Answers
from impplus.rules.lifecycle import Role, Verb, may
from impplus.words.family_changes import COMES, FAMILY
from impplus.words.text import Text

MOST_WAITING = 20


def change_answers(
    person: Person,
    *,
    kind: str,
    answers: Answers,
    reason: str,
    version: int,
    by: User,
    language: str = "",
    explained: Mapping[str, str] | None = None,
    window: Window = NO_WINDOW,
) -> Report:
    """Report other answers about a person: a new version, and the receipt keeps what was received.

    After the decision only a renewed passport can be reported, by and for whoever holds a permit, which stays as it is.
    The same again is the same report; from one `window`, whatever was reported since. `language` is that of the reason; `explained`
    says why they are right, by the mark of each question raised. Raises Stale, NotUnderstood, NotYours, WrongMoment.
    """
    must_see_person(person, by)
    must_be_kept(reason)
    if answers.keys() & set(FIXED):
        raise NotYours
    must_declare(person, answers)
    with transaction.atomic():
        application = held_application(person.application_id)
        said_so = (reason.strip(), by.pk, [one.strip() for one in (explained or {}).values()])
        for one in sent_before(application, window, by):
            if explanations.is_again(one, person, answers, said_so, version):
                return one
        verb = _verb_for(application, person, kind, answers)
        why = explanations.raised(person, answers, explained or {}, by=by)
        made = corrections.correct(
            person, answers=answers, reason=reason, version=version, by=by, verb=verb, explained=why
        )
        report = Report(application=application, kind=kind, person=person, correction=made)
        report.reason = made.reason
        _written(report, language, window)
        both = {"before": made.before, "after": made.after}
        return declare(report, both, by=by)


def _written(report: Report, language: str, window: Window) -> None:
    """Say in which language the reason is, and from which page it was sent."""
    report.language = spoken(report.application, language)
    report.window, report.turn = window.name, window.turn


def must_declare(person: Person, answers: Answers) -> None:
    """Raise NotUnderstood where answers speak of a spouse or partner whom nobody has declared (reads only)."""
    event = must_be_declared(person, answers, reports_of(person.application_id))
    if event:
        raise NotUnderstood(_DECLARE[event])


def _verb_for(application: Application, person: Person, kind: str, answers: Answers) -> Verb:
    """How these answers change: after the decision, those of the passport of whoever holds a permit or a letter of introduction; else as a correction."""
    passport = kind == "passport" and answers.keys() <= set(PASSPORT)
    decided = application.is_approved
    if decided and passport and paper_held(person, clock.today(application.programme)):
        return "renew-passport"
    return "correct"


def tell_of_family(
    application: Application,
    *,
    kind: str,
    day: date,
    person: Person | None,
    name: str,
    reason: str,
    by: User,
    born: date | None = None,
    comes: str = "",
    about: Report | None = None,
    language: str = "",
    window: Window = NO_WINDOW,
) -> Report:
    """Report a birth, a marriage, a union, a separation, a divorce or a death, as `of_family` takes it.

    Whoever is new is declared by it, and the marital status follows as a new version. The same again is the same report. Raises NotUnderstood, WrongMoment.
    """
    must_see(application, by)
    report = of_family(
        application,
        kind=kind,
        day=day,
        person=person,
        name=name,
        reason=reason,
        born=born,
        comes=comes,
        about=about,
    )
    with transaction.atomic():
        report.application = held_application(application.pk)
        _written(report, language, window)
        if same := again(report, by):
            return same
        report.correction = changed = _marital(report, by)
        detail = {"before": changed.before, "after": changed.after} if changed else {}
        return declare(report, detail, by=by)


def of_family(
    application: Application,
    *,
    kind: str,
    day: date,
    person: Person | None,
    name: str,
    reason: str,
    born: date | None = None,
    comes: str = "",
    about: Report | None = None,
) -> Report:
    """An event of the family as a report that is not made yet (reads only).

    `person` is in the application, `about` the report that declared somebody since; where neither is
    given, somebody new is declared, of this `name`, `born` on a day and to come or not (a key of COMES).
    Raises NotUnderstood for all that keeps it from being made.
    """
    must_be_kept(reason)
    report = Report(application=application, kind=kind, person=person, about=about, day=day)
    report.name, report.reason = name.strip(), reason.strip()
    if declares(report):
        report.member = said_of_member(born, comes)
    known = declared_as(about) if about is not None else None
    if known is not None:
        report.name = known.name
    elsewhere = about is not None and (known is None or about.application_id != application.pk)
    if elsewhere or (person is not None and person.application_id != application.pk):
        raise NotUnderstood(WHO)
    if faults := _faults(report, born, comes):
        raise NotUnderstood(*faults)
    return report


def again(report: Report, by: User) -> Report | None:
    """This very report where it was sent before; WrongMoment where nothing can be reported any more."""
    application, window = report.application, Window(report.window)
    for one in sent_before(application, window, by):
        if said(one) == said(report):
            return one
    if not may("application", "correct", application.status, Role(by.role)):
        raise WrongMoment
    return None


def note(report: Report, *, by: User) -> None:
    """An officer has read a report and takes it into account; the applicant and the representative are told."""
    must_see(report.application, by)
    must_work_on(report.application, by)
    with transaction.atomic():
        columns = {"noted_by": by, "noted_at": Now()}
        concerned = moves.concerning(report.person_id)
        moves.move(report, "note", by=by, columns=columns, detail=concerned)
        messages.tell(report.application, "change-noted")
        _tell_whose_part(report, "own-change-noted")


def declare(report: Report, changed: dict[str, Any], *, by: User) -> Report:
    """Write a report with its receipt, and tell everybody concerned."""
    if report.application.reports.filter(status="declared").count() >= MOST_WAITING:
        raise NotUnderstood(_TOO_MANY)
    report.by, report.at = by, clock.now()
    stated = {"person": report.person_id, "at": report.at.isoformat(), "said": said(report)}
    receipt = receipt_of(report.application, stated | changed)
    report.digest = receipt["receipt"]
    detail = {"kind": report.kind, **moves.concerning(report.person_id), **receipt}
    moves.move(report, "declare", by=by, detail=detail)
    own = _tell_whose_part(report, "own-change-reported")
    messages.tell(report.application, "part-change-reported" if own == by else "change-reported")
    return report


def _tell_whose_part(report: Report, notice: str) -> User | None:
    """Tell the member whose answers it changed; not of what the family tells of that person, which is not that person's to read."""
    if report.person is None or report.kind in FAMILY:
        return None
    return messages.tell_whose_part(report.application, report.person, notice)


def said(report: Report) -> list[Any]:
    """All that a report says, of which its receipt holds the hash."""
    day = report.day.isoformat() if report.day else None
    more = [report.member, report.about_id] if report.member or report.about_id else []
    return [report.kind, report.person_id, day, report.name, report.reason, *more]


def _marital(told: Report, by: User) -> Correction | None:
    """The new version of the marital status that an event brings; None where it brings none."""
    whose, status = marital_after(told)
    person = whose or told.application.people.get(relation="principal")
    if status is None or given_by(person).get("relationship") == status:
        return None
    answers, version = {"relationship": status}, person.answers_version
    return corrections.correct(person, answers=answers, reason=told.reason, version=version, by=by)


def _faults(told: Report, born: date | None, comes: str) -> list[Text]:
    faults, today = list[Text](), clock.today(told.application.programme)
    day = told.day or today
    if told.kind not in FAMILY:
        faults.append(_WHAT)
    faults += faults_of_event(told, day, today)
    if declares(told):
        faults += faults_of_member(told.name, born, comes, day)
    elif told.name and not _is_kept(told.name):
        faults.append(_NAME)
    return list(dict.fromkeys(faults))


def faults_of_member(name: str, born: date | None, comes: str, day: date) -> list[Text]:
    """What is wrong in what is said of somebody who is declared on account of what happened on a day."""
    faults = []
    if not (any(map(str.isalpha, name)) and _is_kept(name)):
        faults.append(_NAME)
    if born is not None and born > day:
        faults.append(_BORN_LATER)
    if comes and comes not in COMES:
        faults.append(_COMES)
    return faults


def _is_kept(name: str) -> bool:
    return len(name) <= 250 and not fault_in(name, empty=_NAME)


def must_be_kept(reason: str) -> None:
    """Raise NotUnderstood for a reason that is missing, or cannot be kept."""
    if fault := fault_in(reason, empty=_WHY):
        raise NotUnderstood(fault)


_WHY = Text(en="Write what changed, and why.", fr="Inscrivez ce qui a changé, et pourquoi.")
_DECLARE: Mapping[str, Text] = {
    "marriage": Text(
        en="Report it under “Family”, “A marriage”. Your spouse is declared there, coming or not, and the marital status changes with it.",
        fr="Déclarez-le sous « Famille », « Un mariage ». L’épouse ou l’époux y est déclaré, qu’il y ait venue ou non, et la situation conjugale change du même coup.",
    ),
    "union": Text(
        en="Report it under “Family”, “A common-law union began”. Your partner is declared there, coming or not, and the marital status changes with it.",
        fr="Déclarez-le sous « Famille », « Le début d’une union de fait ». La conjointe ou le conjoint y est déclaré, qu’il y ait venue ou non, et la situation conjugale change du même coup.",
    ),
}
_WHAT = Text(en="Choose what happened.", fr="Choisissez ce qui s’est passé.")
_NAME = Text(
    en="Enter the name of the child, or of the new spouse or partner.",
    fr="Inscrivez le nom de l’enfant, ou de la nouvelle conjointe ou du nouveau conjoint.",
)
_BORN_LATER = Text(
    en="The date of birth comes after what happened. Check both dates.",
    fr="La date de naissance suit ce qui est arrivé. Vérifiez les deux dates.",
)
_COMES = Text(
    en="Say whether this person is to come to Canada.",
    fr="Indiquez si cette personne doit venir au Canada.",
)
_TOO_MANY = Text(
    en=f"{MOST_WAITING} of your reports wait for an officer. Report again once they have been read, or write a message.",
    fr=f"{MOST_WAITING} de vos déclarations attendent une agente ou un agent. Déclarez de nouveau lorsqu’elles auront été lues, ou écrivez un "
    "message.",
)
