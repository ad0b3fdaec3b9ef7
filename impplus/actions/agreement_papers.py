"""The papers of service agreements: printed and signed once the client signed, or once an agreement ended, and sent to both."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from impplus.actions import moves, retainers
from impplus.actions.letters import BROKEN
from impplus.outside import pdf, signatures
from impplus.practice.models import Retainer
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.queries.retainers import ending_facts, facts
from impplus.records.models import Firm
from impplus.words import agreement_words as words
from impplus.words.text import Text

logger = logging.getLogger(__name__)


def make() -> int:
    """Print and sign what was signed or ended, and owe the e-mails with it to both; how many. One that fails holds up no other."""
    if not keeps_for_firms():
        return 0
    made = 0
    due = Retainer.objects.filter(papers_due=True).values_list("pk", flat=True)
    for pk in list(due[:20]):
        try:
            made += _make(pk)
        except BROKEN as error:
            # What was raised may hold names, so its own name alone is logged.
            logger.error("papers of agreement %s cannot be made: %s", pk, type(error).__name__)  # noqa: TRY400
    return made


def _make(pk: int) -> bool:
    with transaction.atomic(using=FIRM):
        free = Retainer.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
        one = free.filter(pk=pk, papers_due=True).first()
        if one is None:
            return False
        firm = Firm.objects.get(pk=one.firm).name
        papers = _ending(one, firm) if one.status == "ended" else _papers(one, firm)
        moves.move_at_firm(one, "complete", by=None, columns={**papers, "papers_due": False})
        kind = "agreement-ended" if one.status == "ended" else "agreement-signed"
        retainers.tell(kind, one)
        retainers.tell_firm(kind, one)
    return True


def _papers(one: Retainer, firm: str) -> Mapping[str, bytes]:
    return {
        f"file_{key}": _signed(facts(one, firm, key), key, words.TITLE) for key in one.texts.split()
    }


def _ending(one: Retainer, firm: str) -> Mapping[str, bytes]:
    return {"ending_file": _signed(ending_facts(one, firm), one.language, words.ENDING)}


def _signed(said: dict[str, Any], language: str, reason: Text) -> bytes:
    return signatures.sign(pdf.render("letter", said, language), reason.say(language))
