"""Fills the rehearsal's database in bulk, and writes the plan: `python -m rehearsal.prepared PLAN …`.

Accounts, letters, drafts, payments and sessions are rows made at once: signing in by a password would
take a third of a second for each person, on purpose, and is not what is rehearsed.
"""

import argparse
import os
import random
import sqlite3
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings

django.setup()

from django.contrib.auth import (  # noqa: E402 (Django must stand first)
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.base import VALID_KEY_CHARS  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.crypto import get_random_string  # noqa: E402
from django.utils.timezone import now as machine_now  # noqa: E402

from impplus.demonstration.bulk import ready_drafts, small_intake  # noqa: E402
from impplus.programmes import SERVED  # noqa: E402
from impplus.queries import clock  # noqa: E402
from impplus.records.models import Application, Intake, Session, User  # noqa: E402
from impplus.web.signed_in import SessionStore  # noqa: E402
from rehearsal.plan import Applicant, Plan, arrivals, habits  # noqa: E402
from standins.cards.ledger import Ledger  # noqa: E402

_AT_THE_PROVIDER = """
    UPDATE records_payment SET provider_id = 'ch_' || reference, status = %s,
           paid_at = CASE WHEN %s = 'paid' THEN paid_at END
     WHERE application_id = ANY(%s) RETURNING provider_id, reference::text, (amount * 100)::int
"""


def main() -> None:
    asked = _arguments()
    on = clock.today(SERVED)
    people = User.objects.bulk_create(
        User(email=f"applicant{n}@example.test", password="!", language=("en", "fr")[n % 2])
        for n in range(asked.applicants)
    )
    intake = small_intake(on, asked.cap)
    drafts = ready_drafts(asked.applicants, on, people)
    chance = random.Random(asked.seed)
    kept = {draft.pk: tuple(habits(chance)) for draft in drafts}
    late = {pk for pk, does in kept.items() if "pays-late" in does}
    _pay([pk for pk in kept if pk not in late], "paid")
    _pay(list(late), "open")
    keys = sessions(people)
    comes = arrivals(len(drafts), asked.seconds, chance)
    applicants = tuple(
        _applicant(draft, who, key, at, kept[draft.pk])
        for draft, who, key, at in zip(drafts, people, keys, comes, strict=True)
    )
    opens_at = clock.now() + timedelta(seconds=asked.lead)
    Intake.objects.filter(pk=intake.pk).update(opens_at=opens_at)
    instant = machine_now() + (opens_at - clock.now())
    Plan(asked.site, instant.timestamp(), asked.seconds, applicants).write(asked.plan)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path)
    for name in ("applicants", "cap", "seed", "site"):
        parser.add_argument(f"--{name}", type=int, required=True)
    for name in ("seconds", "lead"):
        parser.add_argument(f"--{name}", type=float, required=True)
    return parser.parse_args()


def _pay(applications: list[int], state: str) -> None:
    """The payments of these applications are known to the card provider, paid or still open."""
    with connection.cursor() as cursor:
        cursor.execute(_AT_THE_PROVIDER, [state, state, applications])
        charges = cursor.fetchall()
    ledger = Ledger(Path(os.environ["CARDS_STATE"]))
    with sqlite3.connect(ledger.path) as db:
        db.executemany(
            "INSERT INTO charges VALUES (?, ?, ?, 'IMP+', 'en', ?, ?, 0)",
            [(key, ours, cents, settings.SITE_URL, state) for key, ours, cents in charges],
        )


def sessions(people: list[User]) -> list[str]:
    """The key of a session for each person."""
    store = SessionStore()
    rows = [
        Session(
            session_key=get_random_string(32, VALID_KEY_CHARS),
            session_data=store.encode(
                {
                    SESSION_KEY: str(who.pk),
                    BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                    HASH_SESSION_KEY: who.get_session_auth_hash(),
                }
            ),
            expire_date=machine_now() + timedelta(days=2),
            account=who,
        )
        for who in people
    ]
    return [one.session_key for one in Session.objects.bulk_create(rows)]


def _applicant(
    draft: Application, who: User, session: str, arrives: float, does: tuple[str, ...]
) -> Applicant:
    with translation.override(who.language):
        addresses = {
            name: reverse(f"portal:{name}", args=[draft.number])
            for name in ("sign", "receipt", "status")
        }
        counter = reverse("public:places")
    port = urlsplit(settings.CARDS_URL).port
    payment = draft.payments.get() if "pays-late" in does else None
    page = f"{port}/pay/{payment.provider_id}" if payment else ""
    return Applicant(
        number=draft.number,
        email=who.email,
        session=session,
        arrives=arrives,
        habits=does,
        counter=counter,
        card_page=page,
        **addresses,
    )


if __name__ == "__main__":
    main()
