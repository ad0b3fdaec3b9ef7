"""What is typed on a page and not sent yet: it saves itself, and the same account finds it again."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, JsonResponse

from impplus.actions import unsent_texts
from impplus.actions.machine import seconds
from impplus.queries.refusals import Refusal, Stale, WrongMoment
from impplus.queries.saves import Window
from impplus.queries.typed import LONGEST
from impplus.queries.unsent_texts import DAYS, unsent_at
from impplus.records.models import Application, UnsentText, User
from impplus.web.forms import AUTO, sent, submitted
from impplus.web.language import lang
from impplus.web.session_end import seconds_left
from impplus.web.windows import number, window_of

# What a page says unseen: the version that it was made from, of a text or of all of its fields.
OF_TEXT, OF_PAGE = "_typed", "_version"


@dataclass(frozen=True)
class Typing:
    """The text of one field, `name`, of the page at a `place` (queries/unsent_texts.py), as `by` types it; without a name all fields as one text."""

    request: HttpRequest
    application: Application
    place: str
    name: str
    by: User

    @cached_property
    def _kept(self) -> UnsentText | None:
        return unsent_at(self.application, self.place, self.by)

    @property
    def text(self) -> str:
        """What is kept; empty where nothing is."""
        return self._kept.text if self._kept else ""

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
        read = sent(self.request).get(OF_TEXT if self.name else OF_PAGE)
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

    def sent(self, *, kept: bool = False) -> None:
        """Keep it no more, now that it is sent, as far as the page was made from it; or whatever is `kept`."""
        there = self._kept.version if self._kept else 0
        unsent_texts.destroy(
            self.application,
            place=self.place,
            version=there if kept else self.version,
            window=self.window,
            by=self.by,
        )

    def kept_as(self, text: str, *, longest: int = LONGEST) -> int:
        """Keep a text of at most so many characters; the version that then stands. Raises as the action does."""
        return unsent_texts.save(
            self.application,
            place=self.place,
            text=text,
            version=self.version,
            window=self.window,
            by=self.by,
            longest=longest,
        )

    def saved(
        self, text: str | None = None, *, longest: int = LONGEST, awaited: bool = True
    ) -> JsonResponse:
        """The answer to that script: the version and the instant, or why not.

        `text` is what to keep (none: that of the field), `awaited` whether such a text can be sent.
        """
        if not awaited:
            return JsonResponse({"why": WrongMoment.text.say(lang())}, status=WrongMoment.status)
        try:
            typed = self.request.POST.get(self.name, "").replace("\r\n", "\n")
            version = self.kept_as(typed if text is None else text, longest=longest)
        except Stale:
            return JsonResponse({"elsewhere": True}, status=409)
        except Refusal as refusal:
            parts = getattr(refusal, "faults", ()) or (refusal.text,)
            why = " ".join(one.say(lang()) for one in parts)
            return JsonResponse({"why": why}, status=refusal.status)
        said: dict[str, Any] = {"version": version, "seconds": seconds_left(self.request)}
        return JsonResponse(said | {"at": seconds(), "left": []})
