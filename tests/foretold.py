"""A forecast as the tests tell it."""

from datetime import date

from impplus.records.models import Forecast, Intake


def foretold(
    intake: Intake,
    on: date,
    early: date | None = None,
    late: date | None = None,
    size: int | None = None,
) -> Forecast:
    """The forecast of a day for a cap (None: not kept), with two numbers of letters and an earlier record."""
    return Forecast.objects.create(
        intake=intake,
        day=on,
        size=size,
        early=early,
        late=late,
        letters=1200,
        risks=[[1, 0], [5, 450]],
        held=7,
        settled=9,
    )
