"""The audit service at work, without its wire: follows the services, seals, asks witnesses, keeps the index and the house."""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import eventlet
import structlog
from eventlet import GreenPool, tpool

from infra.kernel.access.identity import Verifier
from infra.kernel.access.site import Site
from infra.kernel.base.clock import moment, stamp
from infra.kernel.base.problems import Unavailable
from infra.kernel.contract.envelope import Recorded
from infra.kernel.news.sequencer import Signal
from infra.kernel.running.followed_logs import Peers
from infra.kernel.running.runtime import DATABASE_FAILURES
from infra.kernel.storage.database import Database
from infra.kernel.storage.leadership import Leadership
from infra.ledger.directory import LedgerDirectory
from services.audit.batches import Batches
from services.audit.checkpoints import Checkpoints, Forked, Notices
from services.audit.following import Following, OlderThanTheLedger
from services.audit.index import Index
from services.audit.keys import LOG, read_keys
from services.audit.receipts import Receipts
from services.audit.redacting import Redacting
from services.audit.sealing import File, Ledger, NotConsistent, Sealer
from services.audit.searching import Search
from services.audit.starting import LedgerRefused, check
from services.audit.tidying import tidy
from services.audit.witness_policy import read_policy
from services.audit.witnessed import SiteAsWitness
from services.audit.witnesses import Witnesses, WitnessStanding

SEALING = 7_003
LOOK_SECONDS = 1.0
SEAL_SECONDS = 0.3
WRITERS = 8
TROUBLE_SECONDS = 2.0
HOUSE_SECONDS = 3600.0

log = structlog.get_logger("shangliang.audit")


