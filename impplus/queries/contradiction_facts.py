"""The facts of a question in words, and what may stand instead of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from impplus.queries.answers import Sheet, faults_in, in_words
from impplus.queries.file import File
from impplus.records.models import Person
from impplus.rules import contradictions
from impplus.rules.contradictions import READ_COUNTRIES
from impplus.rules.form import Answers, Field, Step
from impplus.rules.rows import month_written
from impplus.rules.said import LETTER, PICTURE, Contradiction, Fact, Said
from impplus.rules.ways import Way, ways
from impplus.words import countries, formats
from impplus.words.text import Text


@dataclass(frozen=True)
class KnownFacts:
    """What the facts of a file are taken from: what each person said, the sheets, the letter of invitation."""

    file: File
    said: Mapping[str, Said]
    sheets: Mapping[int, Sheet]
    letter: Answers

    def sheet_of(self, name: str) -> Sheet:
        """The answers of one of the people, by the name in the case."""
        return self.sheets[self.file.people[name].pk]


@dataclass(frozen=True)
class FactSaid:
    """One of the facts in words; `person` and `step` say where it is changed, None where nowhere."""

    label: Text
    value: str
    person: Person | None = None
    step: Step | None = None


@dataclass(frozen=True)
class OtherAnswers:
    """Other answers on one page about one person."""

    sheet: Sheet
    step: Step
    answers: Answers

    def said(self, language: str) -> list[FactSaid]:
        """Each of them in words."""
        return [_answer(self.sheet, key, value, language) for key, value in self.answers.items()]


def changes(one: Contradiction, known: KnownFacts) -> tuple[tuple[OtherAnswers, ...], ...]:
    """Each way in which these facts would go together, as the pages of the form take it."""
    found = (_changes(way, known) for way in ways(one, known.said, known.letter))
    return tuple(way for way in found if way)


def _changes(way: Way, known: KnownFacts) -> tuple[OtherAnswers, ...]:
    """Page by page; nothing where one is not asked, or does not take such an answer."""
    found = dict[tuple[str, str], OtherAnswers]()
    for name, key, value in ((name, *one) for name, said in way.items() for one in said.items()):
        sheet = known.sheet_of(name)
        asks = (step for step, fields in sheet.needed if key in {field.key for field in fields})
        step = next(asks, None)
        if step is None or faults_in(step, {key: value}):
            return ()
        before = found.get((name, step.key))
        answers = {**(before.answers if before else {}), key: value}
        found[name, step.key] = OtherAnswers(sheet, step, answers)
    return tuple(found.values())


def facts_in_words(one: Contradiction, known: KnownFacts, language: str) -> tuple[FactSaid, ...]:
    """Each fact with its value as the page of a language says it, and what stands beside them."""
    facts = [
        _answer(known.sheet_of(fact.person), fact.key, value, language)
        if fact.person in known.said
        else FactSaid(ELSEWHERE[fact], _elsewhere(fact, value, language))
        for fact, value in zip(one.facts, values_of(one, known), strict=True)
    ]
    label = label_beside(one, known)
    beside = FactSaid(label, _beside(one, known, language)) if label else None
    return (*facts, beside) if beside else tuple(facts)


def values_of(one: Contradiction, known: KnownFacts) -> list[Any]:
    """The answers themselves; of rows, the row alone."""
    return [_value(fact, one, known) for fact in one.facts]


def _value(fact: Fact, one: Contradiction, known: KnownFacts) -> Any:
    if fact.person == LETTER:
        return known.letter[fact.key]
    if fact.person == PICTURE:
        return known.said[one.facts[0].person].read[fact.key]
    value: Any = known.said[fact.person].answers.get(fact.key)
    return value if fact.row is None else [value[fact.row]]


def _elsewhere(fact: Fact, value: Any, language: str) -> str:
    """What the letter or the picture says, in words."""
    if fact.key in READ_COUNTRIES:
        return countries.name(value).say(language)
    return value if isinstance(value, str) else formats.day(value, language)


def _answer(sheet: Sheet, key: str, value: Any, language: str) -> FactSaid:
    step, field = _asked(sheet, key)
    named = sheet.person.name
    label = Text(en=f"{named}: {field.label.en}", fr=f"{named}\u00a0: {field.label.fr}")
    said = in_words(field, value, language)
    return FactSaid(label if named else field.label, said, sheet.person, step)


def _asked(sheet: Sheet, key: str) -> tuple[Step, Field]:
    """The page that asks under a key, and the question, in the words for their reader."""
    found = next(step for step in sheet.steps if any(one.key == key for one in step.fields))
    spoken = sheet.spoken(found)
    return spoken, next(one for one in spoken.fields if one.key == key)


def label_beside(one: Contradiction, known: KnownFacts) -> Text | None:
    """What the other fact is, where it is no answer: months that are not told, or the last day of a permit."""
    about = known.said.get(one.facts[0].person)
    if about is None:
        return None
    if one.kind == "passport-before-permit" and about.permit_until:
        return PERMIT_UNTIL
    return NOT_TOLD if one.kind == "months-not-told" else None


def _beside(one: Contradiction, known: KnownFacts, language: str) -> str:
    """That fact in words."""
    fact = one.facts[0]
    about = known.said[fact.person]
    if one.kind == "passport-before-permit" and about.permit_until:
        return formats.day(about.permit_until, language)
    field = next(each for each in about.asked if each.key == fact.key)
    rows, born = about.answers[fact.key], about.answers.get("born")
    months = contradictions.silent_months(field, rows, born, known.file.on)
    return "\n".join(formats.period(*_written(period), language) for period in months)


def _written(period: tuple[int, int]) -> tuple[str, str]:
    first, last = map(month_written, period)
    return first, last


ELSEWHERE = {
    Fact(LETTER, "born"): Text(
        en="Letter of invitation: date of birth", fr="Lettre d’invitation\u00a0: date de naissance"
    ),
    Fact(LETTER, "family_name"): Text(
        en="Letter of invitation: family names", fr="Lettre d’invitation\u00a0: noms de famille"
    ),
    Fact(LETTER, "given_names"): Text(
        en="Letter of invitation: given names", fr="Lettre d’invitation\u00a0: prénoms"
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
