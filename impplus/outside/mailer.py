"""The local outbox: an e-mail backend that keeps each message as one file one can read."""

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from impplus.outside import machine
from impplus.outside.store import write_whole

ID = re.compile(r"\d{8}T\d{12}Z-[0-9a-f]{8}")


class NoSuchMessage(Exception):
    """The outbox holds no message under this id."""


@dataclass(frozen=True)
class Message:
    """A message as it was sent; `language` is its Content-Language header, or ""."""

    id: str
    at: datetime
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    language: str


class Outbox(BaseEmailBackend):
    """Django e-mail backend, named in MAILERS as "impplus.outside.mailer.Outbox"."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message to the disk; raises ValueError for a line break in a header."""
        for email in email_messages:
            _write(_message(email))
        return len(email_messages)


def messages() -> list[Message]:
    """All messages, the newest first."""
    folder = Path(settings.OUTBOX_FOLDER)
    return [_read(path) for path in sorted(folder.glob("[0-9]*.json"), reverse=True)]


def one(message_id: str) -> Message:
    """The message of an id; raises NoSuchMessage."""
    if ID.fullmatch(message_id) is None:
        raise NoSuchMessage(message_id)
    try:
        return _read(_path(message_id))
    except FileNotFoundError:
        raise NoSuchMessage(message_id) from None


def _message(email: EmailMessage) -> Message:
    if email.attachments:
        raise ValueError("A message links to a document, it never carries one.")
    email.message()  # builds every header, and so refuses a line break in any of them
    at = machine.machine_now()
    return Message(
        id=f"{at:%Y%m%dT%H%M%S%f}Z-{secrets.token_hex(4)}",
        at=at,
        sender=email.from_email or "",
        to=tuple(email.recipients()),
        subject=str(email.subject),
        text=str(email.body),
        language=str(email.extra_headers.get("Content-Language", "")),
    )


def _write(message: Message) -> None:
    fields = asdict(message) | {"at": message.at.isoformat()}
    content = json.dumps(fields, ensure_ascii=False, indent=1)
    write_whole(_path(message.id), content.encode())


def _read(path: Path) -> Message:
    fields = json.loads(path.read_text(encoding="utf-8"))
    at = datetime.fromisoformat(fields["at"])
    return Message(**fields | {"at": at, "to": tuple(fields["to"])})


def _path(message_id: str) -> Path:
    return Path(settings.OUTBOX_FOLDER) / f"{message_id}.json"
