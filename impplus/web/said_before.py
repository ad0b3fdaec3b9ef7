"""Sentences that the next page says, such as that an answer is saved: Django's, with nothing done where there are none."""

from functools import cached_property
from typing import Any

from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest


class Storage(FallbackStorage):
    """As Django's: in a cookie, and what is too long for it in the session. Both are made once a sentence is kept or read."""

    def __init__(self, request: HttpRequest) -> None:
        BaseStorage.__init__(self, request)
        self._used_storages = set[BaseStorage]()

    @cached_property
    def storages(self) -> list[BaseStorage]:
        """Where sentences are kept, in the order in which each is tried."""
        return [each(self.request) for each in self.storage_classes]

    def _get(self, *args: Any, **kwargs: Any) -> Any:
        """The sentences, and whether these are all; Django asks the session only where the cookie says that there are more."""
        if CookieStorage.cookie_name not in self.request.COOKIES:
            return [], True
        return super()._get(*args, **kwargs)  # type: ignore[misc]  # its types do not name it
