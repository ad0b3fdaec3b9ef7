"""The represented files that no open matter of a firm has yet, to be joined to one."""

from impplus.practice.models import Matter
from impplus.records import access
from impplus.records.models import User

MOST = 200


def unjoined_files(user: User) -> list[tuple[str, str]]:
    """The number of each file that somebody opens and that no open matter of the firm has, with its applicant; the last changed MOST."""
    joined = Matter.objects.filter(firm=user.firm_id or 0, status="open")
    keys = joined.exclude(application=None).values_list("application", flat=True)
    rows = access.applications(user).exclude(pk__in=list(keys)).order_by("-changed_at", "pk")
    shown = rows.select_related("invitation__candidate")[:MOST]
    return [(one.number, f"{one.invitation.candidate.name}, {one.number}") for one in shown]
