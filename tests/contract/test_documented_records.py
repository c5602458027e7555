"""The documented record of every collection is what its service really shows: the same members, null where it may be."""

import inspect
import sys
import typing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal

import pytest

from gateway.routes import RESOURCES
from infra.kernel.contract.lifecycle import Lifecycle
from tests.contract.published import OURS
from tests.documented import documented

SCHEMAS: dict[str, Any] = documented().document["components"]["schemas"]
COMPUTED = {
    resource.collection: {*resource.computed._declared_fields, *resource.alone._declared_fields}
    for resource in RESOURCES
}
FRAME = {"id", "state", "version", "division", "created_at", "updated_at", "tagged", "internal", "allowed_commands"}
CALLED = {"attendance": "participant", "consensus_item": "item", "division_load": "division"}
WRITTEN: dict[Any, set[tuple[str, str | None]]] = {
    str: {("string", None), ("string", "uuid")},
    int: {("integer", None)},
    bool: {("boolean", None)},
    date: {("string", "date")},
    datetime: {("string", "date-time")},
}
READ = {name: lifecycle for name, lifecycle in OURS.items() if name != "clock"}


def record_of(collection: str) -> dict[str, Any]:
    paths = documented().document["paths"]
    path = next(one for one in paths if one.endswith(f"/{collection}/{{id}}"))
    reference = paths[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    return dict(SCHEMAS[reference.rpartition("/")[2]])


def shown_by(lifecycle: Lifecycle) -> type:
    """The dataclass that the lifecycle's row shows: the one of its name beside the function that makes the row."""
    beside = vars(sys.modules[lifecycle.row.__module__])
    words = CALLED.get(lifecycle.name, lifecycle.name).split("_")
    found: type = beside["".join(word.capitalize() for word in words) + "Shown"]
    return found


def wire_name(name: str) -> str:
    return name.rstrip("_")


def differences(shown: type, schema: dict[str, Any], where: str) -> list[str]:
    """What the dataclass and the schema say differently."""
    hints = typing.get_type_hints(shown, vars(sys.modules[shown.__module__]))
    members = {wire_name(one.name): hints[one.name] for one in fields(shown)}
    if set(members) != set(schema["properties"]):
        return [f"{where}: {sorted(set(members) ^ set(schema['properties']))} on one side only"]
    missing = set(members) - set(schema["required"])
    found = [f"{where}: {sorted(missing)} are not required"] if missing else []
    for name, hint in members.items():
        found += compared(hint, schema["properties"][name], f"{where}.{name}")
    return found


def compared(hint: Any, schema: dict[str, Any], where: str) -> list[str]:
    inner = [one for one in typing.get_args(hint) if one is not type(None)]
    may_be_null = len(inner) < len(typing.get_args(hint))
    if may_be_null != nullable(schema):
        return [f"{where}: {hint} is documented as {schema}"]
    said = inner[0] if may_be_null and len(inner) == 1 else hint
    described = resolved(schema)
    if typing.get_origin(said) is Literal:
        return [] if described["enum"] == list(typing.get_args(said)) else [f"{where}: {said} has other choices"]
    if typing.get_origin(said) in (tuple, list):
        return compared(typing.get_args(said)[0], described["items"], f"{where}[]")
    if is_dataclass(said):
        return differences(typing.cast("type", said), described, where)
    if inspect.isclass(said) and issubclass(said, Enum):
        return [] if described["enum"] == [one.value for one in said] else [f"{where}: {said} has other choices"]
    kinds = described["type"] if isinstance(described["type"], list) else [described["type"]]
    return [] if (kinds[0], described.get("format")) in WRITTEN[said] else [f"{where}: {said} is {described}"]


def nullable(schema: dict[str, Any]) -> bool:
    return "null" in schema.get("type", ()) or {"type": "null"} in schema.get("anyOf", ())


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
    return dict(SCHEMAS[schema["$ref"].rpartition("/")[2]]) if "$ref" in schema else schema


@pytest.mark.parametrize("lifecycle", READ.values(), ids=READ)
def test_a_record_is_documented_as_it_is_shown(lifecycle: Lifecycle) -> None:
    documented_record = record_of(lifecycle.collection)
    beside = FRAME | COMPUTED[lifecycle.collection]
    if lifecycle.takes_files:
        beside |= {"files", "cleared_files"} - {one.name for one in fields(shown_by(lifecycle))}
    own = {name: said for name, said in documented_record["properties"].items() if name not in beside}
    whole = {"properties": own, "required": documented_record["required"]}
    assert set(documented_record["properties"]) >= beside
    assert differences(shown_by(lifecycle), whole, lifecycle.name) == []


@pytest.mark.parametrize("lifecycle", READ.values(), ids=READ)
def test_a_records_state_is_one_of_its_lifecycle(lifecycle: Lifecycle) -> None:
    reference = record_of(lifecycle.collection)["properties"]["state"]["$ref"]
    states = SCHEMAS[reference.rpartition("/")[2]]
    assert states["enum"] == list(lifecycle.state_labels)
    assert all(label in states["description"] for label in lifecycle.state_labels.values())
