"""The letters of one decision: that of the decision itself, each permit that it issues, and who gets none."""

from django.db.models import Q, QuerySet

from impplus.records.models import Application, Letter

_KINDS = ("approval", "refusal", "no-permit", "permit")


def letters_of_the_decision(application: Application) -> QuerySet[Letter]:
    """Those of an application, of which there is one decision; without the permits that replaced others later."""
    first = Q(permit=None) | Q(permit__replaces=None)
    return Letter.objects.filter(first, application=application, kind__in=_KINDS)


def is_of_the_decision(letter: Letter) -> bool:
    """Whether a letter is one of these."""
    later = letter.permit is not None and letter.permit.replaces_id is not None
    return letter.kind in _KINDS and not later
