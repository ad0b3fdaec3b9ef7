"""Earlier answers: wanted in a draft by the person whose they are."""

from django.db import transaction

from impplus.actions import moves
from impplus.actions.locks import held_application
from impplus.queries.earlier import EARLIER, earlier_of, principal_in
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records.models import Application, User
from impplus.records.rows import change


def use(draft: Application, *, by: User) -> None:
    """Have the answers of the last closed application of the same person offered in a draft; nothing is answered by it.

    The same again changes nothing. Raises NotYours for anybody but its applicant, WrongMoment where there is no such
    application, or no draft any more.
    """
    if draft.applicant_id != by.pk:
        raise NotYours
    with transaction.atomic():
        now = held_application(draft.pk)
        principal = now.people.get(relation="principal")
        if EARLIER in principal.saves:
            return
        earlier = earlier_of(now)
        if earlier is None:
            raise WrongMoment
        detail = {"step": EARLIER, "person": principal.pk, "version": principal.answers_version}
        moves.move(now, "save", by=by, detail=detail)
        named = {EARLIER: principal_in(earlier).pk}
        change(principal, {"saves": {**principal.saves, **named}}, where={})
