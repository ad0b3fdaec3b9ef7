"""An officer's work on a file before the decision, and the applicant's answers."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from impplus.actions import asking, handovers, messages, moves, payments, places, signed_codes
from impplus.actions.locks import held, held_by_its_officer
from impplus.actions.sealed import receipt_of
from impplus.programmes import SERVED
from impplus.queries import checklist, readiness, refunds, returns
from impplus.queries.access import must_see, must_see_question
from impplus.queries.assistance import must_be_signed
from impplus.queries.bills import private_in
from impplus.queries.biometrics import last_day_to_give, owed_in
from impplus.queries.clock import today
from impplus.queries.done import too_late
from impplus.queries.facts import keeps_private
from impplus.queries.file import File, file_of
from impplus.queries.last_days import last_day
from impplus.queries.officers import of_nobody, taken_instead
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.queries.sent_later import said_in_answer
from impplus.queries.translations import NONE, Translated, columns_of, spoken
from impplus.records.clock import Now
from impplus.records.models import Application, Person, Question, User
from impplus.rules.case import Outcome
from impplus.rules.lifecycle import Role, move_of
from impplus.rules.programme import Programme
from impplus.words.text import Text


def take_oldest(*, by: User, seen: str = "") -> Application | None:
    """The officer takes the file received first that nobody has, but for those skipped today; None when none is left.

    `seen` is the number of the file that was the oldest as the officer pressed: the same press again takes no other, also
    where a colleague was first and the press took the next one.
    """
    if by.role != Role.FEDERAL:
        raise NotYours
    with transaction.atomic():
        taken = held(Application.objects.filter(number=seen)).first() if seen else None
        if taken and taken.officer_id == by.pk:
            return taken
        if taken and (same := taken_instead(taken, by)):
            return same
        oldest = (
            of_nobody(by, today(SERVED))
            .select_for_update(no_key=True, skip_locked=True, of=("self",))
            .first()
        )
        if oldest is not None:
            handovers.take(oldest, by=by, seen=taken)
        return oldest


def complete(application: Application, *, by: User, biometrics_too: bool = False) -> None:
    """Find an application complete, signed if it came on paper; ask at once for biometrics where that is wished."""
    must_see(application, by)
    with transaction.atomic():
        held_by_its_officer(application, by)
        must_be_signed(application)
        moves.move(application, "complete", by=by)
        if biometrics_too:
            request_biometrics(application, by=by)


def return_incomplete(
    application: Application,
    *,
    reasons: str,
    by: User,
    missing: Collection[str] = (),
    words: Translated = NONE,
) -> None:
    """Return an incomplete application (IRPR 12) for what is `missing` (keys of queries/checklist.py) and the officer's reasons: as if not made.

    What the rules give back is refunded, the letter of invitation may be used again, the place is free again where the
    programme says that a returned application does not count, and questions that are open are closed; members of the family
    are told. `words` says in which language the reasons are. AlreadyDone where `by` returned it with the same reasons.
    """
    must_see(application, by)
    file = file_of(application)
    said = returns.reasons_of(file, missing, reasons, words)
    with transaction.atomic():
        if held_by_its_officer(application, by).status == "returned":
            raise moves.not_made(application, "return", by=by, facts=said)
        facts = returns.facts_of(file, said)
        detail = {} if _counts(file, "returned") else places.release(application, by=by)
        asked = list(application.questions.filter(status="open"))
        moves.move(application, "return", by=by, facts=facts, detail=detail)
        for question in asked:
            moves.move(question, "close", by=by)
        moves.move(application.invitation, "release", by=by)
        signed_codes.changed(at_once=False)
        payments.owe_refund(file, outcome="returned", by=by)
        messages.tell_members(application, "own-application-closed")


def _counts(file: File, outcome: Outcome) -> bool:
    said = refunds.by_law(file, outcome)
    return said is None or said.counts_against_cap


def ask(
    application: Application,
    *,
    text: str,
    document: str,
    days: int,
    by: User,
    person: Person | None = None,
    words: Translated = NONE,
    wanted: Collection[str] = (),
) -> Question:
    """Ask something, to be answered within `days` of the letter, or by the next working day.

    `document` is the kind of the one that is asked for; `wanted` are several of several people (keys of queries/checklist.py).

    It is asked of one `person`, or about the application as a whole. A member who has an account is written to, and answers
    alone where that member keeps answers private: the family and the representative are then told that something was asked.
    For everybody else the applicant answers. `words` says in which language it is asked; NotUnderstood where it needs a
    translation. The same again, while it has no answer, is the same question.
    """
    must_see(application, by)
    if person is not None and person.application_id != application.pk:
        raise NotYours
    on = today(application.programme)
    if faults := _faults(text, days, application.programme, on):
        raise NotUnderstood(*faults)
    last = last_day(application.programme, on, days)
    question = Question(
        application=application,
        person=None if person is None or person.relation == "principal" else person,
        asked_by=by,
        text=text.strip(),
        document=document,
        wanted=_wanted(application, wanted) if wanted else [],
        due_on=last.due,
        **columns_of(application, words, person),
    )
    return asking.ask(question, last.said, by=by)


def _wanted(application: Application, keys: Collection[str]) -> list[dict[str, Any]]:
    ready = readiness.of(file_of(application))
    return checklist.as_wanted([one for one in checklist.askable(ready) if one.key in keys])


def _faults(text: str, days: int, programme: Programme, on: date) -> list[Text]:
    most = programme.settings.number("answer-days-most", on)
    faults = []
    if not text.strip():
        faults.append(Text(en="Write the question.", fr="Inscrivez la question."))
    if not 1 <= days <= most:
        faults.append(
            Text(en=f"Give between 1 and {most} days.", fr=f"Accordez de 1 à {most} jours.")
        )
    return faults


def answer(question: Question, *, text: str, by: User, language: str = "") -> None:
    """Send the answer to a question, by words, by documents already sent for it, or both.

    A file that is received and waits for the virus scanner counts: it follows. One that `by` has sent in part
    only would not, so nothing is sent before it is whole or removed (NotUnderstood). `language` is that of the words.
    """
    must_see_question(question, by)
    if question.uploads.filter(begun_by=by, refused="", received__lt=F("size")).exists():
        raise NotUnderstood(PARTLY_SENT)
    sent = question.documents.filter(removed_at__isnull=True).order_by("pk")
    waits = question.uploads.filter(document=None, refused="", received=F("size")).exists
    if not text.strip() and not sent.exists() and not waits():
        raise NotUnderstood(
            Text(
                en="Write an answer or send a document first.",
                fr="Inscrivez d’abord une réponse ou envoyez un document.",
            )
        )
    with transaction.atomic():
        concerned = moves.concerning(question.person_id)
        moves.move(question.application, "answer", by=by, detail=concerned)
        files = list(sent.values_list("content", flat=True))
        said = said_in_answer(question, text.strip(), files)
        moves.move(
            question,
            "answer",
            by=by,
            detail=concerned | {"files": files} | receipt_of(question.application, said),
            columns={
                "answered_at": Now(),
                "answered_by": by,
                "answer": text.strip(),
                "answer_language": spoken(question.application, language, question.person),
            },
        )
        messages.tell_concerned(question.application, question.person, "question-answered")


def biometrics_facts(people: Iterable[Person], programme: Programme, *, on: date) -> dict[str, Any]:
    """What the biometric instruction letter of a day is made from."""
    days = programme.settings.number("biometrics-days", on)
    return {
        "people": ", ".join(person.name for person in people),
        "due": {"day": last_day_to_give(programme, on).due.isoformat()},
        "days": str(days),
    }


def request_biometrics(application: Application, *, by: User) -> None:
    """Send the biometric instruction letter to those who must give theirs; who has a part of it gets one of their own.

    The family’s letter and its event say nothing of those who keep answers private; where only these give theirs, it is to the
    first of them. AlreadyDone where all were asked already, by `by`; WrongMoment where somebody else did.
    """
    must_see(application, by)
    file = file_of(application)
    owed = owed_in(file)
    if not owed and application.status in move_of("application", "request-biometrics").start:
        nobody = Text(
            en="Nobody in this application has to give biometrics.",
            fr="Personne dans cette demande ne doit fournir ses données biométriques.",
        )
        raise NotUnderstood(nobody)
    if not owed:
        raise too_late(application, "request-biometrics", by=by)
    on = today(file.programme)
    private = private_in(owed)
    family = [one for name, one in owed.items() if name not in private]
    first = None if family else next(iter(owed.values()))
    facts = biometrics_facts([first] if first else family, file.programme, on=on)
    last = last_day_to_give(file.programme, on)
    pks = [person.pk for person in owed.values()]
    first_asked = Person.objects.filter(pk__in=pks, biometrics_asked_at__isnull=True)
    with transaction.atomic():
        held_by_its_officer(application, by)
        if not first_asked.exists():
            raise too_late(application, "request-biometrics", by=by)
        detail = last.said | ({"person": first.pk} if first else {})
        moves.move(application, "request-biometrics", by=by, facts=facts, detail=detail, to=first)
        first_asked.update(biometrics_asked_at=Now())
        others = application.delegations.filter(status="accepted", person__in=pks)
        for given in others.exclude(person=first):
            people = [one for one in owed.values() if one.pk == given.person_id]
            own = biometrics_facts(people, file.programme, on=on)
            moves.owe("biometrics", given, by=by, facts=own)


def record_biometrics_of(people: Iterable[Person], *, on: date, by: User) -> None:
    """Record the day on which several people of one application gave biometrics: of all of them, or of none. Raises as `record_biometrics`.

    Those of whom `by` recorded this very day before stay as they are.
    """
    with transaction.atomic():
        for person in people:
            with suppress(AlreadyDone):
                record_biometrics(person, on=on, by=by)


def record_biometrics(person: Person, *, on: date, by: User) -> None:
    """Record the day on which a person gave biometrics, between the request and today; everybody concerned is told.

    AlreadyDone where `by` recorded this very day, WrongMoment where another officer did.
    """
    application = person.application
    must_see(application, by)
    programme, asked = application.programme, person.biometrics_asked_at
    if asked is None or not programme.day_of(asked) <= on <= today(programme):
        raise NotUnderstood(
            Text(
                en="Give a day between the day the biometrics were requested and today.",
                fr="Inscrivez une date entre celle où les données ont été demandées et aujourd’hui.",
            )
        )
    with transaction.atomic():
        concerned = moves.concerning(person.pk)
        held_by_its_officer(application, by)
        if Person.objects.filter(pk=person.pk, biometrics_taken_on=on).exists():
            raise too_late(application, "record-biometrics", by=by, **concerned)
        moves.move(application, "record-biometrics", by=by, detail=concerned)
        Person.objects.filter(pk=person.pk).update(biometrics_taken_on=on)
        messages.tell_whose_part(application, person, "own-biometrics-recorded")
        if not keeps_private(person):
            messages.tell_once(application, "biometrics-recorded")


PARTLY_SENT = Text(
    en="A file of this answer is only partly sent. Choose it again, so that it goes on, or remove it; then send the answer.",
    fr="Un fichier de cette réponse n’est envoyé qu’en partie. Choisissez-le de nouveau pour que l’envoi se poursuive, ou retirez-le; "
    "envoyez ensuite la réponse.",
)
