"""E-mail: what its sending may raise, and what the local outbox keeps, read again."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# The network and the disk; and what Django says of an outbox where it may not write.
FAILURES = (OSError, ImproperlyConfigured)
# Why a message did not leave, by the keys of queries/tries.py, and what no further try can mend.
UNREACHABLE = "unreachable"
FOR_GOOD = ("refused", "address")
PERMANENT = 500
END = b"\n" + b"-" * 79 + b"\n"  # what the backend writes after each message


@dataclass(frozen=True)
class KeptEmail:
    """A message as the outbox kept it; `language` is its Content-Language header, or ""."""

    id: str
    at: datetime
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    language: str


def failure_of(error: Exception) -> str:
    """Why a message did not leave.

    "refused" and "deferred" are what the recipient's mail system answers (5xx, 4xx to RCPT), "address"
    is what no mail goes to, "words" what could not be composed; all else is "unreachable".
    """
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return "refused" if min(codes) >= PERMANENT else "deferred"
    if isinstance(error, OSError | ImproperlyConfigured):
        return UNREACHABLE
    return "address" if isinstance(error, ValueError) else "words"


def messages() -> list[KeptEmail]:
    """All messages, the newest first."""
    files = Path(settings.OUTBOX_FOLDER).glob("*.log")
    newest = sorted(files, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [message for path in newest for message in _in_file(path)]


def _in_file(path: Path) -> list[KeptEmail]:
    """The messages of one sending, the last first; one that is still being written is not there yet."""
    whole = path.read_bytes().split(END)[:-1]
    return [_read(f"{path.stem}-{number}", one) for number, one in enumerate(whole)][::-1]


def _text_of(message: EmailMessage) -> str:
    """The words of a message, without the files that are attached to it."""
    body = message.get_body(("plain",))
    return str(body.get_content()).rstrip("\n") if body else ""


def _read(message_id: str, content: bytes) -> KeptEmail:
    message = message_from_bytes(content, policy=default)
    return KeptEmail(
        id=message_id,
        at=parsedate_to_datetime(message["Date"]),
        sender=message["From"],
        to=tuple(address for _name, address in getaddresses(message.get_all("To", []))),
        subject=message["Subject"],
        text=_text_of(message),
        language=message.get("Content-Language", ""),
    )
