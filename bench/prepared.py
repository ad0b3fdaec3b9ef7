"""Fills the bench's database and prints, as JSON, what the measures need to know of it."""

import json

import django
from django.conf import settings

django.setup()

from django.contrib.auth import (  # noqa: E402 (Django must stand first)
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.urls import reverse  # noqa: E402

from impplus import demonstration  # noqa: E402
from impplus.demonstration.bulk import ready_drafts  # noqa: E402
from impplus.programmes import IMP_PLUS  # noqa: E402
from impplus.queries.clock import today  # noqa: E402
from impplus.records.models import Application, User  # noqa: E402

SUBMITTED, BARE = 400, 800


def main() -> None:
    on = today(IMP_PLUS)
    demonstration.create(on)
    shown = Application.objects.filter(status="draft", documents__isnull=False).order_by("pk")[0]
    drafts = [one.pk for one in ready_drafts(SUBMITTED + BARE, on)]
    print(
        json.dumps(
            {
                "page": reverse("portal:tasks", args=[shown.number]),
                "cookie": f"{settings.SESSION_COOKIE_NAME}={signed_in(shown.applicant)}",
                "drafts": drafts[:SUBMITTED],
                "bare": drafts[SUBMITTED:],
            }
        )
    )


def signed_in(user: User) -> str:
    """The key of a session in which `user` is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    main()
