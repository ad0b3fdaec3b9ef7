"""Conflicts of interest: a firm searches, decides with a reason, and keeps the written consent."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from impplus.actions import moves
from impplus.practice import access
from impplus.practice.models import Conflict, Enquiry
from impplus.practice.routing import FIRM
from impplus.queries.alike import Identity
from impplus.queries.conflicts import Found, NotSearched, found_for, is_cleared, known_to
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.records.models import User
from impplus.rules.lifecycle import move_of
from impplus.rules.verbs import Verb
from impplus.words.text import Text

WHY = Text(en="Say why, in a line.", fr="Dites pourquoi, en une ligne.")
CONSENT = Text(
    en="Copy the words of the written consent, and enter who gave it.",
    fr="Copiez les mots du consentement écrit et inscrivez qui l’a donné.",
)


def record(
    enquiry: Enquiry, finding: Verb, *, reason: str, sought: Sequence[Identity], by: User
) -> Conflict:
    """Keep what the search shows now and what is decided (`finding`: clear, ask or decline), with the reason.

    An enquiry without a conflict goes on; one that is declined ends. AlreadyDone where `by` decided the same for the same reason last.
    """
    if not access.enquiries(by).filter(pk=enquiry.pk).exists():
        raise NotYours
    if not reason.strip():
        raise NotUnderstood(WHY)
    row = move_of("conflict", finding)
    with transaction.atomic(using=FIRM):
        locked = Enquiry.objects.select_for_update(no_key=True).get(pk=enquiry.pk)
        last = locked.conflicts.last()
        if last and (last.by, last.status, last.reason) == (by.pk, row.end, reason.strip()):
            raise AlreadyDone
        conflict = Conflict(
            firm=locked.firm, enquiry=locked, by=by.pk, name=by.name, reason=reason.strip()
        )
        conflict.searched = [_written(one) for one in sought]
        conflict.found = [_shown(one) for one in found_for(locked, sought)]
        conflict.people, conflict.demo = known_to(locked.firm), locked.demo
        moves.move_at_firm(conflict, finding, by=by)
        _go_on(locked, conflict, by=by)
    return conflict


def accept(conflict: Conflict, *, text: str, of: str, on: date, by: User) -> None:
    """Keep the written consent that a conflict needed: its words, who gave it and on what day."""
    if not access.conflicts(by).filter(pk=conflict.pk).exists():
        raise NotYours
    if not (text.strip() and of.strip()):
        raise NotUnderstood(CONSENT)
    columns = {"consent": text.strip(), "consent_of": of.strip(), "consent_on": on}
    with transaction.atomic(using=FIRM):
        locked = Enquiry.objects.select_for_update(no_key=True).get(pk=conflict.enquiry_id)
        moves.move_at_firm(conflict, "accept", by=by, columns=columns)
        _go_on(locked, conflict, by=by)


def must_be_cleared(enquiry: Enquiry) -> None:
    """NotSearched unless the firm searched for conflicts and may go on."""
    if not is_cleared(enquiry):
        raise NotSearched


def _go_on(enquiry: Enquiry, conflict: Conflict, *, by: User) -> None:
    if conflict.status in ("clear", "consented") and enquiry.status in ("new", "triaged"):
        moves.move_at_firm(enquiry, "check-conflicts", by=by)
    elif conflict.status == "conflict" and enquiry.status != "declined":
        moves.move_at_firm(enquiry, "decline", by=by)


def _written(one: Identity) -> dict[str, Any]:
    """What was looked for, as it is kept."""
    said = {"name": one.name, "born": one.born.isoformat() if one.born else ""}
    return {key: value for key, value in (said | _numbers(one)).items() if value}


def _numbers(one: Identity) -> dict[str, str]:
    return {"passport": one.passport, "csq": one.csq, "email": one.email, "phone": one.phone}


def _shown(found: Found) -> dict[str, Any]:
    """Who was shown and why, as it stood."""
    person, like = found.person, found.like
    return {
        "person": person.pk,
        "name": person.name,
        "kind": person.kind,
        "number": person.number,
        "sure": like.sure,
        "per_cent": found.per_cent,
        "shared": [one.value for one in like.shared],
    }
