"""Lists that a desk leafs through: by the key of a row, so that the last page is as near as the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

ON_A_PAGE = 25
LONGEST_SEARCH = 100
END = "end"


@dataclass(frozen=True)
class ListPage:
    """One page of a list, and the keys after or before which its neighbours are; empty where none is.

    `inside` says that it was entered at a row, and need not be the first page.
    """

    rows: Sequence[Any]
    before: str
    after: str
    inside: bool


def typed(request: HttpRequest) -> str:
    """The text searched for, without characters that PostgreSQL cannot compare."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def page_of_list[M: Model](
    request: HttpRequest, rows: QuerySet[M], order: str, key: str
) -> ListPage:
    """The page that an address names by the row after or before it; else the first, or for END the last.

    `order` is the field by which the rows are ordered (“-”: the highest first), those alike by their
    primary key; `key` is the unique field by which a row is named.
    """
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    field = order.removeprefix("-")
    start = _row(rows.model, field, key, after or before)
    backwards = not after and (start is not None or before == END)
    falling = order.startswith("-") != backwards
    sign = "-" if falling else ""
    listed = _beyond(rows, field, start, falling=falling) if start else rows
    found = list(listed.order_by(f"{sign}{field}", f"{sign}pk")[: ON_A_PAGE + 1])
    return _shown(found, key, inside=start is not None, backwards=backwards)


def is_first(request: HttpRequest) -> bool:
    """Whether the first page of a list is asked for."""
    return not (request.GET.get("after") or request.GET.get("before"))


def first_page(found: list[Any], key: str) -> ListPage:
    """The first page, of the rows with which a list begins: one more than it shows, where there are more."""
    return _shown(found, key, inside=False, backwards=False)


def _shown(found: list[Any], key: str, *, inside: bool, backwards: bool) -> ListPage:
    shown, more = found[:ON_A_PAGE], len(found) > ON_A_PAGE
    if backwards:
        shown.reverse()
    first, last = (str(getattr(one, key)) for one in (shown[0], shown[-1])) if shown else ("", "")
    is_before, is_after = (more, inside) if backwards else (inside, more)
    return ListPage(
        shown, first if is_before else "", last if is_after else "", inside or backwards
    )


def _row[M: Model](model: type[M], field: str, key: str, named: str) -> M | None:
    """The row under a key, whether or not it is still on the list; one without a place in it is none."""
    rows = model._default_manager.filter(**{f"{field}__isnull": False})
    try:
        return rows.filter(**{key: named.replace("\x00", "")}).first() if named else None
    except ValueError:  # a number is asked for, and something else is named
        return None


def _beyond[M: Model](rows: QuerySet[M], field: str, start: M, *, falling: bool) -> QuerySet[M]:
    """The rows after one of them, in an order."""
    value, sign = getattr(start, field), "lt" if falling else "gt"
    alike = Q(**{field: value, f"pk__{sign}": start.pk})
    # The first condition alone says where an index is entered.
    return rows.filter(**{f"{field}__{sign}e": value}).filter(
        Q(**{f"{field}__{sign}": value}) | alike
    )
