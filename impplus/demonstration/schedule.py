"""What invented people do, and when: all schedules are carried out together, by the real actions."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import heapify, heappop, heappush

from impplus.actions import letters, mails, messages
from impplus.queries import clock

# It yields the instant of its next step, and takes that step when it is asked for the one after.
type Schedule = Iterator[datetime]


def carry_out(schedules: Iterable[Schedule], until: datetime) -> None:
    """Take every step at its instant, the earliest first; what would come later than `until` is left."""
    begun = [(next(schedule), number, schedule) for number, schedule in enumerate(schedules)]
    waiting = [one for one in begun if one[0] <= until]
    heapify(waiting)
    while waiting:
        at, number, schedule = heappop(waiting)
        with clock.at(at):
            following = next(schedule, None)
            letters.count_as_sent()
            messages.count_as_sent()
            mails.count_as_sent()
        if following is None or following > until:
            continue
        if following < at:
            raise ValueError(f"a schedule goes back from {at} to {following}")
        heappush(waiting, (following, number, schedule))
