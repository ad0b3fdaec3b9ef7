"""What is said of an order on applications, wherever it is told."""

from datetime import date

from impplus.words import formats
from impplus.words.text import Text


def received_between(first: date | None, last: date | None) -> Text | None:
    """Which applications an order touches, by their day of receipt, both days included; None where it touches every one."""
    if first and last:
        return Text(
            en=f"those received from {formats.day(first, 'en')} to {formats.day(last, 'en')}",
            fr=f"celles reçues du {formats.day(first, 'fr')} au {formats.day(last, 'fr')}",
        )
    if first:
        return Text(
            en=f"those received on or after {formats.day(first, 'en')}",
            fr=f"celles reçues à compter du {formats.day(first, 'fr')}",
        )
    if last:
        return Text(
            en=f"those received on or before {formats.day(last, 'en')}",
            fr=f"celles reçues au plus tard le {formats.day(last, 'fr')}",
        )
    return None
