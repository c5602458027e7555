"""A ledger that is sealed by the audit service's own sealer, from events in hand."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.notebook import SERVICE
from benchmarks.setting import Setting
from infra.kernel.access.identity import new_key_pair
from infra.kernel.access.site import AUDIT, Site
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.database import Database
from services.audit.keys import begin
from services.audit.tables import METADATA
from services.audit.work import Work

ORIGIN = "example.com/benchmark"


class InHand:
    """A service's log in memory."""

    def __init__(self, events: Sequence[Recorded]) -> None:
        self._events = events

    def read_log(self, service: str, start: int, limit: int) -> list[Recorded]:
        return list(self._events[start : start + limit])

    def head(self, service: str) -> int:
        return len(self._events)


@contextmanager
def sealer(setting: Setting, events: Sequence[Recorded]) -> Iterator[Work]:
    """The audit service's work on an empty ledger, with its database on the server."""
    with setting.databases((AUDIT,)) as template, tempfile.TemporaryDirectory() as folder:
        database = Database(template.replace("{service}", AUDIT))
        METADATA.create_all(database.engine)
        database.dispose()
        begin(Path(folder), ORIGIN, True, lambda line: None)
        _private, public = new_key_pair()
        yield Work(Site(template, "", public, None, demo_clock=False, ledger=Path(folder)), (SERVICE,), InHand(events))


def seal(work: Work, count: int) -> None:
    """Everything, in batches as large as a backlog has them; the last checkpoint is signed and on the disk."""
    signed = None
    while signed is None or signed.size < count:
        while work.following.look(SERVICE):
            pass
        signed = work.sealer.step() or signed
        work.following.wake()
