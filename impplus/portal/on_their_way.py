"""Files that are no documents yet: those that come in parts, wait to be checked, or were refused."""

from collections.abc import Iterable
from dataclasses import dataclass

from impplus.actions.received_files import why
from impplus.portal.progress import Stage
from impplus.queries import scanning
from impplus.records.models import Upload
from impplus.words.text import Text


@dataclass(frozen=True)
class OnItsWay:
    """A file that comes in parts, or waits to be checked."""

    upload: Upload

    @property
    def state(self) -> Stage:
        """Which of these it is."""
        return Stage.PREPARED if self.upload.is_whole else Stage.COMING

    @property
    def outdated(self) -> bool:
        """Whether it waits for a scanner that is to be renewed."""
        return scanning.holds()

    @property
    def scanner_away(self) -> bool:
        """Whether it waits for a scanner that does not answer."""
        return scanning.away_since() is not None

    @property
    def percent(self) -> int:
        """How much of it came."""
        return self.upload.received * 100 // self.upload.size


@dataclass(frozen=True)
class NotAdded:
    """Files of one sender that were refused for one reason, which is said once."""

    why: Text
    uploads: tuple[Upload, ...]

    @property
    def first(self) -> Upload:
        """The one by which they are put away together."""
        return self.uploads[0]

    @property
    def names(self) -> str:
        """What they are called, each name once."""
        return ", ".join(dict.fromkeys(one.name for one in self.uploads))


@dataclass(frozen=True)
class OnTheirWay:
    """The files on their way to one place; `portrait` is whether it takes the picture of a person alone."""

    uploads: tuple[Upload, ...] = ()
    portrait: bool = False

    @property
    def coming(self) -> tuple[OnItsWay, ...]:
        """Those of which something can still become a document."""
        return tuple(OnItsWay(one) for one in self.uploads if not one.refused)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Which of them came whole and wait to be checked, so that a page sees when that has changed."""
        return tuple(f"upload-{one.pk}" for one in self.uploads if one.waits)

    @property
    def half(self) -> int:
        """How many came in part."""
        return sum(not one.is_whole for one in self.uploads if not one.refused)

    @property
    def refused(self) -> int:
        """How many were refused."""
        return sum(bool(one.refused) for one in self.uploads)

    @property
    def not_added(self) -> tuple[NotAdded, ...]:
        """Those that were refused, by sender and reason."""
        found: dict[tuple[int, str], list[Upload]] = {}
        for one in self.uploads:
            if one.refused:
                found.setdefault((one.begun_by_id, one.refused), []).append(one)
        return tuple(
            NotAdded(why(code, portrait=self.portrait), tuple(same))
            for (_, code), same in found.items()
        )


def elsewhere(uploads: Iterable[Upload], places: Iterable[tuple[int, str]]) -> OnTheirWay:
    """The files on their way for none of these places (a person and a key each), and for no question."""
    asked = set(places)
    found = (one for one in uploads if one.question_id is None)
    return OnTheirWay(tuple(one for one in found if (one.person_id, one.key) not in asked))
