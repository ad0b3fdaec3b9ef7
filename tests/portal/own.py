"""What a member of the family may open: the addresses of the portal about one person, and those that are there."""

import html
import re

from django.test import Client
from django.urls import get_resolver, reverse

from impplus.queries import contradictions
from impplus.queries.file import file_of
from impplus.records.models import Application, Person
from tests.doors.addresses import names
from tests.portal import pages

HERS = ("Infirmière", "Rabat", "Fès", "SPECIMEN1", "Zineb", "rue des Orangers")


HIS = ("Soudeur", "SPECIMEN2", "Naïma")


def parts_of(application: Application, person: Person) -> dict[str, list[object]]:
    """What stands in the addresses of the portal that are about this person."""
    document = person.documents.exclude(key="photo").first() or person.documents.first()
    mark = next(
        (one.mark for one in contradictions.of(file_of(application), "en") if person in one.people),
        "0123456789abcdef",
    )
    number, pk = application.number, person.pk
    principal = person.relation == "principal"
    letter = application.letters.first()
    question, mandate = application.questions.first(), application.mandates.first()
    report = application.reports.first()
    return {
        "bind": [],
        "home": [],
        "join": ["1-none"],
        "step": [number, "home"],
        "member-step": [number, pk, "home" if principal else "member"],
        "contradiction": [number, mark],
        "remove-member": [number, pk],
        "own-part": [number, pk],
        "paper": [number, pk],
        "declaration": [number, pk, "en"],
        "imm-5707": [number, pk],
        "imm-5707-pdf": [number, pk, "en"],
        "upload": [number, pk, "passport"],
        "begin-upload": [number, pk, "passport"],
        "earlier-document": [number, pk, "passport"],
        "upload-part": [number, "0" * 32],
        "remove-upload": [number, "0" * 32],
        **{
            one: [number, document.pk if document else 0]
            for one in ("download", "preview", "arrange", "remove-document")
        },
        "thumbnail": [number, document.pk if document else 0, 1],
        "question": [number, question.pk if question else 0],
        "begin-answer-upload": [number, question.pk if question else 0],
        "more-time": [number, question.pk if question else 0],
        **{
            one: [number, report.pk if report else 0]
            for one in ("change-receipt", "declared-change", "take-back")
        },
        "ask-translation": [number, "question", question.pk if question else 0],
        **{
            one: [number, "document", document.pk if document else 0]
            for one in ("sent-receipt", "sent-receipt-text")
        },
        "change": [number, pk, "contact" if principal else "member"],
        "letter": [number, letter.pk if letter else 0],
        "letter-mdoc": [number, letter.pk if letter else 0],
        "letter-pdf": [number, letter.pk if letter else 0, "en"],
        "end-mandate": [number, mandate.pk if mandate else 0],
    }


def text(page: object) -> str:
    """What a reader sees of a page, its white space put in order."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", pages.words(page))).split())


# What a member may open that is about this person; all else does not exist.
OWN = {
    "member-step", "documents", "upload", "download", "preview", "thumbnail", "arrange", "remove-document",
    "begin-upload", "earlier-document", "imm-5707", "imm-5707-pdf", "paper", "declaration", "my-part", "sign-part", "contradiction",
    "change", "changes", "messages", "my-answers", "emails", "remove-upload",
}  # fmt: skip


ANYBODYS = {"home", "bind", "join"}


OF_NOBODY_ELSE = {
    "changes",
    "documents",
    "emails",
    "messages",
    "my-answers",
    "my-part",
    "remove-upload",
    "sign-part",
}  # they show his part alone, whoever is asked about


def opened(browser: Client, application: Application, person: Person) -> set[str]:
    """The pages of the portal that a browser can open about a person: those that are there at all."""
    found, known = set(), parts_of(application, person)
    for name in names(get_resolver("impplus.portal.urls").url_patterns):
        answer = browser.get(
            reverse(f"portal:{name}", args=known.get(name, [application.number])), follow=False
        )
        if answer.status_code not in (404, 405) or (
            answer.status_code == 405 and _sendable(browser, answer.request["PATH_INFO"])
        ):
            found.add(name)
    return found


def _sendable(browser: Client, path: str) -> bool:
    """Whether something is there that takes what is sent; a file in parts is sent by headers of its own."""
    parts = {"Tus-Resumable": "1.0.0", "Upload-Length": "1"}
    sent = (browser.post(path, {"act": "keep"}, headers=parts), browser.head(path, headers=parts))
    return any(one.status_code not in (404, 405) for one in sent)
