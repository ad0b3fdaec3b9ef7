"""The permits and letters of introduction of an application as pages show them, and what their holders do now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from impplus.queries.due_papers import stay_of
from impplus.queries.file import File
from impplus.queries.introductions import introductions_of
from impplus.queries.letters.words import LIMITS
from impplus.queries.papers import permits_of
from impplus.queries.printed_papers import name_on
from impplus.queries.privacy import hidden_in
from impplus.queries.verification import state_of, state_of_introduction
from impplus.records.models import Introduction, Letter, Permit, Person, User
from impplus.rules.lifecycle import Role
from impplus.words.entering import EntryPaper, Holder, steps
from impplus.words.text import Text


@dataclass(frozen=True)
class Issued:
    """One permit with what is printed on it, its state on the day, and its letter once there is one.

    `suspended_until` is the last day of its suspension, where one is set.
    """

    permit: Permit
    kind: Text
    limit: Text
    conditions: tuple[Text, ...]
    letter: Letter | None
    state: str
    suspended_until: date | None

    @property
    def name(self) -> str:
        """The holder as the permit names them, whatever was corrected since."""
        return name_on(self.permit, self.letter)


def issued_in(file: File, letters: Iterable[Letter], today: date) -> Iterator[Issued]:
    """Each permit whose holder keeps nothing private from the reader."""
    names = {rule.key: rule.name for rule in file.programme.permit.kinds}
    papers = {one.permit_id: one for one in letters if one.kind == "permit"}
    hidden = hidden_in(file.application)
    for permit in (one for one in permits_of(file.application) if one.person_id not in hidden):
        yield Issued(
            permit,
            names[permit.kind],
            LIMITS[permit.limited_by],
            tuple(Text(**one) for one in permit.conditions),
            papers.get(permit.pk),
            *state_of(permit, today),
        )


@dataclass(frozen=True)
class Introduced:
    """One letter of introduction with the permit that it is for, its state on the day, and its document once there is one."""

    introduction: Introduction
    kind: Text
    limit: Text
    state: str
    letter: Letter | None


def introduced_in(file: File, letters: Iterable[Letter], today: date) -> list[Introduced]:
    """Each letter of introduction whose holder keeps nothing private from the reader."""
    names = {rule.key: rule.name for rule in file.programme.permit.kinds}
    papers = {one.introduction_id: one for one in letters if one.kind == "introduction"}
    hidden = hidden_in(file.application)
    return [
        Introduced(
            one,
            names[one.kind],
            LIMITS[one.limited_by],
            state_of_introduction(one, today),
            papers.get(one.pk),
        )
        for one in introductions_of(file.application)
        if one.person_id not in hidden
    ]


def in_force(issued: Iterable[Issued]) -> list[Issued]:
    """Those that give a right, or will: neither ended, nor suspended, nor past their last day."""
    return [one for one in issued if one.state in ("valid", "not-yet")]


def to_do(
    issued: Iterable[Issued],
    introduced: Iterable[Introduced],
    reader: User,
    client: str,
    *,
    own: bool = False,
) -> list[Text]:
    """What the holders of papers in force do now, the principal applicant first; nothing of nobody.

    The reader is addressed as the holder: the member whose `own` part it is, else the principal applicant, who is the
    `client` of a representative.
    """
    represented = reader.role == Role.REPRESENTATIVE
    held = [
        (person, Holder(person.name, one.valid_until, is_you(person, reader, own), stay_of(one)))
        for one in (each.permit for each in issued)
        if (person := one.person)
    ]
    held += [
        (
            person,
            Holder(
                person.name,
                one.expires_on,
                is_you(person, reader, own),
                entry=cast(EntryPaper, one.entry),
            ),
        )
        for one in (each.introduction for each in introduced if each.state == "valid")
        if (person := one.person)
    ]
    holders = [one for _person, one in sorted(held, key=lambda pair: pair[0].pk)]
    return steps(holders, client=client if represented else "", own=own)


def is_you(person: Person, reader: User, own: bool) -> bool:
    """Whether a reader is addressed as this person: of an `own` part, or as the principal applicant."""
    return own or not (reader.role == Role.REPRESENTATIVE or person.relation != "principal")
