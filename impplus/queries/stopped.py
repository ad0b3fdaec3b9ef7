"""How long the office waited for the people of a file, which does not count against its standard; and since when it waits now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from impplus.queries.biometrics import BiometricsStep
from impplus.queries.file import File
from impplus.queries.orders import Halted
from impplus.records.models import Question
from impplus.records.postgresql import asked
from impplus.rules.programme import Programme

# For a statement about a file, asked with what `values` gives; the planner writes the function out, so that none is called for each file
# (0106_the_clock_stops_in_a_statement).
DAYS = "(SELECT days FROM impplus_days_stopped({file}, %s::date, %s, %s))"
_OF_ONE = f"SELECT {DAYS.format(file='%s::bigint')}"


@dataclass(frozen=True)
class Stopped:
    """`days` until today for which the clock stood; `since` when it stands still now, and for what: an answer, biometrics, an order."""

    days: int
    since: date | None = None
    why: str = ""


def values(programme: Programme, on: date) -> tuple[date, str, int]:
    """What DAYS is asked with."""
    return on, programme.time_zone, programme.settings.number("biometrics-days", on)


def stopped(
    file: File,
    on: date,
    questions: Iterable[Question],
    steps: Iterable[BiometricsStep],
    halted: Halted | None,
) -> Stopped:
    """How long the clock of a file stood, and since when and for what it stands still on a day."""
    given = values(file.programme, on)
    ((days,),) = asked(_OF_ONE, [file.application.pk, *given])
    if halted:
        return Stopped(days, halted.since, "order")
    day_of = file.programme.day_of
    waits = [
        (day_of(one.asked_at), "answer")
        for one in questions
        if one.status == "open" and one.due_on >= on
    ]
    asked_on = {one.pk: one.biometrics_asked_at for one in file.everyone}
    waits += [
        (day_of(at), "biometrics")
        for one in steps
        if one.awaited and one.due and one.due >= on and (at := asked_on.get(one.person))
    ]
    return Stopped(days, *min(waits)) if waits else Stopped(days)
