"""How the local commands end when they cannot go on: with one sentence, and no traceback."""

import sys
from collections.abc import Callable


class Stopped(Exception):
    """It cannot go on; the message says why and what to do."""


def ending_in_words(main: Callable[[], None]) -> None:
    """Run `main`, and turn a Stopped into its sentence and exit code 1."""
    try:
        main()
    except Stopped as stopped:
        sys.exit(f"\n{stopped}")
