"""A session of a browser, and whose it is once somebody has signed in."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from impplus.records.record import Record


class Session(Record, AbstractBaseSession):
    """Django's session, which names its account, so that both are read at once."""

    account = models.ForeignKey("records.User", models.CASCADE, null=True, related_name="sessions")

    def __str__(self) -> str:
        return "session"  # its key lets anybody in who has it
