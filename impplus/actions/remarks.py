"""Internal notes: written by officers for officers; nobody is told, and no letter comes of them."""

from django.db import transaction

from impplus.actions import moves
from impplus.actions.locks import held_application
from impplus.queries.refusals import NotUnderstood
from impplus.queries.typed import fault_in
from impplus.queries.visits import must_not_be_barred
from impplus.records.models import Application, Remark, User
from impplus.words.text import Text, as_kept


def write(application: Application, *, text: str, by: User) -> Remark:
    """Write a note on a file; the same words again, with nothing written since, are the same note.

    Raises NotUnderstood for a text that cannot be kept.
    """
    must_not_be_barred(application, by)
    if fault := fault_in(text, empty=_EMPTY):
        raise NotUnderstood(fault)
    text = as_kept(text)
    with transaction.atomic():
        held_application(application.pk)
        last = application.remarks.last()
        if last and (last.by_id, last.text) == (by.pk, text):
            return last
        made = Remark(application=application, text=text, by=by)
        moves.move(made, "write", by=by)
    return made


_EMPTY = Text(en="Write the note first.", fr="Écrivez d’abord la note.")
