"""The words of the law as they were on a day, kept once for all that was said in them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import models

from impplus.records.record import Record
from impplus.rules.kept import unfolded, with_texts


class Wording(Record):
    """`pairs` is the list of rules/wordings.py, `digest` the SHA-256 of its canonical JSON.

    Written once; receipts and assessments name it by its number.
    """

    pairs = models.JSONField()
    digest = models.CharField(max_length=71, unique=True)

    def __str__(self) -> str:
        return self.digest


@lru_cache(maxsize=16)
def pairs_of(wording: int) -> Sequence[Sequence[Any]]:
    """The pairs of a wording: words of the law, which never change once they are written."""
    pairs: Sequence[Sequence[Any]] = Wording.objects.values_list("pairs", flat=True).get(pk=wording)
    return pairs


class WordedField(models.JSONField):
    """A JSON value; one that was stored without its words of the law is read with them.

    It is stored as {"words": the number of its wording, "value": what is left of it}; or, of an answer
    in both languages, "answers" instead. What was stored before wordings were has its words in it.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """The column is one of JSON."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", list(args), dict(options)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The value whole."""
        read = super().from_db_value(value, expression, connection)
        match read:
            case {"words": wording, "value": value, **others} if not others:
                return with_texts(value, pairs_of(wording))
            case {"words": wording, "answers": both, **others} if not others:
                return unfolded(both, pairs_of(wording))
        return read
