"""Pages and answers about what is received, decided and issued here: a firm's own installation has none of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings

from impplus.queries.only_prepared import OnlyPrepared


def where_received[**Asked, Answer](
    page: Callable[Asked, Answer],
) -> Callable[Asked, Answer]:
    """Say instead that applications are only prepared here, where they are."""

    @wraps(page)
    def shown(*args: Any, **kwargs: Any) -> Answer:
        if settings.PREPARES_ONLY:
            raise OnlyPrepared
        return page(*args, **kwargs)

    return shown
