"""The text file of a receipt: what its event says, all that was received, and the proof of the public log."""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from impplus.rules.canonical import digest
from impplus.rules.notes import Checkpoint
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
    """`record` is all that the event of the receipt says, with the hash of `content`, which is all that was
    received; the proof carries the salt.
    """

    record: Mapping[str, Any]
    content: Mapping[str, Any]
    proof: Proof

    def __str__(self) -> str:
        record, content = (
            json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False)
            for said in (self.record, self.content)
        )
        return f"{FORMAT}\n{record}\n\n{content}\n\n{self.proof}"

    def leaf(self, kind: int) -> Leaf:
        """The leaf of what the file says; raises BadReceipt where it says no instant."""
        try:
            at = datetime.fromisoformat(self.record["at"])
            leaf = sealed(self.record, self.proof.extra, at=at, kind=kind)
            bytes(leaf)  # no leaf says an instant before 1970
        except (KeyError, TypeError, ValueError, OverflowError, struct.error) as fault:
            raise BadReceipt(str(fault)) from None
        return leaf


def receipt_file_of(text: str) -> ReceiptFile:
    """The file that is written so, in the one way that there is; raises BadReceipt."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    first, _, rest = plain.partition("\n")
    said, _, rest = rest.partition("\n\n")
    listed, _, proof = rest.partition("\n\n")
    try:
        record, content = json.loads(said), json.loads(listed)
        read = ReceiptFile(record, content, proof_of(proof))
    except (ValueError, RecursionError) as fault:  # a BadNote is a ValueError
        raise BadReceipt(str(fault)) from None
    if not isinstance(record, dict) or str(read) != plain:
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
            if file.record.get("detail", {}).get("receipt") != digest(file.content):
                raise NotProved("content")
            return checkpoint, leaf
    raise NotProved(f"leaf {file.proof.index} of {checkpoint.origin}")
