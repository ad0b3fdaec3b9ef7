"""Answers of an application that do not go together, with both facts in words and why they are right all the same."""

from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from impplus.queries.answers import Sheet, in_words, plain
from impplus.queries.file import File
from impplus.queries.passports import read_on
from impplus.records.models import Person
from impplus.rules import case, contradictions
from impplus.rules.canonical import digest
from impplus.rules.contradictions import READ_COUNTRIES
from impplus.rules.dated import last_day
from impplus.rules.family import barred, grown
from impplus.rules.form import Answers, Field, Step
from impplus.rules.remembered import Remembered
from impplus.rules.rows import month_written
from impplus.rules.said import LETTER, PICTURE, Contradiction, Fact, Said
from impplus.rules.validity import kind_for
from impplus.words import countries, formats
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
class FactSaid:
    """One of the facts in words; `person` and `step` say where it is changed, None where nowhere."""

    label: Text
    value: str
    person: Person | None = None
    step: Step | None = None


@dataclass(frozen=True)
class Noticed:
    """One question, on answers of these `people`; `mark` names it for as long as its facts stay as they are.

    `because` is the answer kept. `say` puts the facts in words: most pages only count the questions.
    """

    mark: str
    kind: str
    people: tuple[Person, ...]
    because: str
    asked: Doubt
    say: Callable[[], tuple[FactSaid, ...]]

    @cached_property
    def facts(self) -> tuple[FactSaid, ...]:
        """The facts in words, each with where it is changed."""
        return self.say()


def of(file: File, language: str, sheets: Iterable[Sheet] = ()) -> tuple[Noticed, ...]:
    """What does not go together in a file, or once some of its sheets say otherwise."""
    known = {one.person.pk: one for one in (*file.sheets, *sheets)}
    read, letter = read_on(file), {"born": file.application.invitation.candidate.birth}

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
    said = everything_said()
    kept = {
        key: why for one in file.everyone for key, why in one.answers.get(EXPLAINED, {}).items()
    }
    return tuple(_noticed(file, one, said, letter, known, kept, language) for one in found)


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
    """What does not go together once a file is as `after` a change, and did before."""
    stood = {one.mark for one in of(file, language)}
    found = (one for one in of(after, language) if one.mark not in stood)
    return tuple(one for one in found if one.kind not in OF_PICTURE)


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
    file: File,
    one: Contradiction,
    said: dict[str, Said],
    letter: dict[str, date],
    known: dict[int, Sheet],
    kept: dict[str, str],
    language: str,
) -> Noticed:
    values = [_value(fact, one, said, letter) for fact in one.facts]
    stands = [[*fact, plain(value)] for fact, value in zip(one.facts, values, strict=True)]
    label = _label_beside(one, said)
    mark = digest([one.kind, stands, label and label.en]).removeprefix("sha256:")[:16]
    whose = dict.fromkeys(fact.person for fact in one.facts if fact.person in said)
    return Noticed(
        mark=mark,
        kind=one.kind,
        people=tuple(file.people[name] for name in whose),
        because=kept.get(mark, ""),
        asked=_naming(ASKED[one.kind], file.people.get(one.facts[0].person)),
        say=partial(_in_words, file, one, values, said, known, language),
    )


def _in_words(
    file: File,
    one: Contradiction,
    values: list[Any],
    said: dict[str, Said],
    known: dict[int, Sheet],
    language: str,
) -> tuple[FactSaid, ...]:
    """Each fact with its value as the page of a language says it, and what stands beside them."""
    facts = [
        _fact(file, fact, value, known, language)
        if fact.person in said
        else FactSaid(ELSEWHERE[fact], _elsewhere(fact, value, language))
        for fact, value in zip(one.facts, values, strict=True)
    ]
    label = _label_beside(one, said)
    beside = FactSaid(label, _beside(one, said, file.on, language)) if label else None
    return (*facts, beside) if beside else tuple(facts)


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


