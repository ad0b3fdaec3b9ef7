"""Whether files are scanned for viruses here, whether the scanner was away when it was last asked, and what it knows."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.cache import cache

NONE = "none"  # the setting where there is no scanner
AWAY = "scanner-away-since"  # in the cache that all processes share
DEFINITIONS = "scanner-definitions"


@dataclass(frozen=True)
class Definitions:
    """Of when the scanner's definitions of viruses are (None: it does not say).

    Of `old` ones staff are told; where they are `held`, so old that they prove nothing, files wait.
    """

    at: datetime | None
    old: bool
    held: bool


def is_on() -> bool:
    """Whether this installation has a virus scanner."""
    return bool(settings.SCANNER != NONE)


def away_since() -> datetime | None:
    """Since when the scanner is away, as whoever asked it last found; None where it answered, or there is none."""
    return cache.get(AWAY) if is_on() else None


def definitions() -> Definitions | None:
    """Those of the scanner, as whoever asked it last found; None where nobody did for some minutes, or there is none."""
    return cache.get(DEFINITIONS) if is_on() else None


def holds() -> bool:
    """Whether files wait for newer definitions."""
    found = definitions()
    return found is not None and found.held
