"""Views of the board of clients: what is shown, kept by a colleague under a name, for that colleague or for the firm."""

from django.db import IntegrityError, transaction

from impplus.actions import moves
from impplus.actions.views import ENOUGH, MOST, named_well
from impplus.practice import access
from impplus.practice.models import BoardView
from impplus.practice.routing import FIRM
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.records.models import User


def save(name: str, *, asked: str, shared: bool, by: User) -> BoardView:
    """Keep what is shown under a name; one's own of that name then asks for this. NotUnderstood without a name, or for one too many."""
    if not access.works_on_matters(by):
        raise NotYours
    named, firm = named_well(name), access.firm_of(by)
    own = BoardView.objects.filter(firm=firm, account=by.pk, status="kept")
    before, columns = own.filter(name=named).first(), {"asked": asked, "shared": shared}
    if before:
        if (before.asked, before.shared) == (asked, shared):
            raise AlreadyDone
        moves.move_at_firm(before, "change", by=by, columns=columns)
        return before
    if own.count() >= MOST:
        raise NotUnderstood(ENOUGH)
    made = BoardView(firm=firm, account=by.pk, name=named, demo=by.demo, **columns)
    try:
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(made, "save", by=by)
    except IntegrityError:  # pressed twice at once
        raise AlreadyDone from None
    return made


def remove(view: BoardView, *, by: User) -> None:
    """Keep one's own view no more; AlreadyDone where that is so."""
    if view.account != by.pk or not access.works_on_matters(by):
        raise NotYours
    moves.move_at_firm(view, "drop", by=by)
