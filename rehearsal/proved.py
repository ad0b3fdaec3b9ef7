"""What the public log's own verifiers find wrong, a line each: `python -m rehearsal.proved FILE`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import django

django.setup()

from impplus.queries import log, proofs  # noqa: E402 (Django must stand first)
from impplus.queries.log_check import check  # noqa: E402
from impplus.records.models import Application  # noqa: E402
from impplus.rules.notes import BadNote  # noqa: E402
from impplus.rules.receipt_file import BadReceipt, NotProved, receipt_file_of, verified  # noqa: E402


def faults() -> Iterator[str]:
    """The whole log, as `impplus verify-log` reads it; then each receipt, from the text that its holder gets."""
    for kind, where in check().faults:
        yield f"log: {kind} {where}"
    policy = log.policy()
    for application in Application.objects.filter(receipt__isnull=False).order_by("number"):
        logged = proofs.of(application)
        if policy is None or logged is None or logged.file is None:
            yield f"{application.number}: no proof"
            continue
        try:
            verified(receipt_file_of(logged.file), policy)
        except (BadNote, BadReceipt, NotProved) as no:
            yield f"{application.number}: {type(no).__name__} {no}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("".join(f"{line}\n" for line in faults()))
