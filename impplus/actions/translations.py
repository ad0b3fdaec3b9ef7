"""Translations of an officer's words after these were sent: asked for by who reads them, added by the office."""

from typing import Any

from django.db import transaction

from impplus.actions import messages, moves
from impplus.actions.locks import held_application
from impplus.queries import clock
from impplus.queries.access import must_see
from impplus.queries.facts import keeps_private
from impplus.queries.officers import must_work_on
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.saves import NO_WINDOW, Window
from impplus.queries.translations import (
    OfficersWords,
    Translated,
    added_to,
    faults_of,
    file_with,
    kind_of,
    other_language,
    person_of,
    shown_beside,
    words_in,
)
from impplus.records.models import Translation, User
from impplus.rules.lifecycle import Verb


def ask(of: OfficersWords, *, by: User) -> Translation | None:
    """Ask for an officer's words in the other language; everybody who reads them is told.

    The same again is the same request, and where a translation stands there is nothing to ask for (None). Raises NotYours
    unless `by` reads the words.
    """
    read = words_in(file_with(of), kind_of(of), of.pk, by)
    if read is None:
        raise NotYours
    with transaction.atomic():
        held_application(file_with(of).pk)  # one after the other
        asked = of.translations.filter(status="asked").first()
        if asked or shown_beside(read).text:
            return asked
        made = _new(of)
        columns = {"asked_by": by, "asked_at": clock.now()}
        moves.move(made, "request", by=by, columns=columns, detail=_whose(of))
        _tell(of, "translation-asked")
    return made


def add(
    of: OfficersWords, *, text: str, translator: str, by: User, window: Window = NO_WINDOW
) -> Translation:
    """Add what `translator` made of an officer's words that were sent; these stay as they are, and its readers are told.

    It answers the request for one, if any. The newest one again is the same, and so is one again from one `window`; another is a
    new version, beside which the earlier ones are kept. Raises NotUnderstood for a text or a name that cannot be kept.
    """
    must_see(file_with(of), by)
    must_work_on(file_with(of), by)
    text, translator = text.strip(), translator.strip()
    if faults := faults_of(text, translator):
        raise NotUnderstood(*faults)
    with transaction.atomic():
        held_application(file_with(of).pk)  # one after the other
        last, same = added_to(of), {"text": text, "translator": translator}
        if last and (last.text, last.translator) == (text, translator):
            return last
        sent = of.translations.filter(added_by=by, window=window.name, **same)
        if window.name and (before := sent.first()):
            return before
        made = of.translations.filter(status="asked").first() or _new(of)
        columns = {**same, "added_by": by, "added_at": clock.now(), "window": window.name}
        verb: Verb = "add" if made.pk else "write"
        moves.move(made, verb, by=by, columns=columns, detail=_whose(of))
        _tell(of, "translation-added")
    return made


def attach(of: OfficersWords, made: Translated, *, by: User) -> Translation:
    """Keep the translation with which an officer's words are sent; call it inside the transaction that writes these.

    Nobody is told of it alone: the words are told of.
    """
    said: dict[str, Any] = {"text": made.translation, "translator": made.translator}
    columns = {**said, "added_by": by, "added_at": clock.now()}
    attached = _new(of)
    moves.move(attached, "write", by=by, columns=columns, detail=_whose(of))
    return attached


def _new(of: OfficersWords) -> Translation:
    """One that is not written yet."""
    named: dict[str, Any] = {str(of._meta.model_name): of}
    return Translation(application=of.application, language=other_language(of.language), **named)


def _whose(of: OfficersWords) -> dict[str, Any]:
    person = person_of(of)
    return {"person": person.pk} if person else {}


def _tell(of: OfficersWords, notice: str) -> None:
    """Owe the news to whoever reads the words."""
    person = person_of(of)
    messages.tell_whose_part(file_with(of), person, f"own-{notice}")
    if person is None or not keeps_private(person):
        messages.tell(file_with(of), notice)
