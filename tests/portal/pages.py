"""The pages of the portal by name, with what each needs in its address."""

import re

from django.urls import reverse
from django.utils.translation import override

from impplus.records.models import Application

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def address(name: str, application: Application, language: str = "en") -> str:
    """Where a page of an application is, in a language."""
    number = application.number
    if name in {"home", "bind"}:
        args: tuple[object, ...] = ()
    elif name == "step":
        args = (number, "csq-dates")
    elif name in {"remove-member", "member-step"}:
        member = application.people.exclude(relation="principal").first()
        pk = member.pk if member else 0
        args = (number, pk) if name == "remove-member" else (number, pk, "member")
    elif name == "upload":
        args = (number, application.people.get(relation="principal").pk, "passport")
    elif name in {"download", "remove-document"}:
        document = application.documents.first()
        args = (number, document.pk if document else 0)
    elif name in {"letter", "letter-pdf"}:
        letter = application.letters.filter(kind="receipt").first()
        pk = letter.pk if letter else 0
        args = (number, pk) if name == "letter" else (number, pk, "fr")
    elif name == "question":
        question = application.questions.first()
        args = (number, question.pk if question else 0)
    elif name == "end-mandate":
        mandate = application.mandates.first()
        args = (number, mandate.pk if mandate else 0)
    else:
        args = (number,)
    with override(language):
        return reverse(f"portal:{name}", args=args)


def words(page: object) -> str:
    """A page's text with its white space put in order, without the forms' changing tokens."""
    text = " ".join(page.content.decode().split())  # type: ignore[attr-defined]
    return TOKEN.sub("", text)
