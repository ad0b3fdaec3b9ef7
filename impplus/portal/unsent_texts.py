"""A text for the office on its page: it saves itself while somebody types, and the same person finds it again."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, JsonResponse

from impplus.actions import unsent_texts
from impplus.actions.machine import seconds
from impplus.portal.application import person_in
from impplus.portal.saves import seconds_left
from impplus.queries.refusals import Refusal, Stale, WrongMoment
from impplus.queries.saves import Window
from impplus.queries.unsent_texts import DAYS, unsent_at
from impplus.records.models import Application, UnsentText
from impplus.web.forms import AUTO, sent, submitted
from impplus.web.language import lang
from impplus.web.windows import number, window_of

VERSION = "_typed"  # what a page says unseen: the version of the text that it was made from


@dataclass(frozen=True)
class Typing:
    """The text of one field, `name`, of the page at a `place` (queries/unsent_texts.py)."""

    request: HttpRequest
    application: Application
    place: str
    name: str

    @cached_property
    def _kept(self) -> UnsentText | None:
        return unsent_at(self.application, self.place, person_in(self.request))

    @property
    def initial(self) -> dict[str, str]:
        """What stands in the field where the page is opened."""
        kept = None if submitted(self.request) else self._kept
        return {self.name: kept.text} if kept else {}

    @property
    def days(self) -> int:
        """For how many days it is kept after it was last changed."""
        return DAYS

    @property
    def kept_at(self) -> datetime | None:
        """When what stands there was kept, where the page shows it."""
        return self._kept.saved_at if self._kept and not self.unsaved else None

    @property
    def version(self) -> int:
        """The version of the text that the page was made from; 0 of none."""
        read = sent(self.request).get(VERSION)
        if read is not None:
            return number(read)
        return self._kept.version if self._kept else 0

    @property
    def unsaved(self) -> bool:
        """Whether the page shows what was typed and sent with it, and not what is kept."""
        return bool(sent(self.request))

    @cached_property
    def window(self) -> Window:
        """The page in its browser."""
        return window_of(sent(self.request))

    @property
    def last(self) -> Window | None:
        """The window that sent what is kept, and with which of its sendings."""
        return Window(self._kept.window, self._kept.turn) if self._kept else None

    @property
    def by_itself(self) -> bool:
        """Whether the page’s script asks to keep the text."""
        return AUTO in self.request.POST

    def sent(self) -> None:
        """Keep it no more, now that it is sent."""
        unsent_texts.destroy(
            self.application,
            place=self.place,
            version=self.version,
            window=self.window,
            by=person_in(self.request),
        )

    def saved(self, *, awaited: bool = True) -> JsonResponse:
        """The answer to that script: the version and the instant, or why not; `awaited` is whether such a text can be sent."""
        if not awaited:
            return JsonResponse({"why": WrongMoment.text.say(lang())}, status=WrongMoment.status)
        try:
            version = unsent_texts.save(
                self.application,
                place=self.place,
                text=self.request.POST.get(self.name, "").replace("\r\n", "\n"),
                version=self.version,
                window=self.window,
                by=person_in(self.request),
            )
        except Stale:
            return JsonResponse({"elsewhere": True}, status=409)
        except Refusal as refusal:
            parts = getattr(refusal, "faults", ()) or (refusal.text,)
            why = " ".join(one.say(lang()) for one in parts)
            return JsonResponse({"why": why}, status=refusal.status)
        said: dict[str, Any] = {"version": version, "seconds": seconds_left(self.request)}
        return JsonResponse(said | {"at": seconds(), "left": []})
