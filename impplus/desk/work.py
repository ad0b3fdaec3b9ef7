"""The work: for a manager, where files wait and how long, who has how many, who is away, and which were passed over."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from impplus.programmes import SERVED
from impplus.queries import work
from impplus.queries.clock import today
from impplus.queries.guesses import SHOWN_DAYS, guesses
from impplus.queries.loads import loads
from impplus.queries.officers import absences_to_come
from impplus.queries.orders import proposed
from impplus.queries.standing import MOST, found_at
from impplus.queries.waiting import BANDS
from impplus.queries.waits import told
from impplus.rules.lifecycle import Role
from impplus.web.pages import door

SHOWN = 50  # files that were decided before older ones


def titles() -> Mapping[str, str]:
    """What each step is called."""
    return {
        "nobody": _("Taken by nobody"),
        "in-review": _("Completeness check"),
        "asked": _("Waits for the applicant"),
        "biometrics": _("Biometrics asked for"),
        "fairness": _("Concern put to the applicant"),
        "signature": _("Second signature asked for"),
        "processing": _("Waits for an officer"),
        "part-decided": _("Somebody left for later"),
        "all": _("All open files"),
    }


def _by_age(step: work.WorkStep) -> list[tuple[int, int | None, int]]:
    """How many files of a step are of each age."""
    return [(*band, number) for band, number in zip(BANDS, step.bands, strict=True)]


@require_safe
@door(Role.MANAGER)
def page(request: HttpRequest) -> HttpResponse:
    """Numbers and the numbers of files; nothing names an applicant, and nothing says what an officer decided."""
    on, names = today(SERVED), titles()
    passed = work.inversions()
    steps = work.inventory()
    facts = {
        "today": on,
        "found_at": found_at(),
        "standard": work.standard(on),
        "bands": BANDS,
        "steps": [(names[one.key], one, _by_age(one)) for one in steps],
        "all": steps[-1],
        "cut": steps[-1].number >= MOST,
        "inversions": passed[:SHOWN],
        "passed": len(passed),
        "looked_back": work.LOOKED_BACK.days,
        "loads": loads(),
        "told": told(on),
        "proposed": proposed(),
        "absences": absences_to_come(on),
        "guesses": guesses(on),
        "guessed_days": SHOWN_DAYS,
    }
    return render(request, "desk/work/work.html", facts)
