"""What a signed PDF costs the processor: composed, printed and signed, as the worker does it for a letter.

Beside it stands WeasyPrint, which prints the same facts of the letter as PDF/UA-1, unsigned.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from html import escape
from typing import Any

import django
import weasyprint
from weasyprint.text.fonts import FontConfiguration

django.setup()

from impplus.actions import letters  # noqa: E402 (Django must stand first)
from impplus.records.models import Letter  # noqa: E402

KINDS = ("receipt", "invitation", "approval", "permit")
TIMES = 25
_FONTS = FontConfiguration()


def main() -> None:
    """Prints one line of JSON: of each kind, milliseconds of a signed letter, of its printing alone, and of WeasyPrint's."""
    print(json.dumps({kind: _costs(kind) for kind in KINDS}))


def _costs(kind: str) -> tuple[float, float, float]:
    """Of letters that differ, each made once: what typst has set before costs it nothing."""
    letter, *others = Letter.objects.filter(kind=kind).order_by("pk")[: 2 * TIMES + 1]
    letters.made(letter, "en")
    whole = [_cost(partial(letters.made, one, "en")) for one in others[::2]]
    facts = [letters.shown(one, "en") for one in others[1::2]]
    printed = [_cost(partial(letters.paper, kind, one, "en")) for one in facts]
    beside = [_cost(partial(_by_weasyprint, asdict(one))) for one in facts]
    return statistics.median(whole), statistics.median(printed), statistics.median(beside)


def _by_weasyprint(facts: Mapping[str, Any]) -> bytes:
    body = "".join(_marked_up(facts))
    page = f"<!doctype html><html lang=en><title>{escape(str(facts['title']))}</title>{body}"
    html = weasyprint.HTML(string=page)
    printed: bytes = html.write_pdf(pdf_variant="pdf/ua-1", font_config=_FONTS)
    return printed


def _marked_up(fact: object) -> Iterator[str]:
    """The words of a letter, with a paragraph for each."""
    if isinstance(fact, str):
        yield f"<p>{escape(fact)}</p>"
    elif isinstance(fact, Mapping):
        for one in fact.values():
            yield from _marked_up(one)
    elif isinstance(fact, list | tuple):
        for one in fact:
            yield from _marked_up(one)


def _cost(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main()
