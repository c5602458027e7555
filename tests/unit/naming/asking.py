"""Every field of every command that names something, and what is answered when it names this or that."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any

from marshmallow import fields as wire_fields

from infra.kernel.base.problems import Refusal
from infra.kernel.contract.lifecycle import Lifecycle, NewsMissing, Transition
from infra.kernel.contract.wire import Code, Day, Id
from operations.suite.services import SERVICES
from tests.contract.published import OURS
from tests.contract.walk import ITS_PARENT, THE_RECORD, Walk
from tests.documented import documented
from tests.unit.naming.cases import CASES, USUAL_CASE, Case
from tests.unit.naming.world import ELSEWHERE, ENDED, FAR, HERE, MISSING_ONE, THERE, World, id_for

CODES = {THERE: HERE, MISSING_ONE: "620723777", ENDED: "620723102", ELSEWHERE: FAR}


@dataclass(frozen=True)
class Naming:
    """A field of a command that names something: `path` leads to it, through items of lists by `[]`."""

    lifecycle: Lifecycle
    row: Transition
    path: str
    by_code: bool

    def __str__(self) -> str:
        return f"{self.command}.{self.path}"

    @property
    def command(self) -> str:
        return f"{self.lifecycle.name}.{self.row.command}"

    @property
    def field(self) -> str:
        return self.path.partition(".")[0].removesuffix("[]")

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2].removesuffix("[]")

    @property
    def case(self) -> Case:
        return CASES.get(str(self), CASES.get(self.command, USUAL_CASE))

    @property
    def value(self) -> str:
        return HERE if self.by_code else id_for(self.path)


def namings() -> dict[str, Naming]:
    """Of what people can be asked to say."""
    found = (Naming(one, row, *told) for one, row in _rows() for told in _named(row.schema().fields, ""))
    return {str(one): one for one in found}


def days() -> list[Naming]:
    """The fields that are a day, of every row that people ask for."""
    return [
        Naming(one, row, name, by_code=False)
        for one, row in _rows()
        for name, field in row.schema().fields.items()
        if isinstance(field, Day)
    ]


def _rows() -> list[tuple[Lifecycle, Transition]]:
    lifecycles = [lifecycle for service in SERVICES.values() for lifecycle in service.lifecycles]
    return [(one, row) for one in lifecycles for row in one.table if {*row.by} - {"SYS"}]


def _named(of: dict[str, Any], before: str) -> Iterator[tuple[str, bool]]:
    for name, field in of.items():
        yield from _in_field(before + name, field)


def _in_field(path: str, field: Any) -> Iterator[tuple[str, bool]]:
    if isinstance(field, wire_fields.List):
        yield from _in_field(f"{path}[]", field.inner)
    elif isinstance(field, wire_fields.Nested):
        yield from _named(field.schema.fields, f"{path}.")
    elif isinstance(field, Id | Code):
        yield path, isinstance(field, Code)


def answered(naming: Naming, fate: str) -> str:
    """`accepted`, `invalid` with the field named, or the rule, when what the field names has met with this fate."""
    body, of_interest = body_for(naming), naming.value
    if naming.by_code:
        of_interest = CODES[fate]
        body = _put(body, naming.path, of_interest)
    return _told(naming, body, of_interest, fate)


def answered_on(naming: Naming, day: date) -> str:
    """`accepted`, or what refuses it, when the field is this day and all that is named is there."""
    return _told(naming, {**body_for(naming), naming.field: day.isoformat()}, "nothing", THERE)


def _told(naming: Naming, body: dict[str, Any], of_interest: str, fate: str) -> str:
    case = naming.case
    world = World(of_interest, fate, tuple(ids_in(body)), case.says, case.lists, case.now, case.now)
    try:
        _decide(naming, world, _command(naming, body))
    except NewsMissing as missing:
        return f"invalid {missing.names}"
    except naming.lifecycle.rule_broken as broken:
        names = getattr(broken, "names", None)
        return f"invalid {names}" if names else type(broken).__name__
    except Refusal as refused:
        return f"invalid {','.join(refused.errors or ())}"
    return "accepted"


def _decide(naming: Naming, world: World, command: Any) -> None:
    lifecycle, state = naming.lifecycle, state_for(naming)
    if not naming.row.from_states:
        lifecycle.place_of_new(world, state, command)
    naming.row.decide(state, command, lifecycle.facts(world, state, command))


def _command(naming: Naming, body: dict[str, Any]) -> Any:
    lifecycle, row = naming.lifecycle, naming.row
    ids = {lifecycle.id_field: THE_RECORD, **({lifecycle.parent_field: ITS_PARENT} if lifecycle.parent_field else {})}
    told = {
        "actor_person": "ana",
        "actor_role": naming.case.role or next(one for one in row.by if one != "SYS"),
        "actor_organisation": World.actor.organisation,
        "actor_participant": None,
        "tracking_subject": None,
        "code": "c",
        "name_key": "k",
    }
    wanted = {one.name for one in fields(row.takes)}
    takes: Any = row.takes
    return takes(**{name: value for name, value in told.items() if name in wanted}, **row.schema().load(body), **ids)


def state_for(naming: Naming) -> Any:
    """The record as golden events left it, in a state from which the command may be given."""
    walked = walk(naming.lifecycle.name)
    if not naming.row.from_states:
        return walked.ground
    return next(walked.reached[str(one)][0] for one in naming.row.from_states if str(one) in walked.reached)


@cache
def walk(lifecycle: str) -> Walk:
    return Walk(OURS[lifecycle])


def body_for(naming: Naming) -> dict[str, Any]:
    """What the command cannot do without and the field in question, as the document's example has it but for the names."""
    schema, case = naming.row.schema(), naming.case
    # As they are sent: `class` is a word of Python.
    sent = {name: field.data_key or name for name, field in schema.fields.items()}
    fields = {sent[name]: field for name, field in schema.fields.items()}
    wanted = {name for name, field in fields.items() if field.required} | {sent[naming.field]}
    example = _examples()[naming.lifecycle.collection, naming.row.command if naming.row.from_states else ""]
    body = {name: example.get(name) for name in wanted} | dict(case.body)
    return {
        name: _with_names(value, fields[name], name, naming) for name, value in body.items() if name not in case.without
    }


