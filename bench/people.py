"""Every address of the portal, with what stands in it for files of the demonstration: `python -m bench.people` prints them.

They are read from the URL configuration, so that a new page cannot be forgotten: one whose address
holds what is not known here ends the bench. Printed as JSON are the bare view, the addresses by the
name of each page, one for each file, with the cookie of its applicant, and who send files from where.
"""

import json
from collections.abc import Mapping
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench.bare_site import ADDRESS  # noqa: E402
from bench.prepared import signed_in  # noqa: E402
from impplus import demonstration  # noqa: E402
from impplus.demonstration.bulk import ready_drafts  # noqa: E402
from impplus.portal.urls import urlpatterns  # noqa: E402
from impplus.programmes import IMP_PLUS  # noqa: E402
from impplus.queries.clock import today  # noqa: E402
from impplus.records.models import Application, User  # noqa: E402

SLOT = "passport"
SENDERS = 4  # who send files, each from a draft of its own
OF_EACH = 3  # files in each status that are tried


def main() -> None:
    on = today(IMP_PLUS)
    demonstration.create(on)
    statuses = sorted(set(Application.objects.order_by().values_list("status", flat=True)))
    files = [
        one
        for status in statuses
        for one in Application.objects.filter(status=status).order_by("-people")[:OF_EACH]
    ]
    cookies = {one.pk: _cookie(one.applicant) for one in files}
    with override("en"):
        pages = {
            str(pattern.name): [
                {"name": str(pattern.name), "address": address, "cookie": cookies[file.pk]}
                for file in files
                for address in [_address(str(pattern.name), set(pattern.pattern.converters), file)]
                if address
            ]
            for pattern in urlpatterns
        }
        senders = [_sender(one) for one in ready_drafts(SENDERS, on)]
    bare = {"name": "bare view", "address": ADDRESS, "cookie": cookies[files[0].pk]}
    print(json.dumps({"bare": bare, "pages": pages, "senders": senders}))


def _address(name: str, parts: set[str], file: Application) -> str:
    """Where a page of a file is; "" where the file has nothing that it could be about."""
    known = _known(name, file)
    if unknown := parts - set(known):
        raise LookupError(f"portal:{name}: say in bench/people.py what stands for {unknown}")
    given = {part: known[part] for part in parts}
    return reverse(f"portal:{name}", kwargs=given) if None not in given.values() else ""


def _known(name: str, file: Application) -> Mapping[str, Any]:
    """What may stand in an address."""
    others = file.people.exclude(relation="principal")
    principal, other = file.people.get(relation="principal").pk, others.first()
    member = other.pk if other else None
    of_a_member = name in ("member-step", "remove-member", "own-part", "paper", "declaration")
    related = {
        "question": "questions",
        "more-time": "questions",
        "letter": "letters",
        "letter-pdf": "letters",
        "change-receipt": "reports",
        "declared-change": "reports",
        "take-back": "reports",
        "ask-translation": "questions",
        "end-mandate": "mandates",
    }.get(name, "documents")
    keys = {"step": "contact", "member-step": "member"}
    return {
        "number": file.number,
        "person": member if of_a_member else principal,
        "pk": getattr(file, related).values_list("pk", flat=True).first(),
        "key": keys.get(name, SLOT),
        "language": "fr",
        "sheet": 1,
        "part": "contact",
        "mark": "f" * 32,
        "link": "1-no-such-link",
        "kind": "document",
        "of": "question",
    }


def _cookie(user: User) -> str:
    (backend,) = settings.AUTHENTICATION_BACKENDS
    return f"{settings.SESSION_COOKIE_NAME}={next(signed_in([user], backend))}"


def _sender(draft: Application) -> dict[str, str]:
    """Where an applicant sends files, and the cookie of the session."""
    slot = reverse("portal:upload", args=[draft.number, draft.people.get().pk, SLOT])
    tasks = reverse("portal:tasks", args=[draft.number])
    return {"slot": slot, "tasks": tasks, "cookie": _cookie(draft.applicant)}


if __name__ == "__main__":
    main()
