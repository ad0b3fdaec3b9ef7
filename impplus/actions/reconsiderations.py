"""Reconsideration: asked for by the people of a refused or returned application, and answered by an officer who did not decide it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import IO

from django.db import transaction

from impplus.actions import documents, messages, moves, stored_files
from impplus.actions.intakes import AnotherOfficer
from impplus.actions.locks import held, held_application
from impplus.actions.received_files import none_waits
from impplus.actions.reopenings import as_answer, reopen
from impplus.actions.sealed import receipt_of
from impplus.queries.access import must_see, must_see_person
from impplus.queries.done import too_late
from impplus.queries.facts import principal_of
from impplus.queries.other_papers import TO_RECONSIDER
from impplus.queries.refusals import NotUnderstood, NotYours, Refusal, WrongMoment
from impplus.queries.reopenings import RECONSIDERED, deciders_of
from impplus.queries.sent_later import said_in_request
from impplus.queries.translations import NONE, Translated, reasons_told, spoken
from impplus.queries.typed import fault_in
from impplus.queries.visits import must_not_be_barred
from impplus.records.models import Application, Document, Reconsideration, User
from impplus.rules.lifecycle import Role, Verb
from impplus.words.text import Text, as_kept


class AnotherAnswers(AnotherOfficer):
    """Whoever decided, or signed second, does not judge that decision again."""

    text = Text(
        en="You decided on this application yourself, or signed the decision. Another officer must answer.",
        fr="Vous avez vous-même décidé de cette demande, ou signé la décision. Une autre agente ou un autre agent doit répondre.",
    )


def request(
    application: Application,
    *,
    reasons: str,
    by: User,
    files: Sequence[tuple[str, IO[bytes]]] = (),
    language: str = "",
) -> Reconsideration:
    """Ask the office to look at a refused or returned application again, with the reasons, in their `language`, and `files` (name, content).

    The applicant and the representative are told. The same words again, while they wait, are the same request. Nothing is kept where one
    file is not taken (FileRefused). Raises NotUnderstood for reasons that cannot be kept, or where another request waits; WrongMoment
    where nothing was refused or returned.
    """
    must_see(application, by)
    if fault := fault_in(reasons, empty=EMPTY):
        raise NotUnderstood(fault)
    said = as_kept(reasons)
    if known := _known(application, said, by):
        return known
    came = _checked(application, files, by)
    try:
        with transaction.atomic():
            now = held_application(application.pk)
            return _known(now, said, by) or _asked(now, said, language, came, by)
    except Refusal:
        stored_files.dispose_later({key for one in came for key in stored_files.keys_of(one)})
        raise


def _known(application: Application, said: str, by: User) -> Reconsideration | None:
    """What `by` asked in the same words, and waits; raises where nothing can be asked."""
    if application.status not in RECONSIDERED:
        raise WrongMoment
    waiting = application.reconsiderations.filter(status="asked").first()
    if waiting and (waiting.reasons, waiting.asked_by_id) != (said, by.pk):
        raise NotUnderstood(WAITS)
    return waiting


def _checked(
    application: Application, files: Sequence[tuple[str, IO[bytes]]], by: User
) -> list[Document]:
    """Each file checked and stored, and not kept yet; one of the same content once."""
    if not files:
        return []
    principal = principal_of(application)
    must_see_person(principal, by)
    to = documents.SentFor(application, principal, TO_RECONSIDER)
    found = dict[str, Document]()
    for name, content in files:
        with none_waits():
            one = documents.checked(to, name=name, content=content, by=by)
        found.setdefault(one.content, one)
    return list(found.values())


def _asked(
    now: Application, said: str, language: str, came: Sequence[Document], by: User
) -> Reconsideration:
    made = Reconsideration(application=now, ended=now.status, reasons=said, asked_by=by)
    made.language = spoken(now, language)
    receipt = receipt_of(now, said_in_request(said, [one.content for one in came]))
    moves.move(made, "request", by=by, detail=receipt)
    for one in came:
        one.application, one.reconsideration = now, made
        documents.kept_or_removed(one, None, by, None)
    messages.tell(now, "reconsideration-asked")
    return made


def keep(one: Reconsideration, *, reasons: str, words: Translated = NONE, by: User) -> None:
    """Answer that what was decided stays, with the reasons that go into the letter; `words` says in which language they are.

    Raises AnotherAnswers to whoever decided, AlreadyDone where `by` answered so, WrongMoment once it is answered, and NotUnderstood for
    reasons that need a translation.
    """
    said = _written(one, reasons, by)
    with transaction.atomic():
        now = _waiting(one, "refuse", by)
        told = reasons_told(now.application, said, words)
        asked = now.application.programme.day_of(now.asked_at)
        facts = {"asked": {"day": asked.isoformat()}} | told
        moves.move(now, "refuse", by=by, columns=as_answer(told, by), facts=facts)


def grant(one: Reconsideration, *, reasons: str, words: Translated = NONE, by: User) -> None:
    """Reopen the application, with the reasons that go into the letter; raises as `keep`, and as `reopenings.reopen`."""
    said = _written(one, reasons, by)
    with transaction.atomic():
        now = _waiting(one, "grant", by)
        told = reasons_told(now.application, said, words)
        moves.move(now, "grant", by=by, columns=as_answer(told, by))
        reopen(now.application, facts={"ground": asdict(ASKED_AGAIN), **told}, by=by)


def _written(one: Reconsideration, reasons: str, by: User) -> str:
    if by.role != Role.FEDERAL:
        raise NotYours
    must_see(one.application, by)
    must_not_be_barred(one.application, by)
    if by.pk in deciders_of(one.application):
        raise AnotherAnswers
    if fault := fault_in(reasons, empty=EMPTY):
        raise NotUnderstood(fault)
    return as_kept(reasons)


def _waiting(one: Reconsideration, verb: Verb, by: User) -> Reconsideration:
    now = held(Reconsideration.objects.select_related("application")).get(pk=one.pk)
    if now.status != "asked" or held_application(now.application_id).status != now.ended:
        raise too_late(now if now.status != "asked" else now.application, verb, by=by)
    return now


ASKED_AGAIN = Text(
    en="The office looked at the application again, as it was asked to, and finds that it must go on",
    fr="Le bureau a réexaminé la demande, comme cela lui avait été demandé, et conclut qu’elle doit suivre son cours",
)
EMPTY = Text(en="Write the reasons.", fr="Inscrivez les motifs.")
WAITS = Text(
    en="A reconsideration has already been asked for and waits for its answer. Write a message to the office if something is to be added.",
    fr="Un réexamen a déjà été demandé et attend une réponse. Écrivez un message au bureau s’il y a quelque chose à ajouter.",
)
