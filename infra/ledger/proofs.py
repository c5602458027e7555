"""Proofs, with which anybody can check, offline, that an entry is in the log: C2SP tlog-proof.

It holds the entry's number, its path up to the root, and the signed checkpoint with that root; not the entry itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from infra.ledger.checkpoints import Checkpoint, parse_checkpoint
from infra.ledger.hashing import leaf_hash
from infra.ledger.notes import ED25519, NoteVerifier, OpenedNote, open_note, split
from infra.ledger.texts import Malformed, read_base64, read_decimal, read_hash, write_base64
from infra.ledger.tree import ProofRefused, verify_inclusion
from infra.ledger.witness_policy import WitnessPolicy

FIRST_LINE = "c2sp.org/tlog-proof@v1"
_MOST_HASHES = 63


@dataclass(frozen=True, slots=True)
class TlogProof:
    """A proof as it reads, nothing verified. Nobody signed `extra`."""

    index: int
    hashes: tuple[bytes, ...]
    note: str
    extra: bytes | None


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof that holds says: the entry is number `index` of the log of this checkpoint, signed by these."""

    index: int
    checkpoint: Checkpoint
    note: OpenedNote


def write_proof(index: int, hashes: Sequence[bytes], checkpoint_note: str, extra: bytes | None = None) -> str:
    lines = [FIRST_LINE]
    if extra is not None:
        lines.append(f"extra {write_base64(extra)}")
    lines += [f"index {index}", *map(write_base64, hashes), "", checkpoint_note]
    return "\n".join(lines)


def parse_proof(text: str | bytes) -> TlogProof:
    """Raises Malformed."""
    head, found, note = _text(text).partition("\n\n")
    first, *lines = head.split("\n")
    if not found or first != FIRST_LINE or not lines:
        raise Malformed(f"a proof begins with {FIRST_LINE} and has a checkpoint below an empty line")
    extra = None
    if lines[0].startswith("extra "):
        extra = read_base64(lines.pop(0).removeprefix("extra "), "the extra data")
    if not lines or not lines[0].startswith("index "):
        raise Malformed("a proof names the entry's index")
    index = read_decimal(lines.pop(0).removeprefix("index "), "the index")
    if len(lines) > _MOST_HASHES:
        raise Malformed(f"a proof has at most {_MOST_HASHES} hashes")
    return TlogProof(index, tuple(read_hash(line, "a line of the proof") for line in lines), note, extra)


def verify_proof(
    text: str | bytes, entry: bytes, verifiers: Iterable[NoteVerifier], policy: WitnessPolicy | None = None
) -> Proven:
    """What the proof shows of this entry.

    The checkpoint must be signed by one of these logs' keys (or a log of the policy) whose name is the log's, and
    cosigned as the policy asks. Raises Malformed, NoteRefused or ProofRefused.
    """
    proof = parse_proof(text)
    note = open_note(proof.note, [*verifiers, *(policy.verifiers() if policy else ())])
    checkpoint = parse_checkpoint(note.body)
    signers = [verified.name for verified in note.verified if verified.kind == ED25519]
    if checkpoint.origin not in signers:
        raise ProofRefused(f"no known key of {checkpoint.origin} signed the checkpoint")
    if policy is not None and not policy.satisfied(policy.witnessed(note)):
        raise ProofRefused("too few witnesses have cosigned the checkpoint")
    verify_inclusion(proof.index, checkpoint.size, checkpoint.root, leaf_hash(entry), proof.hashes)
    return Proven(proof.index, checkpoint, note)


def checkpoint_of(proof: TlogProof) -> Checkpoint:
    """The checkpoint as it reads, its signatures not verified. Raises NoteRefused or Malformed."""
    return parse_checkpoint(split(proof.note)[0])


def _text(text: str | bytes) -> str:
    try:
        return text.decode() if isinstance(text, bytes) else text
    except UnicodeDecodeError:
        raise Malformed("a proof is UTF-8") from None
