"""Fills the database with drafts, and writes the plan: `python -m rehearsal.drafts.prepared PLAN PEOPLE SITE`."""

import sys
from pathlib import Path

import django

django.setup()

from django.urls import reverse  # noqa: E402 (Django must stand first)
from django.utils import translation  # noqa: E402

from impplus.actions.documents import is_portrait  # noqa: E402
from impplus.demonstration.bulk import ready_drafts, small_intake  # noqa: E402
from impplus.programmes import SERVED  # noqa: E402
from impplus.queries import clock  # noqa: E402
from impplus.records.models import Application, User  # noqa: E402
from rehearsal.drafts.plan import ADDRESS, Draft, Plan  # noqa: E402
from rehearsal.prepared import sessions  # noqa: E402


def main() -> None:
    path, count, site = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    on = clock.today(SERVED)
    people = User.objects.bulk_create(
        User(email=f"applicant{n}@example.test", password="!", language=("en", "fr")[n % 2])
        for n in range(count)
    )
    small_intake(on, count)
    drafts = zip(ready_drafts(count, on, people), people, sessions(people), strict=True)
    Plan(site, tuple(_draft(one, who, key) for one, who, key in drafts)).write(path)


def _draft(draft: Application, who: User, session: str) -> Draft:
    principal = draft.people.get()
    files = list(draft.documents.all())
    with translation.override(who.language):
        keys = dict.fromkeys(one.key for one in files)
        # Of a portrait there is one, whose place the next one takes.
        where = [(draft.number, principal.pk, key) for key in keys if not is_portrait(draft, key)]
        slots = tuple(
            (reverse("portal:upload", args=one), reverse("portal:begin-upload", args=one))
            for one in where
        )
        return Draft(
            number=draft.number,
            session=session,
            contact=reverse("portal:step", args=[draft.number, "contact"]),
            add=reverse("portal:add-member", args=[draft.number]),
            slots=slots,
            files=tuple(one.content for one in files),
            answer=principal.answers[ADDRESS],
        )


if __name__ == "__main__":
    main()
