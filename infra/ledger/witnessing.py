"""What a witness may cosign: only what continues what it cosigned last (C2SP tlog-witness).

The answer is a pure function of the request and of what is known; the caller stores the new checkpoint, in one step
with looking at the old one, and signs only then.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from infra.ledger.checkpoints import Checkpoint, read_checkpoint
from infra.ledger.hashing import EMPTY_ROOT
from infra.ledger.notes import NoteRefused, NoteVerifier, open_note, split
from infra.ledger.texts import Malformed, read_decimal, read_hash, write_base64
from infra.ledger.tree import ProofRefused, verify_consistency

SIZE_TYPE = "text/x.tlog.size"
TEXT_TYPE = "text/plain; charset=utf-8"
MOST_HASHES = 63

BAD_REQUEST, FORBIDDEN, NOT_FOUND, CONFLICT, UNPROCESSABLE = 400, 403, 404, 409, 422


class WitnessRefused(Exception):
    """The checkpoint is not cosigned: the answer to give over HTTP."""

    def __init__(self, status: int, body: str, content_type: str = TEXT_TYPE) -> None:
        super().__init__(f"{status}: {body.strip()}")
        self.status, self.body, self.content_type = status, body, content_type


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """A log asks for a cosignature: its new checkpoint, and the proof that it continues the one of `old_size`."""

    old_size: int
    proof: tuple[bytes, ...]
    note: str

    @property
    def origin(self) -> str:
        """Which log it says it is."""
        return self.note.partition("\n")[0]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What may be cosigned: the checkpoint, the body it was read from, and the log's own signature lines that hold."""

    checkpoint: Checkpoint
    body: str
    lines: tuple[str, ...]

    def note(self, *cosignatures: str) -> str:
        """With the cosignatures on it, and with no line of anybody who is not known."""
        return "".join([self.body, "\n", *self.lines, *cosignatures])


def write_add_checkpoint(old_size: int, proof: Sequence[bytes], note: str) -> bytes:
    """The body of the request that a log sends to a witness."""
    return "\n".join([f"old {old_size}", *map(write_base64, proof), "", note]).encode()


def parse_add_checkpoint(body: bytes) -> AddCheckpoint:
    """Raises Malformed."""
    try:
        head, found, note = body.decode().partition("\n\n")
    except UnicodeDecodeError:
        raise Malformed("a request to a witness is UTF-8") from None
    first, *lines = head.split("\n")
    if not found or not first.startswith("old "):
        raise Malformed("a request to a witness begins with the old size and has a checkpoint below an empty line")
    if len(lines) > MOST_HASHES:
        raise Malformed(f"a proof has at most {MOST_HASHES} hashes")
    old_size = read_decimal(first.removeprefix("old "), "the old size")
    try:
        read_checkpoint(split(note)[0])
    except NoteRefused as error:
        raise Malformed(f"not a signed checkpoint: {error}") from None
    return AddCheckpoint(old_size, tuple(read_hash(line, "a line of the proof") for line in lines), note)


def judge(request: AddCheckpoint, known: Checkpoint | None, keys: Sequence[NoteVerifier]) -> Accepted:
    """What to store and to cosign.

    `known` is what was cosigned last for the request's origin, `keys` are those trusted for that origin: none when that
    log is not one to witness. Raises WitnessRefused.
    """
    if not keys:
        raise WitnessRefused(NOT_FOUND, f"{request.origin} is not a log witnessed here\n")
    accepted = _signed(request, keys)
    new = accepted.checkpoint
    if request.old_size > new.size:
        raise WitnessRefused(BAD_REQUEST, "the old size is larger than the checkpoint's\n")
    last = known or Checkpoint(new.origin, 0, EMPTY_ROOT)
    if request.old_size != last.size:
        raise WitnessRefused(CONFLICT, f"{last.size}\n", SIZE_TYPE)
    try:
        verify_consistency(last.size, last.root, new.size, new.root, request.proof)
    except ProofRefused as error:
        raise WitnessRefused(UNPROCESSABLE, f"{error}\n") from None
    return accepted


def _signed(request: AddCheckpoint, keys: Sequence[NoteVerifier]) -> Accepted:
    try:
        opened = open_note(request.note, keys)
        checkpoint = read_checkpoint(opened.body)
    except Malformed as error:
        raise WitnessRefused(BAD_REQUEST, f"{error}\n") from None
    except NoteRefused as error:
        raise WitnessRefused(FORBIDDEN, f"{error}\n") from None
    return Accepted(checkpoint, opened.body, tuple(one.line for one in opened.verified))
