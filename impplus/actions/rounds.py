"""Rounds: candidates are drawn reproducibly, and each gets a letter of invitation."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import batched
from tempfile import TemporaryFile
from typing import IO

from django.db import transaction
from django.db.models import QuerySet

from impplus.actions import batches, codes, moves
from impplus.actions.batches import Work
from impplus.actions.beside import reached
from impplus.outside import store
from impplus.programmes import ALL
from impplus.queries.candidate_faults import PROGRAMMES
from impplus.queries.clock import today
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Batch, Candidate, Invitation, Round, User
from impplus.rules import invitations
from impplus.rules.programme import Programme
from impplus.words.codes import spaced
from impplus.words.text import Text

MOST = 20_000
READ_AT_ONCE = 10_000
NOBODY = Text(
    en="No candidate can be invited: import candidates first whose CSQ is valid and of a program that is accepted.",
    fr="Aucune candidature ne peut être invitée\u00a0: importez d’abord des candidatures dont le CSQ est valide et relève "
    "d’un programme accepté.",
)


def without_letter(on: date) -> QuerySet[Candidate]:
    """The candidates on the list without a letter in force whose CSQ is valid on a day."""
    return Candidate.objects.filter(withdrawn_at=None, invited=False, csq_expires__gte=on)


def free(programme: Programme, on: date) -> QuerySet[Candidate]:
    """Those of them who may be drawn: their CSQ was issued under a program that the programme accepts that day."""
    return without_letter(on).filter(csq_programme__in=accepted(programme, on))


def accepted(programme: Programme, on: date) -> tuple[str, ...]:
    """The programs whose certificates a programme accepts on a day: its setting `csq-programmes`, or all where it has none."""
    return programme.settings.words("csq-programmes", on) or tuple(sorted(PROGRAMMES))


def may_be_drawn(programme: Programme, on: date) -> list[str]:
    """The references of those who may be drawn, in order."""
    return list(free(programme, on).order_by("reference").values_list("reference", flat=True))


def ask_draw(programme: Programme, *, size: int, seed: str, by: User) -> Batch:
    """Ask for a round: `size` candidates drawn by `seed`, each with a letter to apply under a programme."""
    _understood(size, seed)
    asked = {"programme": programme.code, "size": size, "seed": seed}
    return batches.ask(DRAW, asked, by=by)


def draw(programme: Programme, *, size: int, seed: str, by: User) -> Round:
    """Hold a round here and now; what stops it is raised."""
    asked = ask_draw(programme, size=size, seed=seed, by=by)
    return Round.objects.get(batch=batches.finish(asked, DRAW))


def _parts(batch: Batch) -> Iterator[tuple[str, ...]]:
    """The references drawn whose letters are not issued, in the order of the draw.

    The same candidates, size and seed always give the same draw (rules/invitations.py), so that it is
    made again from the list that was kept.
    """
    made = batch.round or _held(batch)
    if made is None:
        return
    with store.get(made.digest.removeprefix("sha256:")) as file:
        drawn = _drawn_from(file, made)
    yield from batched(drawn[batch.done :], batches.AT_ONCE)


def _held(batch: Batch) -> Round | None:
    """Hold a round: its candidates are drawn, and nobody else's to draw; None where another worker did."""
    programme = ALL[batch.asked["programme"]]
    with transaction.atomic(), TemporaryFile() as file:
        others = Batch.objects.filter(kind=batch.kind, status="under-way")
        list(others.order_by("pk").select_for_update(no_key=True))  # one round is held at a time
        if not batches.held(batch):
            return None
        on = today(programme)
        last = Round.objects.filter(programme=programme, year=on.year).order_by("-number").first()
        considered = _listed(free(programme, on), file)
        if not considered:
            raise NotUnderstood(NOBODY)
        made = Round(
            programme=programme,
            year=on.year,
            number=last.number + 1 if last else 1,
            size=batch.asked["size"],
            seed=batch.asked["seed"],
            considered=considered,
            digest=f"sha256:{store.put(file)}",
            drawn_by=batch.asked_by,
            demo=batch.demo,
        )
        detail = {"size": made.size, "considered": considered}
        moves.move(made, "draw", by=made.drawn_by, detail=detail)
        drawn = _drawn_from(file, made)
        for some in batched(drawn, batches.AT_ONCE):
            listed = Candidate.objects.filter(reference__in=some, withdrawn_at=None)
            listed.update(invited=True)
        batch.round, batch.total = made, len(drawn)
        Batch.objects.filter(pk=batch.pk).update(round=made, total=batch.total)
    return made


def _listed(candidates: QuerySet[Candidate], file: IO[bytes]) -> int:
    """Write the references of candidates in order, one a line; how many there are."""
    references = candidates.order_by("reference").values_list("reference", flat=True)
    number = 0
    for reference in references.iterator(chunk_size=READ_AT_ONCE):
        file.write(("\n" * bool(number) + reference).encode())
        number += 1
    return number


def _drawn_from(file: IO[bytes], made: Round) -> tuple[str, ...]:
    """Who is drawn from a list, a part of it at a time.

    Whoever is drawn from all is drawn from those drawn so far and the next part.
    """
    file.seek(0)
    drawn: tuple[str, ...] = ()
    for some in batched(file, READ_AT_ONCE):
        references = (line.decode().removesuffix("\n") for line in some)
        drawn = invitations.draw((*drawn, *references), made.size, made.seed)
    return drawn


def _issue(batch: Batch, references: Sequence[str]) -> dict[str, object]:
    """Issue the letters of some who were drawn, in the order of the draw; who was withdrawn meanwhile gets none."""
    made = Round.objects.get(batch=batch)
    found = Candidate.objects.filter(reference__in=references, withdrawn_at=None)
    candidates = {one.reference: one for one in found}
    on = today(made.programme)
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
        if reference in candidates
    ]
    facts = [letter_facts(one) for one in letters]
    if letters:
        moves.begin(letters, "issue", by=batch.asked_by, facts=facts)
    batch.left_out += len(references) - len(letters)
    return {"left_out": batch.left_out}


def _give_back(batch: Batch) -> None:
    """Let those be drawn again who were drawn and have no letter; OutOfReach where the list cannot be read."""
    if batch.round:
        with reached():
            for references in _parts(batch):
                Candidate.objects.filter(reference__in=references).update(invited=False)


DRAW = Work(
    "draw", "hold_rounds", _parts, _issue, end=lambda batch: None, drop=_give_back, lock=6_964
)


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
