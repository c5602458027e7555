"""Checkpoints: what a log says of itself, its name, its size and its root, as C2SP tlog-checkpoint writes them."""

from dataclasses import dataclass

from infra.ledger.hashing import EMPTY_ROOT
from infra.ledger.texts import Malformed, read_decimal, read_hash, write_base64

LINES = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log called `origin` has `size` entries and this root."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{write_base64(self.root)}\n"


def parse_checkpoint(body: str) -> Checkpoint:
    """The checkpoint in a note's body; lines after the third are allowed and say nothing here. Raises Malformed."""
    checkpoint = read_checkpoint(body)
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise Malformed("an empty log has another root")
    return checkpoint


def read_checkpoint(body: str) -> Checkpoint:
    """The same by its form alone, for whoever must first look who signed it: an empty log may say any root."""
    lines = body.split("\n")
    if lines.pop() != "" or len(lines) < LINES:
        raise Malformed("a checkpoint has three lines, each with its end")
    origin, size, root = lines[0], read_decimal(lines[1], "the size"), read_hash(lines[2], "the root")
    if not origin:
        raise Malformed("a checkpoint names its log in the first line")
    if any(not line for line in lines[LINES:]):
        raise Malformed("a checkpoint has no empty line")
    return Checkpoint(origin, size, root)
