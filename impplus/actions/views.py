"""Views: a list of files that an officer keeps under a name of their own."""

from django.db import transaction

from impplus.actions.locks import held
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.typed import fault_in
from impplus.records.models import User, View
from impplus.rules.lifecycle import Role
from impplus.words.text import Text, as_kept

MOST = 12  # views of one person
LONGEST = 40


def save(name: str, *, asked: str, by: User) -> View:
    """Keep a list under a name; one of the same name then asks for this. NotUnderstood without a name, or for one too many."""
    if by.role != Role.FEDERAL:
        raise NotYours
    named = named_well(name)
    with transaction.atomic():
        held(User.objects.all()).get(pk=by.pk)
        if View.objects.filter(officer=by).exclude(name=named).count() >= MOST:
            raise NotUnderstood(ENOUGH)
        view, _made = View.objects.update_or_create(
            officer=by, name=named, defaults={"asked": asked}
        )
    return view


def named_well(name: str) -> str:
    """The name of a view as it is kept; NotUnderstood without one, or for one that is too long."""
    named = as_kept(name, lines=False)
    fault = fault_in(named, empty=_NAME)
    if fault or len(named) > LONGEST:
        raise NotUnderstood(fault or _SHORTER)
    return named


def remove(view: View, *, by: User) -> None:
    """Keep a view no more."""
    if view.officer_id != by.pk:
        raise NotYours
    view.delete()


_NAME = Text(en="Give the view a name.", fr="Donnez un nom à la vue.")
_SHORTER = Text(
    en=f"Use {LONGEST} characters or fewer for the name.",
    fr=f"Employez au plus {LONGEST} caractères pour le nom.",
)
ENOUGH = Text(
    en=f"You have {MOST} views. Remove one first.",
    fr=f"Vous avez {MOST} vues. Supprimez-en une d’abord.",
)
