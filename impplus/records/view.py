"""A list that an officer has given a name: what its address asks for."""

from django.db import models

from impplus.records.record import Record


class View(Record):
    """`asked` is the query of an address of the queue, of fields that it knows."""

    officer = models.ForeignKey(
        "records.User", models.CASCADE, related_name="views", db_index=False
    )
    name = models.CharField(max_length=40)
    asked = models.CharField(max_length=300)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="a_view_has_its_name", fields=["officer", "name"])
        ]

    def __str__(self) -> str:
        return f"view {self.pk}"
