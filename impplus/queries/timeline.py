"""What happened to an application, as everyone who may see it reads it."""

from django.db.models import Q

from impplus.records.models import Application, Event
from impplus.rules.lifecycle import MOVES

_PRIVATE = Q()
for _move in MOVES:
    if _move.private:
        _PRIVATE |= Q(noun=_move.noun, verb=_move.verb)


def timeline(application: Application) -> list[Event]:
    """What happened to an application, oldest first, without the lines kept for the audit."""
    return list(application.events.exclude(_PRIVATE).select_related("by").order_by("at", "id"))
