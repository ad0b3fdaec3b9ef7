"""The letters of a released round: issued by the worker, a part at a time, in the order of the draw."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from itertools import batched
from typing import IO

from impplus.actions import batches, codes, moves
from impplus.actions.batches import Work
from impplus.actions.beside import reached
from impplus.outside import store
from impplus.queries.clock import today
from impplus.records.models import Batch, Candidate, Invitation, Round
from impplus.rules import invitations
from impplus.words.codes import spaced

READ_AT_ONCE = 10_000


def list_kept(made: Round) -> IO[bytes]:
    """The list from which a round is drawn, to read; what the store raises where it cannot be read."""
    return store.get(made.digest.removeprefix("sha256:"))


def digest_now(made: Round) -> str:
    """The digest of the list that lies in the store, as it is published; what the store raises where it cannot be read."""
    found = sha256()
    with list_kept(made) as file:
        for some in batched(file, READ_AT_ONCE):
            found.update(b"".join(some))
    return f"sha256:{found.hexdigest()}"


def drawn_of(made: Round, seed: str) -> tuple[str, ...]:
    """Who is drawn in a round by a seed, from the list that was kept; what the store raises where it cannot be read."""
    with list_kept(made) as file:
        return _drawn_from(file, made.size, seed)


def _drawn_from(file: IO[bytes], size: int, seed: str) -> tuple[str, ...]:
    """Who is drawn from a list, a part of it at a time.

    Whoever is drawn from all is drawn from those drawn so far and the next part.
    """
    drawn: tuple[str, ...] = ()
    for some in batched(file, READ_AT_ONCE):
        references = (line.decode().removesuffix("\n") for line in some)
        drawn = invitations.draw((*drawn, *references), size, seed)
    return drawn


def _parts(batch: Batch) -> Iterator[tuple[str, ...]]:
    """The references drawn whose letters are not issued, in the order of the draw."""
    if batch.round is None:
        return
    drawn = drawn_of(batch.round, batch.round.seed)
    yield from batched(drawn[batch.done :], batches.AT_ONCE)


def _issue(batch: Batch, references: Sequence[str]) -> dict[str, object]:
    """Issue the letters of some who were drawn; who cannot be invited any more gets none."""
    made = Round.objects.get(batch=batch)
    found = Candidate.objects.filter(reference__in=references, invited=True, withdrawn_at=None)
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
    with reached():
        for references in _parts(batch):
            Candidate.objects.filter(reference__in=references).update(invited=False)


LETTERS = Work(
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
