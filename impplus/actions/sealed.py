"""The receipt of something that is sent after submission: its hash, which its event seals in the public log."""

import secrets
from collections.abc import Mapping
from typing import Any

from impplus.actions import moves
from impplus.queries.sent_later import hashed, said_of_file
from impplus.records.models import Application, Document
from impplus.rules.canonical import digest
from impplus.rules.seal import SALT


def receipt_of(application: Application, said: Mapping[str, Any]) -> dict[str, str]:
    """What the event of something sent keeps: the hash of what is `said`, in plain values, and the salt that is in it."""
    salt = secrets.token_hex(SALT)
    return {"receipt": digest(hashed(application.number, said, salt)), "salt": salt}


def about(document: Document) -> dict[str, Any]:
    """What the event of a file says of it: what it is, and whose."""
    return {"key": document.key, **moves.concerning(document.person_id)}


def received(document: Document, application: Application) -> dict[str, Any]:
    """What the event of a file that came keeps, besides its key; after submission, its receipt."""
    detail = {**about(document), "document": document.pk}
    if application.status == "draft":
        return detail
    return detail | receipt_of(application, said_of_file(document))
