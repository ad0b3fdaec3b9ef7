"""The permits of an application as pages show them, and what their holders do now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from impplus.queries.file import File
from impplus.queries.letters.words import LIMITS
from impplus.queries.papers import permits_of
from impplus.queries.privacy import hidden_in
from impplus.records.models import Letter, Permit
from impplus.web.language import lang
from impplus.words import formats
from impplus.words.entering import ENTER_EACH, by_when
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


@dataclass(frozen=True)
class EnterBy:
    """By which day the holders enter: a sentence where it is one day, else each name with its own."""

    sentence: str
    each: tuple[tuple[str, date], ...] = ()


def enter_by(issued: Sequence[Issued]) -> EnterBy | None:
    """Of permits that are in force; None of no permit."""
    held = tuple((one.permit.person.name, one.permit.valid_until) for one in issued)
    if not held:
        return None
    sentence = by_when([formats.day(until, lang()) for _, until in held], lang())
    return EnterBy(sentence) if sentence else EnterBy(ENTER_EACH.say(lang()), held)
