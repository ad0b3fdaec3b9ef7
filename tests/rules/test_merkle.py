"""The Merkle tree of the log: published values, every small tree, and proofs with one bit changed."""

import json
from base64 import b64decode
from functools import cache
from pathlib import Path

from hypothesis import given, strategies as st

from impplus.rules.merkle import (
    EMPTY,
    consistency,
    inclusion,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root,
    root_of,
)

PUBLISHED = json.loads((Path(__file__).parent / "merkle_vectors.json").read_text(encoding="utf-8"))
# It compares two texts that are no hashes: a proof of a log is about hashes alone.
NOT_HASHES = "consistency/additional/sizes-are-equal-one-and-proof-is-empty"
LEAVES = [leaf_hash(bytes([number])) for number in range(40)]


def by_definition(hashes: list[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, word for word."""
    if len(hashes) <= 1:
        return hashes[0] if hashes else EMPTY
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(by_definition(hashes[:split]), by_definition(hashes[split:]))


@cache
def complete(level: int, index: int) -> bytes:
    return root_of(LEAVES[index << level : (index + 1) << level])


def test_the_published_roots_are_ours() -> None:
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in PUBLISHED["leaves"]]
    roots = [root_of(leaves[:size]).hex() for size in range(len(leaves) + 1)]
    assert roots == PUBLISHED["roots"]


def test_published_proofs_of_leaves_are_judged_as_published() -> None:
    judged = {
        name: is_included(index, size, b64decode(leaf), list(map(b64decode, proof)), b64decode(top))
        for name, _, index, size, leaf, top, proof in PUBLISHED["inclusion"]
    }
    assert judged == {name: good for name, good, *_ in PUBLISHED["inclusion"]}


def test_published_proofs_of_histories_are_judged_as_published() -> None:
    judged = {
        name: is_consistent(
            old, size, b64decode(one), b64decode(other), list(map(b64decode, proof))
        )
        for name, _, old, size, one, other, proof in PUBLISHED["consistency"]
    }
    expected = {name: good and name != NOT_HASHES for name, good, *_ in PUBLISHED["consistency"]}
    assert judged == expected


def test_every_small_tree_has_the_root_of_the_definition() -> None:
    for size in range(len(LEAVES) + 1):
        assert root(size, complete) == root_of(LEAVES[:size]) == by_definition(LEAVES[:size])


def test_every_leaf_of_every_small_tree_is_proved_to_be_in_it() -> None:
    for size in range(1, len(LEAVES) + 1):
        for index in range(size):
            proof = inclusion(index, size, complete)
            assert is_included(index, size, LEAVES[index], proof, root(size, complete))
            assert not is_included(index, size, leaf_hash(b"else"), proof, root(size, complete))


def test_every_older_tree_is_proved_to_begin_every_small_tree() -> None:
    for size in range(1, len(LEAVES) + 1):
        for old in range(1, size + 1):
            proof = consistency(old, size, complete)
            assert is_consistent(old, size, root(old, complete), root(size, complete), proof)
            assert not is_consistent(old, size, leaf_hash(b"else"), root(size, complete), proof)


def test_of_a_tree_without_leaves_nothing_is_proved() -> None:
    assert consistency(0, 7, complete) == []
    assert not is_consistent(0, 7, EMPTY, root(7, complete), [])
    assert not is_included(0, 0, LEAVES[0], [], EMPTY)


def test_what_is_not_as_long_as_a_hash_proves_nothing() -> None:
    short, one = b"short", LEAVES[0]
    assert not is_included(0, 1, short, [], short)
    assert not is_included(0, 2, one, [short], node_hash(one, short))
    assert not is_consistent(7, 7, short, short, [])
    assert not is_consistent(1, 2, one, node_hash(one, short), [short])


@given(st.data())
def test_one_changed_bit_of_a_proof_is_found(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, len(LEAVES)))
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(index, size, complete)
    which = data.draw(st.integers(0, len(proof) - 1))
    proof[which] = one_bit_changed(proof[which], data.draw(st.integers(0, 255)))
    assert not is_included(index, size, LEAVES[index], proof, root(size, complete))


@given(st.data())
def test_one_changed_bit_of_a_history_is_found(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, len(LEAVES)))
    old = data.draw(st.integers(1, size - 1))
    proof = consistency(old, size, complete)
    which = data.draw(st.integers(0, len(proof) - 1))
    proof[which] = one_bit_changed(proof[which], data.draw(st.integers(0, 255)))
    assert not is_consistent(old, size, root(old, complete), root(size, complete), proof)


def one_bit_changed(held: bytes, bit: int) -> bytes:
    return (int.from_bytes(held) ^ 1 << bit).to_bytes(len(held))
