"""Whether the time of an answer tells that an account, or a letter, is there: `python -m bench timing`.

Each form is sent 200 times for what is known and 200 times for what is not, in an order of chance; before each, what was
counted is forgotten. The hash of passwords has few rounds (bench/hashing.py), so that nothing else is lost in it.
Printed are both medians, how likely ranks as far apart are where nothing differs (below 0.01 something does), and how
often a password was hashed for one answer.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

from bench.ranks import probability
from bench.world import empty_site, printed

ALONE, TOGETHER = "sign-in", ("sign-up", "reset", "recovery", "letter")  # these mostly wait
LINE = "{:<12}{:>12}{:>12}{:>10}{:>10}"


def show() -> None:
    """Measure each form and print a line of it."""
    print(LINE.format("median, ms", "known", "unknown", "chance", "hashes"), flush=True)
    with empty_site() as environment, ThreadPoolExecutor(len(TOGETHER)) as threads:

        def measured(form: str) -> dict[str, Any]:
            said = printed(environment, "bench.timed", form)
            return dict(json.loads(said.splitlines()[-1]))

        _print(ALONE, measured(ALONE))
        for form, said in zip(TOGETHER, threads.map(measured, TOGETHER), strict=True):
            _print(form, said)
    print()


def _print(form: str, said: dict[str, Any]) -> None:
    known, unknown = said["known"], said["unknown"]
    medians = (f"{median(one) * 1000:.2f}" for one in (known, unknown))
    hashes = "/".join(f"{one:g}" for one in said["hashes"])
    print(LINE.format(form, *medians, f"{probability(known, unknown):.3f}", hashes), flush=True)
