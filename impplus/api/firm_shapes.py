"""The shapes of what a firm's own software sends and gets."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from impplus.api.examples import ASKED, CLIENTS


class Missing(Schema):
    """One thing that a file lacks; `kind` says of which kind, `text` names it."""

    kind: Literal["answer", "family", "document", "payment", "signature", "part"]
    text: str


class ClientFile(Schema):
    """A file in preparation; it is `ready` when nothing is left to do but to pay, sign and submit, which the client does alone."""

    number: str
    ready: bool
    paid: bool
    gaps: list[Missing]


class ClientFiles(Schema):
    """Files by number; `next` is what to send as `after` for those that follow, null at the end."""

    model_config = ConfigDict(json_schema_extra={"examples": [CLIENTS]})
    clients: list[ClientFile]
    next: str | None


class After(Schema):
    """From which number on, that one left out; or one file alone."""

    after: Annotated[str, Field(max_length=20)] = ""
    number: Annotated[str, Field(max_length=20)] = ""


class Asked(Schema):
    """That the client was asked to sign, on a day of the programme; the same where the call is repeated."""

    model_config = ConfigDict(json_schema_extra={"examples": [ASKED]})
    number: str
    asked_on: date
    asked_at: datetime
