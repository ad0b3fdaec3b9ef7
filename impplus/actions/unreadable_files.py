"""Files that cannot be read: whoever sends many of them waits before the next one, so that nobody else’s pages do."""

from impplus.actions import attempts
from impplus.actions.attempts import Limit
from impplus.outside.files.kinds import Reason
from impplus.queries.refusals import TooManyAttempts
from impplus.records.models import User
from impplus.words.text import Text

WHAT = "unreadable-file"
LIMIT = Limit(free=10, forgiven=60)  # of one account
# What a reader or the scanner had to work for; other reasons are seen at once, or are honest mistakes.
COUNTED: frozenset[Reason] = frozenset({"damaged", "too-heavy", "virus"})


class ManyUnreadable(TooManyAttempts):
    """So many files of an account could not be read that the next one waits."""

    what = Text(
        en="Several of your files could not be read. What you sent before is kept.",
        fr="Plusieurs de vos fichiers n’ont pas pu être lus. Ce que vous avez déjà envoyé est conservé.",
    )


def count_refused(reason: Reason, *, by: User) -> None:
    """Count a file that was refused for a reason, where it is one of those that count."""
    if reason in COUNTED:
        attempts.fail(WHAT, account=str(by.pk), limit=LIMIT)


def must_not_wait(*, by: User) -> None:
    """Raise ManyUnreadable while an account has to wait before its next file."""
    if seconds := attempts.seconds_to_wait(WHAT, account=str(by.pk)):
        raise ManyUnreadable(seconds)
