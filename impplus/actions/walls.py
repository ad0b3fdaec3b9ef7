"""Walls around matters: a colleague is put behind one, for whom the matter then does not exist."""

from django.db import IntegrityError, transaction

from impplus.actions import assignments, moves
from impplus.actions.matters import must_see
from impplus.practice.models import Matter, Wall
from impplus.practice.routing import FIRM
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.queries.teammates import teammates
from impplus.records.models import Mandate, User
from impplus.words.text import Text

_NOT_WHO_WORKS = Text(
    en="Whoever answers for the matter or works on it cannot be put behind a wall, nor can you yourself.",
    fr="Une cloison ne peut être dressée ni pour la personne qui répond du dossier ou y travaille, ni pour vous-même.",
)

_APPOINTED = Text(
    en="The client has appointed this colleague to act in the file of this matter: no wall hides it from that person.",
    fr="La cliente ou le client a désigné cette personne pour agir dans la demande de ce dossier : aucune cloison ne peut la lui cacher.",
)


def put_up(matter: Matter, *, account: int, by: User) -> Wall:
    """Hide a matter, and its file in this system, from a colleague; AlreadyDone where it is hidden."""
    must_see(matter, by)
    if account in (matter.lawyer, matter.paralegal, by.pk) or account not in teammates(matter.firm):
        raise NotUnderstood(_NOT_WHO_WORKS)
    given = Mandate.objects.filter(lawyer=account, status="active")
    if given.filter(application=matter.application).exists():
        raise NotUnderstood(_APPOINTED)
    made = Wall(firm=matter.firm, matter=matter, account=account, demo=matter.demo)
    detail = {"matter": matter.pk, "account": account}
    try:
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(made, "add", by=by, detail=detail)
    except IntegrityError:
        raise AlreadyDone from None
    if matter.application:
        assignments.end_of(account, matter.application, by=by)
    return made


def take_away(wall: Wall, *, by: User) -> None:
    """Show the matter to the colleague again."""
    must_see(wall.matter, by)
    moves.move_at_firm(wall, "end", by=by, detail={"matter": wall.matter_id})
