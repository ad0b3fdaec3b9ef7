"""Fees whose amount ends soon, or has ended, without another: what operators are warned of."""

import logging

from impplus.programmes import ALL
from impplus.queries.clock import today
from impplus.rules import fees


def warn() -> None:
    """Write today's warnings to the log, in both languages."""
    for programme in ALL.values():
        for text in fees.warnings(programme, on=today(programme)):
            logging.getLogger(__name__).warning("%s / %s", text.en, text.fr)
