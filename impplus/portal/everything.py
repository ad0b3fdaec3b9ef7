"""All of a received file as entries of one archive, under names in the language of the page."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _

from impplus.actions import documents, letters
from impplus.portal import written_texts
from impplus.portal.imm_5707 import papers_of
from impplus.queries import proofs
from impplus.queries.declared import Happened, family_since
from impplus.queries.file import File, file_of
from impplus.queries.letters import imm_5707
from impplus.queries.privacy import hidden_in
from impplus.queries.received import shown_content
from impplus.records import access
from impplus.records.models import Application, Document, Letter, Person, Receipt, User
from impplus.web.archive import Entry, unpackable
from impplus.web.language import lang
from impplus.web.letter_tags import letter_title
from impplus.words.text import LANGUAGES


def entries(
    application: Application, received: Receipt, sent: Iterable[Document], *, by: User
) -> Iterator[Entry]:
    """The receipt and its proof, each file that may be opened, the papers made of the answers, and all that came since."""
    yield from _receipt(application, received)
    file = file_of(application)
    for person in papers_of(file):
        name = unpackable(f"IMM 5707 – {person.name}.pdf")
        yield Entry(name, partial(_paper, file, person, lang()))
    yield from _letters(application, by)
    for name, text in written_texts.of(file, lang()):
        yield Entry(name, partial(BytesIO, text.encode()))
    if declared := declared_json(file):
        yield Entry(f"{_('family-since-submission')}.json", partial(BytesIO, declared.encode()))
    folder = _("files")
    for n, document in enumerate(sent, 1):
        said = f"{document.title} – {document.name}" if document.title else document.name
        yield Entry(f"{folder}/{n:02}-{unpackable(said)}", partial(documents.content, document))


def declared_json(file: File) -> str:
    """Who was declared since submission, and what happened to whom; nothing where nothing was reported."""
    since = family_since(file.application)
    declared = [
        {
            "name": one.name,
            "relation": one.relation,
            **one.last.member,
            "declared": one.first.at.isoformat(),
            "receipt": one.last.digest,
            "happened": _happened(one.happened),
        }
        for one in since.declared
    ]
    changed = [
        {"name": person.name, "happened": _happened(events)}
        for person, events in since.of(file.everyone)
    ]
    if not (declared or changed):
        return ""
    said = {"declared": declared, "changed": changed}
    return json.dumps(said, ensure_ascii=False, indent=2)


def _happened(events: Iterable[Happened]) -> list[dict[str, str | None]]:
    return [
        {
            "kind": one.report.kind,
            "day": one.report.day.isoformat() if one.report.day else None,
            "receipt": one.report.digest,
        }
        for one in events
    ]


def _receipt(application: Application, received: Receipt) -> Iterator[Entry]:
    name = _("receipt")
    letter = application.letters.filter(kind="receipt", status="sent").first()
    if letter:
        yield from _both(letter, name)
    content = json.dumps(shown_content(received.content), ensure_ascii=False, indent=2)
    yield Entry(f"{name}.json", partial(BytesIO, content.encode()))
    logged = proofs.of(application)
    if logged and logged.file:
        yield Entry(f"{_('proof')}.txt", partial(BytesIO, logged.file.encode()))


def _letters(application: Application, by: User) -> Iterator[Entry]:
    """The letters since the receipt that the reader sees, the oldest first."""
    visible = access.letters(by).filter(application=application, status="sent")
    later = visible.exclude(kind="receipt").select_related("application", "permit", "person")
    folder = _("letters")
    for n, letter in enumerate(later.order_by("owed_at", "pk"), 1):
        title = unpackable(letter_title(letter))
        yield from _both(letter, f"{folder}/{n:02}-{title}")


def _both(letter: Letter, name: str) -> Iterator[Entry]:
    for language in LANGUAGES:
        yield Entry(f"{name}-{language}.pdf", partial(letters.file, letter, language))


def _paper(file: File, person: Person, language: str) -> IO[bytes]:
    """The family information of a person, as its page gives it."""
    name = next(one for one in imm_5707.people(file) if file.people[one].pk == person.pk)
    shown = imm_5707.composed(file, name, language, hidden_in(file.application))
    return BytesIO(letters.paper(imm_5707.KIND, shown, language))
