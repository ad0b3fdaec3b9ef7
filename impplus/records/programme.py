"""The programme that a row belongs to: its code in the table, and its law in Python."""

from typing import TYPE_CHECKING, Any

from django.db import models

from impplus.programmes import ALL
from impplus.rules.programme import Programme

if TYPE_CHECKING:
    TypedField = models.Field[Programme, Programme]
else:
    TypedField = models.Field  # Django's own takes no types while it runs


class ProgrammeField(TypedField):
    """A programme of `ALL`, looked up once, when its row is read; KeyError where none has the code."""

    def __init__(self, max_length: int = 20) -> None:
        super().__init__(max_length=max_length)

    def get_internal_type(self) -> str:
        """The column is one of text."""
        return "CharField"

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """A migration sees the code alone, whatever programmes are in use by then."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", list(args), options

    def from_db_value(self, code: str | None, *_: object) -> Programme | None:
        """The programme of a code; None where a join found no row."""
        return None if code is None else ALL[code]

    def get_prep_value(self, value: Programme) -> str:
        """The code of a programme."""
        return value.code
