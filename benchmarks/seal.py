"""Sealing into the ledger: events in hand to a signed checkpoint, with every bundle, tile and blob durable before it."""

from collections.abc import Iterator

from benchmarks.filled import fill
from benchmarks.measuring import Line, interleaved, rate
from benchmarks.notebook import SERVICE
from benchmarks.sealing import seal, sealer
from benchmarks.setting import Setting
from infra.kernel.contract.envelope import Recorded
from infra.kernel.storage.database import Database
from infra.kernel.storage.sql_store import SqlStore

NOTEBOOKS, EACH = 2_000, 50
PAGE = 1_000


def lines(setting: Setting) -> Iterator[Line]:
    notebooks = setting.sized(NOTEBOOKS)
    with setting.database() as database:
        fill(setting, database, notebooks, EACH)
        events = all_events(database)
    found = interleaved({"seal": lambda: _sealed(setting, events)}, setting.rounds)
    yield Line("seal into the ledger, durable and signed", found.median("seal"), "events/s", at_least=20_000)


def _sealed(setting: Setting, events: list[Recorded]) -> float:
    with sealer(setting, events) as work:
        return rate(len(events), lambda: seal(work, len(events)))


def all_events(database: Database) -> list[Recorded]:
    store, events = SqlStore(database, SERVICE), list[Recorded]()
    while page := store.log(len(events), PAGE):
        events += page
    return events
