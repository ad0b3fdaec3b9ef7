"""Fills the bench's database and prints, as JSON, what the measures need to know of it."""

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import django
from django.conf import settings

django.setup()

from django.contrib.auth import (  # noqa: E402 (Django must stand first)
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.crypto import get_random_string  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench.writes import writes_of  # noqa: E402
from impplus import demonstration  # noqa: E402
from impplus.actions import applications  # noqa: E402
from impplus.demonstration.bulk import ready_drafts  # noqa: E402
from impplus.programmes import IMP_PLUS  # noqa: E402
from impplus.queries.clock import today  # noqa: E402
from impplus.records.models import Application, Intake, Session, User  # noqa: E402
from impplus.web.signed_in import SessionStore  # noqa: E402

ORDINARY = "django.contrib.auth.backends.ModelBackend"
FEW = "few" in sys.argv  # where no submission is measured
STORED = "stored" in sys.argv  # where the demonstration's people, and their copies, are there
WARM = 3
_COPY = """
    INSERT INTO django_session (session_key, session_data, expire_date)
         SELECT session_key, session_data, expire_date FROM records_session WHERE session_key = ANY(%s)
"""
PRESSED, BARE, PLAIN = (3, 3, 3) if FEW else (1_200, 1_200, 1_600)


def main() -> None:
    on = today(IMP_PLUS)
    if not STORED:
        demonstration.create(on)
    shown = Application.objects.filter(status="draft", documents__isnull=False).order_by("pk")[0]
    drafts = ready_drafts(WARM + PRESSED + BARE + PLAIN, on)
    for one in drafts[: WARM - 1]:
        _submit(one)
    model, intake = drafts[WARM - 1], Intake.objects.order_by("-year")[0]
    written = writes_of(partial(_submit, model), model.pk, intake.pk)
    (settings.VAR / "writes.json").write_text(json.dumps(written))
    (backend,) = settings.AUTHENTICATION_BACKENDS
    pressed = drafts[WARM : WARM + PRESSED]
    bare = drafts[WARM + PRESSED : WARM + PRESSED + BARE]
    cookie = f"{settings.SESSION_COOKIE_NAME}={next(signed_in([shown.applicant], backend))}"
    with override("en"):
        said = {
            "page": reverse("portal:tasks", args=[shown.number]),
            "cookie": cookie,
            "pressed": _presses(pressed, [_sign(one) for one in pressed], backend),
            "bare": _presses(bare, [f"/{one.pk}/" for one in bare], ORDINARY),
            "drafts": [one.pk for one in drafts[WARM + PRESSED + BARE :]],
        }
    print(json.dumps(said))


def _submit(draft: Application) -> None:
    applications.submit(draft, signature="Alice Benali", by=draft.applicant)


def _sign(draft: Application) -> str:
    return reverse("portal:sign", args=[draft.number])


def _presses(
    drafts: list[Application], addresses: list[str], backend: str
) -> list[tuple[str, str]]:
    """Where each is submitted, and the session of its applicant."""
    keys = signed_in([one.applicant for one in drafts], backend)
    return list(zip(addresses, keys, strict=True))


def signed_in(users: list[User], backend: str) -> Iterator[str]:
    """The keys of sessions in which each of these is signed in."""
    until = timezone.now() + timedelta(days=1)
    sessions = [
        Session(
            session_key=get_random_string(32),
            session_data=SessionStore().encode(
                {
                    SESSION_KEY: str(user.pk),
                    BACKEND_SESSION_KEY: backend,
                    HASH_SESSION_KEY: user.get_session_auth_hash(),
                }
            ),
            expire_date=until,
            account=user,
        )
        for user in users
    ]
    Session.objects.bulk_create(sessions)
    keys = [one.session_key for one in sessions]
    with connection.cursor() as cursor:  # the bare view looks where Django does
        cursor.execute(_COPY, [keys])
    return iter(keys)


if __name__ == "__main__":
    main()
