"""The day by this machine's clock, for what runs without a database; nothing of legal effect asks it."""

from datetime import date

from impplus.outside import machine
from impplus.rules.programme import Programme


def machine_today(programme: Programme) -> date:
    """The programme's day, as far as this machine knows."""
    return programme.day_of(machine.machine_now())
