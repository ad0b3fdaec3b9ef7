"""What database and store hold of each draft when all is over: `python -m rehearsal.drafts.remembered FILE`."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django

django.setup()

from impplus.outside import store  # noqa: E402 (Django must stand first)
from impplus.records.models import Application, Document, Upload  # noqa: E402
from rehearsal.drafts.evidence import Held, Kept, OnItsWay  # noqa: E402
from rehearsal.drafts.plan import ADDRESS  # noqa: E402


def held() -> dict[str, Held]:
    """By the number of each draft; every file is read to its end, and its hash made anew."""
    return {one.number: _held(one) for one in Application.objects.order_by("number")}


def _held(draft: Application) -> Held:
    principal = draft.people.get(relation="principal")
    members = draft.people.exclude(relation="principal")
    return Held(
        answer=principal.answers[ADDRESS],
        members=tuple(members.values_list("given_names", flat=True)),
        files=tuple(_kept(one) for one in draft.documents.filter(removed_at=None)),
        uploads=tuple(_on_its_way(one) for one in draft.uploads.select_related("document")),
    )


def _kept(document: Document) -> Kept:
    return Kept(
        slot=f"{document.person_id} {document.key}",
        digest=document.content,
        whole=_is_whole(document.content),
        ready=_is_whole(document.rendition) and _is_whole(document.thumbnails),
    )


def _on_its_way(upload: Upload) -> OnItsWay:
    document = upload.document
    return OnItsWay(
        upload.mark,
        upload.size,
        upload.received,
        upload.refused,
        document.content if document else "",
    )


def _is_whole(key: str) -> bool:
    try:
        store.get(key).close()
    except (store.NotStored, store.Damaged, ValueError):
        return False
    return True


def main() -> None:
    found: dict[str, Any] = {number: asdict(one) for number, one in held().items()}
    Path(sys.argv[1]).write_text(json.dumps(found))


if __name__ == "__main__":
    main()
