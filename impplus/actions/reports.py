"""Changes reported after submission: a new version of answers or an event of the family, each with a receipt."""

from datetime import date
from typing import Any

from django.db import transaction

from impplus.actions import answers as corrections, messages, moves, unsent_texts
from impplus.actions.sealed import receipt_of
from impplus.queries import clock
from impplus.queries.access import must_see, must_see_person
from impplus.queries.answers import given_by, plain
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.queries.reports import FAMILY, FIXED, PASSPORT, last_report, marital_after, permit_held
from impplus.queries.translations import spoken
from impplus.queries.typed import fault_in
from impplus.queries.unsent_texts import FAMILY_CHANGE, change_of
from impplus.records.clock import Now
from impplus.records.models import Application, Person, Report, User
from impplus.rules.form import Answers
from impplus.rules.lifecycle import Role, Verb, may
from impplus.words.text import Text

MOST_WAITING = 20
NAMED = ("birth", "marriage", "union")  # of somebody whom the file need not know


def change_answers(
    person: Person,
    *,
    kind: str,
    answers: Answers,
    reason: str,
    version: int,
    by: User,
    language: str = "",
    page: str = "",
) -> Report:
    """Report other answers about a person: a new version, and the receipt keeps what was received.

    After the decision only a renewed passport can be reported, by and for whoever holds a permit, which stays as it is.
    The same again is the same report. Raises what `answers.correct` does: Stale, NotUnderstood,
    NotYours, WrongMoment; and NotUnderstood for a reason that cannot be kept. `language` is that of the reason,
    and `page` the part of the form on whose page it was typed.
    """
    must_see_person(person, by)
    _must_be_kept(reason)
    if answers.keys() & set(FIXED):
        raise NotYours
    with transaction.atomic():
        application = _locked(person.application)
        last = last_report(application)
        if last and _is_again(last, person, answers, (reason.strip(), by.pk), version):
            return last
        verb = _verb_for(application, person, kind, answers)
        made = corrections.correct(
            person, answers=answers, reason=reason, version=version, by=by, verb=verb
        )
        report = Report(
            application=application, kind=kind, person=person, correction=made, reason=made.reason
        )
        report.language = spoken(application, language)
        changed = {"before": made.before, "after": made.after}
        return _declared(report, changed, by=by, typed_at=change_of(person.pk, page))


def _verb_for(application: Application, person: Person, kind: str, answers: Answers) -> Verb:
    """How these answers change: after the decision, those of the passport of whoever holds a permit; else as a correction."""
    passport = kind == "passport" and answers.keys() <= set(PASSPORT)
    decided = application.status == "approved"
    if decided and passport and permit_held(person, clock.today(application.programme)):
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
    language: str = "",
) -> Report:
    """Report a birth, a marriage, a union, a separation, a divorce or a death; `person` is in the file.

    The principal applicant’s marital status follows, as a new version. The same again is the same
    report. Raises NotUnderstood for what is missing or still to come, WrongMoment once decided. `language` is that
    of the reason.
    """
    must_see(application, by)
    must_be_sound(application, kind=kind, day=day, person=person, name=name, reason=reason)
    with transaction.atomic():
        application = _locked(application)
        report = Report(
            application=application,
            kind=kind,
            person=person,
            day=day,
            name=name.strip(),
            reason=reason.strip(),
            language=spoken(application, language),
        )
        last = last_report(application)
        if last and last.by_id == by.pk and _said(last) == _said(report):
            return last
        if not may("application", "correct", application.status, Role(by.role)):
            raise WrongMoment
        report.correction = _marital(application, kind, person, reason, by)
        changed = report.correction
        detail = {"before": changed.before, "after": changed.after} if changed else {}
        return _declared(report, detail, by=by, typed_at=FAMILY_CHANGE)


def must_be_sound(
    application: Application, *, kind: str, day: date, person: Person | None, name: str, reason: str
) -> None:
    """Raise NotUnderstood for all that keeps an event of the family from being reported (reads only)."""
    _must_be_kept(reason)
    if faults := _faults(application, kind, day, person, name):
        raise NotUnderstood(*faults)


def note(report: Report, *, by: User) -> None:
    """An officer has read a report and takes it into account; the applicant and the representative are told."""
    must_see(report.application, by)
    with transaction.atomic():
        columns = {"noted_by": by, "noted_at": Now()}
        concerned = moves.concerning(report.person_id)
        moves.move(report, "note", by=by, columns=columns, detail=concerned)
        messages.tell(report.application, "change-noted")
        _tell_whose_part(report, "own-change-noted")


