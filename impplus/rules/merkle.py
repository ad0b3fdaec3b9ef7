"""The Merkle tree of RFC 6962: hashes of leaves, roots, and proofs that a leaf or an older tree is in one.

Hashes are 32 bytes of SHA-256. Proofs are made from `complete(level, index)`, which gives the hash of
a whole subtree of 2**level leaves, the index-th of its kind; rules/tiles.py reads it from tiles.
"""

import hashlib
from collections.abc import Callable, Sequence

type Complete = Callable[[int, int], bytes]

HASH = 32
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf, which can never be that of a node (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root over the hashes of all leaves, or of complete subtrees of one size."""
    level = list(hashes) or [EMPTY]
    while len(level) > 1:
        pairs = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def root(size: int, complete: Complete) -> bytes:
    """The root of the tree of the first `size` leaves."""
    return _hash_of(0, size, complete) if size else EMPTY


def inclusion(index: int, size: int, complete: Complete) -> list[bytes]:
    """The proof that leaf `index` is in the tree of `size` leaves, from its sibling upwards."""
    start, end, path = 0, size, []
    while end - start > 1:
        middle = _middle(start, end)
        if index < middle:
            path.append(_hash_of(middle, end, complete))
            end = middle
        else:
            path.append(_hash_of(start, middle, complete))
            start = middle
    return path[::-1]


def consistency(old: int, size: int, complete: Complete) -> list[bytes]:
    """The proof that the tree of `size` leaves begins with that of `old`; nothing is proved of no leaf."""
    start, end, path = 0, size if old else old, list[bytes]()
    while old != end:
        middle = _middle(start, end)
        if old <= middle:
            path.append(_hash_of(middle, end, complete))
            end = middle
        else:
            path.append(_hash_of(start, middle, complete))
            start = middle
    if start:
        path.append(_hash_of(start, end, complete))
    return path[::-1]


def is_included(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof leads from a leaf's hash to the root (RFC 9162, 2.1.3.2)."""
    if not (0 <= index < size and are_hashes(leaf, root, *proof)):
        return False
    at, last, found = index, size - 1, leaf
    for one in proof:
        if not last:
            return False
        if at & 1 or at == last:
            found = node_hash(one, found)
            at, last = _up(at, last)
        else:
            found = node_hash(found, one)
        at, last = at >> 1, last >> 1
    return not last and found == root


def is_consistent(
    old: int, size: int, old_root: bytes, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof shows that the tree of `size` begins with that of `old` (RFC 9162, 2.1.4.2).

    Of a tree without leaves nothing can be shown: whoever asks treats `old` 0.
    """
    if not (0 < old <= size and are_hashes(old_root, root, *proof)):
        return False
    if old == size:
        return not proof and old_root == root
    path = [*([] if old & (old - 1) else [old_root]), *proof]
    if not path:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old_found = found = path[0]
    for one in path[1:]:
        if not last:
            return False
        if at & 1 or at == last:
            old_found, found = node_hash(one, old_found), node_hash(one, found)
            at, last = _up(at, last)
        else:
            found = node_hash(found, one)
        at, last = at >> 1, last >> 1
    return not last and old_found == old_root and found == root


def are_hashes(*given: bytes) -> bool:
    """Whether each is as long as a hash."""
    return all(len(one) == HASH for one in given)


def _hash_of(start: int, end: int, complete: Complete) -> bytes:
    span = end - start
    if not span & (span - 1):
        return complete(span.bit_length() - 1, start // span)
    middle = _middle(start, end)
    return node_hash(_hash_of(start, middle, complete), _hash_of(middle, end, complete))


def _middle(start: int, end: int) -> int:
    """Where a tree is split: after the largest power of two that is less than its leaves."""
    return start + (1 << (end - start - 1).bit_length() - 1)


def _up(at: int, last: int) -> tuple[int, int]:
    """The levels at which a last subtree without a sibling is carried up unchanged; `at` is not 0."""
    while not at & 1:
        at, last = at >> 1, last >> 1
    return at, last
