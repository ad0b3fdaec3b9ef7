"""The declaration of one person, to print and to sign by hand: made of the answers, with a code of what is signed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings

from impplus.queries.answers import Sheet, in_words
from impplus.queries.file import File
from impplus.queries.letters.page import Composed
from impplus.queries.letters.words import NOTICE
from impplus.queries.other_papers import with_title
from impplus.queries.received import title_of
from impplus.queries.signatures import code_of, digest_of, is_signed, wards_of
from impplus.records.models import Document, Person
from impplus.words import formats
from impplus.words.declaration import DECLARED
from impplus.words.text import Text

KIND = "declaration"


def composed(file: File, person: Person, sent: Iterable[Document], language: str) -> Composed:
    """The paper in one language."""
    on, sent = formats.day(file.on, language), tuple(sent)
    sheets = {one.person.pk: one for one in file.sheets_for(person.pk)}
    wards = wards_of(file, person)
    code = code_of(digest_of(person, sent, wards))
    return Composed(
        title=f"{TITLE.say(language)} – {person.name}",
        office=[file.programme.name.say(language)],
        number=file.application.number,
        issued=on,
        date=file.on.isoformat(),
        paragraphs=[ABOUT.say(language).format(code=code)],
        sections=[
            *_answers(sheets[person.pk], language),
            *_files(file, person, sent, language),
            *_of_wards(file, sheets, wards, sent, language),
            {"heading": I_DECLARE.say(language), "points": [one.say(language) for one in DECLARED]},
            {"heading": SIGNED.say(language), "rows": [*_lines(person, code, wards, language)]},
        ],
        notice="" if settings.PRODUCTION else NOTICE.say(language),
        footer=file.programme.name.say(language),
    )


def _answers(sheet: Sheet, language: str) -> Iterator[dict[str, Any]]:
    for step, fields in sheet.pages:
        rows = [
            {
                "label": one.label.say(language),
                "value": in_words(one, sheet.answers.get(one.key), language),
            }
            for one in fields
        ]
        yield {"heading": step.title.say(language), "rows": rows}


def _files(
    file: File, person: Person, sent: tuple[Document, ...], language: str
) -> Iterator[dict[str, Any]]:
    mine = [one for one in sent if is_signed(one, person)]
    rows = [
        {
            "label": with_title(title_of(file.law, one.key), one.title).say(language),
            "value": one.name,
        }
        for one in mine
    ]
    if rows:
        yield {"heading": FILES.say(language), "rows": rows}


def _of_wards(
    file: File,
    sheets: Mapping[int, Sheet],
    wards: Iterable[Person],
    sent: tuple[Document, ...],
    language: str,
) -> Iterator[dict[str, Any]]:
    """The answers and files of each minor for whom the same person signs, under that minor's name."""
    for one in wards:
        sections = (*_answers(sheets[one.pk], language), *_files(file, one, sent, language))
        for section in sections:
            yield {**section, "heading": f"{one.name} – {section['heading']}"}


def _lines(
    person: Person, code: str, wards: Iterable[Person], language: str
) -> Iterator[dict[str, str]]:
    blank = "_" * 32
    yield {"label": CODE.say(language), "value": code}
    yield {"label": NAME.say(language), "value": person.name}
    if names := ", ".join(one.name for one in wards):
        yield {"label": ALSO.say(language), "value": names}
    yield {"label": HAND.say(language), "value": blank}
    yield {"label": DAY.say(language), "value": blank}


TITLE = Text(en="Declaration and signature", fr="Déclaration et signature")
CODE = Text(en="Code of what is signed", fr="Code de ce qui est signé")
ABOUT = Text(
    en="Read everything, sign by hand, then scan every page and send it on the page from which this paper comes. The code {code} stands for the answers and files below: after any change, print the paper again.",
    fr="Lisez tout, signez à la main, puis numérisez chaque page et envoyez le tout sur la page d’où vient ce papier. Le code {code} correspond aux réponses et aux fichiers ci-dessous\u00a0: après toute modification, imprimez de nouveau le papier.",
)
FILES = Text(en="Files sent", fr="Fichiers envoyés")
I_DECLARE = Text(en="I declare", fr="Je déclare")
SIGNED = Text(en="Signature", fr="Signature")
NAME = Text(en="Name as on the passport", fr="Nom figurant dans le passeport")
ALSO = Text(
    en="I sign as parent or guardian, too, for",
    fr="Je signe aussi, à titre de parent ou de titulaire de l’autorité parentale, pour",
)
HAND = Text(en="Signature by hand", fr="Signature manuscrite")
DAY = Text(en="Date", fr="Date")
