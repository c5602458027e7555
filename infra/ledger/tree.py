"""What proves that an entry is in the log, and that a log only grew: the paths of RFC 6962 and RFC 9162, section 2.1."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from infra.ledger.hashing import EMPTY_ROOT, node_hash

HashAt: TypeAlias = Callable[[int, int], bytes]
"""(level, index) to the hash of the complete subtree number `index` over 2**level leaves."""


class ProofRefused(Exception):
    """The proof does not show what it should; the message says why."""


def root(size: int, hash_at: HashAt) -> bytes:
    return EMPTY_ROOT if size == 0 else _hash_of(0, size, hash_at)


def inclusion_proof(index: int, size: int, hash_at: HashAt) -> list[bytes]:
    """The hashes beside the way from leaf `index` up to the root, lowest first."""
    if not 0 <= index < size:
        raise ValueError(f"no entry {index} in a log of {size}")
    start, end, path = 0, size, list[bytes]()
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_hash_of(middle, end, hash_at))
            end = middle
        else:
            path.append(_hash_of(start, middle, hash_at))
            start = middle
    return path[::-1]


def consistency_proof(old: int, new: int, hash_at: HashAt) -> list[bytes]:
    """The hashes that show that the log of `new` entries begins with the log of `old` entries."""
    if not 0 <= old <= new:
        raise ValueError(f"no log of {old} within one of {new}")
    if old in {0, new}:
        return []
    start, end, path = 0, new, list[bytes]()
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_hash_of(middle, end, hash_at))
            end = middle
        else:
            path.append(_hash_of(start, middle, hash_at))
            start = middle
    if start:  # else the old tree is a complete subtree of the new one: its root is known to who verifies
        path.append(_hash_of(start, end, hash_at))
    return path[::-1]


def verify_inclusion(index: int, size: int, root: bytes, leaf: bytes, proof: Sequence[bytes]) -> None:
    """Raises ProofRefused unless the hash `leaf` is number `index` of the log of that size and root."""
    if not 0 <= index < size:
        raise ProofRefused(f"entry {index} is not in a log of {size}")
    at, last, reached = index, size - 1, leaf
    for beside in proof:
        if last == 0:
            raise ProofRefused("the proof of inclusion is too long")
        if at % 2 or at == last:
            reached = node_hash(beside, reached)
            while at and at % 2 == 0:
                at, last = at >> 1, last >> 1
        else:
            reached = node_hash(reached, beside)
        at, last = at >> 1, last >> 1
    if last:
        raise ProofRefused("the proof of inclusion is too short")
    if reached != root:
        raise ProofRefused(f"the proof of entry {index} leads to another root")


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Raises ProofRefused unless the log of `new` entries and `new_root` begins with the one of `old` and `old_root`."""
    if not 0 <= old <= new:
        raise ProofRefused(f"a log of {new} does not begin with one of {old}")
    if old in {0, new}:
        _verify_edge(old, old_root, new, new_root, proof)
        return
    if old & (old - 1) == 0:
        proof = [old_root, *proof]
    if not proof:
        raise ProofRefused("the proof of consistency is empty")
    if _grown(old, new, proof) != (old_root, new_root):
        raise ProofRefused(f"the logs of {old} and {new} entries are not one log")


def _verify_edge(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> None:
    if proof:
        raise ProofRefused(f"between logs of {old} and {new} entries there is nothing to prove, but a proof is given")
    if old == 0 and old_root != EMPTY_ROOT:
        raise ProofRefused("an empty log has another root")
    if old == new and old_root != new_root:
        raise ProofRefused(f"two logs of {old} entries have different roots")


def _grown(old: int, new: int, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    """(old root, new root) as this proof leads to them."""
    at, last = old - 1, new - 1
    while at % 2:
        at, last = at >> 1, last >> 1
    old_reached = new_reached = proof[0]
    for beside in proof[1:]:
        if last == 0:
            raise ProofRefused("the proof of consistency is too long")
        if at % 2 or at == last:
            old_reached, new_reached = node_hash(beside, old_reached), node_hash(beside, new_reached)
            while at and at % 2 == 0:
                at, last = at >> 1, last >> 1
        else:
            new_reached = node_hash(new_reached, beside)
        at, last = at >> 1, last >> 1
    if last:
        raise ProofRefused("the proof of consistency is too short")
    return old_reached, new_reached


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << ((count - 1).bit_length() - 1)


def _hash_of(start: int, end: int, hash_at: HashAt) -> bytes:
    """The hash over the leaves from `start` to before `end`, where `start` begins a subtree wide enough for them."""
    pieces = list[bytes]()
    while start < end:
        level = (end - start).bit_length() - 1
        pieces.append(hash_at(level, start >> level))
        start += 1 << level
    reached = pieces.pop()
    while pieces:
        reached = node_hash(pieces.pop(), reached)
    return reached
