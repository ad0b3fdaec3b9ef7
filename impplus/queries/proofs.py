"""Where a receipt stands in the public log: its order, and the proof that anybody can check."""

from dataclasses import dataclass

from impplus.queries.seals import record_of
from impplus.records.models import Application, Event
from impplus.rules.receipt_file import ReceiptFile
from impplus.rules.seal import proof_of


@dataclass(frozen=True)
class LoggedReceipt:
    """`order` is the rank among the receipts of the intake, fixed once; None until it is given.

    `index` is the leaf's number in the log. `proof` is a C2SP tlog-proof, and `file` the text file
    that `impplus verify-receipt` reads; None is "proof follows".
    """

    order: int | None = None
    index: int | None = None
    proof: str | None = None
    file: str | None = None


def of(application: Application) -> LoggedReceipt | None:
    """Where the receipt of an application stands in the log; None where it has none. One query."""
    submitted = Event.objects.filter(
        noun="application", verb="submit", about=str(application.pk), application=application
    )
    event = submitted.select_related("entry__proof", "application__receipt").first()
    if event is None:
        return None
    entry = getattr(event, "entry", None)
    if entry is None:
        return LoggedReceipt()
    proof = getattr(entry, "proof", None)
    if proof is None:
        return LoggedReceipt(entry.rank, entry.index)
    file = str(ReceiptFile(record_of(event), application.receipt.content, proof_of(proof.text)))
    return LoggedReceipt(entry.rank, entry.index, proof.text, file)
