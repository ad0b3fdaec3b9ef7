"""Where a receipt stands in the public log: its order, and the proof that anybody can check."""

from dataclasses import dataclass

from django.db.models import QuerySet

from impplus.queries.seals import record_of
from impplus.records.models import Application, Event
from impplus.records.prepared import only, prepared
from impplus.rules.receipt_file import ReceiptFile
from impplus.rules.seal import proof_of


@dataclass(frozen=True)
class LoggedReceipt:
    """`order` is the rank among the receipts of the intake, fixed once; None until it is given.

    `index` is the leaf's number in the log. `proof` is a C2SP tlog-proof; None is "proof follows".
    """

    order: int | None = None
    index: int | None = None
    proof: str | None = None
    event: Event | None = None

    @property
    def file(self) -> str | None:
        """The text file that `impplus verify-receipt` reads, once there is a proof.

        Its hash is of all that was received; there is none where a member of the family keeps a part of that
        private.
        """
        if self.proof is None or self.event is None or self.event.application is None:
            return None
        content = self.event.application.receipt.content
        if content.get("private"):
            return None
        return str(ReceiptFile(record_of(self.event), content, proof_of(self.proof)))


def of(application: Application) -> LoggedReceipt | None:
    """Where the receipt of an application stands in the log; None where it has none. One query."""
    event = only(_submitted(application.pk, str(application.pk)))
    if event is None:
        return None
    event.application = application
    entry = getattr(event, "entry", None)
    if entry is None:
        return LoggedReceipt()
    proof = getattr(entry, "proof", None)
    return LoggedReceipt(entry.rank, entry.index, proof.text if proof else None, event)


@prepared
def _submitted(application: int, about: str) -> QuerySet[Event]:
    events = Event.objects.filter(application=application, noun="application", verb="submit")
    return events.filter(about=about).select_related("entry__proof")
