"""One of the processes that work at once: says that it is ready, waits, works, tells what it took."""

import json
import sys
import time
from collections.abc import Callable, Sequence

WARM = 3


def run[Draft](drafts: Sequence[Draft], submit: Callable[[Draft], object]) -> None:
    """Submit each draft, timing each; instants are comparable among processes of one machine."""
    # A running site has loaded what the first ones load.
    for draft in drafts[:WARM]:
        submit(draft)
    print("ready", flush=True)
    sys.stdin.readline()
    began, seconds = time.time(), []
    for draft in drafts[WARM:]:
        start = time.perf_counter()
        submit(draft)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"began": began, "ended": time.time(), "seconds": seconds}))
