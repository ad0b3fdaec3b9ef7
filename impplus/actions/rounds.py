"""Invitation rounds: announced with a list that no longer changes, drawn, and released by another officer."""

import hashlib
import secrets
from datetime import date
from itertools import batched
from tempfile import TemporaryFile
from typing import IO

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from impplus.actions import batches, moves
from impplus.actions.beside import reached
from impplus.actions.intakes import AnotherOfficer
from impplus.actions.locks import held
from impplus.actions.round_letters import (
    LETTERS,
    READ_AT_ONCE,
    digest_now,
    drawn_of,
    list_kept,
)
from impplus.outside import store
from impplus.queries import round_criteria
from impplus.queries.clock import today
from impplus.queries.first_acts import came_too_late
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.queries.round_release import (
    announced_digest,
    as_kept,
    gets_letter,
    without_letter,
)
from impplus.queries.round_room import room_for
from impplus.records.clock import Now
from impplus.records.models import Batch, Candidate, Round, User
from impplus.rules import invitations
from impplus.rules.lifecycle import move_of
from impplus.rules.programme import Programme
from impplus.words.text import Text

SECRET = 16  # bytes
LONGEST = 64  # characters of the numbers by which a round is drawn
LONGEST_NAME = 120  # characters of the name of a public draw


class AnotherReleases(AnotherOfficer):
    """Two officers hold a round."""

    text = Text(
        en="You announced this round or made its draw yourself. Another officer of the ministry must release it.",
        fr="Vous avez vous-même annoncé cette ronde ou procédé à son tirage. Une autre personne du ministère doit la libérer.",
    )


def announce(
    programme: Programme,
    *,
    size: int,
    public_draw: str,
    draws_on: date,
    by: User,
    secret: str = "",
) -> Round:
    """Announce a round of `size`: its criteria and its list are fixed, and a secret is published by its digest alone.

    `public_draw` names the draw of a day, not before `first_draw`, whose numbers decide. The demonstration gives its own secret. Raises NotUnderstood for a size for which there is no room,
    where nobody can be drawn, for a draw without a name or of too early a day; AlreadyDone for the same once more, WrongMoment while another round waits for its draw or released.
    """
    moves.role_for(move_of("round", "announce"), by)
    on = today(programme)
    if fault := room_for(programme, on).fault(size):
        raise NotUnderstood(fault)
    public_draw = _named(programme, public_draw, draws_on, on)
    secret = secret or secrets.token_hex(SECRET)
    considered, digest = _kept_list(programme, on)
    made = Round(
        programme=programme,
        year=on.year,
        number=_next_number(programme, on),
        size=size,
        public_draw=public_draw,
        draws_on=draws_on,
        secret=secret,
        sealed=hashlib.sha256(secret.encode()).hexdigest(),
        criteria=round_criteria.of(programme, on),
        considered=considered,
        digest=digest,
        announced_by=by,
        drawn_at=None,
        demo=by.demo,
    )
    _begin(made, by)
    return made


def _begin(made: Round, by: User) -> None:
    """Save an announced round; AlreadyDone where `by` announced the same, which waits, WrongMoment while another one does."""
    detail = {"size": made.size, "considered": made.considered, "digest": made.digest}
    detail |= {"sealed": made.sealed, "public_draw": made.public_draw}
    detail["draws_on"] = made.draws_on.isoformat() if made.draws_on else ""
    try:
        with transaction.atomic():
            moves.move(made, "announce", by=by, detail=detail)
    except IntegrityError:
        same = {"size": made.size, "public_draw": made.public_draw, "draws_on": made.draws_on}
        waits = Round.objects.filter(programme=made.programme, status__in=("announced", "drawn"))
        if waits.filter(status="announced", announced_by=by, **same).exists():
            raise AlreadyDone from None
        raise came_too_late(waits.first() or made, by=by, text=_ANOTHER) from None


def _named(programme: Programme, public_draw: str, draws_on: date, on: date) -> str:
    """The name of a public draw; NotUnderstood for none, and for a day on which its numbers may be known at the announcement."""
    name = public_draw.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise NotUnderstood(_NAME)
    if fault := round_criteria.too_soon(programme, draws_on, on):
        raise NotUnderstood(fault)
    return name


def _kept_list(programme: Programme, on: date) -> tuple[int, str]:
    """Keep the list of those who can be drawn: how many, and its digest; NotUnderstood where there is nobody."""
    with TemporaryFile() as file, reached():
        considered = _listed(round_criteria.free(programme, on), file)
        if not considered:
            raise NotUnderstood(NOBODY)
        return considered, f"sha256:{store.put(file)}"


def _next_number(programme: Programme, on: date) -> int:
    last = Round.objects.filter(programme=programme, year=on.year).order_by("-number").first()
    return last.number + 1 if last else 1


def draw(made: Round, *, words: str, by: User) -> None:
    """Draw an announced round by its secret and by the numbers of its public draw; no letter is issued yet.

    Raises NotUnderstood for what are no numbers and before the day of the public draw, AlreadyDone where `by` drew it by the same numbers.
    """
    moves.role_for(move_of("round", "draw"), by)
    seed = f"{made.secret} {numbers_for(made, words)}"
    with reached():
        drawn = drawn_of(made, seed)
    result = {"drawn": len(drawn), "drawn_digest": invitations.digest_of(drawn)}
    columns = {"seed": seed, "drawn_by": by, "drawn_at": Now(), **result}
    moves.move(
        made, "draw", by=by, detail={**result, "considered": made.considered}, columns=columns
    )


