"""An e-mail, or a text message, that one reader is owed: a letter, an ended appointment, a link to one's own part, news, an answer."""

from django.db import models

from impplus.records.application import Application
from impplus.records.clock import Now
from impplus.records.invitation import Invitation
from impplus.records.record import Record

# What is answered to an address that opens no account: these messages have none.
TO_STRANGERS = ("account_already_exists", "unknown_account")
_ABOUT = ("letter", "mandate", "delegation", "concerns")


def _only(about: str) -> models.Q:
    """That a message is about this, and about nothing else; about an account where none of these is named."""
    return models.Q(**{f"{one}__isnull": one != about for one in _ABOUT})


def _while(status: str, name: str) -> models.Q:
    """That an instant is there in one status, and in no other."""
    there = models.Q(status=status, **{f"{name}__isnull": False})
    return there | (~models.Q(status=status) & models.Q(**{f"{name}__isnull": True}))


# Whom a message about an account goes to: its owner, or a stranger who asked for something at an address.
_TO_SOMEBODY = models.Q(account__isnull=False) & ~models.Q(notice="") | models.Q(
    account__isnull=True, notice__in=TO_STRANGERS
)


class Message(Record):
    """Nothing personal stands here: its words are composed, and its address looked up, when it is sent, in `language`.

    `notice` is a key of queries/notices.py, account_notices.py, asked_emails.py or text_messages.py; `former`, where it goes if not to `account`, is kept until then.
    """

    letter = models.ForeignKey(
        "records.Letter", models.CASCADE, null=True, blank=True, related_name="messages"
    )
    mandate = models.ForeignKey(
        "records.Mandate", models.CASCADE, null=True, blank=True, related_name="messages"
    )
    delegation = models.ForeignKey(
        "records.Delegation", models.CASCADE, null=True, blank=True, related_name="messages"
    )
    concerns = models.ForeignKey(
        "records.Application", models.CASCADE, null=True, blank=True, related_name="notices"
    )
    deadline = models.DateField(null=True, blank=True)
    account = models.ForeignKey(
        "records.User", models.CASCADE, null=True, blank=True, related_name="messages", db_index=False
    )  # fmt: skip
    language = models.CharField(max_length=2, blank=True, default="", db_default="")
    notice = models.CharField(max_length=40, blank=True, default="", db_default="")
    former = models.EmailField(max_length=254, blank=True, default="", db_default="")
    status = models.CharField(max_length=20, default="owed")
    owed_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now(), null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["owed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="each_reminder_is_owed_once",
                fields=["account", "concerns", "letter", "delegation", "notice", "deadline"],
                condition=models.Q(deadline__isnull=False),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_message_is_about_one_thing",
                condition=_only("letter")
                | _only("mandate") & models.Q(notice="")
                | _only("delegation") & models.Q(account__isnull=True)
                | _only("concerns") & ~models.Q(notice="")
                | _only("account") & _TO_SOMEBODY,
            ),
            models.CheckConstraint(
                name="a_message_is_due_while_it_is_owed", condition=_while("owed", "due_at")
            ),
            models.CheckConstraint(
                name="a_sent_message_has_its_instant", condition=_while("sent", "sent_at")
            ),
        ]
        indexes = [
            models.Index(name="messages_of_an_account", fields=["account", "owed_at", "id"]),
            models.Index(
                name="messages_due", fields=["due_at"], condition=models.Q(due_at__isnull=False)
            ),
            models.Index(
                name="messages_failing", fields=["owed_at", "id"], condition=~models.Q(failure="")
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk} ({self.status})"

    @property
    def application(self) -> Application | None:
        """The application that it is about, if any."""
        about = self.letter or self.mandate or self.delegation
        return about.application if about else self.concerns

    @property
    def invitation(self) -> Invitation | None:
        """The invitation whose letter it announces."""
        return self.letter.invitation if self.letter else None
