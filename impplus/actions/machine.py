"""The day and the second by this machine's clock, for what the database is not asked; nothing of legal effect asks it."""

from datetime import date

from impplus.outside import machine
from impplus.rules.programme import Programme


def machine_today(programme: Programme) -> date:
    """The programme's day, as far as this machine knows."""
    return programme.day_of(machine.machine_now())


def seconds() -> float:
    """The seconds since 1970, as sessions count them."""
    return machine.machine_now().timestamp()
