"""A file that somebody sends for the passport, or for something else, of the principal applicant."""

from io import BytesIO

from impplus.actions import documents
from impplus.records.models import Application, Document, User


def upload(
    application: Application,
    by: User,
    content: bytes,
    name: str = "passport.pdf",
    key: str = "passport",
) -> Document:
    return documents.upload(
        documents.SentFor(
            application, person=application.people.get(relation="principal"), key=key
        ),
        name=name,
        content=BytesIO(content),
        by=by,
    )
