"""Pairs of facts that do not go together: each is a question to the person, and never keeps one from submitting."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from impplus.rules import lives
from impplus.rules.form import Answers, Field
from impplus.rules.rows import gaps, month_number, overlaps
from impplus.rules.said import LETTER, PICTURE, Contradiction, Fact, Kind, Said
from impplus.words import countries
from impplus.words.days import may_be
from impplus.words.names import printed_as, same, within
from impplus.words.searched import folded

READ = ("passport_number", "passport_expires", "born")  # what the check digits of a zone are of
HEALTH = "dependent_for_health"
ALONE = ("single", "divorced", "widowed")
COUPLED = ("married", "common-law")
UNIONS = {"spouse": ("married", "separated"), "common-law": ("common-law", "separated")}
# The first of each two days cannot come after the second.
ORDERED = (
    ("born", "passport_issued"),
    ("born", "biometrics_given"),
    ("born", "married_on"),
    ("passport_issued", "passport_expires"),
    ("csq_issued", "csq_expires"),
)
READ_COUNTRIES = ("nationality", "passport_country")
# Documents that a country may issue to those of whom it is not the nationality.
NO_NATIONALS = ("refugee", "stateless", "united-nations", "other")
PRINTED_SEXES = ("F", "M")  # another gender is answered with X, whatever the passport shows
PASSPORT_NAMES = ("family_name", "given_names")
NAMES = (*PASSPORT_NAMES, "other_names", "birth_city")
LATIN = (*PASSPORT_NAMES, "birth_city")  # written as the passport does
CELL_NAMES = (*PASSPORT_NAMES, "name")
# How occupations begin, without accents, that a permit without a medical exam excludes.
CARE = re.compile(
    r"\b(nurs|infirm|soins|physician|doctor|medecin|midwi|sage-femme|orderl|prepose|caregiv|dentist|pharmac"
    r"|teach|enseign|educat|daycare|child care|garderie|petite enfance)"
)
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def noticed(people: Mapping[str, Said], letter: Answers, *, on: date) -> tuple[Contradiction, ...]:
    """Everything that does not go together, in the order of the kinds and the people."""
    found = [
        *_couple(people),
        *_children(people),
        *_letter(people, letter),
        *_passports(people),
        *lives.of_family(people),
    ]
    for name, one in people.items():
        found += [*_work(name, one), *_order(name, one), *_alphabets(name, one)]
        found += [*_histories(name, one, on), *_picture(name, one), *lives.of_person(name, one)]
    return tuple(found)


def _couple(people: Mapping[str, Said]) -> Iterator[Contradiction]:
    """Who is single has no spouse, and who is married has a spouse and no common-law partner."""
    if "partner" not in people or "principal" not in people:
        return
    status = people["principal"].answers.get("relationship")
    relation = people["partner"].answers.get("relation")
    facts = (Fact("principal", "relationship"), Fact("partner", "relation"))
    if status in ALONE:
        yield Contradiction("single-with-partner", facts)
    elif status and status not in UNIONS.get(str(relation), (status,)):
        yield Contradiction("another-union", facts)


def _children(people: Mapping[str, Said]) -> Iterator[Contradiction]:
    for name, one in people.items():
        # Of a child who stays behind, health is not asked: the age alone is the doubt.
        unasked = one.grown and HEALTH not in {field.key for field in one.asked}
        if (one.barred or unasked) and one.answers.get("relation") == "child":
            coupled = one.answers.get("relationship") in COUPLED
            why = "married" if one.answers.get("married") else "born"
            why = "relationship" if coupled else why
            yield Contradiction("grown-child", (Fact(name, why), Fact(name, "relation")))


def _letter(people: Mapping[str, Said], letter: Answers) -> Iterator[Contradiction]:
    answers = people["principal"].answers if "principal" in people else {}
    born, told = answers.get("born"), letter.get("born")
    if isinstance(born, date) and isinstance(told, date) and not may_be(born, told):
        yield Contradiction("letter-birth", (Fact("principal", "born"), Fact(LETTER, "born")))
    if others := list(_named_otherwise(answers, letter)):
        facts = (Fact(about, key) for key in others for about in ("principal", LETTER))
        yield Contradiction("letter-names", tuple(facts))


def _named_otherwise(answers: Answers, letter: Answers) -> Iterator[str]:
    """The keys of another family name than the letter’s, and of given names that are no more and no fewer of the same.

    Which word is said to be which name does not matter, and of a name in another script nothing is said.
    """
    mine, theirs = (
        [str(side.get(key) or "") for key in PASSPORT_NAMES] for side in (answers, letter)
    )
    if same(" ".join(mine), " ".join(theirs)):
        return
    for key, said, told in zip(PASSPORT_NAMES, mine, theirs, strict=True):
        latin = said and told and is_latin(said) and is_latin(told)
        alike = same(said, told) or (key == "given_names" and within(said, told))
        if latin and not alike:
            yield key


def _picture(name: str, one: Said) -> Iterator[Contradiction]:
    """What was read on the picture of a passport is what was answered: one question, whatever differs."""
    differing = {**_read_otherwise(one), **_printed_otherwise(one)}
    if differing:
        kinds = set(differing.values())
        facts = (Fact(about, key) for key in differing for about in (name, PICTURE))
        yield Contradiction(kinds.pop() if len(kinds) == 1 else "whose-passport", tuple(facts))


def _read_otherwise(one: Said) -> dict[str, Kind]:
    """The keys under which a number, a day, a country or the sex was read otherwise, and the question alone."""
    said = {key: (one.answers.get(key), one.read.get(key)) for key in (*READ, *READ_COUNTRIES)}
    found: dict[str, Kind] = {
        key: "passport-country" if key in READ_COUNTRIES else "passport-picture"
        for key, (answer, read) in said.items()
        if answer and read and _bare(answer) != _bare(read)
    }
    if {one.answers.get("sex"), one.read.get("sex")} == set(PRINTED_SEXES):
        found["sex"] = "passport-sex"
    return found


def _printed_otherwise(one: Said) -> dict[str, Kind]:
    """The names that the zone writes otherwise, whichever part of the name each word is said to be."""
    answers, read = (
        [str(side.get(key) or "") for key in PASSPORT_NAMES] for side in (one.answers, one.read)
    )
    if not any(read) or same(" ".join(answers), " ".join(read)):
        return {}
    return {
        key: "passport-names"
        for key, said, printed in zip(PASSPORT_NAMES, answers, read, strict=True)
        if said and printed and not printed_as(said, printed)
    }


def _bare(answer: object) -> object:
    """An answer without what people put between its letters and digits."""
    return re.sub(r"[\W_]", "", answer).upper() if isinstance(answer, str) else answer


def _passports(people: Mapping[str, Said]) -> Iterator[Contradiction]:
    """No two people have one passport, and each should last as long as the permit may."""
    for one, other in combinations(people, 2):
        number = people[one].answers.get("passport_number")
        if number and number == people[other].answers.get("passport_number"):
            facts = (Fact(one, "passport_number"), Fact(other, "passport_number"))
            yield Contradiction("same-passport", facts)
    for name, said in people.items():
        expires = said.answers.get("passport_expires")
        if isinstance(expires, date) and said.permit_until and expires < said.permit_until:
            yield Contradiction("passport-before-permit", (Fact(name, "passport_expires"),))
        if _of_another_country(said.answers):
            facts = (Fact(name, "passport_country"), Fact(name, "nationality"))
            yield Contradiction("passport-issuer", facts)


def _of_another_country(answers: Answers) -> bool:
    """Whether a passport is issued by a country of which nothing says that it is the holder’s."""
    issuer, nationality = answers.get("passport_country"), answers.get("nationality")
    if not (issuer and nationality) or issuer in countries.UNITED_NATIONS:
        return False
    own = (
        answers.get("passport_kind") not in NO_NATIONALS and nationality not in countries.STATELESS
    )
    return own and issuer not in (nationality, answers.get("other_nationality"))


def _work(name: str, one: Said) -> Iterator[Contradiction]:
    """A nurse who wants no work in health care."""
    occupation = one.answers.get("occupation")
    wants = one.answers.get("health_or_child_care")
    if wants is False and isinstance(occupation, str) and CARE.search(folded(occupation)):
        facts = (Fact(name, "occupation"), Fact(name, "health_or_child_care"))
        yield Contradiction("care-without-exam", facts)


def _order(name: str, one: Said) -> Iterator[Contradiction]:
    for first, second in ORDERED:
        earlier, later = one.answers.get(first), one.answers.get(second)
        if isinstance(earlier, date) and isinstance(later, date) and earlier > later:
            yield Contradiction("dates-in-order", (Fact(name, first), Fact(name, second)))


def _alphabets(name: str, one: Said) -> Iterator[Contradiction]:
    """One question for all names of a person that are odd in the same way."""
    found = defaultdict[Kind, list[Fact]](list)
    for key in NAMES:
        said = one.answers.get(key)
        if isinstance(said, str) and (kind := _ill_written(said, key)):
            found[kind].append(Fact(name, key))
    for field, rows in one.tables:
        for n, row in enumerate(rows):
            named = " ".join(str(row.get(key, "")) for key in CELL_NAMES)
            if kind := _ill_written(named, ""):
                found[kind].append(Fact(name, field.key, n))
    for kind, facts in found.items():
        yield Contradiction(kind, tuple(facts))


def _ill_written(said: str, key: str) -> Kind | None:
    """What is odd about how a name is written: relatives may have theirs in their own script."""
    if mixed(said):
        return "other-alphabet"
    if key in LATIN and not is_latin(said):
        return "not-latin"
    if key != "birth_city" and any(map(str.isdigit, said)):
        return "digit-in-name"
    return None


def is_latin(text: str) -> bool:
    """Whether every letter is Latin; marks that Unicode counts as letters, such as an okina, do not count."""
    letters = (one for one in text if one.isalpha() and unicodedata.category(one) != "Lm")
    return text.isascii() or all("LATIN" in unicodedata.name(one, "") for one in letters)


def mixed(text: str) -> bool:
    """Whether a word has letters of two alphabets that look alike, such as a Cyrillic “а” among Latin ones."""
    return not text.isascii() and any(len(_scripts(word)) > 1 for word in text.split())


def _scripts(word: str) -> set[str]:
    named = (unicodedata.name(letter, "") for letter in word if letter.isalpha())
    return {script for one in named for script in SCRIPTS if one.startswith(script)}


def _histories(name: str, one: Said, on: date) -> Iterator[Contradiction]:
    """Rows at the same time that should not be, and months of the last years of which no row speaks."""
    for field, rows in one.tables:
        if field.apart:
            for first, second in overlaps(rows):
                facts = (Fact(name, field.key, first), Fact(name, field.key, second))
                yield Contradiction("same-time", facts)
        if field.years and any(silent_months(field, rows, one.answers.get("born"), on)):
            yield Contradiction("months-not-told", (Fact(name, field.key),))


def silent_months(field: Field, rows: Any, born: object, on: date) -> Iterator[tuple[int, int]]:
    """From which month to which no row speaks, of the last years that a question is about, from 18 on.

    A month is counted from the year 0; the month of `on` itself may be left out.
    """
    last = month_number(f"{on:%Y-%m}") - 1
    first = last - 12 * field.years + 1
    if isinstance(born, date):
        first = max(first, month_number(f"{born:%Y-%m}") + 12 * ADULT)
    for period in gaps(rows, first=first, last=last):
        yield period.first, last if period.last is None else period.last


ADULT = 18  # before that, nobody is asked what they did
