"""The words of some columns, as words/searched.py folds them: indexed, and looked for, by the database."""

from typing import Any

from django.db.models import BooleanField, Func, Index, TextField, Value


class Searched(Func):
    """The words of columns together, as a tsvector; `impplus_searched` is in the migrations."""

    function = "impplus_searched"
    output_field = TextField()


class Plain(Func):
    """The number of a paper without spaces, hyphens and case."""

    template = "regexp_replace(upper(%(expressions)s), '[^[:alnum:]]', '', 'g')"
    output_field = TextField()


class Finds(Func):
    """Whether the words of columns answer what was asked (words/searched.py: asked)."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, columns: tuple[str, ...], asked: str, **rest: Any) -> None:
        super().__init__(Searched(*columns), Value(asked), **rest)


class WordIndex(Index):
    """An index of words (GIN), without Django's own collection for PostgreSQL, of which it alone is needed.

    It has no list of rows that wait to be put in order: each search would read that list whole.
    """

    suffix = "gin"

    def create_sql(self, *parts: Any, **rest: Any) -> Any:
        """As any index, of another kind."""
        made: Any = super().create_sql(*parts, **rest | {"using": " USING gin"})
        made.parts["extra"] = f" WITH (fastupdate = off){made.parts['extra']}"
        return made
