"""How often something that can be guessed was tried without success, until that is forgotten."""

from django.db import models

from impplus.records.record import Record


class Attempt(Record):
    """`key` is a digest of what is counted (actions/attempts.py): nobody's address and no network stands here.

    `failures` counted at `failed_at`, and become fewer with time. Where `free_at` is later than that, nobody may try
    before it. After `expires_at` the row says nothing any more. All are instants of the machine's time.
    """

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.FloatField()
    failed_at = models.DateTimeField()
    free_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="attempts_to_forget", fields=["expires_at"])]

    def __str__(self) -> str:
        return "attempts"
