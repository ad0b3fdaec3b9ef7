"""The last save of a page of the form, and what was sent: its version, from which window of a browser, by whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from impplus.records.models import Application, Person, Report, User

# Where a family member remembers the page on which it was added; no page of the form is called so.
ADDED = "_added"
# As long as one window goes on saving a page, one line of the events tells of it, so often at least.
SITTING = timedelta(minutes=30)


@dataclass(frozen=True)
class Window:
    """A page as one browser shows it: its own name, "" where it says none, and which of its saves this is."""

    name: str = ""
    turn: int = 0


NO_WINDOW = Window()


@dataclass(frozen=True)
class Save:
    """A save of a page. `told` is the instant of the event that tells of it; both are aware."""

    version: int
    window: Window
    by: int
    at: datetime
    told: datetime

    def is_of(self, window: Window) -> bool:
        """Whether a window made this save itself."""
        return bool(window.name) and window.name == self.window.name

    def overtook(self, window: Window) -> bool:
        """Whether what a window sends now is older than what it had saved: its answers came out of order."""
        return self.is_of(window) and window.turn < self.window.turn

    def goes_on(self, window: Window, *, by: User, at: datetime) -> bool:
        """Whether a save belongs to the same sitting, of which the events tell already."""
        return self.is_of(window) and self.by == by.pk and at - self.told < SITTING

    @property
    def written(self) -> dict[str, Any]:
        """As the row of a person keeps it."""
        return {
            "version": self.version,
            "window": self.window.name,
            "turn": self.window.turn,
            "by": self.by,
            "at": self.at.isoformat(),
            "told": self.told.isoformat(),
        }


def last_save(person: Person, step: str) -> Save | None:
    """The last save of a page about a person; None where there was none, or before saves were kept."""
    kept: Mapping[str, Any] | None = person.saves.get(step)
    if kept is None:
        return None
    return Save(
        version=kept["version"],
        window=Window(kept["window"], kept["turn"]),
        by=kept["by"],
        at=datetime.fromisoformat(kept["at"]),
        told=datetime.fromisoformat(kept["told"]),
    )


def is_confirmed(person: Person, step: str) -> bool:
    """Whether somebody saved a page about a person, and its answers do not stand as they were known before."""
    return step in person.saves


def saved_by(person: Person, step: str) -> tuple[Save | None, User | None]:
    """The last save of a page as it stands now, and who made it."""
    now = Person.objects.get(pk=person.pk)
    save = last_save(now, step)
    return save, User.objects.filter(pk=save.by).first() if save else None


def added_from(application: Application, name: str) -> Person | None:
    """The family member who was added on the page of this name."""
    return Person.objects.filter(application=application, **{f"saves__{ADDED}": name}).first()


def was_sent(application: Application, window: Window, by: User) -> bool:
    """Whether this account sent a text to the office from a window, later than the save that comes from there now."""
    later = Q(by=by, window=window.name, turn__gt=window.turn)
    sent = application.correspondence.filter(later), application.reports.filter(later)
    return bool(window.name) and any(one.exists() for one in sent)


def sent_before(application: Application, window: Window, by: User) -> list[Report]:
    """The reports of somebody that may be sent once more: those from this window, and the newest of the file."""
    reports = Report.objects.filter(application=application).select_related("correction")
    last = reports.last()
    mine = reports.filter(by=by, window=window.name) if window.name else reports.none()
    return [*mine, *([last] if last and last.by_id == by.pk else [])]
