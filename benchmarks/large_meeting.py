"""The next command of a meeting to which very many were invited, beside the next of one to which few were: one stream each.

What is measured is the invitation of one more, from outside: load, decide, append, read rows, commit.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from benchmarks.measuring import Line, Side, interleaved, rate
from benchmarks.setting import Setting
from infra.kernel.access.offices import OFFICE, KnownOffice
from infra.kernel.access.places import SYSTEM, Actor
from infra.kernel.base.calls import Caller, CommandCall
from infra.kernel.base.ids import new_id
from infra.kernel.commands.command_handler import CommandHandler
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.commands.recording import record
from infra.kernel.lookups.sql_lookups import LookupStatements
from infra.kernel.storage.database import Database
from infra.kernel.storage.file_stores import FilesInMemory
from infra.kernel.storage.files import SiteFiles
from infra.kernel.storage.news_store import CopyWrite, NewsStore
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.sql_store import SqlStore
from services.meetings.attendance.events import ParticipantInvited
from services.meetings.meeting.events import MeetingPlanned
from services.meetings.service import MeetingsService

SERVICE = "meetings"
FEW, VERY_MANY = 10, 10_000
COMMANDS = 100
TOWN, COUNCIL, TOPIC = "620723101", "01900000-0000-7000-8000-00000000c001", "01900000-0000-7000-8000-00000000c002"
LIAISON = Actor("01900000-0000-7000-8000-00000000c003", roles=("LIA",), organisation=COUNCIL, division=TOWN)
GUEST = {"kind": "invited", "duty": "none", "name": "王安"}


def lines(setting: Setting) -> Iterator[Line]:
    counts = setting.sized(FEW), setting.sized(VERY_MANY)
    with setting.database() as database:
        small, large = (LargeMeeting(database, invited) for invited in counts)
        each = setting.sized(COMMANDS)
        found = interleaved({"few": small.side(each), "many": large.side(each)}, setting.rounds)
    yield Line(
        f"the next command of a meeting with {counts[1]:,} invitations",
        1000 / found.median("many"),
        "ms",
        f"with {counts[0]:,}",
        1000 / found.median("few"),
        found.ratio("few", "many"),
        at_most=2.0,
    )


class LargeMeeting:
    """One meeting, to which so many have been invited."""

    def __init__(self, database: Database, invited: int) -> None:
        self._lifecycles, store, news = (
            Lifecycles(MeetingsService.lifecycles),
            SqlStore(database, SERVICE),
            NewsStore(database),
        )
        personal, files = PersonalKeys(database), SiteFiles(FilesInMemory())
        statements = LookupStatements(database, news, demo=False, files=files, personal=personal)
        self._handler = CommandHandler(
            self._lifecycles,
            store,
            personal,
            statements.directory,
            statements.lookups_at,
            lambda: datetime.now(UTC),
            lambda: True,
            lambda: None,
            files,
        )
        office = KnownOffice(new_id(), str(LIAISON.person), "LIA", COUNCIL)
        with database.transaction() as cursor:
            document = msgspec.json.encode(office).decode()
            news.write_copies(cursor, [CopyWrite(OFFICE, office.id, office.person, document)])
        self._id = new_id()
        planned = MeetingPlanned(
            self._id, TOPIC, 1, "discussion", "on_site", None, None, ("committee",), TOWN, COUNCIL, "校门口"
        )
        self._record(store, planned, *(self._invitation() for _ in range(invited)))

    def _invitation(self) -> ParticipantInvited:
        return ParticipantInvited(
            self._id, new_id(), TOPIC, "invited", "none", None, None, None, None, None, None, None
        )

    def _record(self, store: SqlStore, *events: object) -> None:
        record(self._lifecycles, store, new_id(), events, datetime.now(UTC), SYSTEM, "SYS")

    def side(self, each: int) -> Side:
        def invites() -> None:
            for _ in range(each):
                call = CommandCall("participants", "invite", GUEST, new_id(), Caller(), "", None, self._id)
                self._handler.handle(call, LIAISON)

        return lambda: rate(each, invites)
