"""Rounds: candidates are drawn reproducibly, and each gets a letter of invitation."""

import hashlib
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

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


def may_be_drawn(on: date) -> list[str]:
    """References, in order, of the candidates without a living letter whose CSQ is valid on a day."""
    invited = Invitation.objects.filter(candidate=OuterRef("pk"), status__in=["issued", "used"])
    free = Candidate.objects.filter(~Exists(invited), csq_expires__gte=on)
    return list(free.order_by("reference").values_list("reference", flat=True))


def digest(references: list[str]) -> str:
    """The SHA-256 of the references considered, one a line, so that a draw can be checked."""
    return "sha256:" + hashlib.sha256("\n".join(references).encode()).hexdigest()


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
        list(rounds.select_for_update())
        considered = may_be_drawn(on)
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
            number=rounds.count() + 1,
            size=size,
            seed=seed,
            considered=len(considered),
            digest=digest(considered),
            drawn_by=by,
            demo=by.demo,
        )
        moves.move(made, "draw", by=by, detail={"size": size, "considered": len(considered)})
        drawn = invitations.draw(considered, size, seed)
        candidates = {c.reference: c for c in Candidate.objects.filter(reference__in=drawn)}
        for reference in drawn:
            _issue(candidates[reference], made, on=on, by=by)
    return made


def _issue(candidate: Candidate, made: Round, *, on: date, by: User) -> Invitation:
    days = made.programme.settings.number("invitation-days", on)
    invitation = Invitation(
        number=codes.number("L"),
        code=codes.code(),
        candidate=candidate,
        round=made,
        issued_on=on,
        expires_on=on + timedelta(days=days) if days else None,
    )
    moves.move(invitation, "issue", by=by, facts=letter_facts(invitation))
    return invitation


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
