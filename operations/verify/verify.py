"""`shangliang verify` checks the record against the ledger: the stand-alone verifier's checks, then every log row by row.

The ledger is read from its folder, or, where this process has none (on servers), over HTTP as an auditor.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from infra.kernel.access.identity import Claims, make_token
from infra.kernel.access.site import AUDIT, Site
from infra.kernel.storage.database import Database
from infra.ledger import verify_ledger
from infra.ledger.bundles import unpack
from infra.ledger.checkpoints import parse_checkpoint
from infra.ledger.directory import LedgerDirectory, blob_path
from infra.ledger.notes import NoteRefused, split
from infra.ledger.texts import Malformed
from infra.ledger.tiles import FULL, bundle_path
from operations.suite.services import SERVICES
from operations.verify.against_ledger import Comparison, TooDifferent
from services.audit.checkpoints import LAST_SIGNED
from services.audit.keys import LOG, read_keys_but_witness
from services.audit.tables import CHECKPOINTS
from services.audit.witness_policy import POLICY

NEWEST = 200
TOKEN_HOURS = 12.0
Progress = Callable[[int, int], None]


class CannotVerify(ValueError):
    """The message says what is missing."""


@dataclass(frozen=True)
class VerifyReport:
    """What was found, a line each; nothing when all holds. `summary` says in one line what was checked."""

    findings: list[str]
    summary: str


class Sealed(Protocol):
    """The entries of one ledger, in order."""

    def note(self) -> bytes | None:
        """The checkpoint up to which there are entries."""

    def entries(self, size: int) -> Iterator[tuple[int, bytes]]:
        """Raises Malformed, FileNotFoundError."""

    def blob(self, sha256: str) -> bytes: ...


@dataclass(frozen=True)
class OnDisk:
    """`folder` is the ledger's, with the log and the newest note under the site's own key, published or not."""

    folder: Path

    @property
    def log(self) -> LedgerDirectory:
        return LedgerDirectory(self.folder / LOG)

    def note(self) -> bytes | None:
        try:
            return (self.folder / LAST_SIGNED).read_bytes()
        except FileNotFoundError:
            return None

    def entries(self, size: int) -> Iterator[tuple[int, bytes]]:
        return self.log.entries(0, size)

    def blob(self, sha256: str) -> bytes:
        return self.log.blob(sha256)


@dataclass(frozen=True)
class OverHttp:
    """A ledger as its site serves it to auditors."""

    site: verify_ledger.Site

    def note(self) -> bytes | None:
        return self.site.read("checkpoint")

    def entries(self, size: int) -> Iterator[tuple[int, bytes]]:
        for start in range(0, size, FULL):
            yield from enumerate(self._bundle(start // FULL, min(FULL, size - start)), start)

    def _bundle(self, number: int, width: int) -> list[bytes]:
        """The full one, where `checkpoint` is so far behind that the partial one is gone: they begin alike."""
        try:
            return unpack(self._there(bundle_path(number, width)))
        except FileNotFoundError:
            return unpack(self._there(bundle_path(number)))[:width]

    def blob(self, sha256: str) -> bytes:
        return self._there(blob_path(sha256))

    def _there(self, path: str) -> bytes:
        content = self.site.read(path)
        if content is None:
            raise FileNotFoundError(path)
        return content


def verify_foreign(source: str, asked: verify_ledger.Asked, token: str | None, progress: Progress) -> VerifyReport:
    """Somebody else's ledger, from its files alone. Raises CannotVerify without a key to check it against."""
    if not asked.keys and "log " not in (asked.policy or ""):
        raise CannotVerify(
            "a ledger that is not this site's own is checked against a key: --key VKEY, or a policy's `log`"
        )
    return _from_files(source, asked, token, progress)


