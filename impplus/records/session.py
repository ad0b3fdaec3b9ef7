"""A session of a browser, and whose it is once somebody has signed in."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from impplus.records.record import Record


class Session(Record, AbstractBaseSession):
    """Django's session, which names its account, so that both are read at once.

    The database does not check the name: Django takes a fault at the saving of a session for a key that
    is taken, and draws another for ever, where the account was deleted meanwhile.
    """

    # When somebody signed in, and a request was last seen, to a few minutes; the machine's time.
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=60, blank=True, default="", db_default="")
    account = models.ForeignKey(
        "records.User", models.CASCADE, null=True, db_constraint=False, related_name="sessions"
    )

    def __str__(self) -> str:
        return "session"  # its key lets anybody in who has it
