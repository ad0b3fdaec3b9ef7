"""What the letter says that returns an incomplete application, before it is sent and once it is."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from impplus.queries import clock, readiness, refunds
from impplus.queries.checklist import as_points, ticked
from impplus.queries.file import File
from impplus.queries.letters.layout import composed
from impplus.queries.letters.page import Composed
from impplus.queries.refusals import NotUnderstood, ReasonMissing
from impplus.queries.translations import NONE, Translated, reasons_told
from impplus.queries.typed import fault_in
from impplus.records.models import Letter, Person
from impplus.words.text import Text

FEWEST_WORDS = 3


def reasons_of(
    file: File, missing: Collection[str], reasons: str, words: Translated = NONE
) -> dict[str, Any]:
    """Why it is returned, as the letter keeps it: the lines ticked (keys of queries/checklist.py) and the officer's words.

    ReasonMissing where there is neither. NotUnderstood where words alone are too few to be understood, where a document
    that was sent is ticked without saying what is wrong with it, for words that cannot be kept, and for those without the
    translation that they need.
    """
    some, said = ticked(readiness.of(file), missing), reasons.strip()
    if not some and not said:
        raise ReasonMissing(_NOTHING)
    if fault := fault_in(said, empty=_NOTHING) if said else None:
        raise NotUnderstood(fault)
    enough = len(said.split()) >= FEWEST_WORDS
    if not enough and (said or not some):
        raise NotUnderstood(_TOO_FEW)
    if not enough and not all(one.missing for one in some):
        raise NotUnderstood(_SENT)
    return reasons_told(file.application, said, words) | (
        {"missing": as_points(some)} if some else {}
    )


def facts_of(file: File, said: dict[str, Any]) -> dict[str, Any]:
    """All that the letter is made from, with what is refunded, and that open questions are closed."""
    asked = file.application.questions.filter(status="open").exists()
    return said | refunds.facts(file, "returned") | ({"closed": "1"} if asked else {})


def as_it_will_be_sent(
    file: File,
    kind: str,
    facts: dict[str, Any],
    language: str,
    at: datetime | None = None,
    to: Person | None = None,
) -> Composed:
    """A letter about a file that is not written yet, to be read before it is; `to` one person, or to the applicant."""
    owed = at or clock.now()
    letter = Letter(kind=kind, application=file.application, facts=facts, owed_at=owed, person=to)
    return composed(letter, language)


_NOTHING = Text(
    en="Tick what is missing, or write it.", fr="Cochez ce qui manque, ou inscrivez-le."
)
_TOO_FEW = Text(
    en="Write in a whole sentence what is missing, so that the applicant can tell what to send.",
    fr="Inscrivez ce qui manque dans une phrase complète, pour que la personne sache quoi envoyer.",
)
_SENT = Text(
    en="You ticked a document that was sent. Write what is wrong with it.",
    fr="Vous avez coché un document qui a été envoyé. Inscrivez ce qui ne convient pas.",
)
