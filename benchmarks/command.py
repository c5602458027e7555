"""Whole commands: load, decide, append, the record's own read row, commit; by one caller and by eight in one process.

`cached` finds the stream's state in memory; `not cached` reads the stream, since its states are pushed out in between.
What a command from outside costs beyond that (its fields checked, its body fingerprinted) is shown beside it.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from benchmarks.measuring import Line, Side, at_once, interleaved, rate
from benchmarks.notebook import NOTEBOOK, SERVICE, TEXT, WRITER, OpenNotebook, WriteNote
from benchmarks.peer import peer_at_work
from benchmarks.raw import RawWriters
from benchmarks.setting import Setting
from infra.kernel.base.calls import Caller, CommandCall
from infra.kernel.base.ids import new_id
from infra.kernel.commands.command_handler import CommandHandler
from infra.kernel.commands.folding import Lifecycles
from infra.kernel.lookups.sql_lookups import LookupStatements
from infra.kernel.storage.database import Database
from infra.kernel.storage.file_stores import FilesInMemory
from infra.kernel.storage.files import SiteFiles
from infra.kernel.storage.news_store import NewsStore
from infra.kernel.storage.personal import PersonalKeys
from infra.kernel.storage.sql_store import SqlStore

COMMANDS = 2_000
NOTEBOOKS, EVENTS_EACH = 160, 10
# Fewer than a turn through the notebooks, more than eight callers need for the command that they are at.
TOO_FEW = 32


def lines(setting: Setting) -> Iterator[Line]:
    for callers in (1, 8):
        yield from _lines(setting, callers, setting.sized(COMMANDS) // callers)


def handler(database: Database) -> CommandHandler:
    """The kernel's shell over one database, without its wire and without due times."""
    lifecycles, store, news = Lifecycles((NOTEBOOK,)), SqlStore(database, SERVICE), NewsStore(database)
    statements = LookupStatements(
        database, news, demo=False, files=SiteFiles(FilesInMemory()), personal=PersonalKeys(database)
    )
    return CommandHandler(
        lifecycles,
        store,
        PersonalKeys(database),
        statements.directory,
        statements.lookups_at,
        lambda: datetime.now(UTC),
        lambda: True,
        lambda: None,
        SiteFiles(FilesInMemory()),
    )


class Notebooks:
    """Notebooks with some notes in them, and callers who each write into their own in turn."""

    def __init__(self, handler: CommandHandler, callers: int, many: int) -> None:
        self.handler, self._callers = handler, callers
        self._own = [[new_id() for _ in range(many // callers)] for _ in range(callers)]
        for notebook in (one for own in self._own for one in own):
            self.give(OpenNotebook(notebook, TEXT))
            for _ in range(EVENTS_EACH - 1):
                self.write(notebook)

    def give(self, command: OpenNotebook | WriteNote) -> None:
        self.handler.give(command, WRITER, new_id(), "", None)

    def write(self, notebook: str) -> None:
        self.give(WriteNote(notebook, TEXT))

    def from_outside(self, notebook: str) -> None:
        call = CommandCall("notebooks", "write", {"text": TEXT}, new_id(), Caller(), new_id(), notebook)
        self.handler.handle(call, WRITER)

    def side(self, each: int, write: Callable[[str], None]) -> Side:
        def work(number: int) -> None:
            own = self._own[number]
            for turn in range(each):
                write(own[turn % len(own)])

        return lambda: rate(self._callers * each, lambda: at_once(self._callers, work))


def _lines(setting: Setting, callers: int, each: int) -> Iterator[Line]:
    with (
        setting.database() as one,
        setting.database() as two,
        setting.database() as other,
        peer_at_work(setting) as peer,
    ):
        many = setting.sized(NOTEBOOKS)
        cached, uncached = Notebooks(handler(one), callers, many), Notebooks(handler(two), callers, many)
        uncached.handler.streams.most = TOO_FEW
        raw = RawWriters(setting, other, callers)
        peer.do("fill", many, EVENTS_EACH)
        sides: dict[str, Side] = {
            "cached": cached.side(each, cached.write),
            "not cached": uncached.side(each, uncached.write),
            "from outside": cached.side(each, cached.from_outside),
            "raw": lambda: rate(callers * each, lambda: raw.insert(each)),
            "eventsourcing": lambda: peer.do("command", callers, each),
        }
        found = interleaved(sides, setting.rounds)
    work = f"whole command, {callers} caller{'s' if callers > 1 else ''}"
    yield found.line(f"{work}, state cached", "commands/s", "cached", "raw", 0.65)
    yield found.line(f"{work}, state not cached", "commands/s", "not cached", "raw", 0.40)
    yield found.line(f"{work}, state cached", "commands/s", "cached", "eventsourcing", 6.0 if callers > 1 else 4.0)
    yield found.line(f"{work}, from outside", "commands/s", "from outside", "raw")
