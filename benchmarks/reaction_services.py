"""Two services in processes of their own: notebooks, and readers who count the notes that they hear of.

`python -m benchmarks.reaction_services NAME SITE`; SITE is a JSON object of `infra.kernel.access.site.Site`. The process of
`notebooks` writes notes when it is told to, a JSON array a line: [how many, how many a second].
"""

import sys
import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
import eventlet  # noqa: E402 after the filter, before everything else

eventlet.monkey_patch()

import json  # noqa: E402
import time  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from enum import StrEnum  # noqa: E402
from typing import ClassVar  # noqa: E402

import msgspec  # noqa: E402
from eventlet import tpool  # noqa: E402

from benchmarks.notebook import NOTEBOOK, TEXT, TOWN, WRITER, OpenNotebook, WriteNote  # noqa: E402
from infra.kernel.access.places import Place  # noqa: E402
from infra.kernel.access.site import Site  # noqa: E402
from infra.kernel.base.ids import new_id  # noqa: E402
from infra.kernel.contract.codec import EventType  # noqa: E402
from infra.kernel.contract.lifecycle import Lifecycle, Lookups, ReadRow  # noqa: E402
from infra.kernel.contract.reactions import Copying, Reacting  # noqa: E402
from infra.kernel.contract.row import Row  # noqa: E402
from infra.kernel.contract.wire import CommandSchema  # noqa: E402
from infra.kernel.entrypoints import RuntimeProvider  # noqa: E402
from infra.kernel.entrypoints.service import EventSourcedService  # noqa: E402
from infra.kernel.running.runtime import Runtime  # noqa: E402
from infra.kernel.storage.green_postgres import make_green  # noqa: E402
from operations.suite import services as shipped  # noqa: E402
from operations.suite.containers import Suite  # noqa: E402
from operations.suite.logs import set_up_logs  # noqa: E402

NOTEBOOKS = 20


@dataclass(frozen=True, slots=True)
class NotebookOpened:
    notebook_id: str


@dataclass(frozen=True, slots=True)
class NoteWritten:
    notebook_id: str


@dataclass(frozen=True, slots=True)
class NoteCounted:
    shelf_id: str


@dataclass(frozen=True)
class CountNote:
    shelf_id: str


class State(StrEnum):
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The notes of one notebook, counted."""

    shelf_id: str
    state: State
    notes: int


@dataclass(frozen=True)
class Shown:
    notes: int


def count_note(shelf: Shelf | None, command: CountNote, facts: None) -> list[NoteCounted]:
    return [NoteCounted(command.shelf_id)]


def evolve(shelf: Shelf | None, event: NoteCounted) -> Shelf:
    return Shelf(event.shelf_id, State.OPEN, (shelf.notes if shelf else 0) + 1)


def _place(shelf: Shelf, shelf_id: str) -> Place:
    return Place(TOWN)


def _place_of_new(lookups: Lookups, tally: None, command: CountNote) -> Place:
    return Place(TOWN)


def _facts(lookups: Lookups, shelf: Shelf | None, command: object) -> None:
    return None


def _row(shelf: Shelf, shelf_id: str) -> ReadRow:
    return ReadRow(TOWN, Shown(shelf.notes))


def on_notebook_opened(event: NotebookOpened, facts: None) -> list[CountNote]:
    return [CountNote(event.notebook_id)]


@dataclass(frozen=True, slots=True)
class Recount:
    shelf_id: str


def count_again(shelf: Shelf, command: Recount, facts: None) -> list[NoteCounted]:
    return [NoteCounted(command.shelf_id)]


def on_note_written(event: NoteWritten, facts: None) -> list[Recount]:
    return [Recount(event.notebook_id)]


SHELF = Lifecycle(
    name="shelf",
    collection="shelves",
    label="书架",
    id_field="shelf_id",
    events=(EventType(NoteCounted),),
    evolve=evolve,
    table=(
        Row("count", CountNote, count_note, CommandSchema, by=("SYS",)),
        Row("recount", Recount, count_again, CommandSchema, ("SYS",), (State.OPEN,)),
    ),
    place=_place,
    place_of_new=_place_of_new,
    facts=_facts,
    row=_row,
    rule_broken=AssertionError,
)


class NotebooksService(EventSourcedService):
    """Records notes."""

    name = "notebooks"
    lifecycles = (NOTEBOOK,)


class ReadersService(EventSourcedService):
    """Counts them."""

    name = "readers"
    lifecycles = (SHELF,)
    copies: ClassVar[tuple[Copying, ...]] = ()
    reactions = (
        Reacting("notebooks", NotebookOpened, on_notebook_opened),
        Reacting("notebooks", NoteWritten, on_note_written),
    )


SERVICES: dict[str, type[EventSourcedService]] = {"notebooks": NotebooksService, "readers": ReadersService}


def main(name: str, site: str) -> None:
    make_green()
    set_up_logs(None, name)
    shipped.SERVICES.update(SERVICES)
    running = Suite(msgspec.json.decode(site, type=Site), [name], ("127.0.0.1", 0), lambda port: None)
    running.start()
    print(json.dumps("ready"), flush=True)
    if name == "notebooks":
        write_when_told(running)
    running.wait()


def write_when_told(running: Suite) -> None:
    runtime = runtime_of(running)
    notebooks = [new_id() for _ in range(NOTEBOOKS)]
    for notebook in notebooks:
        runtime.handler.give(OpenNotebook(notebook, TEXT), WRITER, new_id(), "", None)
    while line := tpool.execute(sys.stdin.readline):
        many, a_second = json.loads(line)
        started = time.monotonic()
        for number in range(many):
            eventlet.sleep(max(0.0, started + number / a_second - time.monotonic()))
            note = WriteNote(notebooks[number % NOTEBOOKS], TEXT)
            runtime.handler.give(note, WRITER, new_id(), "", None)
        print(json.dumps("written"), flush=True)


def runtime_of(running: Suite) -> Runtime:
    [container] = running._runner.containers
    [provider] = [one for one in container.dependencies if isinstance(one, RuntimeProvider)]
    runtime: Runtime = provider.runtime
    return runtime


if __name__ == "__main__":
    main(*sys.argv[1:])
