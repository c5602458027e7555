"""Replaying from the ledger's sealed bundles with a fold, beside the log read in pages by key, and beside eventsourcing."""

from collections.abc import Iterable, Iterator

from benchmarks.filled import fill
from benchmarks.measuring import Line, interleaved, rate
from benchmarks.notebook import NOTEBOOK
from benchmarks.peer import peer_at_work
from benchmarks.replay import EACH, NOTEBOOKS, keyset
from benchmarks.seal import all_events
from benchmarks.sealing import seal, sealer
from benchmarks.setting import Setting
from infra.kernel.commands.folding import Folded, Lifecycles
from infra.kernel.contract.envelope import Recorded
from operations.replay.replaying import SealedLog, sealed_log


def lines(setting: Setting) -> Iterator[Line]:
    notebooks = setting.sized(NOTEBOOKS)
    count = notebooks * EACH
    with setting.database() as database, peer_at_work(setting) as peer:
        fill(setting, database, notebooks, EACH)
        peer.do("fill", notebooks, EACH)
        cursor = setting.connect(database.url.rpartition("/")[2]).cursor()
        with sealer(setting, all_events(database)) as work:
            seal(work, count)
            log = sealed_log(work.directory)
            sides = {
                "ours": lambda: rate(count, lambda: folded(log, count)),
                "keyset pages": lambda: rate(count, lambda: keyset(cursor, count)),
                "eventsourcing": lambda: peer.do("replay", count),
            }
            found = interleaved(sides, setting.rounds)
    work_name = "replay from sealed bundles with a fold"
    yield found.line(work_name, "events/s", "ours", "keyset pages", 1.30)
    yield found.line(work_name, "events/s", "ours", "eventsourcing", 3.5)


def folded(log: SealedLog, count: int) -> None:
    """As `shangliang replay --stream` and `compare` read: every bundle is checked against the signed root first."""
    lifecycles, states = Lifecycles((NOTEBOOK,)), dict[str, Folded]()
    for _first, page in log.pages():
        for stream, events in joined(page).items():
            states[stream] = lifecycles.replay(states.get(stream) or Folded(stream), events)
    assert sum(state.version for state in states.values()) == count


def joined(events: Iterable[Recorded]) -> dict[str, list[Recorded]]:
    """By stream, order kept."""
    streams: dict[str, list[Recorded]] = {}
    for event in events:
        streams.setdefault(event.stream, []).append(event)
    return streams
