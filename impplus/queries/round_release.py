"""What a release would do now: who was drawn and gets no letter any more, with why, and the list beside the announcement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from django.db.models import Q, QuerySet

from impplus.records.models import Candidate, Event, Round
from impplus.words.text import Text

AT_ONCE = 5_000
KEPT = 200  # of those without a letter the event of a release names so many
WHYS = {
    "withdrawn": Text(en="Withdrawn from the list", fr="Radiation de la liste"),
    "ended": Text(en="The CSQ has ended", fr="Le CSQ n’est plus valide"),
    "invited": Text(en="Has another letter in force", fr="A une autre lettre en vigueur"),
}


@dataclass(frozen=True)
class Without:
    """Somebody drawn who gets no letter: a key of WHYS, and of a withdrawal its event, with who, when and why."""

    candidate: Candidate
    why: str
    event: Event | None = None

    @property
    def text(self) -> Text:
        """Why, in words."""
        return WHYS[self.why]


def gets_letter(on: date) -> Q:
    """Of those drawn, who gets a letter on a day."""
    return Q(withdrawn_at=None, csq_expires__gte=on, invited=False)


def without_letter(drawn: Sequence[str], on: date) -> list[Without]:
    """Those drawn who get no letter on a day, in the order of the draw."""
    found = dict[str, Without]()
    for some in batched(drawn, AT_ONCE):
        for one in Candidate.objects.filter(~gets_letter(on), reference__in=some):
            found[one.reference] = Without(one, _why(one, on))
    events = _withdrawals([one.candidate for one in found.values() if one.why == "withdrawn"])
    return [
        Without(one.candidate, one.why, events.get(str(one.candidate.pk)))
        for one in (found[reference] for reference in drawn if reference in found)
    ]


def as_kept(without: Sequence[Without]) -> dict[str, Any]:
    """What the event of a release keeps of them: how many, and of the first the reference and why."""
    first = [{"reference": one.candidate.reference, "why": one.why} for one in without[:KEPT]]
    return {"without": len(without), "first": first} if without else {}


def kept_of(made: Round) -> tuple[int, list[tuple[str, Text]]]:
    """How many of a released round got no letter, and the first of them with why."""
    event = events_of(made, "release").first()
    detail = event.detail if event else {}
    first = [(one["reference"], WHYS[one["why"]]) for one in detail.get("first", [])]
    return detail.get("without", 0), first


def announced_digest(made: Round) -> str:
    """The digest of the list as it was announced and published; that of the row where no event tells."""
    event = events_of(made, "announce").first()
    return str(event.detail.get("digest", made.digest)) if event else made.digest


def events_of(made: Round, verb: str) -> QuerySet[Event]:
    """The events of a verb about a round, the newest first, with who did it."""
    found = Event.objects.filter(noun="round", about=str(made.pk), verb=verb)
    return found.select_related("by").order_by("-pk")


def _why(candidate: Candidate, on: date) -> str:
    if candidate.withdrawn_at:
        return "withdrawn"
    return "ended" if candidate.csq_expires < on else "invited"


def _withdrawals(candidates: Sequence[Candidate]) -> dict[str, Event]:
    """The last withdrawal of each, by the key of the candidate as text."""
    keys = [str(one.pk) for one in candidates]
    told = Event.objects.filter(noun="candidate", verb="withdraw", about__in=keys)
    return {one.about: one for one in told.select_related("by").order_by("pk")}
