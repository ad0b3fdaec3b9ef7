"""Matters whose file lies in this system: brought to what it says, again and again; the file itself is never written to."""

from django.db import transaction

from impplus.actions import matter_deadlines, moves
from impplus.practice.models import Matter
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.queries import clock
from impplus.queries.followed import FollowedFile, followed_files
from impplus.records.models import Application
from impplus.words.matters import STAGES

AT_ONCE = 200


def follow_files() -> int:
    """Bring each open matter along whose file changed since it was looked at last; how many, AT_ONCE at most."""
    if not keeps_for_firms():
        return 0
    open_ones = Matter.objects.filter(status="open", application__isnull=False)
    seen = {key or 0: at for key, at in open_ones.values_list("application", "followed_at")}
    changed = Application.objects.filter(pk__in=seen).values_list("pk", "changed_at")
    due = [pk for pk, at in changed if (before := seen[pk]) is None or at > before][:AT_ONCE]
    now, found = clock.now(), followed_files(due)
    matters = list(open_ones.filter(application__in=due))
    for one in matters:
        with transaction.atomic(using=FIRM):
            locked = Matter.objects.select_for_update(no_key=True).get(pk=one.pk)
            _follow(locked, found[one.application or 0])
            Matter.objects.filter(pk=one.pk).update(followed_at=now)
    return len(matters)


def follow(matter: Matter) -> None:
    """Bring one matter along at once, such as where it was just opened."""
    if matter.application is None:
        return
    found = followed_files([matter.application]).get(matter.application)
    if found:
        with transaction.atomic(using=FIRM):
            _follow(matter, found)


def _follow(matter: Matter, found: FollowedFile) -> None:
    """Who acts next stays as a colleague chose it until the file moves on."""
    if matter.stage != found.stage:
        columns = {"stage": found.stage, "acts": STAGES[found.stage].acts}
        moves.move_at_firm(matter, "follow", by=None, columns=columns)
    matter_deadlines.follow(matter, found.deadlines)
