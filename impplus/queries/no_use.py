"""Whether an e-mail or text that is owed has no use any more when it is to leave: what it says is known, or is so no longer."""

from datetime import timedelta

from impplus.queries import asked_emails, text_messages
from impplus.records import access
from impplus.records.models import Document, Message, Session, Upload, User
from impplus.rules.lifecycle import Role

# News that a file which had come was refused: to the readers of an application, and to whose part it is.
REFUSED, OWN_REFUSED = "file-refused", "own-file-refused"
# What the page itself that waits for a file asks until it comes to say that it was refused.
ASKED_BY_THE_PAGE = timedelta(minutes=1)


def has_no_use(message: Message) -> bool:
    """Whether nobody has to read it."""
    reader = message.account
    if message.notice in (REFUSED, OWN_REFUSED) and reader:
        return _was_here(message, reader) or not _is_refused(message, reader)
    if message.notice in text_messages.TEXTS:
        return text_messages.has_no_use(message)
    return asked_emails.has_no_use(message)


def _was_here(message: Message, reader: User) -> bool:
    """Whether whoever applies has been on the site since, whose first pages say it; a representative may have read other files."""
    since = message.owed_at + ASKED_BY_THE_PAGE
    seen = Session.objects.filter(account=reader, seen_at__gt=since)
    return reader.role == Role.APPLICANT and seen.exists()


def _is_refused(message: Message, reader: User) -> bool:
    """Whether a file that the reader may see is still refused: neither put away nor sent again by its name."""
    seen = {"application": message.concerns_id, "person__in": access.people(reader)}
    refused = Upload.objects.filter(**seen).exclude(refused="")
    found = Document.objects.filter(**seen, removed_at=None).exclude(found="")
    return refused.exists() or found.exists()
