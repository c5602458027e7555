"""A service of the benchmarks' own: notebooks and the notes in them, 403 bytes of Chinese text an event."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from infra.kernel.access.places import Actor, Place
from infra.kernel.base.ids import new_id
from infra.kernel.contract.codec import Codec, EventType
from infra.kernel.contract.envelope import Envelope
from infra.kernel.contract.lifecycle import Lifecycle, Lookups, ReadRow
from infra.kernel.contract.row import Row
from infra.kernel.contract.wire import CommandSchema, Text
from infra.kernel.storage.store import StoredAnswer

SERVICE = "notebooks"
TOWN = "620723101"
AT = "2026-03-02T04:00:00.000000+00:00"
# With the braces, the names of the fields and the id this makes 403 bytes.
TEXT = "上放学时校门口车挤成一团，电动车、轿车和孩子混在一起。" * 4 + "太危险。123"


@dataclass(frozen=True, slots=True)
class NotebookOpened:
    notebook_id: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteWritten:
    notebook_id: str
    text: str


NotebookEvent: TypeAlias = NotebookOpened | NoteWritten


@dataclass(frozen=True)
class OpenNotebook:
    notebook_id: str
    text: str


@dataclass(frozen=True)
class WriteNote:
    notebook_id: str
    text: str


class State(StrEnum):
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Notebook:
    notebook_id: str
    state: State
    notes: int
    last: str


def open_notebook(_: None, command: OpenNotebook, facts: None) -> list[NotebookEvent]:
    return [NotebookOpened(command.notebook_id, command.text)]


def write_note(notebook: Notebook, command: WriteNote, facts: None) -> list[NotebookEvent]:
    return [NoteWritten(command.notebook_id, command.text)]


def evolve(notebook: Notebook | None, event: NotebookEvent) -> Notebook:
    if isinstance(event, NotebookOpened):
        return Notebook(event.notebook_id, State.OPEN, 0, event.text)
    assert notebook is not None
    return Notebook(notebook.notebook_id, notebook.state, notebook.notes + 1, event.text)


class Write(CommandSchema):
    text = Text(required=True)


@dataclass(frozen=True)
class Shown:
    notes: int
    last: str


def _place(notebook: Notebook, notebook_id: str) -> Place:
    return Place(TOWN, open_to_anyone=True)


def _place_of_new(lookups: Lookups, notebook: None, command: OpenNotebook) -> Place:
    return Place(TOWN, open_to_anyone=True)


def _facts(lookups: Lookups, notebook: Notebook | None, command: object) -> None:
    return None


def _row(notebook: Notebook, notebook_id: str) -> ReadRow:
    return ReadRow(TOWN, Shown(notebook.notes, notebook.last), audience="public", search=notebook.last)


NOTEBOOK = Lifecycle(
    name="notebook",
    collection="notebooks",
    label="笔记",
    id_field="notebook_id",
    events=(EventType(NotebookOpened), EventType(NoteWritten)),
    evolve=evolve,
    table=(
        Row("open", OpenNotebook, open_notebook, Write, by=("PUB",)),
        Row("write", WriteNote, write_note, Write, ("PUB",), (State.OPEN,)),
    ),
    place=_place,
    place_of_new=_place_of_new,
    facts=_facts,
    row=_row,
    rule_broken=AssertionError,
)
CODEC = Codec(NOTEBOOK.events)
WRITER = Actor(person="lin", roles=("PUB",), token_id="benchmark")  # noqa: S106 no secret


def payload(notebook_id: str, version: int) -> tuple[str, int, str]:
    """(type, schema version, payload) of a notebook's event with this version."""
    event = NotebookOpened(notebook_id, TEXT) if version == 1 else NoteWritten(notebook_id, TEXT)
    return CODEC.encode(event)


def envelope(notebook_id: str, version: int) -> Envelope:
    kind, schema_version, text = payload(notebook_id, version)
    command_id = new_id()
    return Envelope(
        new_id(), f"notebook-{notebook_id}", version, kind, schema_version, AT, AT, "lin", "PUB", None, TOWN,
        command_id, command_id, None, text,
    )  # fmt: skip


def stored_answer() -> StoredAnswer:
    return StoredAnswer("token:lin", new_id(), new_id(), "fingerprint", "{}", AT)
