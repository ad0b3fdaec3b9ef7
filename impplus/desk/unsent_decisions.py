"""A decision that is filled in and not made yet: it saves itself, and the officer who wrote it finds it again."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.forms import Form
from django.http import HttpRequest, JsonResponse

from impplus.actions import unsent_texts
from impplus.actions.machine import seconds
from impplus.desk.file import officer_in
from impplus.queries.refusals import NotUnderstood, Refusal, Stale
from impplus.queries.saves import Window
from impplus.queries.unsent_texts import DECISION, unsent_at
from impplus.records.models import Application, UnsentText
from impplus.web.forms import AUTO, sent
from impplus.web.language import lang
from impplus.web.windows import number, window_of

VERSION = "_version"  # what a page says unseen: the version of what it was made from
LONGEST = 400_000  # characters of all fields together


@dataclass(frozen=True)
class UnsentDecision:
    """What an officer filled in on the page of the decision of a file."""

    request: HttpRequest
    application: Application

    @cached_property
    def _kept(self) -> UnsentText | None:
        return unsent_at(self.application, DECISION, officer_in(self.request))

    @property
    def fields(self) -> dict[str, str]:
        """What stands in each field, by its name; empty where nothing is kept."""
        return dict(json.loads(self._kept.text)) if self._kept else {}

    @property
    def kept_at(self) -> datetime | None:
        """When what stands there was kept."""
        return self._kept.saved_at if self._kept else None

    @property
    def version(self) -> int:
        """The version of what the page was made from; 0 of nothing."""
        read = sent(self.request).get(VERSION)
        if read is not None:
            return number(read)
        return self._kept.version if self._kept else 0

    @cached_property
    def window(self) -> Window:
        """The page in its browser."""
        return window_of(sent(self.request))

    @property
    def last(self) -> Window | None:
        """The window that sent what is kept, and with which of its sendings."""
        return Window(self._kept.window, self._kept.turn) if self._kept else None

    @property
    def unsaved(self) -> bool:
        """Whether the page shows what was typed and sent with it, and not what is kept."""
        return bool(sent(self.request))

    @property
    def by_itself(self) -> bool:
        """Whether the page’s script asks to keep it."""
        return AUTO in self.request.POST

    def saved(self, form: Form) -> JsonResponse:
        """The answer to that script: the version and the instant, or why not."""
        try:
            version = self._save(form)
        except Stale:
            return JsonResponse({"elsewhere": True}, status=409)
        except Refusal as refusal:
            return JsonResponse({"why": refusal.text.say(lang())}, status=refusal.status)
        ends: datetime | None = getattr(self.request.session, "ends_at", None)
        left = max(0, int(ends.timestamp() - seconds())) if ends else 0
        return JsonResponse({"version": version, "seconds": left, "at": seconds(), "left": []})

    def keep(self, form: Form) -> None:
        """Keep what was sent with the page; what another window has kept since stays as it is.

        What is too long to be kept stands on the page that says so, where there are mistakes.
        """
        beyond = () if form.is_valid() else (NotUnderstood,)
        with suppress(Stale, *beyond):
            self._save(form)

    def _save(self, form: Form) -> int:
        given: dict[str, Any] = {
            name: self.request.POST[name] for name in form.fields if name in self.request.POST
        }
        return unsent_texts.save(
            self.application,
            place=DECISION,
            text=json.dumps(given, ensure_ascii=False) if any(given.values()) else "",
            version=self.version,
            window=self.window,
            by=officer_in(self.request),
            longest=LONGEST,
        )

    def made(self) -> None:
        """Keep it no more, now that it is decided or waits for a second officer."""
        unsent_texts.destroy(
            self.application,
            place=DECISION,
            version=self._kept.version if self._kept else 0,
            window=self.window,
            by=officer_in(self.request),
        )
