"""Specimens of documents, which many invented people send."""

from typing import IO

from impplus.actions import documents, stored_files
from impplus.outside import store
from impplus.queries import scanning
from impplus.records.models import Document, User

# The columns that say what a file is, and what was made of it.
AS_READ = (
    *("media_type", "size", "content", "pages", "rendition", "rendition_type"),
    *("thumbnails", "seen", "portrait", "zone", "scanned_at"),
)
PATIENCE = 120.0  # seconds for a file: nobody waits for a page


def send(to: documents.SentFor, *, name: str, content: IO[bytes], by: User) -> Document:
    """As `upload`, of a specimen that many invented people send: it is read for the first, and known of the others."""
    known = Document.objects.filter(
        content=store.digest_of(content),
        key=to.key,
        found="",
        scanned_at__isnull=not scanning.is_on(),
    ).exclude(rendition="")
    same = known.first()
    if same is None or not all(map(store.exists, stored_files.keys_of(same))):
        return documents.upload(to, name=name, content=content, by=by, patience=PATIENCE)
    documents.must_be_for(to, by=by)
    columns = {column: getattr(same, column) for column in AS_READ}
    made = Document(**to.columns, **columns, name=documents.safe_name(name), sent_by=by)
    return documents.kept_or_removed(made, None, by, None)
