"""Matters whose file lies in this system: brought to what it says, again and again; the file itself is never written to."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from impplus.actions import matter_deadlines, moves
from impplus.practice.models import Matter
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.followed import FollowedFile, followed_files
from impplus.queries.ready_clients import lacking_of
from impplus.records.models import Application, Mandate
from impplus.words.matters import STAGES

AT_ONCE = 200


def follow_files() -> int:
    """Bring each open matter along whose file changed since it was looked at last; how many, AT_ONCE at most."""
    if not keeps_for_firms():
        return 0
    seen, left = _represented()
    Matter.objects.filter(pk__in=left).exclude(lacks={}).update(lacks={})
    due = _due({file: at for file, (_matter, at) in seen.items()})
    now, found, lacking = clock.now(), followed_files(due), lacking_of(due)
    matters = list(Matter.objects.filter(pk__in=[seen[file][0] for file in due]))
    for one in matters:
        with transaction.atomic(using=FIRM):
            locked = Matter.objects.select_for_update(no_key=True).get(pk=one.pk)
            _follow(locked, found[one.application or 0])
            lacks = lacking.get((one.firm, one.application or 0), {})
            Matter.objects.filter(pk=one.pk).update(followed_at=now, lacks=lacks)
    return len(matters)


def _represented() -> tuple[dict[int, tuple[int, datetime | None]], list[int]]:
    """By file its open matter at the firm that represents the client now, and when it was looked at; then the matters of other firms.

    After its appointment a firm is told no more, and not what a file lacked then.
    """
    opened = Matter.objects.filter(status="open", application__isnull=False)
    rows = list(opened.values_list("pk", "firm", "application", "followed_at"))
    given = Mandate.objects.filter(
        status="active", application__in=[file for _, _, file, _ in rows]
    )
    firms = dict(given.values_list("application", "lawyer__firm"))
    seen = {file or 0: (pk, at) for pk, firm, file, at in rows if firms.get(file or 0) == firm}
    return seen, [pk for pk, firm, file, _ in rows if firms.get(file or 0) != firm]


def _due(seen: Mapping[int, datetime | None]) -> list[int]:
    """The files that changed since they were looked at; then drafts of which that was yesterday, as the day changes what they lack."""
    rows = Application.objects.filter(pk__in=seen).values_list("pk", "changed_at", "status")
    on, known = clock.today(SERVED), [(pk, at, status, seen[pk]) for pk, at, status in rows]
    changed = [pk for pk, at, _status, before in known if before is None or at > before]
    old = [
        pk
        for pk, at, status, before in known
        if status == "draft" and before and at <= before and SERVED.day_of(before) < on
    ]
    return (changed + old)[:AT_ONCE]


def _follow(matter: Matter, found: FollowedFile) -> None:
    """Who acts next stays as a colleague chose it until the file moves on."""
    if matter.stage != found.stage:
        columns = {"stage": found.stage, "acts": STAGES[found.stage].acts}
        moves.move_at_firm(matter, "follow", by=None, columns=columns)
    matter_deadlines.follow(matter, found.deadlines)
