"""A ledger of its own for a test: real database, real folder, real keys; the services' logs are lists."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from infra.kernel.base.problems import Unavailable
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.database import Database
from infra.ledger.directory import LedgerDirectory
from services.audit.batches import Batches
from services.audit.checkpoints import Checkpoints, Notices, Signed
from services.audit.following import Following
from services.audit.index import Index
from services.audit.keys import LOG, begin, read_keys
from services.audit.sealing import File, Ledger, Sealer
from services.audit.tables import METADATA

PRODUCERS = ("members", "topics")
ORIGIN = "example.org/ledger"


def event(service: str, position: int, payload: str = '{"text":"校门口"}', division: str = "620723101") -> Recorded:
    """The event that stands there, always the same one."""
    return Recorded(
        event_id=f"{service}-{position}",
        stream=f"{service}-stream",
        version=position + 1,
        type="TopicDrafted",
        schema_version=1,
        occurred_at="2026-03-02T01:00:00.000000+00:00",
        recorded_at="2026-03-02T01:00:00.000000+00:00",
        actor="ana",
        role="STN",
        organisation="station",
        division=division,
        command_id=f"command-{position}",
        correlation_id=f"correlation-{position // 2}",
        causation_id=None,
        payload=payload,
        service=service,
        position=position,
    )


@dataclass
class WrittenLogs:
    """What the services have recorded; a silent one does not answer."""

    events: dict[str, list[Recorded]] = field(default_factory=lambda: {name: [] for name in PRODUCERS})
    silent: set[str] = field(default_factory=set)

    def record(self, service: str, count: int, payload: str = '{"text":"校门口"}') -> None:
        log = self.events[service]
        log += [event(service, position, payload) for position in range(len(log), len(log) + count)]

    def read_log(self, service: str, start: int, limit: int) -> list[Recorded]:
        if service in self.silent:
            raise Unavailable("silent")
        return self.events[service][start : start + limit]

    def head(self, service: str) -> int:
        return len(self.events[service])


class TestedLedger:
    """One sealer's view of a ledger; several on one folder and database are several sealers."""

    __test__ = False

    def __init__(self, home: Path, logs: WrittenLogs, url: str | None = None, waits: bool = False) -> None:
        self.folder, self.logs, self.waits = home / "ledger", logs, waits
        self.database = Database(url or f"sqlite:///{home}/audit.sqlite")
        METADATA.create_all(self.database.engine)
        self.checkpoints = Checkpoints(self.database)
        begin(self.folder, ORIGIN, is_new=self.checkpoints.last() is None, say=lambda line: None)
        self.directory = LedgerDirectory(self.folder / LOG)
        self.keys = read_keys(self.folder)
        self.ledger = Ledger(self.keys, self.directory, Batches(self.database), self.checkpoints, Notices(self.folder))
        self.following = Following(PRODUCERS, logs, self.ledger.batches.heads)
        self.index = Index(self.database, self.directory)
        self.sealer = self.sealer_that_writes(self.directory.write)

    def sealer_that_writes(self, one: Callable[[str, bytes], None]) -> Sealer:
        def write(files: Iterable[File]) -> None:
            for path, content in files:
                one(path, content)

        return Sealer(self.ledger, self.following, self.waits, write, breathe=lambda: None)

    def look(self) -> None:
        for name in PRODUCERS:
            while self.following.look(name):
                pass

    def seal(self) -> Signed | None:
        """Everything that is recorded; the last checkpoint of it."""
        signed, last = None, None
        while True:
            self.look()
            last = self.sealer.step()
            if last is None:
                return signed
            signed = last

    def entries(self) -> list[bytes]:
        signed = self.checkpoints.last()
        return [entry for _, entry in self.directory.entries(0, signed.size if signed else 0)]

    def close(self) -> None:
        self.database.dispose()
