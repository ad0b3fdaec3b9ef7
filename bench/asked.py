"""The pages that are measured: each by its name, with who asks for it, its address and what is sent to it.

`python -m bench.asked DRAFT` prints them as JSON for a client over HTTP, with the cookies of whoever asks.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench.bare_site import ADDRESS  # noqa: E402
from bench.prepared import ORDINARY, signed_in  # noqa: E402
from impplus.records.models import Application, Permit, User  # noqa: E402

BARE = "bare view, our middleware"
TOKEN = "t" * 32  # of forms, the same in the cookie and in what is sent


@dataclass(frozen=True)
class Page:
    """A page as somebody who may open it asks for it; with `sent`, a form is sent there."""

    name: str
    by: User | None
    address: str
    sent: Mapping[str, str] = field(default_factory=dict)


def pages(ready: Application) -> Iterator[Page]:
    """Each page; `ready` is a draft that waits for its signature, which is measured last."""
    drafts = Application.objects.filter(status="draft", documents__isnull=False)
    draft = drafts.exclude(applicant=ready.applicant).order_by("pk")[0]
    taken = Application.objects.filter(status="processing").order_by("pk")[0]
    alice, filed, olivia = draft.applicant, taken.applicant, taken.officer
    code = Permit.objects.order_by("pk")[0].code
    form = reverse("portal:step", args=[draft.number, "home"])
    yield Page(BARE, alice, ADDRESS)
    for name, by, view, arguments in (
        ("start page", None, "start", []),
        ("task list", alice, "portal:tasks", [draft.number]),
        ("form page, countries", alice, "portal:step", [draft.number, "home"]),
        ("checklist", alice, "portal:documents", [draft.number]),
        ("review", alice, "portal:review", [draft.number]),
        ("status of a filed one", filed, "portal:status", [taken.number]),
        ("places left", None, "public:places", []),
        ("verify by code", None, "public:verify-code", [code]),
        ("queue", olivia, "desk:queue", []),
        ("file", olivia, "desk:file", [taken.number]),
        ("decision", olivia, "desk:decision", [taken.number]),
    ):
        yield Page(name, by, reverse(view, args=arguments))
    said = draft.people.get(relation="principal")
    again = {"lives_country": said.answers["lives_country"], "_version": f"{said.answers_version}"}
    yield Page("form save", alice, form, again)
    signature = {"declared": "on", "signature": ready.people.get(relation="principal").name}
    yield Page("submit", ready.applicant, reverse("portal:sign", args=[ready.number]), signature)


def main() -> None:
    """What can be asked again and again, so not the submission."""
    with override("en"):
        found = list(pages(Application.objects.get(pk=int(sys.argv[1]))))[:-1]
    rows = [
        {
            "name": page.name,
            "address": page.address,
            "cookie": _cookies(page.by),
            "sent": urlencode({**page.sent, "csrfmiddlewaretoken": TOKEN}) if page.sent else "",
        }
        for page in found
    ]
    cookies = _cookies(found[0].by, ORDINARY)
    bare = {"name": "bare view of Django", "cookie": cookies}
    print(json.dumps([rows[0] | bare, *rows]))


def _cookies(user: User | None, backend: str = settings.AUTHENTICATION_BACKENDS[0]) -> str:
    if user is None:
        return ""
    session = f"{settings.SESSION_COOKIE_NAME}={next(signed_in([user], backend))}"
    return f"{session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


if __name__ == "__main__":
    main()
