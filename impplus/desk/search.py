"""Lists that a desk can search and leaf through, whatever accents and capitals are typed."""

import unicodedata
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Func, Model, Q, QuerySet
from django.http import HttpRequest

ON_A_PAGE = 25
LONGEST_SEARCH = 100


class Folded(Func):
    """A text in lower case without accents, as PostgreSQL itself can do without an extension."""

    template = (
        r"lower(regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'))"
    )
    output_field = CharField()


def folded(text: str) -> str:
    """The same in Python, for what was typed."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


def typed(request: HttpRequest) -> str:
    """The text searched for, without characters that PostgreSQL cannot compare."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def found[M: Model](rows: QuerySet[M], text: str, columns: tuple[str, ...]) -> QuerySet[M]:
    """The rows in which every word stands somewhere in the columns."""
    named = {f"folded_{place}": Folded(column) for place, column in enumerate(columns)}
    rows = rows.alias(**named)
    for word in folded(text).split():
        anywhere = Q()
        for name in named:
            anywhere |= Q(**{f"{name}__contains": word})
        rows = rows.filter(anywhere)
    return rows


def leaf(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """The page of rows that is asked for; the nearest there is where that does not exist."""
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
