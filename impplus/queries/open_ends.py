"""What is still open in a matter: read before it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from impplus.practice.deadline import RUNNING
from impplus.practice.models import Deadline, Matter, Retainer, Task, Wanted
from impplus.practice.retainer import RUNS


@dataclass(frozen=True)
class OpenEnds:
    """The agreement that runs keeps the matter from being closed; the rest is named, and closed with it."""

    agreement: Retainer | None
    deadlines: Sequence[Deadline]
    tasks: Sequence[Task]
    wanted: Sequence[Wanted]

    @property
    def nothing(self) -> bool:
        """Whether there is none."""
        return not (self.agreement or self.deadlines or self.tasks or self.wanted)


def open_ends(matter: Matter) -> OpenEnds:
    """What is open now."""
    return OpenEnds(
        matter.agreements.filter(status__in=RUNS).first(),
        list(matter.deadlines.filter(status__in=RUNNING)),
        list(matter.tasks.filter(status="planned")),
        list(matter.wanted.filter(status__in=("asked", "answered"))),
    )
