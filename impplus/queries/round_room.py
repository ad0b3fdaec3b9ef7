"""How many letters can be sent: places left, letters that can still be used, and the reserve of the programme."""

from dataclasses import dataclass
from datetime import date

from impplus.queries.counts import count_of
from impplus.queries.forecasts import newest
from impplus.queries.invited import STATES
from impplus.queries.places import PlacesLeft, places_left
from impplus.records.models import Invitation
from impplus.rules.programme import Programme
from impplus.words import formats
from impplus.words.text import Text

MOST = 20_000  # candidates of a round


@dataclass(frozen=True)
class Room:
    """Places left, letters not used, places kept back, and the most letters that one place bears.

    `risks` are the pairs of the newest forecast: a chance in percent that more people apply than there are places, and so many letters.
    """

    places: PlacesLeft
    unused: int
    reserve: int
    bears: int
    risks: tuple[tuple[int, int], ...]

    @property
    def free(self) -> int:
        """Places left that no letter and no reserve stands against; below nothing is nothing."""
        return max(0, self.places.left - self.reserve - self.unused)

    @property
    def most(self) -> int:
        """The most letters that a round may send; without a planned intake only its own limit."""
        if not self.places.planned:
            return MOST
        letters = max(0, self.places.left - self.reserve) * self.bears - self.unused
        return max(0, min(MOST, letters))

    def risk(self, size: int) -> int | None:
        """The highest chance in percent of the forecast that so many letters reach; None where none is known."""
        reached = [percent for percent, letters in self.risks if letters <= size]
        return max(reached, default=None)

    def fault(self, size: int) -> Text | None:
        """Why a round of a size cannot be announced; None for one that can."""
        if 1 <= size <= self.most:
            return None
        if not self.most:
            return Text(
                en="No letter can be sent now: no place is left, or as many letters as the places left bear are not used yet.",
                fr="Aucune lettre ne peut être envoyée maintenant\u00a0: il ne reste aucune place, ou le nombre de lettres non utilisées est "
                "déjà le plus élevé que permettent les places restantes.",
            )
        return Text(
            en=f"Invite between 1 and {formats.count(self.most, 'en')} candidates.",
            fr=f"Invitez entre 1 et {formats.count(self.most, 'fr')} candidatures.",
        )


def room_for(programme: Programme, on: date) -> Room:
    """The room for another round on a day."""
    places, settings = places_left(programme, on.year), programme.settings
    forecast = newest(places)
    of_programme = Invitation.objects.filter(round__programme=programme, set_aside_at=None)
    unused = of_programme.filter(STATES["unused"](on))
    return Room(
        places=places,
        unused=count_of(unused, MOST * 5),
        reserve=settings.number("round-reserve", on),
        bears=settings.number("round-letters-per-place", on),
        risks=tuple((percent, letters) for percent, letters in forecast.risks) if forecast else (),
    )