def verify_own(site: Site, url: str, asked: verify_ledger.Asked, progress: Progress) -> VerifyReport:
    """The site's own ledger, then its databases. Raises CannotVerify, SiteProblem."""
    if site.ledger is None:
        token = _auditors_token(site)
        report = _from_files(url, asked, token, progress)
        return _with_rows(report, site, OverHttp(verify_ledger.Site(url, token)), progress)
    if not (site.ledger / LOG).exists():
        raise CannotVerify(
            f"there is no ledger in {site.ledger} yet: `shangliang up` makes one and seals what was recorded"
        )
    own = replace_missing(asked, site.ledger)
    notes = [*asked.kept, *_notes_in_database(site)]
    report = _from_files(str(site.ledger / LOG), own._replace(kept=notes), None, progress)
    return _with_rows(report, site, OnDisk(site.ledger), progress)


def replace_missing(asked: verify_ledger.Asked, ledger: Path) -> verify_ledger.Asked:
    """The site's own key and policy, where no other is named. Raises SiteProblem."""
    keys = asked.keys or [read_keys_but_witness(ledger).vkey]
    policy = ledger / POLICY
    own_policy = policy.read_text(encoding="utf-8") if policy.exists() else None
    return asked._replace(keys=keys, policy=asked.policy or own_policy)


def _from_files(source: str, asked: verify_ledger.Asked, token: str | None, progress: Progress) -> VerifyReport:
    said: list[str] = []
    found = verify_ledger.verify(source, asked, said.append, token, progress)
    return VerifyReport(said, "") if found else VerifyReport([], said[-1])


def _auditors_token(site: Site) -> str:
    if site.token_private_key is None:
        raise CannotVerify(
            "LEDGER_DIR is not set here, and without TOKEN_PRIVATE_KEY the ledger cannot be read over HTTP"
        )
    return make_token(site.token_private_key, Claims(("AUD",)), TOKEN_HOURS)


def _notes_in_database(site: Site) -> list[tuple[str, bytes]]:
    """What the audit service's database knows to be published: files that were brought back from earlier know less."""
    database = Database(site.database(AUDIT))
    try:
        published = select(CHECKPOINTS.c.size, CHECKPOINTS.c.note).where(CHECKPOINTS.c.published_at.isnot(None))
        kept = database.query(published.where(CHECKPOINTS.c.kept).order_by(CHECKPOINTS.c.size))
        newest = database.query(published.order_by(CHECKPOINTS.c.size.desc()).limit(NEWEST))
    except SQLAlchemyError as error:
        raise CannotVerify(f"the database {AUDIT} cannot be read: {error}") from error
    finally:
        database.dispose()
    notes = {int(size): str(note).encode() for size, note in (*kept, *newest)}
    return [(f"checkpoint of {size} in the database {AUDIT}", note) for size, note in sorted(notes.items())]


def _with_rows(report: VerifyReport, site: Site, sealed: Sealed, progress: Progress) -> VerifyReport:
    """Also where the ledger itself is damaged: which event differs is what one wants to know then."""
    note = sealed.note()
    if note is None:
        return replace(
            report, findings=[*report.findings, "there is no signed checkpoint to compare the databases with"]
        )
    try:
        size = parse_checkpoint(split(note)[0]).size
    except (NoteRefused, Malformed) as error:
        return replace(report, findings=[*report.findings, f"the newest checkpoint cannot be read: {error}"])
    with ExitStack() as stack:
        databases = {name: Database(site.database(name)) for name in SERVICES}
        for database in databases.values():
            stack.callback(database.dispose)
        comparison = Comparison(databases, sealed.blob)
        try:
            differences = [*_compared(comparison, sealed, size, progress), *comparison.finish()]
        except TooDifferent as too:
            differences = [str(too)]
    return VerifyReport([*report.findings, *differences], f"{report.summary}; {comparison.summary()}")


def _compared(comparison: Comparison, sealed: Sealed, size: int, progress: Progress) -> Iterator[str]:
    done = 0
    try:
        for index, entry in sealed.entries(size):
            yield from comparison.compare(index, entry)
            done = index + 1
            progress(done, size)
    except (Malformed, FileNotFoundError, IndexError) as error:
        yield f"entries from {done // FULL * FULL} on cannot be read ({error}): the databases were compared up to there"
