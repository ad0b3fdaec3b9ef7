"""Answers of an application that do not go together, with both facts in words and why they are right all the same."""

from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from impplus.queries.answers import Sheet, plain
from impplus.queries.contradiction_facts import (
    FactSaid,
    KnownFacts,
    OtherAnswers,
    changes,
    facts_in_words,
    label_beside,
    values_of,
)
from impplus.queries.file import File
from impplus.queries.known import known_of
from impplus.queries.passports import read_on
from impplus.records.models import Person
from impplus.rules import case, contradictions
from impplus.rules.canonical import digest
from impplus.rules.dated import last_day
from impplus.rules.family import barred, grown
from impplus.rules.form import Answers
from impplus.rules.remembered import Remembered
from impplus.rules.said import Contradiction, Said
from impplus.rules.validity import kind_for
from impplus.words.contradictions import ASKED, PERSON, Doubt
from impplus.words.names import elided
from impplus.words.people import THIS_PERSON
from impplus.words.text import Text

# Where answers hold what was said, by its mark: those of the principal applicant what was said before
# submission, those of whom a report is about what was said with it.
EXPLAINED = "explained"
# Of the picture of the earlier passport nothing is asked when a new one is reported.
OF_PICTURE = (
    "whose-passport",
    "passport-picture",
    "passport-names",
    "passport-country",
    "passport-sex",
)


# Nothing but under which keys the facts stand; the answers behind them are known by their hash.
_found = Remembered[Hashable, tuple[Contradiction, ...]](256)


@dataclass(frozen=True)
class Noticed:
    """One question, on answers of these `people`; `mark` names it for as long as its facts stay as they are.

    `because` is the answer kept. `say` puts the facts in words, and `settle` says what may stand instead of them: most
    pages only count the questions.
    """

    mark: str
    kind: str
    people: tuple[Person, ...]
    because: str
    asked: Doubt
    say: Callable[[], tuple[FactSaid, ...]]
    settle: Callable[[], tuple[tuple[OtherAnswers, ...], ...]]

    @cached_property
    def facts(self) -> tuple[FactSaid, ...]:
        """The facts in words, each with where it is changed."""
        return self.say()

    @cached_property
    def ways(self) -> tuple[tuple[OtherAnswers, ...], ...]:
        """The other answers with which they would go together, one way after the other."""
        return self.settle()


def of(file: File, language: str, sheets: Iterable[Sheet] = ()) -> tuple[Noticed, ...]:
    """What does not go together in a file, or once some of its sheets say otherwise."""
    known = {one.person.pk: one for one in (*file.sheets, *sheets)}
    read, letter = read_on(file), _letter(file)

    def everything_said() -> dict[str, Said]:
        return {
            name: _said(file, person, known[file.people[name].pk], read.get(name, {}))
            for name, person in file.case.people()
        }

    found = _found.of(
        _all_of(file, known, letter, read),
        lambda: contradictions.noticed(everything_said(), letter, on=file.on),
    )
    if not found:
        return ()
    facts = KnownFacts(file, everything_said(), known, letter)
    kept = {
        key: why for one in file.everyone for key, why in one.answers.get(EXPLAINED, {}).items()
    }
    return tuple(_noticed(one, facts, kept, language) for one in found)


def _letter(file: File) -> Answers:
    """What the letter of invitation says that answers are held against."""
    known = known_of(file.application.invitation.candidate)
    return {key: known[key] for key in ("born", "family_name", "given_names")}


def _all_of(
    file: File, known: Mapping[int, Sheet], letter: Answers, read: Mapping[str, Answers]
) -> Hashable:
    """All that decides what does not go together: the law and the facts, the answers, the letter, what was read on pictures."""
    answers = tuple([(name, known[one.pk].worked_out) for name, one in file.people.items()])
    pictures = tuple([(name, tuple(said.items())) for name, said in read.items()])
    return file.programme, file.on, file.case, answers, tuple(letter.values()), pictures


def seen(found: Iterable[Noticed], hidden: Container[int]) -> tuple[Noticed, ...]:
    """Those with no fact of anybody whose answers the reader does not see."""
    return tuple(one for one in found if not any(who.pk in hidden for who in one.people))


def arising(file: File, after: File, language: str) -> tuple[Noticed, ...]:
    """What does not go together once a file is as `after` a change, and did before; a name may change after the letter."""
    stood = {one.mark for one in of(file, language)}
    found = (one for one in of(after, language) if one.mark not in stood)
    return tuple(one for one in found if one.kind not in (*OF_PICTURE, "letter-names"))


def open_ones(found: Iterable[Noticed]) -> list[Noticed]:
    """Those that nobody has explained."""
    return [one for one in found if not one.because]


def _said(file: File, person: case.Person, sheet: Sheet, read: Answers) -> Said:
    kind = kind_for(file.programme, person, on=file.on)
    child = isinstance(person, case.Member) and person.relation == "child"
    return Said(
        asked=tuple([field for _, fields in sheet.needed for field in fields]),
        answers=sheet.answers,
        barred=child and barred(file.programme, file.case, person, on=file.on),
        grown=child and grown(file.programme, person, on=file.on),
        permit_until=last_day(file.on, kind.years) if kind else None,
        read=read,
        whole=not sheet.missing,
    )


def _noticed(
    one: Contradiction, known: KnownFacts, kept: Mapping[str, str], language: str
) -> Noticed:
    stands = [
        [*fact, plain(value)] for fact, value in zip(one.facts, values_of(one, known), strict=True)
    ]
    label = label_beside(one, known)
    mark = digest([one.kind, stands, label and label.en]).removeprefix("sha256:")[:16]
    whose, people = dict.fromkeys(fact.person for fact in one.facts), known.file.people
    return Noticed(
        mark=mark,
        kind=one.kind,
        people=tuple(people[name] for name in whose if name in known.said),
        because=kept.get(mark, ""),
        asked=_naming(ASKED[one.kind], people.get(one.facts[0].person)),
        say=partial(facts_in_words, one, known, language),
        settle=partial(changes, one, known),
    )


def _naming(asked: Doubt, person: Person | None) -> Doubt:
    """A question with the name of whose answers they are."""
    question = asked.question
    if PERSON not in question.en:
        return asked
    name = (person and person.name) or ""
    en, fr = (
        one.replace(PERSON, name or this)
        for one, this in ((question.en, THIS_PERSON.en), (question.fr, THIS_PERSON.fr))
    )
    return asked._replace(question=Text(en, elided(fr, name) if name else fr))
