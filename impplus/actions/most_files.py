"""How many files an application holds at most, its own questions’ among them."""

from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application
from impplus.words.text import Text

MOST_FILES = 60


class TooManyFiles(NotUnderstood):
    """An application holds as many files as it may."""

    status = 413


def must_hold_more(application: Application) -> None:
    """Raise TooManyFiles where no further file can be added."""
    if application.documents.filter(removed_at=None).count() >= MOST_FILES:
        raise TooManyFiles(TOO_MANY)


TOO_MANY = Text(
    en=f"This application already holds {MOST_FILES} files. Remove one, or put pages together.",
    fr=f"Cette demande contient déjà {MOST_FILES} fichiers. Retirez-en un, ou regroupez des pages.",
)
