"""Files under the right to read a record that names them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, select

from infra.kernel.access.capacities import capacity_for
from infra.kernel.access.places import Actor, Directory
from infra.kernel.access.rules_of_place import Standing
from infra.kernel.base.clock import day_in_china
from infra.kernel.base.problems import NotFound
from infra.kernel.commands.folding import FoldedStreams, Lifecycles
from infra.kernel.contract.lifecycle import Lookups
from infra.kernel.lookups.reading_rights import may_be_read_by, of_his_own
from infra.kernel.lookups.successions import with_predecessors
from infra.kernel.reading.read_log import KEPT_INSIDE, Reading, ReadLog
from infra.kernel.storage.database import Database
from infra.kernel.storage.files import SiteFiles, file_key
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.tables import RECORD_FILES, RECORDS

NO_SUCH_FILE = "没有这个文件，或无权阅读 There is no such file, or you may not read it"
MOST_RECORDS = 100
"""The same document may hang on many records; those of one caller are among the newest."""


class NamingRecord(NamedTuple):
    """A record that names the file; `own` when the caller may read it not only because it was published."""

    collection: str
    record_id: str
    stream: str
    internal: int
    audience: str
    own: int


class FileReader:
    """Finds files that one service's records name, for a caller."""

    def __init__(
        self,
        database: Database,
        lifecycles: Lifecycles,
        streams: FoldedStreams,
        personal: PersonalKeys,
        directory: Directory,
        lookups_at: Callable[[datetime], Lookups],
        now: Callable[[], datetime],
        files: SiteFiles,
    ) -> None:
        self._database, self._lifecycles, self._streams = database, lifecycles, streams
        self._personal, self._directory, self._lookups_at, self._now, self._files = (
            personal,
            directory,
            lookups_at,
            now,
            files,
        )
        self._reads = ReadLog(database, directory, personal, now)

    def find(self, digest: str, actor: Actor, ground: str | None = None) -> dict[str, Any]:
        """`stream` and `key` (hexadecimal, None for what is nobody's). Raises NotFound, also when its key is destroyed."""
        for naming in self._readable(digest, actor):
            if naming.internal and not self._is_inside(naming, actor):
                continue
            head = self._files.head_of_kept(naming.stream, digest)
            if head is None:
                continue
            personal = self._personal.key_of(head.key_id) if head.key_id is not None else None
            if head.key_id is None or personal is not None:
                self._note(naming, digest, actor, ground)
                return {
                    "stream": naming.stream,
                    "key": file_key(personal, naming.stream, digest).hex() if personal else None,
                }
        raise NotFound(NO_SUCH_FILE)

    def _note(self, naming: NamingRecord, digest: str, actor: Actor, ground: str | None) -> None:
        if naming.internal or naming.audience in KEPT_INSIDE:
            self._reads.write(
                actor, Reading("file", naming.collection, (naming.record_id,), ground=ground, file=digest)
            )

    def _readable(self, digest: str, actor: Actor) -> list[NamingRecord]:
        its = and_(RECORD_FILES.c.collection == RECORDS.c.collection, RECORD_FILES.c.id == RECORDS.c.id)
        reader = with_predecessors(actor, self._directory.divisions, day_in_china(self._now()))
        named = (RECORDS.c.collection, RECORDS.c.id, RECORDS.c.stream, RECORD_FILES.c.internal, RECORDS.c.audience)
        query = select(*named, of_his_own(reader).clause()).join(RECORD_FILES, its)
        query = query.where(RECORD_FILES.c.digest == digest, may_be_read_by(reader).clause())
        rows = self._database.query(query.order_by(RECORDS.c.id.desc()).limit(MOST_RECORDS))
        return [NamingRecord(*row) for row in rows]

    def _is_inside(self, naming: NamingRecord, actor: Actor) -> bool:
        """Who handles the record where it stands, whose it is, and who audits; of bodies' records, who need not be the public."""
        if "AUD" in actor.roles:
            return True
        lifecycle = self._lifecycles.by_collection[naming.collection]
        if not lifecycle.internal_files_for:
            return bool(naming.own)
        state = self._streams.load(naming.stream, fresh=True).state
        place = lifecycle.place_for(actor, self._lookups_at(self._now()), state, naming.record_id)
        if (
            capacity_for(
                Standing(actor, self._directory, day_in_china(self._now())), lifecycle.internal_files_for, place
            )
            is not None
        ):
            return True
        whose = lifecycle.subject(state, None) if lifecycle.subject else None
        return actor.person is not None and actor.person == whose
