"""IMP+ as it was known in November 2026: restoration has an amount until the 30th, and no next one.

What is said of an amount that ends is tested on this, so that the next amounts are entered in the
programme's folder without an edit here.
"""

from dataclasses import replace
from datetime import date

from impplus.programmes import IMP_PLUS
from impplus.rules.law import Fee
from impplus.words.text import Text

ENDS, AFTER = date(2026, 11, 30), date(2026, 12, 1)
NEXT = Text(
    en="A new one is published each December 1.", fr="Un nouveau est publié chaque 1er décembre."
)


def _known(fee: Fee) -> Fee:
    if fee.until and fee.until < ENDS:
        return fee
    return (
        replace(fee, until=ENDS, next=NEXT)
        if fee.key == "restoration"
        else replace(fee, until=None)
    )


ENDING = replace(IMP_PLUS, fees=tuple(_known(fee) for fee in IMP_PLUS.fees if fee.since <= ENDS))
