"""All that the checks of a rehearsal look at, side by side: the plan, the clients' notes, and what is remembered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rehearsal.notes import FULL, RECEIVED, Note
from rehearsal.plan import Applicant
from rehearsal.remembered import Paid, Remembered, Stored


@dataclass(frozen=True)
class Evidence:
    """`unproved` says what the log's own verifiers found wrong, a line each."""

    applicants: Sequence[Applicant]
    notes: Sequence[Note]
    remembered: Remembered
    unproved: Sequence[str] = ()

    @cached_property
    def of(self) -> Mapping[str, list[Note]]:
        """The notes of each person, in the order in which the answers came."""
        found = defaultdict[str, list[Note]](list)
        for note in sorted(self.notes, key=lambda note: note.ended):
            found[note.who].append(note)
        return found

    @cached_property
    def stored(self) -> Mapping[str, Stored]:
        """The applications by number."""
        return {one.number: one for one in self.remembered.applications}

    @cached_property
    def accepted(self) -> set[str]:
        """The numbers of those that the database says were received."""
        return {one.number for one in self.remembered.applications if one.status == "submitted"}

    @cached_property
    def told_received(self) -> set[str]:
        """The numbers of those whom an answer told that they were received."""
        return self._told(RECEIVED)

    @cached_property
    def told_full(self) -> set[str]:
        """The numbers of those whom an answer told that no place is left."""
        return self._told(FULL)

    @cached_property
    def pressed(self) -> set[str]:
        """The numbers of those who pressed at least once."""
        return {note.who for note in self.notes if note.did == "press"}

    @cached_property
    def payments(self) -> Mapping[str, list[Paid]]:
        """The payments of each application."""
        found = defaultdict[str, list[Paid]](list)
        for one in self.remembered.payments:
            found[one.number].append(one)
        return found

    def _told(self, told: str) -> set[str]:
        return {note.who for note in self.notes if note.did == "press" and note.told == told}
