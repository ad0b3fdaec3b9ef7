"""What of a file the people who work on it see of each other: everything, but for what somebody keeps private."""

from collections.abc import Iterator
from dataclasses import replace

from impplus.queries.facts import keeps_private
from impplus.queries.readiness import Gap, Readiness
from impplus.records.models import Application, Person
from impplus.records.prepared import pointing_at
from impplus.words.people import UNNAMED
from impplus.words.text import Text

OWN_PART = Text(
    en="Something is left to do in the own part, which is kept private. This person alone sees there what it is.",
    fr="Il reste quelque chose à faire dans sa propre partie, gardée privée. Cette personne seule y voit de quoi il s’agit.",
)


def hidden_in(application: Application) -> frozenset[int]:
    """The people whose answers and files a reader of this application does not see; officers see all.

    Who reads it for a part of his or her own sees that part alone (`own_part`).
    """
    everyone, own = pointing_at(application, "people"), application.own_part
    if own is not None:
        return frozenset(one.pk for one in everyone if one.pk != own)
    return frozenset(one.pk for one in everyone if keeps_private(one))


def is_read(application: Application, whose: int | None) -> bool:
    """Whether a reader of the application reads what concerns this person; None is the application as a whole."""
    if application.own_part is not None:
        return whose == application.own_part
    return whose not in hidden_in(application)


def as_seen(ready: Readiness) -> Readiness:
    """What is asked and missing, as a reader of the application sees it: of the others, only whether it is complete."""
    hidden = hidden_in(ready.file.application)
    if not hidden:
        return ready
    names = {name for name, one in ready.file.people.items() if one.pk in hidden}
    own = ready.file.application.own_part is not None
    return replace(
        ready,
        documents_needed=tuple(one for one in ready.documents_needed if one.person not in names),
        sent=tuple(one for one in ready.sent if one.person_id not in hidden),
        uploads=tuple(one for one in ready.uploads if one.person_id not in hidden),
        family=tuple(one for one in ready.family if one.person not in names),
        gaps=tuple(_own(ready, hidden) if own else _collapsed(ready, hidden)),
        told_answered=None if own else ready.answered,
    )


def _own(ready: Readiness, hidden: frozenset[int]) -> Iterator[Gap]:
    return (gap for gap in ready.gaps if gap.person and gap.person.pk not in hidden)


def _collapsed(ready: Readiness, hidden: frozenset[int]) -> Iterator[Gap]:
    """One line for each who keeps answers private and has not finished; the signature is named, as for everybody."""
    told = set[int]()
    for gap in ready.gaps:
        person = gap.person
        if person is None or person.pk not in hidden or gap.kind == "signature":
            yield gap
        elif person.pk not in told:
            told.add(person.pk)
            yield Gap("part", _called(person), OWN_PART, person)


def _called(person: Person) -> Text:
    return Text(person.name, person.name) if person.name else UNNAMED
