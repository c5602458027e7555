"""Checks that a ledger may go on: its files and its database must be of one history, and neither older than the other.

Looked at before the service starts, and again by a sealer that takes over. The files are read first: a row is stored
before its file, so that a database that is whole is never behind.
"""

from pathlib import Path

from infra.kernel.access.site import SiteProblem
from infra.ledger.checkpoints import Checkpoint, parse_checkpoint
from infra.ledger.directory import LedgerDirectory
from infra.ledger.hashing import leaf_hash
from infra.ledger.notes import NoteRefused, open_note
from infra.ledger.texts import Malformed
from infra.ledger.tiles import FULL
from infra.ledger.tree import root
from services.audit.batches import Batches
from services.audit.checkpoints import Checkpoints, Notices
from services.audit.keys import LOG, Keys


class LedgerRefused(SiteProblem):
    """The ledger cannot be gone on with; the message says why and what to do."""


def check(folder: Path, keys: Keys, batches: Batches, checkpoints: Checkpoints) -> None:
    """Raises LedgerRefused."""
    on_disk = [_ours(note, keys) for note in Notices(folder).all()]
    signed = checkpoints.last()
    size = signed.size if signed else 0
    directory = LedgerDirectory(folder / LOG)
    newest = max(on_disk, key=lambda one: one.size, default=None)
    if newest is not None and newest.size > size:
        raise LedgerRefused(
            f"the database audit is older than the ledger's files: it knows {size} entries, {folder} has a checkpoint of "
            f"{newest.size}; sealing on would fork the ledger: bring back a newer backup of the database audit"
        )
    if signed is None:
        return
    if _ours(signed.note.encode(), keys).root != signed.root:
        raise LedgerRefused(
            f"the checkpoint of {size} in the database audit has another root than its note: it was altered"
        )
    for one in [Checkpoint(keys.origin, size, signed.root), *on_disk]:
        _must_stand(one, directory)
    _entries_must_be_there(size, directory)
    last = batches.last()
    if last is None or last.size < size:
        raise LedgerRefused("the database audit has lost batches that were signed: bring it back from a backup")


def _ours(note: bytes, keys: Keys) -> Checkpoint:
    try:
        checkpoint = parse_checkpoint(open_note(note, [keys.verifier]).body)
    except (NoteRefused, Malformed) as error:
        raise LedgerRefused(f"a checkpoint of the ledger is not signed with the site's key: {error}") from error
    if checkpoint.origin != keys.origin:
        raise LedgerRefused(f"a checkpoint of the ledger is of {checkpoint.origin}, not of {keys.origin}")
    return checkpoint


def _must_stand(checkpoint: Checkpoint, directory: LedgerDirectory) -> None:
    """The tiles must amount to what was signed."""
    try:
        found = root(checkpoint.size, directory.hash_at(checkpoint.size))
    except (FileNotFoundError, Malformed, IndexError) as gone:
        raise LedgerRefused(f"the ledger's files have lost what was signed: {gone}; {_REMEDY}") from gone
    if found != checkpoint.root:
        raise LedgerRefused(
            f"the ledger's tiles differ from its signed checkpoint of {checkpoint.size} entries; {_REMEDY}"
        )


def _entries_must_be_there(size: int, directory: LedgerDirectory) -> None:
    """The last bundle holds what the last tile says; all the others are `shangliang verify`'s to read."""
    number = (size - 1) // FULL
    hash_at = directory.hash_at(size)
    try:
        for index, entry in enumerate(directory.bundle(number, size), number * FULL):
            if leaf_hash(entry) != hash_at(0, index):
                raise Malformed(f"entry {index} is not the one that was sealed")
    except (FileNotFoundError, Malformed, IndexError) as gone:
        raise LedgerRefused(f"the ledger's entries have lost what was signed: {gone}; {_REMEDY}") from gone


_REMEDY = "bring the ledger's folder back from a backup, or make its files anew from the logs: shangliang rebuild audit"
