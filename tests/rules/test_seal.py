"""The leaf of a record, and the proof that a log holds it."""

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from impplus.rules import seal
from impplus.rules.merkle import inclusion, leaf_hash, root, root_of
from impplus.rules.notes import (
    BadNote,
    Checkpoint,
    SignedNote,
    cosigned_text,
    key_of,
    with_signatures,
)
from impplus.rules.seal import (
    CHANGE,
    INVENTED,
    RECEIPT,
    BadLeaf,
    Policy,
    Proof,
    agreed,
    leaf_of,
    proof_of,
    proves,
    sealed,
)
from tests.rules.test_notes import EXAMPLE_KEY, LOG, LOG_KEY, WITNESS, WITNESS_KEY

AT = datetime(2027, 3, 1, 13, 30, 4, 123_456, tzinfo=UTC)
SALT = bytes(range(16))
RECORD = {"noun": "application", "verb": "submit", "about": "7", "detail": {"é": 1}}
LEAF = sealed(RECORD, SALT, at=AT, kind=RECEIPT)
OTHERS = [leaf_hash(bytes([number])) for number in range(6)]
HASHES = [*OTHERS[:3], leaf_hash(bytes(LEAF)), *OTHERS[3:]]


def proof(*, cosigned: bool = False) -> Proof:
    """The proof of LEAF, fourth of seven."""

    def complete(level: int, index: int) -> bytes:
        return root_of(HASHES[index << level : (index + 1) << level])

    text = str(Checkpoint(LOG_KEY.name, 7, root(7, complete)))
    note = SignedNote(text, ((LOG_KEY.name, LOG_KEY.id + LOG.sign(text.encode())),))
    if cosigned:
        by = WITNESS_KEY.id + (9).to_bytes(8) + WITNESS.sign(cosigned_text(text, 9))
        note = with_signatures(note, [(WITNESS_KEY.name, by)])
    return Proof(3, tuple(inclusion(3, 7, complete)), note, SALT)


def test_a_leaf_is_these_42_bytes() -> None:
    written = bytes(LEAF)
    milliseconds = int(AT.timestamp() * 1000)
    assert written[:10] == b"\x01" + milliseconds.to_bytes(8) + b"\x01"
    assert (
        written[10:].hex() == sealed(dict(reversed(RECORD.items())), SALT, at=AT, kind=0).seal.hex()
    )
    assert leaf_of(written) == replace(LEAF, at=AT.replace(microsecond=123_000))
    assert bytes(replace(LEAF, kind=CHANGE | INVENTED))[9] == 0x80
    assert len(SALT) == seal.SALT == 16


@given(
    st.binary(min_size=16, max_size=16),
    st.sampled_from([CHANGE, RECEIPT, INVENTED | CHANGE, INVENTED | RECEIPT]),
    st.integers(0, 250_000_000_000_000_000),
)
def test_every_leaf_is_read_as_it_was_written(salt: bytes, kind: int, microseconds: int) -> None:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    leaf = sealed(RECORD, salt, at=at, kind=kind)
    assert leaf_of(bytes(leaf)) == leaf
    assert leaf.invented == (kind >= INVENTED)


def test_a_leaf_changes_with_each_part_of_what_it_seals() -> None:
    leaves = [
        LEAF,
        sealed(RECORD, bytes(16), at=AT, kind=RECEIPT),
        sealed({**RECORD, "about": "8"}, SALT, at=AT, kind=RECEIPT),
        sealed(RECORD, SALT, at=AT + timedelta(milliseconds=1), kind=RECEIPT),
        sealed(RECORD, SALT, at=AT, kind=CHANGE),
    ]
    assert len({bytes(leaf) for leaf in leaves}) == len(leaves)


@pytest.mark.parametrize(
    "written",
    [
        b"",
        bytes(LEAF)[:-1],
        bytes(LEAF) + b"\x00",
        b"\x02" + bytes(LEAF)[1:],
        bytes(LEAF)[:9] + b"\x02" + bytes(LEAF)[10:],
        b"\x01" + b"\xff" * 8 + bytes(LEAF)[9:],
    ],
)
def test_what_is_not_a_leaf_is_refused_and_said(written: bytes) -> None:
    with pytest.raises(BadLeaf, match=f"^{written.hex()}$"):
        leaf_of(written)


def test_a_proof_is_read_as_it_was_written() -> None:
    written = str(proof(cosigned=True))
    assert written.split("\n")[:3] == [
        "c2sp.org/tlog-proof@v1",
        f"extra {b64encode(SALT).decode()}",
        "index 3",
    ]
    assert proof_of(written) == proof(cosigned=True)
    bare = Proof(3, proof().hashes, proof().checkpoint)
    assert str(bare).split("\n")[:2] == ["c2sp.org/tlog-proof@v1", "index 3"]
    assert proof_of(str(bare)) == bare


def test_a_proof_leads_to_the_checkpoint_that_is_agreed() -> None:
    policy = Policy(LOG_KEY, (WITNESS_KEY,), quorum=1)
    checkpoint = agreed(proof(cosigned=True).checkpoint, policy)
    assert checkpoint == agreed(proof().checkpoint, Policy(LOG_KEY))
    assert proves(proof(), LEAF, checkpoint)
    assert not proves(replace(proof(), index=2), LEAF, checkpoint)
    assert not proves(proof(), replace(LEAF, kind=CHANGE), checkpoint)


@pytest.mark.parametrize(
    ("policy", "missing"),
    [
        (Policy(replace(LOG_KEY, name="other.test")), "^of another log: example.test/log"),
        (Policy(replace(LOG_KEY, public=key_of(EXAMPLE_KEY).public)), "^not signed by example"),
        (Policy(LOG_KEY, (WITNESS_KEY,), quorum=1), "^cosigned by 0 of 1 witnesses$"),
    ],
)
def test_a_checkpoint_that_is_not_agreed_says_why(policy: Policy, missing: str) -> None:
    with pytest.raises(BadNote, match=missing):
        agreed(proof().checkpoint, policy)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2", "^not a proof"),
        ("index 3", "index 03", "^03"),
        ("index 3", "indice 3", "^no index"),
        ("index 3", "index\t3", "^no index"),
        ("index 3\n", "", "^no index"),
        ("extra ", "extra é", "^é"),
        ("\n\n", "\n", "^example.test/log"),
    ],
)
def test_what_is_not_a_proof_is_refused(old: str, new: str, why: str) -> None:
    written = str(proof())
    assert old in written
    with pytest.raises(BadNote, match=why):
        proof_of(written.replace(old, new))


@pytest.mark.parametrize("head", ["c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\nextra AAAA"])
def test_a_proof_without_an_index_is_refused(head: str) -> None:
    with pytest.raises(BadNote):
        proof_of(f"{head}\n\n{proof().checkpoint}")
