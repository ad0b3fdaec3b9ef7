"""The file of a receipt: read as it was written, and every change to it found."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from impplus.rules.canonical import digest
from impplus.rules.merkle import leaf_hash
from impplus.rules.notes import BadNote, Checkpoint, SignedNote
from impplus.rules.receipt_file import (
    BadReceipt,
    NotProved,
    ReceiptFile,
    receipt_file_of,
    verified,
)
from impplus.rules.seal import INVENTED, RECEIPT, Policy, Proof, sealed
from tests.rules.test_notes import LOG, LOG_KEY
from tests.rules.test_seal import AT, SALT

CONTENT = {"answers": [{"key": "given_names", "value": "Zoë"}], "files": [], "fees": []}
RECORD = {
    "at": AT.isoformat(),
    "detail": {"number": "W-26-0001", "receipt": digest(CONTENT)},
    "noun": "application",
    "verb": "submit",
}
POLICY = Policy(LOG_KEY)


def receipt(kind: int = RECEIPT, record: Mapping[str, Any] = RECORD) -> ReceiptFile:
    """The file of a receipt that is alone in its log."""
    root = leaf_hash(bytes(sealed(record, SALT, at=AT, kind=kind)))
    text = str(Checkpoint(LOG_KEY.name, 1, root))
    note = SignedNote(text, ((LOG_KEY.name, LOG_KEY.id + LOG.sign(text.encode())),))
    return ReceiptFile(record, CONTENT, Proof(0, (), note, SALT))


@pytest.mark.parametrize("kind", [RECEIPT, RECEIPT | INVENTED])
def test_a_file_is_read_and_verified(kind: int) -> None:
    written = str(receipt(kind))
    assert receipt_file_of(written) == receipt(kind)
    assert receipt_file_of("\ufeff" + written.replace("\n", "\r\n")) == receipt(kind)
    checkpoint, leaf = verified(receipt(kind), POLICY)
    assert (checkpoint.size, leaf.kind) == (1, kind)


def test_a_file_is_text_that_anybody_can_read_with_its_keys_in_order() -> None:
    reordered = dict(reversed(RECORD.items())) | {"about": "Zoë"}
    written = str(ReceiptFile(reordered, {"files": [], "answers": []}, receipt().proof))
    assert written.startswith(
        f"""impplus-receipt/v1
{{
 "about": "Zoë",
 "at": "{RECORD["at"]}",
 "detail": {{
  "number": "W-26-0001",
  "receipt": "{digest(CONTENT)}"
 }},
 "noun": "application",
 "verb": "submit"
}}

{{
 "answers": [],
 "files": []
}}

c2sp.org/tlog-proof@v1
"""
    )


@given(st.integers(0, len(str(receipt()).encode()) * 8 - 1))
def test_one_changed_bit_of_a_file_is_found(bit: int) -> None:
    held = bytearray(str(receipt()).encode())
    held[bit // 8] ^= 1 << bit % 8
    with pytest.raises((BadReceipt, NotProved, BadNote, UnicodeDecodeError)):
        verified(receipt_file_of(held.decode()), POLICY)


def test_a_receipt_of_another_s_proof_is_not_proved() -> None:
    other = replace(
        receipt(), record={**RECORD, "detail": {**RECORD["detail"], "number": "W-26-0002"}}
    )
    with pytest.raises(NotProved, match=r"^leaf 0 of example\.test/log$"):
        verified(receipt_file_of(str(other)), POLICY)


@pytest.mark.parametrize(
    ("record", "why"),
    [
        ({}, "^'at'$"),
        ({"at": 1}, "^fromisoformat: argument must be str$"),
        ({"at": "now"}, "^Invalid isoformat string: 'now'$"),
        ({"at": "2026-01-01T00:00:00"}, "time"),
        ({"at": "1969-12-31T00:00:00+00:00"}, "."),
        ({"at": "0001-01-01T00:00:00+14:00"}, "."),
    ],
)
def test_a_file_without_an_instant_is_no_receipt(record: dict[str, Any], why: str) -> None:
    with pytest.raises(BadReceipt, match=why):
        verified(ReceiptFile(record, CONTENT, receipt().proof), POLICY)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("impplus-receipt/v1", "impplus-receipt/v2", "^impplus-receipt/v2$"),
        ('"noun": "application"', '"noun":  "application"', "^impplus-receipt/v1$"),
        ('"noun": "application"', '"noun": "x", "noun": "application"', "^impplus-receipt/v1$"),
        ("{\n", "[\n", "^Expecting"),
        ("{\n", "[" * 100_000 + "\n", "recursion"),
        ("index 0", "index 00", "^00$"),
    ],
    ids=["version", "spaces", "twice", "shape", "depth", "index"],
)
def test_what_is_not_such_a_file_is_refused_and_said(old: str, new: str, why: str) -> None:
    assert old in str(receipt())
    with pytest.raises(BadReceipt, match=why):
        receipt_file_of(str(receipt()).replace(old, new))


def test_a_list_is_no_record() -> None:
    with pytest.raises(BadReceipt):
        receipt_file_of(f"impplus-receipt/v1\n[]\n\n{{}}\n\n{receipt().proof}")


def test_what_was_received_cannot_be_changed_in_a_file() -> None:
    other = replace(receipt(), content={**CONTENT, "files": ["passport"]})
    with pytest.raises(NotProved, match=r"^content"):
        verified(receipt_file_of(str(other)), POLICY)


def test_a_receipt_whose_event_names_none_is_not_proved() -> None:
    bare = {key: said for key, said in RECORD.items() if key != "detail"}
    with pytest.raises(NotProved, match=r"^content$"):
        verified(receipt(record=bare), POLICY)
