"""What fails behind the pages, or soon will, as an office sees it on the first page of its desk."""

from dataclasses import dataclass
from datetime import datetime

from impplus.queries import room, scanning
from impplus.queries.log_waits import LogWaits, log_waits
from impplus.queries.lost_files import Lost, lost_for
from impplus.queries.refunds import number_by_cheque
from impplus.queries.scanning import Definitions
from impplus.queries.unsent import number_unsent
from impplus.records.models import User
from impplus.rules.lifecycle import Role


@dataclass(frozen=True)
class Faults:
    """How many letters and e-mails did not leave, whether the log stopped, whether files have little room, which could
    not be read, since when the virus scanner is away, its definitions where they are old, and how many refunds wait for a cheque."""

    unsent: int
    log: LogWaits | None
    little_room: bool
    lost: Lost | None
    scanner_away: datetime | None
    definitions: Definitions | None
    refunds: int


def faults_for(officer: User) -> Faults:
    """What is found now, of letters and e-mails those of the officer's office."""
    known = scanning.definitions()
    return Faults(
        number_unsent(officer),
        log_waits(),
        room.is_short(),
        lost_for(officer),
        scanning.away_since(),
        known if known and known.old else None,
        number_by_cheque() if officer.role == Role.FEDERAL else 0,
    )
