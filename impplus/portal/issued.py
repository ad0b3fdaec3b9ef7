"""The permits of an application as pages show them, and what their holders do now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from impplus.queries.file import File
from impplus.queries.letters.issued import by_when
from impplus.queries.letters.words import LIMITS
from impplus.queries.papers import permits_of
from impplus.queries.privacy import hidden_in
from impplus.records.models import Letter, Permit
from impplus.web.language import lang
from impplus.words import formats
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


def enter_by(issued: Sequence[Issued]) -> str:
    """By which day the holders enter, in words; nothing of no permit."""
    if not issued:
        return ""
    held = [(one.permit.person.name, one.permit.valid_until) for one in issued]
    return by_when([(name, formats.day(until, lang())) for name, until in held], lang())
