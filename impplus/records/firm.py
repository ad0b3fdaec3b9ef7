"""A law firm or consultancy that may act for applicants."""

from django.db import models

from impplus.records.record import Record


class Firm(Record):
    """Listed on the page of firms under its slug."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    city = models.CharField(max_length=100)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
