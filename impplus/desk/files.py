"""One file: the answers on the left, and on the right what was sent, found, asked and written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.desk.file import about_a_file, officer_in
from impplus.desk.translations import members_read
from impplus.queries import contradictions, findings, proofs, scanning
from impplus.queries.answers import answer_to, given_by, in_words
from impplus.queries.declared import family_since
from impplus.queries.file import File, file_of
from impplus.queries.hints import seen_on
from impplus.queries.letters import imm_5707
from impplus.queries.officers import handovers_of, has
from impplus.queries.papers import (
    findings_at_decision,
    letters_of,
    mandate_of,
    permits_of,
    questions_of,
)
from impplus.queries.readiness import documents_of, uploads_of
from impplus.queries.received import Received, ReceivedAnswer, receipt_of, received_in
from impplus.queries.same_files import same_files
from impplus.queries.same_person import same_people
from impplus.queries.timeline import happenings
from impplus.records.application import OPEN
from impplus.records.models import Application, Document, Person
from impplus.rules.documents import DocumentNeeded
from impplus.rules.lifecycle import Role, verbs_for
from impplus.web.language import lang
from impplus.words.people import called
from impplus.words.text import Source, Text


@dataclass
class Block:
    """Answers that stand together: those of one page of the form, or of several short ones."""

    heading: Text | None
    rows: list[tuple[Text, str]]


@dataclass(frozen=True)
class PersonAnswers:
    """One person's answers, in the order of the form; and whether the family information is made of them."""

    person: Person
    relation: Text
    blocks: list[Block]
    has_paper: bool


@dataclass(frozen=True)
class Sent:
    """One document that is needed, and the files that were sent for it."""

    needed: DocumentNeeded
    files: tuple[Document, ...]

    @property
    def looked_at(self) -> list[tuple[Document, list[Text]]]:
        """Each file with what was noticed of it; none of it makes a file unfit."""
        return [
            (one, [hint.title for hint in seen_on(one, self.files, self.needed)])
            for one in self.files
        ]


@dataclass(frozen=True)
class Folder:
    """The documents of one person: those needed, and others that were sent."""

    person: Person
    relation: Text
    needed: tuple[Sent, ...]
    others: tuple[Document, ...]


@dataclass(frozen=True)
class Signed:
    """Who signed besides the principal applicant, when and for which minors, the same of that one, and who keeps answers private."""

    others: list[tuple[dict[str, Any], datetime, list[Text]]]
    minors: list[Text]
    private: list[Text]


@dataclass(frozen=True)
class Verdict:
    """What was found of one condition, as of now or as the decision remembers it.

    `name` is that of the member of the family whom it is about, and `advises` says that it does not
    keep the member from a permit.
    """

    title: Text
    met: bool | None
    text: Text
    source: Source | None
    note: str = ""
    name: str = ""
    advises: bool = False


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """The whole file on one page; what is not met or not known stands first."""
    file, received = file_of(application), received_in(receipt_of(application))
    verbs = {m.verb for m in verbs_for("application", application.status, Role.FEDERAL)}
    mine = has(application, officer_in(request))
    return render(
        request,
        "desk/files/file.html",
        {
            "application": application,
            "principal": file.principal,
            "members_read": members_read(application),
            "logged": proofs.of(application),
            "same_people": same_people(file),
            "same_files": same_files(file, officer_in(request)),
            "may": {verb.replace("-", "_"): True for verb in verbs if mine or verb == "take"},
            "mine": mine,
            "open": application.status in OPEN,
            "handovers": handovers_of(application),
            "sheets": sheets(file, received, lang()),
            "signed": _signed(received),
            "since": (since := family_since(application)),
            "changed": since.of(file.everyone),
            "contradictions": contradictions.of(file, lang()),
            "folders": folders(file, documents_of(file), file.sent),
            "scanned": scanning.is_on(),
            "waiting": sum(one.waits for one in uploads_of(application)),
            "judged": sorted(remembered(file) or current(file), key=lambda one: one.met is True),
            "questions": questions_of(application),
            "letters": letters_of(application),
            "mandate": mandate_of(file),
            "permits": permits_of(application),
            "timeline": happenings(file)[::-1],
        },
    )


def _signed(received: Received) -> Signed:
    names = received.names
    return Signed(
        [
            (
                one,
                datetime.fromisoformat(one["at"]),
                [names[ward] for ward in one.get("signed_for", ())],
            )
            for one in received.signatures
        ],
        [names[one] for one in received.signed_for],
        [names[one] for one in received.private],
    )


def sheets(file: File, kept: Received, language: str) -> list[PersonAnswers]:
    """The answers of everyone as they stand, to the questions that the receipt says were asked."""
    received = kept.answers
    papers = imm_5707.people(file)
    return [
        PersonAnswers(
            person,
            called(name),
            _blocks([one for one in received if one.person == name], person, language),
            name in papers,
        )
        for name, person in file.people.items()
    ]


def _blocks(received: Iterable[ReceivedAnswer], person: Person, language: str) -> list[Block]:
    given, blocks = given_by(person), list[Block]()
    for _step, answers in groupby(received, lambda one: one.step):
        rows = [
            (one, in_words(one.field, answer_to(one.field, given), language)) for one in answers
        ]
        if len(rows) > 1:
            blocks.append(Block(rows[0][0].title, [(one.field.label, said) for one, said in rows]))
            continue
        if not blocks or blocks[-1].heading:
            blocks.append(Block(None, []))
        blocks[-1].rows += [(one.title, said) for one, said in rows]
    return blocks


def folders(
    file: File, asked: Sequence[DocumentNeeded], all_sent: Sequence[Document]
) -> list[Folder]:
    """The documents of everyone, needed beside sent."""
    made = []
    for name, person in file.people.items():
        sent = [document for document in all_sent if document.person_id == person.pk]
        needed = tuple(
            Sent(one, tuple(d for d in sent if d.key == one.key and not d.question_id))
            for one in asked
            if one.person == name
        )
        placed = {document.pk for one in needed for document in one.files}
        others = tuple(document for document in sent if document.pk not in placed)
        made.append(Folder(person, called(name), needed, others))
    return made


def current(file: File) -> list[Verdict]:
    """The findings as they stand."""
    judged = findings.judged(file)
    rows = [Verdict(one.title, one.met, one.text, one.source) for one in judged.conditions]
    for note in findings.notes_on(file, judged.family):
        one, name = note.finding, note.person.name
        rows.append(Verdict(one.title, one.met, one.text, one.source, "", name, note.advises))
    return rows


def remembered(file: File) -> list[Verdict]:
    """The findings as the decision remembers them; none before it."""
    law, bars = findings.law_of(file.programme), findings.bars_of(file.programme)
    rows = findings_at_decision(file.application)
    return [
        Verdict(
            title=findings.title_of(file.programme, row),
            met=row.met,
            text=row.text,
            source=law[row.key].source if row.key in law else None,
            note=row.note,
            name=file.people[row.person].name if row.person != findings.PRINCIPAL else "",
            advises=row.met is False and row.person != findings.PRINCIPAL and row.key not in bars,
        )
        for row in rows
        if row.person == findings.PRINCIPAL or row.met is not True
    ]