class Work:
    """Owns everything that lives as long as the service does."""

    def __init__(self, site: Site, producers: tuple[str, ...], peers: Peers) -> None:
        assert site.ledger is not None, "whoever starts the audit service has made sure of its folder"
        self.folder = site.ledger
        self.keys = read_keys(self.folder)
        self.database = Database(site.database("audit"))
        self.directory = LedgerDirectory(self.folder / LOG)
        self.verifier = Verifier(site.token_public_key)
        self.batches, self.checkpoints = Batches(self.database), Checkpoints(self.database)
        self.notices = Notices(self.folder)
        self.following = Following(producers, peers, self.batches.heads)
        policy = read_policy(self.folder)
        ledger = Ledger(self.keys, self.directory, self.batches, self.checkpoints, self.notices)
        self.sealer = Sealer(
            ledger,
            self.following,
            waits=policy is not None and policy.quorum is not None,
            write=self._write,
            breathe=lambda: eventlet.sleep(0),
        )
        self.witnesses = Witnesses(policy, ledger) if policy else None
        self.index = Index(self.database, self.directory)
        self.search = Search(self.database, self.directory)
        self.receipts = Receipts(self.keys, self.directory, self.checkpoints, self.search)
        self.redacting = Redacting(self.directory, self.checkpoints)
        self.witness = SiteAsWitness(self.folder, self.database, self.keys.cosigner)
        self._leadership = Leadership(self.database, SEALING)
        self._in_hand, self._sealed, self._stopped = Signal(), Signal(), Signal()
        self._leads, self._stopping = False, False
        self.alarms: dict[str, str] = {}

    def loops(self) -> Iterator[Callable[[], None]]:
        """What must run, each in a greenlet of its own, until `stop`."""
        for producer in self.following.producers:
            yield self._enduring(lambda name=producer: self._follow(name))  # type: ignore[misc]
        for standing in self.witnesses.standings if self.witnesses else ():
            yield self._enduring(lambda one=standing: self._ask(one))  # type: ignore[misc]
        for loop in (self._seal_forever, self._index_forever, self._keep_house):
            yield self._enduring(loop)

    def stop(self) -> None:
        self._stopping = True
        for bell in (*self.following.bells.values(), self._in_hand, self._sealed, self._stopped):
            bell.ring()

    def news_arrived(self, events: list[Recorded]) -> None:
        """News from the broker."""
        self.following.news_arrived(events)

    def status(self) -> dict[str, Any]:
        """For /ready, /metrics and `shangliang lag`."""
        signed, published = self.checkpoints.last(), self.checkpoints.published()
        sealed, heads = signed.size if signed else 0, self.batches.heads()
        cursors = {name: heads[name].next_position if name in heads else 0 for name in self.following.producers}
        witnesses = [one.shown(sealed) for one in self.witnesses.standings] if self.witnesses else []
        witnessed, now = self.witness.standing(), datetime.now(UTC)
        return {
            "service": "audit",
            "database": "ok",
            "broker": "ok",
            "position": sealed,
            "unnumbered": 0,
            "lag": {name: max(0, self.following.known_heads[name] - at) for name, at in cursors.items()},
            "cursors": cursors,
            "parked": 0,
            "pending": 0,
            "due": 0,
            "next_due": None,
            "now": stamp(now),
            "commands": {},
            "refusals": {},
            "sealed": sealed,
            "published": published.size if published else 0,
            "indexed": self.index.indexed(),
            "checkpoint_age": (now - moment(signed.signed_at)).total_seconds() if signed else None,
            "witnesses": witnesses,
            "witnessed": {"logs": witnessed.logs, "bad_lines": list(witnessed.bad_lines)},
            "alarms": [*self.alarms.values(), *self.following.alarms.values(), *witnessed.trouble],
        }

    def _write(self, files: Iterable[File]) -> None:
        """Several at once, in threads of their own: the disk takes what must be durable together in one go."""
        writing = GreenPool(WRITERS)
        for done in writing.imap(lambda file: tpool.execute(self.directory.write, *file), files):
            assert done is None

    def _follow(self, name: str) -> None:
        bell = self.following.bells[name]
        while not self._stopping:
            try:
                while self._leads and self.following.look(name):
                    self._in_hand.ring()
            except Unavailable as silent:
                log.info("producer does not answer", producer=name, why=silent.detail)
                eventlet.sleep(LOOK_SECONDS)
                continue
            bell.wait(LOOK_SECONDS)

    def _seal_forever(self) -> None:
        while not self._stopping:
            started = time.monotonic()
            if self._lead():
                self._seal()
                eventlet.sleep(max(0.0, started + SEAL_SECONDS - time.monotonic()))
            self._in_hand.wait(LOOK_SECONDS)

    def _lead(self) -> bool:
        """Whether this process seals; who begins to makes sure first that it may."""
        held = self._leadership.held()
        if held and not self._leads:
            self.following.forget()
            with self._alarmed(LedgerRefused):
                check(self.folder, self.keys, self.batches, self.checkpoints)
                self._leads = True
        self._leads = self._leads and held
        return self._leads

    def _seal(self) -> None:
        with self._alarmed(NotConsistent, Forked, OlderThanTheLedger, OSError):
            try:
                while not self._stopping and self.sealer.step():
                    self.following.wake()
                    self._sealed.ring()
                    if not self._lead():
                        return
            except Unavailable as silent:
                log.info("producer does not answer", why=silent.detail)

    @contextlib.contextmanager
    def _alarmed(self, *kinds: type[Exception]) -> Iterator[None]:
        """What must not be gone on with is said in the status until it is over."""
        try:
            yield
        except kinds as trouble:
            if self.alarms.get("sealing") != str(trouble):
                log.error("nothing is sealed", why=str(trouble))
            self.alarms["sealing"] = str(trouble)
            eventlet.sleep(TROUBLE_SECONDS)
        else:
            self.alarms.pop("sealing", None)

    def _index_forever(self) -> None:
        while not self._stopping:
            signed = self.checkpoints.last() if self._leads else None
            while signed and not self._stopping and self.index.go_on(signed.size):
                eventlet.sleep(0)
            self._sealed.wait(LOOK_SECONDS)

    def _ask(self, standing: WitnessStanding) -> None:
        assert self.witnesses is not None
        while not self._stopping:
            seconds = self.witnesses.attend(standing) if self._leads else LOOK_SECONDS
            eventlet.sleep(seconds)

    def _keep_house(self) -> None:
        while not self._stopping:
            if self._leads:
                self.checkpoints.thin(datetime.now(UTC))
                tpool.execute(tidy, self.directory.folder)
            self._stopped.wait(HOUSE_SECONDS if self._leads else LOOK_SECONDS)

    def _enduring(self, loop: Callable[[], None]) -> Callable[[], None]:
        """A dead database or a full disk must not stop the service: the loop starts again when it is back."""

        def endure() -> None:
            while not self._stopping:
                try:
                    loop()
                except (*DATABASE_FAILURES, OSError) as failure:
                    log.error("database failed; trying again", service="audit", error=repr(failure))
                    eventlet.sleep(1.0)
                else:
                    return

        return endure
