"""Forecasts of when an intake is full: one a day, and one for each new cap, kept as it was told."""

from impplus.queries.clock import today
from impplus.queries.forecasts import held_so_far, past_of
from impplus.queries.places import places_left
from impplus.queries.round_room import MOST
from impplus.records.models import Forecast, Intake
from impplus.rules.forecast import foresee
from impplus.rules.programme import Programme


def remember(programme: Programme) -> None:
    """Keep today's forecast for the cap in force; none while no application is received, or where too little is known."""
    on = today(programme)
    places = places_left(programme, on.year)
    foreseen = foresee(past_of(places), most=MOST) if places.open else None
    if foreseen is None:
        return
    held, settled = held_so_far(programme, on)
    Forecast.objects.get_or_create(
        intake=Intake.objects.get(programme=programme, year=on.year),
        day=on,
        size=places.size,
        defaults={
            "early": foreseen.early,
            "late": foreseen.late,
            "letters": foreseen.letters,
            "risks": foreseen.risks,
            "held": held,
            "settled": settled,
        },
    )
