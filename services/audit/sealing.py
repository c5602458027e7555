"""One step of the ledger: decide a batch, write its bundles and tiles, and only then sign what they amount to.

Everything after the decision is a function of the decision and the services' logs. A sealer that dies is replaced by one
that takes up at the decided batch; one that was taken for dead and comes back can only write the same bytes.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from infra.kernel.base.failpoints import failpoint
from infra.kernel.contract.envelope import Recorded
from infra.ledger.checkpoints import Checkpoint
from infra.ledger.directory import LedgerDirectory, blob_path
from infra.ledger.entries import MOST_WITH_PAYLOAD, encode
from infra.ledger.hashing import EMPTY_ROOT, leaf_hash
from infra.ledger.texts import Malformed
from infra.ledger.tiles import FULL
from infra.ledger.tree import ProofRefused, consistency_proof, root, verify_consistency
from services.audit.batches import Batch, Batches, DecidedOtherwise, Head, Heads, Span
from services.audit.checkpoints import Checkpoints, Notices, Signed
from services.audit.following import Following
from services.audit.growing import grown_bundles, grown_tiles
from services.audit.keys import Keys

MOST = 32 * FULL
BREATH = 64


File = tuple[str, bytes]
"""A path in the log's folder, and what the file holds."""


class NotConsistent(Exception):
    """What lies in the ledger's folder does not go on from what was signed last: nothing more is signed."""


@dataclass(frozen=True)
class Ledger:
    """What a sealer works on."""

    keys: Keys
    directory: LedgerDirectory
    batches: Batches
    checkpoints: Checkpoints
    notices: Notices


class Sealer:
    """`write` puts files into the log's folder, durably; `breathe` lets others run; `waits` for witnesses to publish."""

    def __init__(
        self,
        ledger: Ledger,
        following: Following,
        waits: bool,
        write: Callable[[Iterable[File]], None],
        breathe: Callable[[], None],
    ) -> None:
        self._ledger, self._following, self._waits = ledger, following, waits
        self._write, self._breathe = write, breathe

    def step(self) -> Signed | None:
        """The checkpoint of one more batch; None when there is nothing to seal.

        Raises NotConsistent, Forked, Unavailable, OlderThanTheLedger.
        """
        signed = self._ledger.checkpoints.last()
        start = signed.size if signed else 0
        batch = self._ledger.batches.at(start) or self._decided(start)
        if batch is None:
            return None
        self._append(batch)
        return self._sign(batch.size, start, signed.root if signed else EMPTY_ROOT)

    def write_again(self) -> None:
        """The files of everything that was signed, from the first batch on. Raises NotConsistent, OlderThanTheLedger."""
        signed = self._ledger.checkpoints.last()
        start = 0
        while signed is not None and start < signed.size:
            batch = self._ledger.batches.at(start)
            if batch is None:
                raise NotConsistent(f"the database audit has no batch at {start}: bring it back from a backup")
            self._append(batch)
            start = batch.size

    def _decided(self, start: int) -> Batch | None:
        heads = self._ledger.batches.heads()
        offered = self._following.offered(heads, MOST)
        batch = batch_of(start, heads, offered)
        if batch is None:
            return None
        try:
            self._ledger.batches.decide(batch)
        except DecidedOtherwise:
            return self._ledger.batches.at(start)
        failpoint("ledger.after-batch")
        return batch

    def _append(self, batch: Batch) -> None:
        """The batch's entries as files; nothing is signed yet."""
        entries = self._entries(batch)
        tail = self._tail(batch.start)
        self._write(grown_bundles(batch.start, tail, entries))
        failpoint("ledger.after-bundle")
        leaves = []
        for at, entry in enumerate(entries):
            if at % BREATH == 0:
                self._breathe()
            leaves.append(leaf_hash(entry))
        self._write(grown_tiles(batch.start, leaves, self._ledger.directory.hash_at(batch.start)))
        failpoint("ledger.after-tile")

    def _entries(self, batch: Batch) -> list[bytes]:
        events = [
            (event, span.most)
            for span in batch.spans
            for event in self._following.events_of(span, batch.heads[span.service])
        ]
        entries = []
        for at, (event, most) in enumerate(events):
            if at % BREATH == 0:
                self._breathe()
            entry, blob = encode(event, most)
            if blob is not None:
                self._write([(blob_path(hashlib.sha256(blob).hexdigest()), blob)])
            entries.append(entry)
        return entries

    def _tail(self, start: int) -> list[bytes]:
        """The entries of the last, partial bundle, once they are those that were signed for."""
        if not start % FULL:
            return []
        number, width = divmod(start, FULL)
        try:
            tail = self._ledger.directory.bundle(number, start)
            hash_at = self._ledger.directory.hash_at(start)
            if [leaf_hash(entry) for entry in tail] != [hash_at(0, number * FULL + at) for at in range(width)]:
                raise Malformed(f"the entries of bundle {number} are not those that were sealed")
        except (FileNotFoundError, Malformed) as spoilt:
            raise NotConsistent(
                f"{spoilt}; nothing more is sealed: bring the ledger's folder back from a backup"
            ) from spoilt
        return tail

    def _sign(self, size: int, old_size: int, old_root: bytes) -> Signed:
        hash_at = self._ledger.directory.hash_at(size)
        try:
            new_root = root(size, hash_at)
            verify_consistency(old_size, old_root, size, new_root, consistency_proof(old_size, size, hash_at))
        except (ProofRefused, FileNotFoundError, Malformed) as refused:
            raise NotConsistent(
                f"the tiles of {size} entries do not go on from the checkpoint of {old_size} that was signed: {refused}; "
                "nothing is signed: bring the ledger's folder back from a backup"
            ) from refused
        checkpoint = Checkpoint(self._ledger.keys.origin, size, new_root)
        body = checkpoint.body()
        note = f"{body}\n{self._ledger.keys.signer.sign(body)}"
        failpoint("ledger.after-signature")
        stored = self._ledger.checkpoints.store(checkpoint, note, datetime.now(UTC), published=not self._waits)
        failpoint("ledger.after-store")
        self._ledger.notices.put_up(stored)
        return stored


def batch_of(start: int, heads: Heads, offered: list[list[Recorded]]) -> Batch | None:
    """The next batch of what is offered. A full one ends with a full bundle, so that a long backlog leaves no partial."""
    count = sum(map(len, offered))
    if count >= MOST:
        count = (start + count) // FULL * FULL - start
    if not count:
        return None
    spans: list[Span] = []
    after = dict(heads)
    left = count
    for events in offered:
        taken = events[:left]
        if taken:
            spans.append(Span(taken[0].service, taken[0].position, len(taken), MOST_WITH_PAYLOAD))
            after[taken[0].service] = Head(taken[-1].position + 1, taken[-1].event_id)
            left -= len(taken)
    return Batch(start, start + count, tuple(spans), after)
