"""What a collection of the HTTP interface is: one literal `Resource` in each module of `gateway/records/`."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from marshmallow import Schema

from infra.kernel.contract.clearing import CLEAR_FILES
from infra.kernel.contract.wire import FilesToClear, WithFiles

CLEARED = "核可附件，凡可读该记录者皆可见 Clear files for all who may read the record"


@dataclass(frozen=True)
class Column:
    """A column of the collection's sheets.

    field     the member of command and record that it holds
    headings  what it may be called; the first is what is written, and the field's own name will always do
    of        the collection whose records it names
    words     what each value is called in Chinese, where there is a choice
    """

    field: str
    headings: tuple[str, ...]
    of: str | None = None
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)


YES_OR_NO = {"true": "是", "false": "否"}


@dataclass(frozen=True, eq=False)
class Resource:
    """One collection and its commands.

    collection     "topics": its name in addresses
    service        the service that owns it
    label          what it is called in the documents, Chinese first
    creating       the command of `POST /v1/{collection}`
    commands       command → its schema, the service's own table
    shown          the record as it is read
    words          command → what it does, Chinese first; covers the whole published lifecycle
    parent         "meetings" for what is nested in a meeting, "venues" in a venue, "contests" in a contest
    open_reading   True where published records are read without a token
    read_by_code   True where the Tracking-Code opens reading
    by_tracking    commands that the Tracking-Code opens
    by_participant commands that the Participant-Code opens
    open_creation  True where anyone may create
    open_commands  commands that anyone may give
    extras         command → further fields of its answer
    named_by_code  True where a record's id is a division's code
    alone          members that it has where it is read alone, and not in a list
    computed       members that are computed when it is read
    columns        of its sheets, where records can be brought and taken away as such
    """

    collection: str
    service: str
    label: str
    creating: str | None
    commands: Mapping[str, type[Schema]]
    shown: type[Schema]
    words: Mapping[str, str]
    parent: str | None = None
    open_reading: bool = False
    read_by_code: bool = False
    by_tracking: tuple[str, ...] = ()
    by_participant: tuple[str, ...] = ()
    open_creation: bool = False
    open_commands: tuple[str, ...] = ()
    extras: Mapping[str, type[Schema]] = dataclasses.field(default_factory=dict)
    named_by_code: bool = False
    alone: type[Schema] = Schema
    computed: type[Schema] = Schema
    columns: tuple[Column, ...] = ()

    def __post_init__(self) -> None:
        """What is handed in with commands is cleared alike, whatever the record."""
        if self.takes_files:
            object.__setattr__(self, "commands", {**self.commands, CLEAR_FILES: FilesToClear})
            object.__setattr__(self, "words", {**self.words, CLEAR_FILES: CLEARED})

    @property
    def takes_files(self) -> bool:
        """Whether files come with its commands."""
        return any(issubclass(schema, WithFiles) for schema in self.commands.values())

    @property
    def path(self) -> str:
        """Where the collection is found, as a route."""
        if self.parent:
            return f"/v1/{self.parent}/<parent>/{self.collection}"
        return f"/v1/{self.collection}"
