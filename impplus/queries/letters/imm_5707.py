"""The family information of an adult who applies (IMM 5707), made from the answers: no form is asked for."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings

from impplus.queries.answers import Sheet, in_words
from impplus.queries.declared import family_since
from impplus.queries.file import File
from impplus.queries.letters.page import Composed
from impplus.queries.letters.words import NOTICE
from impplus.rules.form import Field
from impplus.rules.rows import Cell, Cells
from impplus.words import formats
from impplus.words.family_changes import NAME
from impplus.words.people import called
from impplus.words.text import LANGUAGES, Text

KIND = "imm-5707"
PARENTS, CHILDREN = "own_parents", "other_children"  # who answers these declares a family
UNKNOWN = "parents_unknown"  # why nobody can be named under the first
ASKED_OF = ("family_name", "given_names", "born", "birth_city", "birth_country")
COUPLE = (
    "relationship",
    "married_on",
    "union_since",
)  # what the principal applicant answers about both
PRINCIPALS = (*COUPLE, "occupation")
MEMBERS = ("applies_for", "married", "relationship", "occupation")
HOME = ("address", "city", "region", "lives_country")
COUPLES = {"principal": "partner", "partner": "principal"}


def people(file: File) -> tuple[str, ...]:
    """The people, by the names that rules give them, whose family information is made from the answers."""
    sheets = {sheet.person.pk: sheet for sheet in file.sheets}
    return tuple(name for name, one in file.people.items() if PARENTS in _asked(sheets[one.pk]))


def composed(
    file: File, name: str, language: str, hidden: Container[int] = frozenset()
) -> Composed:
    """The family information of one of these people in one language; of those hidden it says only that.

    `hidden` are the keys of the people whose answers the reader does not see (queries/privacy.py).
    """
    sheets = {sheet.person.pk: sheet for sheet in file.sheets}
    about = {known: sheets[person.pk] for known, person in file.people.items()}
    person, on = about[name].person, formats.day(file.on, language)
    sections = [
        {"heading": heading, "rows": rows, "name": whose}
        for heading, rows, whose in (
            *_sections(about, name, language, hidden),
            *_declared_since(file, name, language),
        )
        if rows
    ]
    return Composed(
        title=f"{TITLE.say(language)} – {person.name}",
        office=[file.programme.name.say(language)],
        number=file.application.number,
        issued=on,
        date=file.on.isoformat(),
        paragraphs=[(RECEIVED if file.received else ABOUT).say(language).format(day=on)],
        sections=sections,
        notice="" if settings.PRODUCTION else NOTICE.say(language),
        footer=file.programme.name.say(language),
    )


def _sections(
    about: dict[str, Sheet], name: str, language: str, hidden: Container[int]
) -> Iterator[tuple[str, list[dict[str, str]], str]]:
    """Each with its heading, and whose it is where the application names that person."""
    whose = about[name].person.name
    yield called(name).say(language), _of_person(about, name, language, hidden), whose
    partner = COUPLES.get(name, "")
    if partner in about:
        whose = about[partner].person.name
        yield PARTNER.say(language), _of_person(about, partner, language, hidden), whose
    for parent, rows in _of_rows(about[name], PARENTS, language):
        yield f"{PARENT.say(language)} {parent}", rows, ""
    if not about[name].answers.get(PARENTS) and about[name].answers.get(UNKNOWN):
        yield PARENT_UNKNOWN.say(language), _rows(about[name], (UNKNOWN,), language), ""
    if name in COUPLES:
        for known, sheet in about.items():
            if known.startswith("child-"):
                rows = _of_sheet(sheet, language, hidden)
                if sheet.person.pk not in hidden:
                    rows = [*_whose(sheet, name, language), *rows]
                yield called(known).say(language), rows, sheet.person.name
    for child, rows in _of_rows(about[name], CHILDREN, language):
        yield f"{CHILD.say(language)} {child}", rows, ""


def _declared_since(
    file: File, name: str, language: str
) -> Iterator[tuple[str, list[dict[str, str]], str]]:
    """Who was declared after submission: not to who reads a part of his or her own."""
    if not file.received or file.application.own_part is not None or name not in COUPLES:
        return
    for one in family_since(file.application).declared:
        said = [(NAME, Text(one.name, one.name)), *one.rows]
        said += [(each.kind, _day(each.report.day)) for each in one.happened]
        rows = [{"label": key.say(language), "value": text.say(language)} for key, text in said]
        yield SINCE.say(language), rows, one.name


def _day(day: date | None) -> Text:
    return Text(*(formats.day(day, language) if day else "–" for language in LANGUAGES))


def _of_person(
    about: dict[str, Sheet], name: str, language: str, hidden: Container[int]
) -> list[dict[str, str]]:
    """One of a couple: of the partner also what the principal applicant answers about both."""
    sheet, principal = about[name], about["principal"]
    rows = _of_sheet(sheet, language, hidden)
    if name == "principal" or {sheet.person.pk, principal.person.pk} & _of(hidden, about):
        return rows
    return [*rows, *_rows(principal, COUPLE, language)]


def _of(hidden: Container[int], about: dict[str, Sheet]) -> set[int]:
    return {sheet.person.pk for sheet in about.values() if sheet.person.pk in hidden}


def _whose(sheet: Sheet, name: str, language: str) -> list[dict[str, str]]:
    """What a child is to the person whose paper it is, where the parents were asked about.

    The form asks for every child of either of the couple.
    """
    asked = _asked(sheet)
    parents = tuple(
        sheet.answers.get(key) if key in asked else None for key in ("parents", "only_parent")
    )
    of = PARENTS_OF.get(parents)
    if of is None:
        return []
    said = OWN if name in of else STEP
    return [{"label": WHOSE.say(language), "value": said.say(language)}]


def _of_sheet(sheet: Sheet, language: str, hidden: Container[int]) -> list[dict[str, str]]:
    """What a person answered of birth, home, couple and work, under the labels of the form."""
    if sheet.person.pk in hidden:
        return [{"label": sheet.person.name or "–", "value": HIDDEN.say(language)}]
    own = PRINCIPALS if sheet.person.relation == "principal" else MEMBERS
    return _rows(sheet, (*ASKED_OF, "lives_with_principal", *HOME, *own), language)


def _rows(sheet: Sheet, wanted: Iterable[str], language: str) -> list[dict[str, str]]:
    """What a person answered of these questions, where they were asked, under their labels."""
    asked = _asked(sheet)
    return [
        {
            "label": asked[key].label.say(language),
            "value": in_words(asked[key], sheet.answers.get(key), language),
        }
        for key in wanted
        if key in asked
    ]


def _asked(sheet: Sheet) -> dict[str, Field]:
    return {field.key: field for _, fields in sheet.pages for field in fields}


def _of_rows(sheet: Sheet, key: str, language: str) -> Iterator[tuple[int, list[dict[str, str]]]]:
    """Each row of a question, with its number, every cell under its label."""
    field, answer = _asked(sheet).get(key), sheet.answers.get(key)
    if field is None or not isinstance(answer, list):
        return
    for n, row in enumerate(answer, start=1):
        yield n, [_cell(one, row, language) for one in field.cells]


def _cell(cell: Cell, row: Cells, language: str) -> dict[str, str]:
    said = in_words(cell, row.get(cell.key), language)
    return {"label": cell.label.say(language), "value": said}


HIDDEN = Text(
    en="Kept private: these answers stand in the copy that the officer reads.",
    fr="Gardé privé\u00a0: ces réponses figurent dans la copie que lit l’agente ou l’agent.",
)
WHOSE = Text(en="Relationship", fr="Lien")
OWN = Text(en="Own child", fr="Propre enfant")
STEP = Text(en="Spouse’s or partner’s child", fr="Enfant de la conjointe ou du conjoint")
# Whose child it is, by the answers on its parents.
PARENTS_OF: Mapping[tuple[Any, ...], tuple[str, ...]] = {
    ("both", None): ("principal", "partner"),
    ("principal-and-another", None): ("principal",),
    ("partner-and-another", None): ("partner",),
    ("one", "principal"): ("principal",),
    ("one", "partner"): ("partner",),
}
TITLE = Text(en="Family information", fr="Renseignements sur la famille")
PARTNER = Text(en="Spouse or common-law partner", fr="Épouse, époux, conjointe ou conjoint de fait")
PARENT = Text(en="Parent", fr="Parent")
PARENT_UNKNOWN = Text(en="Parents", fr="Parents")
CHILD = Text(en="Other child", fr="Autre enfant")
SINCE = Text(en="Declared after submission", fr="Déclaré après la soumission")
ABOUT = Text(
    en="Made from the answers given by {day}; the application is not submitted yet. It replaces the form IMM 5707: there is nothing to send.",
    fr="Établi à partir des réponses données au {day}; la demande n’est pas encore soumise. Ce document remplace le formulaire IMM 5707\u00a0: il n’y a rien à "
    "envoyer.",
)
RECEIVED = Text(
    en="Made from the answers of the application received on {day}, with the corrections since. It replaces the form IMM 5707: there is nothing to send.",
    fr="Établi à partir des réponses de la demande reçue le {day}, corrections comprises. Ce document remplace le formulaire IMM 5707\u00a0: il n’y a rien à "
    "envoyer.",
)
