"""What was published of the lifecycles, and the same words read off the code, so that the two can be compared."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any, TypeAlias

from marshmallow import Schema, fields

from gateway.documents.tables import FOLDER
from infra.kernel.contract import wire
from infra.kernel.contract.lifecycle import Lifecycle
from infra.kernel.contract.row import Records
from infra.kernel.lookups.following import HandsOver, TakesOver
from operations.suite.services import SERVICES


def read(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return document


ROLES = set(read("lifecycles.json")["roles"])
PUBLISHED: dict[str, dict[str, Any]] = read("lifecycles.json")["lifecycles"]
# Records that the HTTP contract names without a published table: their tables are the project's own, in the same form.
OUR_OWN: dict[str, dict[str, Any]] = read("lifecycles_of_our_own.json")["lifecycles"]
OURS: dict[str, Lifecycle] = {
    lifecycle.name: lifecycle for service in SERVICES.values() for lifecycle in service.lifecycles
}
SERVICE_OF = {lifecycle.name: name for name, service in SERVICES.items() for lifecycle in service.lifecycles}
WRITTEN: dict[type[Any], str] = {
    wire.Text: "text",
    wire.Id: "id",
    wire.Code: "code",
    wire.Day: "date",
    wire.Time: "time",
    wire.Int: "int",
    wire.Bool: "bool",
}
IDS_WITHOUT_A_TYPE = ("lead", "organisation", "participant", "topic")

Field: TypeAlias = tuple[str, bool]


@dataclass(frozen=True)
class PublishedRow:
    """One transition as published; a creating one comes from nowhere, one without a command is a first start's.

    One that leads to several states, by what is said (`active|planned`), is a row for each.
    """

    lifecycle: str
    command: str
    event: str
    came_from: tuple[str, ...]
    to: str
    roles: tuple[str, ...]
    reason: bool
    fields: tuple[tuple[str, str, bool], ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.lifecycle, self.command

    def __str__(self) -> str:
        return f"{self.lifecycle}.{self.command}.{self.event}.{self.to}"


def rows(lifecycles: dict[str, dict[str, Any]]) -> Iterator[PublishedRow]:
    for name, lifecycle in lifecycles.items():
        for row in ({"from": [], "reason": False, **lifecycle["creation"]}, *lifecycle["transitions"]):
            for to in row["to"].split("|"):
                yield PublishedRow(
                    name,
                    row["command"],
                    row["event"],
                    tuple(row["from"]),
                    to,
                    tuple(row["roles"]),
                    row["reason"],
                    tuple((field, said["type"], said["required"]) for field, said in row["fields"].items()),
                )


ROWS = tuple(rows(PUBLISHED))
OUR_OWN_ROWS = tuple(rows(OUR_OWN))


def ours_of(row: PublishedRow) -> list[Any]:
    """The rows of our table for that command that fit the published row's states."""
    lifecycle = OURS.get(row.lifecycle)
    return (
        [ours for ours in lifecycle.rows.get(row.command, ()) if ours.from_states == row.came_from] if lifecycle else []
    )


def is_written(lifecycle: str, command: str) -> bool:
    return lifecycle in OURS and command in OURS[lifecycle].rows


IMPLEMENTED = tuple(row for row in ROWS if is_written(*row.key))
OUR_OWN_WRITTEN = tuple(row for row in OUR_OWN_ROWS if is_written(*row.key))


def schema_fields(schema: type[Schema]) -> dict[str, Field]:
    """name → (type, required), as the published lifecycles write it."""
    return {
        str(field.data_key or name): (_type(str(field.data_key or name), field, inside=False), bool(field.required))
        for name, field in schema().fields.items()
    }


def _type(name: str, field: fields.Field[Any], inside: bool) -> str:
    if isinstance(field, wire.OneOf):
        return "|".join(field.choices)
    if isinstance(field, fields.List):
        return f"[{_type('', field.inner, inside=False)}]"
    if isinstance(field, fields.Nested):
        return "{" + ",".join(_member(inner, one) for inner, one in field.schema.fields.items()) + "}"
    written = WRITTEN[type(field)]
    untold = (written == "id" and name in IDS_WITHOUT_A_TYPE) or (written == "text" and name not in IDS_WITHOUT_A_TYPE)
    return "" if inside and untold else written


def _member(name: str, field: fields.Field[Any]) -> str:
    """`what!`, `number:int`, `verdict:yes|no!`: a type is left out where the published page leaves it out."""
    written = _type(name, field, inside=True)
    return f"{name}{':' if written else ''}{written}{'!' if field.required else ''}"


def events_decided(decide: Callable[..., Any], lifecycle: Lifecycle) -> set[str]:
    """The lifecycle's own events whose classes a decision, or a function of the services that it calls, makes."""
    own = {event_type.name for event_type in lifecycle.events}
    if isinstance(decide, Records | TakesOver | HandsOver):
        return {decide.event.__name__} & own
    return {name for name in _named(decide, set()) if name in own}


def _named(function: Any, seen: set[int]) -> Iterator[str]:
    """Every global name that the function's code uses, and those of the services' functions among them."""
    if id(function) in seen:
        return
    seen.add(id(function))
    for name in _names_in(function.__code__):
        yield name
        used = function.__globals__.get(name)
        if isinstance(used, FunctionType) and used.__module__.startswith("services."):
            yield from _named(used, seen)


def _names_in(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names_in(constant)
