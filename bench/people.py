"""Alice's files in each state, and every page of the portal that opens for her: `python -m bench.people` prints them.

It is the world of the tests and their table of addresses, which a new page cannot be missing from
(tests/doors). Printed, as JSON: the pages, each with the cookie of whoever opens it; the page of a
slot of the draft for files, with the session of its applicant; and the address of the bare view.
"""

import json

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench.bare_site import ADDRESS  # noqa: E402
from bench.prepared import signed_in  # noqa: E402
from impplus.demonstration.bulk import ready_drafts  # noqa: E402
from impplus.programmes import IMP_PLUS  # noqa: E402
from impplus.queries.clock import today  # noqa: E402
from impplus.records.models import Application, User  # noqa: E402
from tests.doors.addresses import address  # noqa: E402
from tests.doors.table import EXPECTED  # noqa: E402
from tests.doors.world import made  # noqa: E402

DOOR = "portal:"
OPENERS = ("alice", "karim")  # who opens a page: Alice, else Karim, who has a part of his own
SLOT = "passport"
SENDERS = 4  # who send files, each from a draft of its own


def main() -> None:
    world = made()
    keys = {who: _cookie(getattr(world, who)) for who in OPENERS}
    pages = [
        {"name": row, "address": address(world, row), "cookie": keys[who]}
        for row, cells in EXPECTED.items()
        for who in [next((one for one in OPENERS if cells[one] == "200"), "")]
        if row.startswith(DOOR) and who
    ]
    drafts = ready_drafts(SENDERS, today(IMP_PLUS))
    print(
        json.dumps(
            {
                "bare": {"name": "bare view", "address": ADDRESS, "cookie": keys["alice"]},
                "pages": pages,
                "senders": [_sender(one) for one in drafts],
            }
        )
    )


def _cookie(user: User) -> str:
    (backend,) = settings.AUTHENTICATION_BACKENDS
    return f"{settings.SESSION_COOKIE_NAME}={next(signed_in([user], backend))}"


def _sender(draft: Application) -> dict[str, str]:
    """Where an applicant sends files, and the cookie of the session."""
    with override("en"):
        slot = reverse("portal:upload", args=[draft.number, draft.people.get().pk, SLOT])
        tasks = reverse("portal:tasks", args=[draft.number])
    return {"slot": slot, "tasks": tasks, "cookie": _cookie(draft.applicant)}


if __name__ == "__main__":
    main()
