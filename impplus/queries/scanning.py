"""Whether files are scanned for viruses here, and whether the scanner was away when it was last asked."""

from datetime import datetime

from django.conf import settings
from django.core.cache import cache

NONE = "none"  # the setting where there is no scanner
AWAY = "scanner-away-since"  # in the cache that all processes share


def is_on() -> bool:
    """Whether this installation has a virus scanner."""
    return bool(settings.SCANNER != NONE)


def away_since() -> datetime | None:
    """Since when the scanner is away, as whoever asked it last found; None where it answered, or there is none."""
    return cache.get(AWAY) if is_on() else None
