"""The time by this machine, asked in this one place."""

from datetime import UTC, datetime


def machine_now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)
