"""Whether the public log has stopped, so that receipts have no proof: since when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from impplus.queries.clock import INSTANT
from impplus.records.postgresql import asked
from impplus.words.text import Text

TOO_LONG = timedelta(seconds=40)  # so that whoever looks sees it within a minute

# Why it stopped, by what the sequencer has remembered.
WHY: Mapping[str, Text] = {
    "": Text(
        en="The part of the system that does this work is not running, or falls behind.",
        fr="La partie du système qui fait ce travail ne fonctionne pas ou prend du retard.",
    ),
    "witnesses": Text(
        en="Too few witnesses have signed.",
        fr="Trop peu de témoins ont signé.",
    ),
    "broken": Text(
        en="What is stored no longer agrees with what was published: the operator finds where with “impplus verify-log”.",
        fr="Ce qui est conservé ne concorde plus avec ce qui a été publié\u00a0: l’organisme exploitant trouve où avec "
        "«\u00a0impplus verify-log\u00a0».",
    ),
    "key": Text(
        en="The key that signs it, log.pem, is missing or cannot be used.",
        fr="La clé qui le signe, log.pem, est absente ou inutilisable.",
    ),
    "store": Text(
        en="Its files cannot be written.",
        fr="Ses fichiers ne peuvent pas être écrits.",
    ),
}
# The first event that no checkpoint holds: one with a number, or one that waits for its number.
_FIRST = f"""
    SELECT {INSTANT}, coalesce(failure, ''), coalesce(
        (SELECT at FROM records_logentry entry JOIN records_event event ON event.id = entry.event_id
          WHERE index = (SELECT coalesce(max(size), 0) FROM records_logcheckpoint)),
        (SELECT at FROM records_event event
          WHERE id > coalesce(settled, 0)
            AND NOT EXISTS (SELECT FROM records_logentry entry WHERE entry.event_id = event.id)
          ORDER BY id LIMIT 1))
      FROM (SELECT) AS once LEFT JOIN records_logmark ON true
"""  # noqa: S608 - the instant is our own expression


@dataclass(frozen=True)
class LogWaits:
    """Since when the first event waits that is not published, and why."""

    since: datetime
    why: Text


def log_waits() -> LogWaits | None:
    """What waits for longer than TOO_LONG; None where nothing does. One query."""
    ((now, failure, since),) = asked(_FIRST, ())
    if since is None or now - since < TOO_LONG:
        return None
    return LogWaits(since, WHY[failure])
