"""The shapes of the figures for everybody."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field

from impplus.api.examples import FIGURES


class MonthFigures(Schema):
    """A month that is over, as YYYY-MM; null is a number that is not shown, as it is small, or days of too few decisions.

    Of the decisions of the month half took no more than `median_days`, 80 % no more than `eighty_percent_days`.
    """

    month: Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}$")]
    received: int
    returned: int
    approved: int | None
    refused: int | None
    withdrawn: int | None
    terminated: int | None
    median_days: int | None
    eighty_percent_days: int | None


class YearTotal(Schema):
    """The total of the months; where it is not `exact`, it is at least the number: the months shown, and 1 for each that is not."""

    number: int
    exact: bool


class YearFigures(Schema):
    """A year up to the last day counted; it is `over` once that is its last. Null where nothing was counted."""

    year: int
    over: bool
    last_day: date | None
    cap: int
    received: YearTotal | None
    returned: YearTotal | None
    approved: YearTotal | None
    refused: YearTotal | None
    withdrawn: YearTotal | None
    terminated: YearTotal | None
    median_days: int | None
    eighty_percent_days: int | None


class AllFigures(Schema):
    """What was received and what ended, the last first; numbers from 1 to below `fewest_shown` are not shown."""

    model_config = ConfigDict(json_schema_extra={"examples": [FIGURES]})
    programme: str
    fewest_shown: int
    years: list[YearFigures]
    months: list[MonthFigures]
