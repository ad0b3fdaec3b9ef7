"""The interviews of a file, and by what means one is held."""

from collections.abc import Mapping

from django.db.models import QuerySet

from impplus.queries.held import may_hold
from impplus.records.models import Application, Interview
from impplus.records.prepared import prepared
from impplus.words.text import Text

LONGEST_NOTES = 10_000
LONGEST_PRESENT = 500

MEANS: Mapping[str, Text] = {
    "in-person": Text(en="in person", fr="en personne"),
    "video": Text(en="by video", fr="par vidéo"),
    "telephone": Text(en="by telephone", fr="par téléphone"),
}


def interviews_of(application: Application) -> list[tuple[Interview, Text]]:
    """Every interview, the last first, with the person and the officer; and by what means it was held."""
    held = _interviews(application.pk) if may_hold(application, Interview) else []
    return [(one, MEANS[one.means]) for one in held]


@prepared
def _interviews(application: int) -> QuerySet[Interview]:
    held = Interview.objects.filter(application=application).select_related("person", "by")
    return held.order_by("-held_on", "-id")
