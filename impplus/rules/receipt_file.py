"""The text file of a receipt: what its event says, and the proof that the public log holds it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from impplus.rules.notes import BadNote, Checkpoint
from impplus.rules.seal import (
    INVENTED,
    RECEIPT,
    Leaf,
    Policy,
    Proof,
    agreed,
    proof_of,
    proves,
    sealed,
)

FORMAT = "impplus-receipt/v1"


class BadReceipt(ValueError):
    """A text that is not the file of a receipt."""


class NotProved(ValueError):
    """A receipt that the log does not hold as the file says it."""


@dataclass(frozen=True)
class ReceiptFile:
    """`record` is all that the event of the receipt says; the proof carries its salt."""

    record: Mapping[str, Any]
    proof: Proof

    def __str__(self) -> str:
        said = json.dumps(self.record, indent=1, sort_keys=True, ensure_ascii=False)
        return f"{FORMAT}\n{said}\n\n{self.proof}"

    def leaf(self, kind: int) -> Leaf:
        """The leaf of what the file says; raises BadReceipt where it says no instant."""
        try:
            at = datetime.fromisoformat(self.record["at"])
            return sealed(self.record, self.proof.extra, at=at, kind=kind)
        except (KeyError, TypeError, ValueError, OverflowError) as fault:
            raise BadReceipt(str(fault)) from None


def receipt_file_of(text: str) -> ReceiptFile:
    """The file that is written so, in the one way that there is; raises BadReceipt."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    first, _, rest = plain.partition("\n")
    said, _, proof = rest.partition("\n\n")
    try:
        record = json.loads(said)
        read = ReceiptFile(record, proof_of(proof))
    except (BadNote, ValueError, RecursionError) as fault:
        raise BadReceipt(str(fault)) from None
    if first != FORMAT or not isinstance(record, dict) or str(read) != plain:
        raise BadReceipt(first)
    return read


def verified(file: ReceiptFile, policy: Policy) -> tuple[Checkpoint, Leaf]:
    """The checkpoint and the leaf of a receipt that the log holds.

    Raises BadNote where the checkpoint is not what the policy asks for, NotProved where it does not
    hold this receipt, BadReceipt where this is none.
    """
    checkpoint = agreed(file.proof.checkpoint, policy)
    for kind in (RECEIPT, RECEIPT | INVENTED):
        leaf = file.leaf(kind)
        if proves(file.proof, leaf, checkpoint):
            return checkpoint, leaf
    raise NotProved(f"leaf {file.proof.index} of {checkpoint.origin}")