def _with_names(value: Any, field: Any, path: str, naming: Naming) -> Any:
    if isinstance(field, wire_fields.List):
        items = value if isinstance(value, list | tuple) and value else [{}]
        others = replace(naming, path="")  # one item of the list names it
        whose = [naming, *[others] * len(items)]
        named = [_with_names(one, field.inner, f"{path}[]", of) for one, of in zip(items, whose, strict=False)]
        return named if isinstance(field.inner, Id | Code | wire_fields.Nested) else value
    if isinstance(field, wire_fields.Nested):
        said, of = value if isinstance(value, dict) else {}, field.schema.fields
        here = [name for name in of if naming.path.startswith(f"{path}.{name}")]
        wanted = {*here, *(name for name, one in of.items() if one.required)}
        return {name: _with_names(said.get(name), of[name], f"{path}.{name}", naming) for name in {*said, *wanted}}
    if isinstance(field, Id):
        return id_for(path)
    return HERE if isinstance(field, Code) else value


@cache
def _examples() -> dict[tuple[str, str], dict[str, Any]]:
    """By collection and command; of the creating command there is no name in the path."""
    found = {}
    for path, operations in documented().document["paths"].items():
        said = operations.get("post", {}).get("requestBody", {}).get("content", {}).get("application/json", {})
        parts = path.split("/")[2:]
        command = parts[-1] if parts[-2:-1] == ["{id}"] else ""
        if "example" in said:
            found[parts[-3] if command else parts[-1], command] = said["example"]
    return found


def ids_in(body: Any) -> Iterator[str]:
    if isinstance(body, dict | list | tuple):
        for value in body.values() if isinstance(body, dict) else body:
            yield from ids_in(value)
    elif isinstance(body, str) and body.startswith("019a0000-0000-7000-9000"):
        yield body


def _put(body: Any, path: str, value: str) -> Any:
    first, _, rest = path.partition(".")
    name = first.removesuffix("[]")
    inner = body[name][0] if first.endswith("[]") else body[name]
    new = _put(inner, rest, value) if rest else value
    return {**body, name: [new] if first.endswith("[]") else new}
