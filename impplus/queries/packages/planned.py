"""Which papers of a file go into which slot of a portal, for whom, and which are still missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from impplus.programmes.portals import Portal, Portals, PortalSlot
from impplus.queries.file import File
from impplus.queries.privacy import hidden_in
from impplus.queries.readiness import documents_of
from impplus.records.models import Document, Person
from impplus.rules.case import Person as Facts
from impplus.words.text import Text

CATCH_ALL = "something-else"


@dataclass(frozen=True)
class PlannedSlot:
    """A slot for a person, under the name that rules give: the papers that were sent for it, and the titles of those that were not."""

    name: str
    person: Person
    slot: PortalSlot
    documents: tuple[Document, ...]
    missing: tuple[Text, ...] = field(default=())

    @property
    def folder(self) -> str:
        """The folder of the person, without a name in it."""
        return self.name

    @property
    def file(self) -> str:
        """The name of the file, by its slot."""
        return f"{self.slot.key}.{'jpg' if self.slot.photo else 'pdf'}"

    @property
    def path(self) -> str:
        """Where the file stands in the package."""
        return f"{self.folder}/{self.file}"


def planned(file: File, portals: Portals, portal: Portal) -> tuple[PlannedSlot, ...]:
    """The slots of everybody who applies, person by person in the portal's order; of who keeps answers private, none.

    A slot in which nothing is sent, made or missing is left out.
    """
    hidden = hidden_in(file.application)
    found = list[PlannedSlot]()
    for name, facts in file.case.applicants():
        person = file.people[name]
        if person.pk not in hidden:
            found += _of(file, portals, portal, name, facts)
    return tuple(found)


def kept_private(file: File) -> tuple[Person, ...]:
    """Those who apply and keep their answers private: no part of the package is theirs."""
    hidden = hidden_in(file.application)
    people = (file.people[name] for name, _ in file.case.applicants())
    return tuple(one for one in people if one.pk in hidden)


def _of(
    file: File, portals: Portals, portal: Portal, name: str, facts: Facts
) -> Iterator[PlannedSlot]:
    person, slots = file.people[name], portals.slots_of(portal)
    sent = [one for one in file.sent if one.person_id == person.pk and not one.found]
    needed = {
        one.key: one.title for one in documents_of(file) if one.person == name and not one.instead
    }
    placed = {key for slot in slots for key in slot.documents}
    for slot in slots:
        if not _is_for(file, slot, name, facts):
            continue
        keys = slot.documents
        if CATCH_ALL in keys:  # what no slot has a place for, and nothing is lost
            keys = (*keys, *dict.fromkeys(one.key for one in sent if one.key not in placed))
        own = tuple(one for key in keys for one in sent if one.key == key)
        there = {one.key for one in own}
        missing = tuple(needed[key] for key in keys if key in needed and key not in there)
        if own or missing or slot.form or slot.made:
            yield PlannedSlot(name, person, slot, own, missing)


def forms_of(file: File, portals: Portals) -> Mapping[str, frozenset[str]]:
    """The forms that portals ask of each who applies, by the name that rules give; of who keeps answers private, none."""
    hidden = hidden_in(file.application)
    return {
        name: frozenset(
            slot.form for slot in portals.slots if slot.form and _is_for(file, slot, name, facts)
        )
        for name, facts in file.case.applicants()
        if file.people[name].pk not in hidden
    }


def _is_for(file: File, slot: PortalSlot, name: str, facts: Facts) -> bool:
    """Whether a slot is one of a person's: by who that is, and by what is so of them."""
    questions = file.programme.when
    return name.split("-", maxsplit=1)[0] in slot.who and all(
        one in questions and file.programme.holds(one, file.case, facts, file.on) is True
        for one in slot.when
    )


def unknown_questions(file: File, portals: Portals) -> tuple[str, ...]:
    """The names in `when` of the slots that are no question of the program."""
    return tuple(
        dict.fromkeys(
            one for slot in portals.slots for one in slot.when if one not in file.programme.when
        )
    )
