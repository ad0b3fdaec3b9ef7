"""What should be looked at again and keeps nobody from submitting: every page counts it here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from impplus.portal.slots import PersonSlots
from impplus.queries.contradictions import Noticed
from impplus.queries.readiness import Readiness


@dataclass(frozen=True)
class ToLookAt:
    """Of one person: how many documents, and the questions on answers, each with its address."""

    documents: int = 0
    questions: tuple[tuple[Noticed, str], ...] = ()

    @property
    def all(self) -> int:
        """How many things in all."""
        return self.documents + len(self.questions)


NOTHING = ToLookAt()


def to_look_at(
    ready: Readiness, slots: Iterable[PersonSlots], found: Sequence[tuple[Noticed, str]]
) -> defaultdict[int, ToLookAt]:
    """By person; of a question `found` on answers of several, it is the first whose they are."""
    file = ready.file
    questions = defaultdict[int, list[tuple[Noticed, str]]](list)
    for one, url in found:
        questions[one.people[0].pk].append((one, url))
    documents = {one.person.pk: one.progress.look for one in slots}
    about = {
        pk: ToLookAt(documents.get(pk, 0), tuple(questions[pk]))
        for pk in (one.pk for one in file.people.values())
    }
    return defaultdict(ToLookAt, about)
