"""When and on which terms somebody at a firm receives for a first consultation; each save is a row, and the last counts."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class OfficeHours(Record):
    """`account` is the key of whoever receives, `kind` consultant or lawyer, with the number of the licence or of the bar.

    `week` holds ["0", "09:00", "12:00"] for Mondays from nine to noon, by the clock of `zone`. `length` and `pause` are
    minutes, `notice` hours, `horizon` days. `video` is the address of the meeting, and `own_*` the firm's own text of the agreement.
    """

    firm = models.BigIntegerField()
    account = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=250)
    number = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=500)
    phone = models.CharField(max_length=40)
    email = models.EmailField(max_length=254)
    zone = models.CharField(max_length=60)
    week = models.JSONField(default=list)
    length = models.PositiveSmallIntegerField()
    pause = models.PositiveSmallIntegerField()
    notice = models.PositiveSmallIntegerField()
    horizon = models.PositiveSmallIntegerField()
    fee_cents = models.PositiveIntegerField(default=0)
    video = models.CharField(max_length=500, blank=True)
    own_en = models.TextField(max_length=10000, blank=True)
    own_fr = models.TextField(max_length=10000, blank=True)
    saved_by = models.BigIntegerField()
    saved_at = models.DateTimeField(db_default=Now())
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(name="hours_of_an_account", fields=["firm", "account", "-id"])]
        constraints = [
            models.CheckConstraint(
                name="a_lawyer_has_the_firms_own_text",
                condition=models.Q(kind="consultant")
                | (~models.Q(own_en="") & ~models.Q(own_fr="")),
            ),
            models.CheckConstraint(
                name="a_consultation_takes_time", condition=models.Q(length__gte=5)
            ),
        ]

    def __str__(self) -> str:
        return f"office hours {self.pk}"
