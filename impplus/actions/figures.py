"""The figures for everybody: each month is counted once, when it is over, and with it the year so far."""

from datetime import date

from impplus.queries.clock import today
from impplus.queries.figures import KINDS, counted, first_month, next_month
from impplus.records.models import PeriodFigures
from impplus.rules.programme import Programme

_COLUMNS = (*KINDS, "median", "eighty")


def count(programme: Programme) -> None:
    """Count each month that is over and was not counted yet, from that of the first application on."""
    rows = PeriodFigures.objects.filter(programme=programme)
    last = rows.order_by("-until").values_list("until", flat=True).first()
    since, this_month = last or first_month(programme), today(programme).replace(day=1)
    while since and since < this_month:
        until = next_month(since)
        _keep(programme, since, until)
        _keep(programme, date(since.year, 1, 1), until)
        since = until


def _keep(programme: Programme, since: date, until: date) -> None:
    """Keep what a period had; what is there stays, also where another worker was first."""
    found = dict(zip(_COLUMNS, counted(programme, since, until), strict=True))
    PeriodFigures.objects.get_or_create(
        programme=programme, since=since, until=until, defaults=found
    )
