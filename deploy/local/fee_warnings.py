"""What the rules warn of whoever starts the site; reading the law takes a while, so it is read beside the site's start."""

from collections.abc import Iterable

from impplus.actions.machine import machine_today
from impplus.programmes import ALL
from impplus.rules import fees
from impplus.words.text import Text


def today() -> str:
    """What the fees of all programmes give cause to say on this machine's day."""
    return "".join(said(fees.warnings(one, on=machine_today(one))) for one in ALL.values())


def said(warnings: Iterable[Text]) -> str:
    """Warnings in both languages; nothing where there is nothing."""
    return "".join(f"\n⚠ {text.en}\n⚠ {text.fr}\n" for text in warnings)