def _elsewhere(fact: Fact, value: Any, language: str) -> str:
    """What the letter or the picture says, in words."""
    if fact.key in READ_COUNTRIES:
        return countries.name(value).say(language)
    return value if isinstance(value, str) else formats.day(value, language)


def _value(fact: Fact, one: Contradiction, said: dict[str, Said], letter: dict[str, date]) -> Any:
    """The answer itself; of rows, the row alone."""
    if fact.person == LETTER:
        return letter[fact.key]
    if fact.person == PICTURE:
        return said[one.facts[0].person].read[fact.key]
    value: Any = said[fact.person].answers.get(fact.key)
    return value if fact.row is None else [value[fact.row]]


def _fact(file: File, fact: Fact, value: Any, known: dict[int, Sheet], language: str) -> FactSaid:
    person = file.people[fact.person]
    step, field = _asked(known[person.pk], fact.key)
    named = person.name
    label = Text(en=f"{named}: {field.label.en}", fr=f"{named}\u00a0: {field.label.fr}")
    return FactSaid(label if named else field.label, in_words(field, value, language), person, step)


def _asked(sheet: Sheet, key: str) -> tuple[Step, Field]:
    """The page that asks under a key, and the question, in the words for their reader."""
    found = next(step for step in sheet.steps if any(one.key == key for one in step.fields))
    spoken = sheet.spoken(found)
    return spoken, next(one for one in spoken.fields if one.key == key)


def _label_beside(one: Contradiction, said: dict[str, Said]) -> Text | None:
    """What the other fact is, where it is no answer: months that are not told, or the last day of a permit."""
    about = said.get(one.facts[0].person)
    if about is None:
        return None
    if one.kind == "passport-before-permit" and about.permit_until:
        return PERMIT_UNTIL
    return NOT_TOLD if one.kind == "months-not-told" else None


def _beside(one: Contradiction, said: dict[str, Said], on: date, language: str) -> str:
    """That fact in words."""
    fact = one.facts[0]
    about = said[fact.person]
    if one.kind == "passport-before-permit" and about.permit_until:
        return formats.day(about.permit_until, language)
    field = next(each for each in about.asked if each.key == fact.key)
    rows, born = about.answers[fact.key], about.answers.get("born")
    months = contradictions.silent_months(field, rows, born, on)
    return "\n".join(formats.period(*_written(period), language) for period in months)


def _written(period: tuple[int, int]) -> tuple[str, str]:
    first, last = map(month_written, period)
    return first, last


ELSEWHERE = {
    Fact(LETTER, "born"): Text(
        en="Letter of invitation: date of birth", fr="Lettre d’invitation\u00a0: date de naissance"
    ),
    Fact(PICTURE, "passport_number"): Text(
        en="Picture of the passport: number", fr="Image du passeport\u00a0: numéro"
    ),
    Fact(PICTURE, "passport_expires"): Text(
        en="Picture of the passport: date of expiry",
        fr="Image du passeport\u00a0: date d’expiration",
    ),
    Fact(PICTURE, "family_name"): Text(
        en="Picture of the passport: family names", fr="Image du passeport\u00a0: noms de famille"
    ),
    Fact(PICTURE, "given_names"): Text(
        en="Picture of the passport: given names", fr="Image du passeport\u00a0: prénoms"
    ),
    Fact(PICTURE, "nationality"): Text(
        en="Picture of the passport: nationality", fr="Image du passeport\u00a0: nationalité"
    ),
    Fact(PICTURE, "passport_country"): Text(
        en="Picture of the passport: who issued it", fr="Image du passeport\u00a0: autorité"
    ),
    Fact(PICTURE, "sex"): Text(
        en="Picture of the passport: sex", fr="Image du passeport\u00a0: sexe"
    ),
    Fact(PICTURE, "born"): Text(
        en="Picture of the passport: date of birth",
        fr="Image du passeport\u00a0: date de naissance",
    ),
}
PERMIT_UNTIL = Text(en="Last day that the permit could have", fr="Dernier jour possible du permis")
NOT_TOLD = Text(en="Months of which no row speaks", fr="Mois dont aucune ligne ne parle")
