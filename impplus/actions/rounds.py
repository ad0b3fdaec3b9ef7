"""Rounds: candidates are drawn reproducibly, and each gets a letter of invitation."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import batched

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from impplus.actions import codes, moves
from impplus.queries.clock import today
from impplus.queries.refusals import NotUnderstood, NotYours, WrongMoment
from impplus.records.models import Candidate, Invitation, Round, User
from impplus.rules import invitations
from impplus.rules.lifecycle import Role
from impplus.rules.programme import Programme
from impplus.words.codes import spaced
from impplus.words.text import Text

MOST = 20_000
AT_ONCE = 1_000  # letters written together
READ_AT_ONCE = 10_000


def free(on: date) -> QuerySet[Candidate]:
    """The candidates without a letter in force whose CSQ is valid on a day."""
    return Candidate.objects.filter(invited=False, csq_expires__gte=on)


def may_be_drawn(on: date) -> list[str]:
    """The references of those, in order."""
    return list(free(on).order_by("reference").values_list("reference", flat=True))


def draw(programme: Programme, *, size: int, seed: str, by: User) -> Round:
    """Draw `size` candidates by `seed`, issue their letters to apply under a programme, and owe them.

    The same candidates, size and seed always give the same draw (rules/invitations.py).
    """
    if by.role != Role.QUEBEC:
        raise NotYours
    _understood(size, seed)
    try:
        return _drawn(programme, size, seed, by)
    except IntegrityError:  # another round of the year was drawn at the same moment
        raise WrongMoment from None


def _drawn(programme: Programme, size: int, seed: str, by: User) -> Round:
    with transaction.atomic():
        on = today(programme)
        rounds = Round.objects.filter(programme=programme, year=on.year)
        held = [one.number for one in rounds.select_for_update()]
        considered, hashed, drawn = _drawn_from(free(on), size, seed)
        if not considered:
            raise NotUnderstood(
                Text(
                    en="No candidate can be invited: import candidates whose CSQ is valid first.",
                    fr="Aucune candidature ne peut être invitée\u00a0: importez d’abord des candidatures dont le CSQ "
                    "est valide.",
                )
            )
        made = Round(
            programme=programme,
            year=on.year,
            number=max(held, default=0) + 1,  # a round may have been taken away
            size=size,
            seed=seed,
            considered=considered,
            digest=hashed,
            drawn_by=by,
            demo=by.demo,
        )
        moves.move(made, "draw", by=by, detail={"size": size, "considered": considered})
        for some in batched(drawn, AT_ONCE):
            _issue(some, made, on=on, by=by)
    return made


def _drawn_from(
    candidates: QuerySet[Candidate], size: int, seed: str
) -> tuple[int, str, tuple[str, ...]]:
    """How many are considered, the digest of their list, and who is drawn; a part of the list at a time.

    Whoever is drawn from all is drawn from those drawn so far and the next part.
    """
    considered, hashed, drawn = 0, hashlib.sha256(), tuple[str, ...]()
    references = candidates.order_by("reference").values_list("reference", flat=True)
    for some in batched(references.iterator(chunk_size=READ_AT_ONCE), READ_AT_ONCE):
        hashed.update(("\n" * bool(considered) + "\n".join(some)).encode())
        drawn = invitations.draw((*drawn, *some), size, seed)
        considered += len(some)
    return considered, f"sha256:{hashed.hexdigest()}", drawn


def _issue(references: Sequence[str], made: Round, *, on: date, by: User) -> None:
    """Issue the letters of some who were drawn, in the order of the draw."""
    found = Candidate.objects.filter(reference__in=references)
    candidates = {one.reference: one for one in found}
    days = made.programme.settings.number("invitation-days", on)
    letters = [
        Invitation(
            number=codes.number("L"),
            code=codes.code(),
            candidate=candidates[reference],
            round=made,
            issued_on=on,
            expires_on=on + timedelta(days=days) if days else None,
        )
        for reference in references
    ]
    found.update(invited=True)
    moves.begin(letters, "issue", by=by, facts=[letter_facts(one) for one in letters])


def letter_facts(invitation: Invitation) -> dict[str, object]:
    """What the letter of invitation is made from."""
    candidate = invitation.candidate
    facts: dict[str, object] = {
        "name": candidate.name,
        "invitation_number": invitation.number,
        "code": spaced(invitation.code),
        "csq_number": candidate.csq_number,
        "mifi_file": candidate.mifi_file,
        "issued": {"day": invitation.issued_on.isoformat()},
    }
    if invitation.expires_on:
        facts["expires"] = {"day": invitation.expires_on.isoformat()}
    return facts


def _understood(size: int, seed: str) -> None:
    faults = []
    if not 1 <= size <= MOST:
        faults.append(
            Text(
                en=f"Invite between 1 and {MOST} candidates.",
                fr=f"Invitez entre 1 et {MOST} candidatures.",
            )
        )
    if not seed.strip() or len(seed) > 64 or not seed.isprintable():
        faults.append(
            Text(
                en="Write a seed of 1 to 64 characters, announced before the draw.",
                fr="Inscrivez une valeur de départ de 1 à 64 caractères, annoncée avant le tirage.",
            )
        )
    if faults:
        raise NotUnderstood(*faults)
