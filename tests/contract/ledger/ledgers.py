"""Ledgers to try things on: written by our own code into a folder, in whatever state a test needs."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infra.kernel.contract.envelope import Recorded
from infra.ledger.bundles import pack
from infra.ledger.checkpoints import Checkpoint
from infra.ledger.directory import CHECKPOINT, KEY, LedgerDirectory, blob_path, kept_path
from infra.ledger.entries import encode
from infra.ledger.hashing import leaf_hash, root_of
from infra.ledger.notes import CosignatureSigner, NoteSigner
from infra.ledger.tiles import FULL, bundle_path, tile_path

ORIGIN = "ledger.example/county"
MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)

LOG = NoteSigner(ORIGIN, bytes(32))
CITY = CosignatureSigner("city.example/witness", bytes([1]) * 32)
PROVINCE = CosignatureSigner("province.example/witness", bytes([2]) * 32)
POLICY = f"""\
# the county's ledger counts once its city or its province has seen it
log {LOG.vkey}
witness city {CITY.vkey} https://city.example/v1/witness
witness province {PROVINCE.vkey}
group either any city province
quorum either
"""


def event(service: str, position: int, stream: str, version: int, at: int, payload: str = "{}") -> Recorded:
    """An event recorded `at` seconds after the morning began."""
    time = (MORNING + timedelta(seconds=at)).isoformat(timespec="microseconds")
    return Recorded(
        event_id=str(hashlib.sha256(f"{service}{position}".encode()).hexdigest()[:32]),
        stream=stream,
        version=version,
        type="TopicProposed",
        schema_version=1,
        occurred_at=time,
        recorded_at=time,
        actor="ana",
        role="member",
        organisation=None,
        division="110101000000",
        command_id=f"c-{position}",
        correlation_id=f"c-{position}",
        causation_id=None,
        payload=payload,
        service=service,
        position=position,
    )


def history(count: int) -> list[Recorded]:
    """Two services by turns, each with streams of three versions; a payload in Chinese, and one in a hundred long."""
    events = list[Recorded]()
    for index in range(count):
        service, position = ("topics", "meetings")[index % 2], index // 2
        payload = '{"title":"学校门口的交通"}' if index % 100 != 7 else f'{{"text":"{"长" * 30_000}"}}'
        stream = f"{service[:-1]}-{position // 3}"
        events.append(event(service, position, stream, position % 3 + 1, index, payload))
    return events


def note(checkpoint: Checkpoint, signer: NoteSigner = LOG, cosigners: Iterable[CosignatureSigner] = ()) -> str:
    body = checkpoint.body()
    return "".join([body, "\n", signer.sign(body), *(one.sign(body, 1_770_000_000) for one in cosigners)])


@dataclass
class Ledger:
    """A log in a folder. Only what is written is there: tests write wrong things too."""

    folder: Path
    entries: list[bytes] = field(default_factory=list, repr=False)
    blobs: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def files(self) -> LedgerDirectory:
        return LedgerDirectory(self.folder)

    def of(self, events: Iterable[Recorded]) -> "Ledger":
        """With these events as its entries, not yet written."""
        encoded = [encode(one) for one in events]
        blobs = {hashlib.sha256(blob).hexdigest(): blob for _, blob in encoded if blob is not None}
        return replace(self, entries=[entry for entry, _ in encoded], blobs=blobs)

    def checkpoint(self, size: int) -> Checkpoint:
        return Checkpoint(ORIGIN, size, root_of([leaf_hash(entry) for entry in self.entries[:size]]))

    def write(self, signer: NoteSigner = LOG) -> "Ledger":
        """All files: bundles, tiles, blobs, and the newest checkpoint."""
        for path, content in contents(self.entries):
            self._put(path, content)
        for digest, blob in self.blobs.items():
            self._put(blob_path(digest), blob)
        self._put(KEY, f"{signer.vkey}\n".encode())
        self._put(CHECKPOINT, note(self.checkpoint(len(self.entries)), signer).encode())
        return self

    def keep(self, *sizes: int, signer: NoteSigner = LOG, cosigners: Sequence[CosignatureSigner] = ()) -> "Ledger":
        """Checkpoints of these sizes, kept among the files."""
        for size in sizes:
            self._put(kept_path(size), note(self.checkpoint(size), signer, cosigners).encode())
        return self

    def _put(self, path: str, content: bytes) -> None:
        """Not as durable as LedgerDirectory.write, which has its own tests, but a hundred times faster."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def contents(entries: list[bytes]) -> Iterable[tuple[str, bytes]]:
    """Every bundle and tile of a log of these entries, by a way of its own: level by level, all in memory."""
    for number in range(-(-len(entries) // FULL)):
        bundle = entries[number * FULL : (number + 1) * FULL]
        yield bundle_path(number, len(bundle)), pack(bundle)
    hashes, level = [leaf_hash(entry) for entry in entries], 0
    while hashes:
        tiles = [hashes[at : at + FULL] for at in range(0, len(hashes), FULL)]
        for number, tile in enumerate(tiles):
            yield tile_path(level, number, len(tile)), b"".join(tile)
        hashes, level = [root_of(tile) for tile in tiles if len(tile) == FULL], level + 1
