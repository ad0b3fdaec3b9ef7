"""How invented people live: each story does its deeds by the real actions, all of them in the order of time."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import heapify, heappop, heappush

from impplus.actions import letters
from impplus.queries import clock

# A story yields the instant of its next deed, does it when it is asked for the one after, and ends.
type Story = Iterator[datetime]


def tell(stories: Iterable[Story], until: datetime) -> None:
    """Let every story happen, each deed at its instant; what would come later than `until` does not."""
    begun = [(next(story), number, story) for number, story in enumerate(stories)]
    waiting = [one for one in begun if one[0] <= until]
    heapify(waiting)
    while waiting:
        at, number, story = heappop(waiting)
        with clock.at(at):
            following = next(story, None)
            letters.count_as_sent()
        if following is None or following > until:
            continue
        if following < at:
            raise ValueError(f"a story goes back from {at} to {following}")
        heappush(waiting, (following, number, story))