def _declared(report: Report, changed: dict[str, Any], *, by: User, typed_at: str) -> Report:
    if report.application.reports.filter(status="declared").count() >= MOST_WAITING:
        raise NotUnderstood(_TOO_MANY)
    report.by, report.at = by, clock.now()
    said = {"person": report.person_id, "at": report.at.isoformat(), "said": _said(report)}
    receipt = receipt_of(report.application, said | changed)
    report.digest = receipt["receipt"]
    detail = {"kind": report.kind, **moves.concerning(report.person_id), **receipt}
    moves.move(report, "declare", by=by, detail=detail)
    unsent_texts.destroy(report.application, place=typed_at, by=by)
    own = _tell_whose_part(report, "own-change-reported")
    messages.tell(report.application, "part-change-reported" if own == by else "change-reported")
    return report


def _tell_whose_part(report: Report, notice: str) -> User | None:
    """Tell the member whose answers it changed; not of what the family tells of that person, which is not that person's to read."""
    if report.kind in FAMILY:
        return None
    return messages.tell_whose_part(report.application, report.person, notice)


def _said(report: Report) -> list[Any]:
    day = report.day.isoformat() if report.day else None
    return [report.kind, report.person_id, day, report.name, report.reason]


def _locked(application: Application) -> Application:
    return Application.objects.select_for_update(no_key=True, of=("self",)).get(pk=application.pk)


def _is_again(
    last: Report, person: Person, answers: Answers, said: tuple[str, int], version: int
) -> bool:
    """Whether the newest report is this very one, sent a second time."""
    made = last.correction
    if made is None or (last.reason, last.by_id) != said or last.person_id != person.pk:
        return False
    given = {key: plain(value) for key, value in answers.items()}
    return made.version == version + 1 and made.after.items() <= given.items()


def _marital(
    application: Application, kind: str, person: Person | None, reason: str, by: User
) -> Any:
    """The new version of the marital status that an event brings; None where it brings none."""
    status = marital_after(kind, person)
    principal = application.people.get(relation="principal")
    if status is None or given_by(principal).get("relationship") == status:
        return None
    return corrections.correct(
        principal,
        answers={"relationship": status},
        reason=reason,
        version=principal.answers_version,
        by=by,
    )


def _faults(
    application: Application, kind: str, day: date, person: Person | None, name: str
) -> list[Text]:
    faults = []
    if kind not in FAMILY:
        faults.append(_WHAT)
    if day > clock.today(application.programme):
        faults.append(_TO_COME)
    if person is not None and person.application_id != application.pk:
        faults.append(_WHO)
    if kind in NAMED and not any(map(str.isalpha, name)):
        faults.append(_NAME)
    if kind == "death" and person is None:
        faults.append(_WHO)
    if len(name) > 250 or (name.strip() and fault_in(name, empty=_NAME)):
        faults.append(_NAME)
    return list(dict.fromkeys(faults))


def _must_be_kept(reason: str) -> None:
    if fault := fault_in(reason, empty=_WHY):
        raise NotUnderstood(fault)


_WHY = Text(en="Write what changed, and why.", fr="Inscrivez ce qui a changé, et pourquoi.")
_WHAT = Text(en="Choose what happened.", fr="Choisissez ce qui s’est passé.")
_WHO = Text(en="Choose the person concerned.", fr="Choisissez la personne concernée.")
_NAME = Text(
    en="Enter the name of the child, or of the new spouse or partner.",
    fr="Inscrivez le nom de l’enfant, ou de la personne épousée ou qui partage votre vie.",
)
_TO_COME = Text(
    en="Give a day that has come: report what has happened, not what is planned.",
    fr="Inscrivez une date passée ou celle d’aujourd’hui\u00a0: déclarez ce qui est arrivé, non ce qui est prévu.",
)


_TOO_MANY = Text(
    en=f"{MOST_WAITING} of your reports wait for an officer. Report again once they have been read, or write a message.",
    fr=f"{MOST_WAITING} de vos déclarations attendent une agente ou un agent. Déclarez de nouveau lorsqu’elles auront été lues, ou écrivez un "
    "message.",
)
