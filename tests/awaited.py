"""What another thread or process brings about, waited for."""

import time
from collections.abc import Callable


def until(so: Callable[[], bool], patience: float = 60) -> bool:
    """Whether it became so within these seconds."""
    deadline = time.monotonic() + patience
    while not so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
