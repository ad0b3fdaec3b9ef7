"""The answers of everyone, as they stand, to the questions that the receipt says were asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.desk.file import about_a_file
from impplus.queries import contradictions, proofs
from impplus.queries.answers import Sheet, answer_to, given_by, in_words
from impplus.queries.declared import family_since
from impplus.queries.file import File, file_of
from impplus.queries.letters import imm_5707
from impplus.queries.received import Received, ReceivedAnswer, receipt_of, received_in
from impplus.records.models import Application, Person
from impplus.web.language import lang
from impplus.words.people import called
from impplus.words.text import Text


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
class Signed:
    """Who signed besides the principal applicant, when and for which minors, the same of that one, and who keeps answers private."""

    others: list[tuple[dict[str, Any], datetime, list[Text]]]
    minors: list[Text]
    private: list[Text]


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """What everybody answered, who signed, and what does not go together."""
    file, received = file_of(application), received_in(receipt_of(application))
    since = family_since(application)
    facts = {
        "application": application,
        "principal": file.principal,
        "logged": proofs.of(application),
        "sheets": sheets(file, received, lang()),
        "signed": _signed(received),
        "since": since,
        "changed": since.of(file.everyone),
        "contradictions": contradictions.of(file, lang()),
    }
    return render(request, "desk/files/answers.html", facts)


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
    found = {one.person.pk: one for one in file.sheets}
    papers = imm_5707.people(file)
    return [
        PersonAnswers(
            person,
            called(name),
            _blocks(_asked(kept, name, found[person.pk]), person, language),
            name in papers,
        )
        for name, person in file.people.items()
    ]


def _asked(kept: Received, name: str, sheet: Sheet) -> list[ReceivedAnswer]:
    """What the receipt says was asked of a person; where the answers were typed in later, what the form of that day asks."""
    if not kept.other_means:
        return [one for one in kept.answers if one.person == name]
    return [
        ReceivedAnswer(name, step.key, step.title, field, None)
        for step, fields in sheet.pages
        for field in fields
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
