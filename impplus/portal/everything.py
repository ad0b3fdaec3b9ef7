"""All of a received file as entries of one archive, under names in the language of the page."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import PurePath
from typing import IO
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from impplus.actions import documents, letters
from impplus.portal import written_texts
from impplus.portal.imm_5707 import papers_of
from impplus.queries import clock, proofs
from impplus.queries.declared import Happened, family_since
from impplus.queries.file import File, file_of
from impplus.queries.letters import imm_5707
from impplus.queries.privacy import hidden_in
from impplus.queries.received import shown_content, title_of
from impplus.records import access
from impplus.records.models import Application, Document, Letter, Person, Receipt, User
from impplus.web.archive import Entry, unpackable
from impplus.web.language import lang
from impplus.web.letter_tags import letter_title
from impplus.words.text import LANGUAGES


def entries(
    application: Application, received: Receipt, sent: Iterable[Document], *, by: User
) -> list[Entry]:
    """A page that lists all of it, then the receipt, each file that may be opened, the papers made of the answers, and what came since.

    Each has the time of its making by the clock of the programme; what only machines read has a folder of its own.
    """
    file = file_of(application)
    zone = ZoneInfo(file.programme.time_zone)
    made = [
        replace(one, at=one.at.astimezone(zone))
        for one in (
            *_receipt(application),
            *_made_now(file),
            *_letters(application, by),
            *_files(file, sent),
            *_for_machines(file, received),
        )
    ]
    page = render_to_string(
        "portal/receipts/contents.html",
        {"file": file, "entries": made, "machines": _("for-machines"), "LANGUAGE_CODE": lang()},
    )
    return [
        Entry(
            f"{_('READ FIRST')}.html", partial(BytesIO, page.encode()), clock.now().astimezone(zone)
        ),
        *made,
    ]


def _made_now(file: File) -> Iterator[Entry]:
    """The papers and texts that are made of what stands in the file now."""
    now = clock.now()
    for person in papers_of(file):
        name = unpackable(f"IMM 5707 – {person.name}.pdf")
        says = _("Family information of %(name)s, as the answers stand now") % {"name": person.name}
        yield Entry(name, partial(_paper, file, person, lang()), now, says)
    for name, says, text in written_texts.of(file, lang()):
        yield Entry(name, partial(BytesIO, text.encode()), now, says)


def _files(file: File, sent: Iterable[Document]) -> Iterator[Entry]:
    folder, names = _("files"), {one.pk: one.name for one in file.everyone}
    for n, document in enumerate(sent, 1):
        says = f"{names[document.person_id]} – {_title(file, document)}"
        name = f"{folder}/{n:02}-{unpackable(says + PurePath(document.name).suffix)}"
        yield Entry(name, partial(documents.content, document), document.sent_at, says)


def _title(file: File, document: Document) -> str:
    """What a file is called: by its sender, else shortly by the rules; of a question, that it answers one."""
    titles = (one.title.say(lang()) for one in file.law.documents if one.key == document.key)
    if document.question_id:
        return next(titles, _("Answer to a question"))
    return document.title or next(titles, title_of(file.law, document.key).say(lang()))


def _for_machines(file: File, received: Receipt) -> Iterator[Entry]:
    """The receipt, its proof and the family as data."""
    folder, application = _("for-machines"), file.application
    content = json.dumps(shown_content(received.content), ensure_ascii=False, indent=2)
    said = {f"{_('receipt')}.json": content}
    logged = proofs.of(application)
    if logged and logged.file:
        said[f"{_('proof')}.txt"] = logged.file
    if declared := declared_json(file):
        said[f"{_('family-since-submission')}.json"] = declared
    for name, text in said.items():
        at, says = received.received_at, _("For programs that check or read it")
        yield Entry(f"{folder}/{name}", partial(BytesIO, text.encode()), at, says)


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


def _receipt(application: Application) -> Iterator[Entry]:
    letter = application.letters.filter(kind="receipt", status="sent").first()
    if letter:
        yield from _both(letter, _("receipt"))


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
        title = letter_title(letter)
        says = f"{title} – {IN[language]}"
        yield Entry(
            f"{name}-{language}.pdf", partial(letters.file, letter, language), letter.owed_at, says
        )


def _paper(file: File, person: Person, language: str) -> IO[bytes]:
    """The family information of a person, as its page gives it."""
    name = next(one for one in imm_5707.people(file) if file.people[one].pk == person.pk)
    shown = imm_5707.composed(file, name, language, hidden_in(file.application))
    return BytesIO(letters.paper(imm_5707.KIND, shown, language))


IN = {"en": "English", "fr": "français"}  # as each language is called in itself
