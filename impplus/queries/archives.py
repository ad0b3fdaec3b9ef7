"""The archive of a matter: everything that goes to its client at the end, by path, with an index of hashes and a chain of events."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from io import StringIO
from typing import Any

from django.db.models import Q

from impplus.practice.models import Closing, FirmEvent, Mail, Matter
from impplus.queries.retainers import fee_in_force
from impplus.records.models import Firm
from impplus.rules.canonical import canonical
from impplus.rules.terms import TERMS
from impplus.words import formats
from impplus.words.archive_words import README
from impplus.words.cells import plain_cell
from impplus.words.text import LANGUAGES

INDEX = "index.csv"
_PARTS = (
    *("deadlines", "tasks", "wanted", "files", "links", "walls"),
    *("agreements", "form_signatures"),
)


def content_of(closing: Closing, letters: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Each file by its path, with the office's `letters`; the index names the rest, with the SHA-256 of each."""
    matter = closing.matter
    content = {
        **_readme(closing),
        **letters,
        **dict(_papers(matter)),
        **dict(_documents(matter)),
        **dict(_replies(matter)),
        "consents.csv": table(("day", "what", "state", "name", "words"), _consents(matter)),
        "letters.csv": table(("owed", "kind", "state", "sent"), _letters(matter)),
        "notes.csv": table(("at", "contact", "by", "text"), _notes(matter)),
        "questions.csv": table(("asked", "text", "state", "answered", "answer"), _wanted(matter)),
        "money.csv": table(("day", "what", "cents", "receipt", "state"), _money(matter)),
        "deadlines.csv": table(("due", "kind", "words", "state", "signed by"), _deadlines(matter)),
        "events.csv": table(
            ("at", "noun", "key", "verb", "role", "detail", "hash"), _events(matter)
        ),
    }
    return content | {INDEX: index_of(content)}


def index_of(content: Mapping[str, bytes]) -> bytes:
    """The path, size and SHA-256 of each file, in the order of the paths."""
    rows = [(path, len(held), sha256(held).hexdigest()) for path, held in sorted(content.items())]
    return table(("path", "bytes", "sha256"), rows)


def table(heading: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """Rows as CSV in UTF-8; what a spreadsheet would take for a formula begins with an apostrophe."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows(["" if one is None else plain_cell(str(one)) for one in row] for row in rows)
    return ("\ufeff" + written.getvalue()).encode()


def _readme(closing: Closing) -> dict[str, bytes]:
    firm = Firm.objects.get(pk=closing.firm).name
    made = {}
    for language, name in zip(LANGUAGES, ("README.txt", "LISEZMOI.txt"), strict=True):
        day = formats.day(closing.closed_on, language)
        told = {"number": closing.number, "day": day, "firm": firm}
        made[name] = README.filled(told).say(language).encode()
    return made


def _papers(matter: Matter) -> Iterator[tuple[str, bytes]]:
    for one in matter.agreements.all():
        papers = {"en": one.file_en, "fr": one.file_fr, "end": one.ending_file}
        for name, held in papers.items():
            if held:
                yield f"agreements/service-{one.pk}-{name}.pdf", bytes(held)
    if matter.enquiry:
        for booking in matter.enquiry.bookings.all():
            for language in LANGUAGES:
                paper = getattr(booking, f"file_{language}")
                if paper:
                    yield f"agreements/consultation-{booking.pk}-{language}.pdf", bytes(paper)


def _documents(matter: Matter) -> Iterator[tuple[str, bytes]]:
    """What the client sent by the link, as the firm keeps it."""
    for one in matter.files.all():
        yield f"documents/{one.pk}-{one.shown_name}", bytes(one.content)


def _replies(matter: Matter) -> Iterator[tuple[str, bytes]]:
    for one in matter.enquiry.replies.all() if matter.enquiry else ():
        head = f"{one.name}, {one.written_at.isoformat()}\n\n"
        yield f"letters/answer-{one.pk}.txt", (head + one.text).encode()


def _consents(matter: Matter) -> Iterator[tuple[Any, ...]]:
    if matter.enquiry:
        for one in matter.enquiry.consents.all():
            state = f"withdrawn {one.withdrawn_on}" if one.withdrawn_on else f"until {one.until}"
            yield one.since, f"to be written to ({one.kind})", state, matter.enquiry.name, ""
        for found in matter.enquiry.conflicts.filter(status="consented"):
            yield (
                found.consent_on,
                "conflict of interest",
                found.status,
                found.consent_of,
                found.consent,
            )
    for agreement in matter.agreements.all():
        if agreed := agreement.agreed:
            state = f"{agreement.status}, {agreed['language']}"
            yield agreed["signed_at"], "service agreement", state, agreed["signature"], ""
        for price in agreement.prices.all():
            words = f"{price.before} → {price.after}: {price.reason}"
            yield price.answered_at or price.proposed_at, "price", price.status, price.name, words
    for signed in matter.form_signatures.all():
        yield signed.signed_on, f"IMM 5476 ({signed.side})", signed.status, signed.name, ""
    for closing in matter.closings.exclude(consent_on=None):
        yield closing.consent_on, "transfer", closing.handed_to, closing.consent_of, ""


def _letters(matter: Matter) -> Iterator[tuple[Any, ...]]:
    about = Q(matter=matter) | Q(agreement__matter=matter)
    if matter.enquiry:
        about |= Q(enquiry=matter.enquiry)
    for one in Mail.objects.filter(about, account=None).order_by("owed_at", "pk"):
        yield one.owed_at.isoformat(), one.kind, one.status, one.sent_at and one.sent_at.isoformat()


def _notes(matter: Matter) -> Iterator[tuple[Any, ...]]:
    for one in matter.notes.exclude(contact=""):
        yield one.written_at.isoformat(), one.contact, one.name, one.text


def _wanted(matter: Matter) -> Iterator[tuple[Any, ...]]:
    for one in matter.wanted.all():
        answered = one.answered_at and one.answered_at.isoformat()
        yield one.asked_at.isoformat(), one.text, one.status, answered, one.answer


def _money(matter: Matter) -> Iterator[tuple[Any, ...]]:
    for agreement in matter.agreements.filter(agreed__isnull=False):
        yield "", "fee in force", fee_in_force(agreement), "", agreement.status
        for one in agreement.advances.all():
            yield one.paid_on, "advance", one.cents, one.receipt, one.status


def _deadlines(matter: Matter) -> Iterator[tuple[Any, ...]]:
    for one in matter.deadlines.all():
        yield one.due_on, TERMS[one.kind].name.en, one.what, one.status, one.signed_name


def _events(matter: Matter) -> Iterator[tuple[Any, ...]]:
    """What happened, the first at the head; each hash is over the line and the hash before."""
    about = Q(noun="matter", about=str(matter.pk))
    if matter.enquiry_id:
        about |= Q(noun="enquiry", about=str(matter.enquiry_id))
    for part in _PARTS:
        rows = getattr(matter, part).all()
        keys = [str(key) for key in rows.values_list("pk", flat=True)]
        about |= Q(noun=rows.model._meta.model_name, about__in=keys)
    before = ""
    for one in FirmEvent.objects.filter(about, firm=matter.firm).order_by("at", "pk"):
        line = [one.at.isoformat(), one.noun, one.about, one.verb, one.role, one.detail]
        before = sha256(canonical([before, *line])).hexdigest()
        yield *line[:5], canonical(one.detail).decode(), before
