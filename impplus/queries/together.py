"""What would become of several matters at once, shown before anything is done: what changes in each, and which are left out, and why."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from impplus.practice import access
from impplus.practice.models import Matter, Task, Wall
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.matter_reminders import CLOSED, MOST
from impplus.queries.teammates import Teammate, teammates
from impplus.records.models import User
from impplus.words.matter_tasks import TEMPLATES
from impplus.words.text import Text

KEEP = -1  # an assignment that stays as it is
SAME = Text(en="Nothing would change.", fr="Rien ne changerait.")
WALLED = Text(
    en="The colleague is behind a wall for this matter.",
    fr="Une cloison sépare la personne choisie de ce dossier.",
)
ANSWERS = Text(en="Answers for it", fr="En répond")
WORKS = Text(en="Works on it", fr="Y travaille")
NOBODY = Text(en="nobody", fr="personne")
PLANNED = Text(en="This is planned already.", fr="C’est déjà prévu.")


@dataclass(frozen=True)
class Assigning:
    """Who answers for a matter and who works on it, before and after; 0 is nobody. `why_not` says why it is left out."""

    matter: Matter
    lawyer: int
    paralegal: int
    why_not: Text | None
    team: Mapping[int, Teammate]

    @property
    def changes(self) -> list[tuple[Text, Text, Text]]:
        """What changes: who answers or who works on it, now and then."""
        both = (
            (ANSWERS, self.matter.lawyer, self.lawyer),
            (WORKS, self.matter.paralegal or 0, self.paralegal),
        )
        return [
            (what, self._named(now), self._named(then)) for what, now, then in both if now != then
        ]

    def _named(self, account: int) -> Text:
        who = self.team.get(account)
        return Text(en=who.name, fr=who.name) if who else NOBODY


@dataclass(frozen=True)
class Planning:
    """The tasks that would be planned in a matter, each with its day; `why_not` says why it is left out."""

    matter: Matter
    tasks: tuple[tuple[Text, date], ...]
    why_not: Text | None


def assignments(
    user: User, keys: Collection[int], *, lawyer: int, paralegal: int
) -> list[Assigning]:
    """Of the matters with these keys that somebody may see, MOST at most: who would be in charge. KEEP changes nothing."""
    shown = list(_chosen(user, keys))
    hidden = Wall.objects.filter(matter__in=shown, status="up", account__in=(lawyer, paralegal))
    walled, team = set(hidden.values_list("matter", flat=True)), teammates(access.firm_of(user))
    found = []
    for one in shown:
        answers = one.lawyer if lawyer == KEEP else lawyer
        assists = (one.paralegal or 0) if paralegal == KEEP else paralegal
        reasons = {
            CLOSED: one.status != "open",
            WALLED: one.pk in walled,
            SAME: (answers, assists) == (one.lawyer, one.paralegal or 0),
        }
        why_not = next((why for why, so in reasons.items() if so), None)
        found.append(Assigning(one, answers, assists, why_not, team))
    return found


def plans(
    user: User, keys: Collection[int], *, chosen: str = "", text: str = "", due: date | None = None
) -> list[Planning]:
    """Of the matters with these keys that somebody may see, MOST at most: the tasks of a set, or the one that was typed, that would be planned."""
    shown = list(_chosen(user, keys))
    planned: dict[int, set[str]] = {}
    for key, template, typed in Task.objects.filter(matter__in=shown, status="planned").values_list(
        "matter", "template", "text"
    ):
        planned.setdefault(key, set()).add(template or typed)
    return [_plan(one, planned.get(one.pk, set()), chosen, text, due) for one in shown]


def _plan(
    matter: Matter, planned: Collection[str], chosen: str, text: str, due: date | None
) -> Planning:
    new = tuple(_of_set(chosen, planned))
    if due and text and text not in planned:
        new = ((Text(en=text, fr=text), due),)
    if matter.status != "open":
        return Planning(matter, (), CLOSED)
    return Planning(matter, new, None if new else PLANNED)


def _of_set(chosen: str, planned: Collection[str]) -> Iterator[tuple[Text, date]]:
    on = today(SERVED)
    for key, one in TEMPLATES.items():
        if one.set == chosen and key not in planned:
            yield one.text, on + timedelta(days=one.days)


def _chosen(user: User, keys: Collection[int]) -> QuerySet[Matter]:
    return access.matters(user).filter(pk__in=keys).order_by("name", "pk")[:MOST]
