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
    found = {kind: Letter.objects.filter(kind=kind).order_by("pk")[0] for kind in KINDS}
    signed = {}
    for kind, letter in found.items():
        shown = letters.shown(letter, "en")
        signed[kind] = (
            _cost(partial(letters.made, letter, "en")),
            _cost(partial(letters.paper, kind, shown, "en")),
        )
    print(json.dumps(signed))


def _cost(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        began = time.process_time()
        act()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
