"""Fills the audit database where only the ledger's folder is left: what was decided and signed stands in the files.

The batches need not be cut as they were; what matters is which event stands at which index.
"""

from datetime import UTC, datetime
from pathlib import Path

from infra.kernel.storage.database import Database
from infra.ledger.bundles import MOST_BYTES
from infra.ledger.directory import LedgerDirectory, kept_path
from infra.ledger.entries import MOST_WITH_PAYLOAD, Entry, read_entry
from infra.ledger.notes import NoteRefused, open_note
from infra.ledger.tiles import FULL
from infra.ledger.witness_policy import WitnessPolicy
from services.audit.batches import Batch, Batches, Head, Heads, Span
from services.audit.checkpoints import Checkpoints, Notices, checkpoint_in
from services.audit.keys import LOG
from services.audit.starting import LedgerRefused
from services.audit.witness_policy import read_policy

BUNDLES_A_BATCH = 32


def last_signed(folder: Path) -> bytes:
    """The newest note under the site's own key. Raises LedgerRefused."""
    newest = max(Notices(folder).all(), key=lambda note: checkpoint_in(note).size, default=None)
    if newest is None:
        raise LedgerRefused(f"{folder} has no signed checkpoint: put the ledger's folder there first")
    return newest


def fill_from_files(database: Database, folder: Path) -> int:
    """Answers the size of the ledger. Raises LedgerRefused."""
    batches, checkpoints, directory = Batches(database), Checkpoints(database), LedgerDirectory(folder / LOG)
    note = last_signed(folder)
    size, last = checkpoint_in(note).size, batches.last()
    start, heads = (last.size, last.heads) if last else (0, {})
    while start < size:
        batch = _batch(directory, start, min(size, start + BUNDLES_A_BATCH * FULL), heads)
        batches.decide(batch)
        start, heads = batch.size, batch.heads
    policy = read_policy(folder)
    for one in (*(directory.read(kept_path(kept)) for kept in directory.kept()), note):
        if checkpoint_in(one).size <= size:
            checkpoints.store(checkpoint_in(one), one.decode(), datetime.now(UTC), _was_published(one, policy))
    return size


def _was_published(note: bytes, policy: WitnessPolicy | None) -> bool:
    """What waits for its witnesses still waits for them."""
    if policy is None or policy.quorum is None:
        return True
    try:
        return policy.satisfied(policy.witnessed(open_note(note, policy.verifiers())))
    except NoteRefused:
        return False


def _batch(directory: LedgerDirectory, start: int, end: int, heads: Heads) -> Batch:
    spans: list[Span] = []
    after = dict(heads)
    for _index, entry in directory.entries(start, end):
        read = read_entry(entry)
        most = _form_of(entry, read)
        if spans and (spans[-1].service, spans[-1].most) == (read.service, most):
            spans[-1] = Span(read.service, spans[-1].first, spans[-1].count + 1, most)
        else:
            spans.append(Span(read.service, read.position, 1, most))
        after[read.service] = Head(read.position + 1, read.event_id)
    return Batch(start, end, tuple(spans), after)


def _form_of(entry: bytes, read: Entry) -> int:
    """How long it may have been with its payload: an older version wrote what we would not."""
    written_by_an_older = isinstance(read.payload, str) and len(entry) > MOST_WITH_PAYLOAD
    return MOST_BYTES if written_by_an_older else MOST_WITH_PAYLOAD
