"""What a signed PDF costs the processor: composed, printed and signed, as the worker does it for a letter."""

import json
import statistics
import time
from collections.abc import Callable
from functools import partial

import django

django.setup()

from impplus.actions import letters  # noqa: E402 (Django must stand first)
from impplus.records.models import Letter  # noqa: E402

KINDS = ("receipt", "invitation", "approval")
TIMES = 25


def main() -> None:
    """Prints one line of JSON: of each kind, milliseconds of a signed letter, and of its printing alone."""
    print(json.dumps({kind: _costs(kind) for kind in KINDS}))


def _costs(kind: str) -> tuple[float, float]:
    """Of letters that differ, each made once: what typst has set before costs it nothing."""
    letter, *others = Letter.objects.filter(kind=kind).order_by("pk")[: 2 * TIMES + 1]
    letters.made(letter, "en")
    whole = [_cost(partial(letters.made, one, "en")) for one in others[::2]]
    facts = [letters.shown(one, "en") for one in others[1::2]]
    printed = [_cost(partial(letters.paper, kind, one, "en")) for one in facts]
    return statistics.median(whole), statistics.median(printed)


def _cost(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main()
