"""The permits of an application as pages show them, and what their holders do now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from impplus.queries.file import File
from impplus.queries.letters.issued import stay_of
from impplus.queries.letters.words import LIMITS
from impplus.queries.papers import permits_of
from impplus.queries.privacy import hidden_in
from impplus.records.models import Letter, Permit, User
from impplus.rules.lifecycle import Role
from impplus.words.entering import Holder, steps
from impplus.words.text import Text


@dataclass(frozen=True)
class Issued:
    """One permit with what is printed on it, and its letter once there is one."""

    permit: Permit
    kind: Text
    limit: Text
    conditions: tuple[Text, ...]
    letter: Letter | None


def issued_in(file: File, letters: Iterable[Letter]) -> Iterator[Issued]:
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
        )


def in_force(issued: Iterable[Issued], today: date) -> list[Issued]:
    """Those that give a right, or will: neither ended nor past their last day."""
    return [
        one for one in issued if one.permit.status == "valid" and one.permit.valid_until >= today
    ]


def to_do(issued: Iterable[Issued], reader: User, client: str, *, own: bool = False) -> list[Text]:
    """What the holders do now; nothing of no permit.

    The reader is addressed as the holder: the member whose `own` part it is, else the principal applicant, who is the
    `client` of a representative.
    """
    represented = reader.role == Role.REPRESENTATIVE
    holders = [
        Holder(
            one.permit.person.name,
            one.permit.valid_until,
            you=own or not (represented or one.permit.person.relation != "principal"),
            stay=stay_of(one.permit),
        )
        for one in issued
    ]
    return steps(holders, client=client if represented else "", own=own)
