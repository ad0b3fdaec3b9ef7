"""The day where a programme counts its days, by this machine's clock, and what is said on it."""

import logging
from datetime import date

from impplus.outside import machine
from impplus.programmes import ALL
from impplus.rules import fees
from impplus.rules.programme import Programme
from impplus.words.text import Text


def today(programme: Programme) -> date:
    """The programme's day."""
    return programme.day_of(machine.machine_now())


def fee_warnings() -> tuple[Text, ...]:
    """What operators should know today: fees whose amount ends soon, or has ended, without another."""
    return tuple(
        text for programme in ALL.values() for text in fees.warnings(programme, on=today(programme))
    )


def warn_of_fees() -> None:
    """Write today's warnings to the log, in both languages."""
    for text in fee_warnings():
        logging.getLogger(__name__).warning("%s / %s", text.en, text.fr)
