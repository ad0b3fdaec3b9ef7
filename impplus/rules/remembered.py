"""What follows from facts alone, and is worked out once for as long as it is remembered."""

from collections.abc import Callable, Hashable


class Remembered[Facts: Hashable, Found]:
    """What was found last, under all that it follows from; once there are `most`, it is forgotten, and begun anew.

    Nothing in it can be stale, as other facts stand under another key. It is this process's, and no more than what it saves.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.found = dict[Facts, Found]()

    def of(self, facts: Facts, find: Callable[[], Found]) -> Found:
        """What `find` gives for these facts."""
        found = self.found.get(facts)
        if found is None:
            found = find()
            if len(self.found) >= self.most:
                self.found.clear()
            self.found[facts] = found
        return found
