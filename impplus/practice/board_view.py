"""A list of clients that a colleague gave a name: what the address of the board asks for."""

from django.db import models

from impplus.records.record import Record


class BoardView(Record):
    """`asked` is the query of an address of the board, of fields that it knows; one that is `shared` stands on the board of every colleague."""

    firm = models.BigIntegerField()
    account = models.BigIntegerField()
    name = models.CharField(max_length=40)
    asked = models.CharField(max_length=1000)
    shared = models.BooleanField(default=False)
    status = models.CharField(max_length=20, default="kept")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="a_view_of_clients_has_its_name",
                fields=["firm", "account", "name"],
                condition=models.Q(status="kept"),
            )
        ]

    def __str__(self) -> str:
        return f"view of clients {self.pk}"
