"""How far documents have come: the stages of one, and how many of several are in which."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

NAMED = 2  # missing documents that a line has room to name


class Stage(StrEnum):
    """How far a file, or all of a slot, has come."""

    READY = "ready"
    LOOK = "look"
    PREPARED = "prepared"  # it was received, and is being checked
    PROBLEM = "problem"
    COMING = "coming"  # a part of it was received
    NONE = "none"


@dataclass(frozen=True)
class Progress:
    """How far the documents of one person, or of all, have come; what cannot be shown is to be looked at, too."""

    asked: int
    ready: int
    checked: int
    look: int
    missing: int

    @property
    def received(self) -> int:
        """How many were sent, whatever their state."""
        return self.asked - self.missing

    @property
    def nameable(self) -> bool:
        """Whether so few are missing that a line can name them."""
        return self.missing in {1, NAMED}

    @property
    def more(self) -> int:
        """How many are missing besides those that a line names."""
        return self.missing - NAMED


def progress_of(stages: Iterable[Stage]) -> Progress:
    """How many documents are in which state: every page counts them here."""
    states = list(stages)
    return Progress(
        asked=len(states),
        ready=states.count(Stage.READY),
        checked=states.count(Stage.PREPARED),
        look=states.count(Stage.LOOK) + states.count(Stage.PROBLEM),
        missing=states.count(Stage.NONE) + states.count(Stage.COMING),
    )