def numbers_for(made: Round, typed: str) -> str:
    """The numbers of the public draw as the seed takes them.

    Raises NotUnderstood for what are no numbers, and before the day of the public draw.
    """
    if early := round_criteria.too_early(made):
        raise NotUnderstood(early)
    numbers = invitations.numbers_of(typed)
    if not numbers or len(typed) > LONGEST:
        raise NotUnderstood(NUMBERS)
    return numbers


def list_of(made: Round) -> IO[bytes]:
    """The list from which a round is drawn, to read: references in order, one a line; OutOfReach where it cannot be read."""
    with reached():
        return list_kept(made)


def drawn_again(made: Round) -> tuple[str, ...]:
    """Who is drawn in a round, by its list and its seed, in order; OutOfReach where the list cannot be read."""
    with reached():
        return drawn_of(made, made.seed)


def list_now(made: Round) -> str:
    """The digest of the list from which a round is drawn, as it lies in the store now; OutOfReach where it cannot be read."""
    with reached():
        return digest_now(made)


def release(made: Round, *, by: User) -> Batch:
    """Issue the letters of a drawn round; whoever was withdrawn since, or whose CSQ has ended, gets none, and the event names them.

    Raises AnotherReleases to whoever announced or drew it, WrongMoment before the draw, and where the list is not the one that
    was announced or the draw made again is another one.
    """
    moves.role_for(move_of("round", "release"), by)
    if made.is_of(by):
        raise AnotherReleases
    if made.status == "announced":
        raise WrongMoment(NOT_DRAWN)
    if list_now(made) != announced_digest(made):
        raise WrongMoment(_ANOTHER_LIST)
    drawn = drawn_again(made)
    if invitations.digest_of(drawn) != made.drawn_digest:
        raise WrongMoment(_ALTERED)
    on = today(made.programme)
    with transaction.atomic():
        for some in batched(drawn, batches.AT_ONCE):
            list(held(Candidate.objects.filter(reference__in=some).order_by("pk")))
        columns = {"released_by": by, "released_at": Now()}
        detail = as_kept(without_letter(drawn, on))
        moves.move(made, "release", by=by, detail=detail, columns=columns)
        for some in batched(drawn, batches.AT_ONCE):
            Candidate.objects.filter(gets_letter(on), reference__in=some).update(invited=True)
        asked = {"programme": made.programme.code, "round": str(made)}
        batch = batches.ask(LETTERS, asked, by=by, total=len(drawn))
        Batch.objects.filter(pk=batch.pk).update(round=made)
    batch.round = made
    return batch


def drop(made: Round, *, reason: str, by: User) -> None:
    """End a round that is not released, with the reason: nobody gets a letter of it. Raises NotUnderstood without a reason."""
    moves.role_for(move_of("round", "drop"), by)
    if not reason.strip():
        raise NotUnderstood(_REASON)
    moves.move(made, "drop", by=by, detail={"reason": reason.strip()})


def _listed(candidates: QuerySet[Candidate], file: IO[bytes]) -> int:
    """Write the references of candidates in order, one a line; how many there are."""
    references = candidates.order_by("reference").values_list("reference", flat=True)
    number = 0
    for reference in references.iterator(chunk_size=READ_AT_ONCE):
        file.write(("\n" * bool(number) + reference).encode())
        number += 1
    return number


NOBODY = Text(
    en="No candidate can be invited: import candidates first whose CSQ is valid and of a program that is accepted.",
    fr="Aucune candidature ne peut être invitée\u00a0: importez d’abord des candidatures dont le CSQ est valide et relève "
    "d’un programme accepté.",
)
_ANOTHER = Text(
    en="Another round waits for its draw or its release. Release it or drop it first.",
    fr="Une autre ronde attend son tirage ou sa libération. Libérez-la ou abandonnez-la d’abord.",
)
NUMBERS = Text(
    en="Write the numbers of the public draw as digits, in the order drawn, with a space between them, in 1 to 64 characters.",
    fr="Inscrivez les numéros du tirage public en chiffres, dans l’ordre du tirage, séparés par une espace, en 1 à 64 caractères.",
)
_NAME = Text(
    en="Name the public draw, in 1 to 120 characters.",
    fr="Nommez le tirage public, en 1 à 120 caractères.",
)
NOT_DRAWN = Text(
    en="This round is not drawn yet: its letters are released after the draw.",
    fr="Le tirage de cette ronde n’est pas encore fait : ses lettres sont libérées après le tirage.",
)
_ANOTHER_LIST = Text(
    en="The list that is kept is not the one that was announced. Nothing is released: drop this round and announce another.",
    fr="La liste conservée n’est pas celle qui a été annoncée. Rien n’est libéré : abandonnez cette ronde et annoncez-en une autre.",
)
_ALTERED = Text(
    en="The draw made again gives other people than the one that was kept. Nothing is released: drop this round and announce another.",
    fr="Le tirage refait donne d’autres personnes que celui qui a été conservé. Rien n’est libéré\u00a0: abandonnez cette ronde et "
    "annoncez-en une autre.",
)
_REASON = Text(
    en="Write why the round is dropped.", fr="Inscrivez pourquoi la ronde est abandonnée."
)
