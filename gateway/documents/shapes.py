"""How answers are shaped: each record one flat schema, every member of which is there, null where nothing is known.

A record's own members are those of its service's `Shown`; a schema of input that it shows again has a form of its own,
in which what could be left out is null.
"""

import re
from functools import cache
from typing import Any

from marshmallow import Schema, fields

from gateway.documents.resource import Resource
from infra.kernel.contract import wire


class InState(fields.String):
    """A state of one lifecycle; `component` is the enumeration's name in the document."""

    def __init__(self, component: str, **kwargs: Any) -> None:
        self.component = component
        super().__init__(**kwargs)


class Either(fields.Raw):
    """One of several forms."""

    def __init__(self, *forms: type[Schema], **kwargs: Any) -> None:
        self.forms = forms
        super().__init__(**kwargs)


OF_DIVISION = {
    "description": "所属区划，不属任何区划者为空 where it belongs, empty for what belongs to no division",
    "pattern": f"^({wire.DIVISION_CODE})?$",
}


FILES = {
    "description": "随命令附上的文件，公开的记录中只见已核可者 that came with its commands: GET /v1/files/{digest}"
}


CLEARED_FILES = {"description": "已核可的附件 those of them that are no longer internal"}


class CarriedTag(Schema):
    """A tag on a record, as it was called when it was put."""

    code = fields.String(required=True)
    label = fields.String(required=True)
    family = fields.String(required=True)


class WhyInternal(Schema):
    """Why a record is kept from the public, by which organisation and since when; told to those alone who may read it."""

    kind = fields.String(
        required=True,
        metadata={"enum": ["not_public", "classified"], "description": "不公开、涉密 not for the public, or secret"},
    )
    reason = wire.Text(required=True)
    marked_by = wire.Id(required=True, allow_none=True, metadata={"description": "由哪个单位 by which organisation"})
    since = wire.Time(required=True)


class ListedFrame(Schema):
    """What every record shows besides its own members."""

    id = wire.Id(required=True)
    state = fields.String(required=True)
    version = wire.Int(
        required=True, metadata={"description": "该记录的事件数，首个为 1 number of its events, the first is 1"}
    )
    division = fields.String(required=True, metadata=OF_DIVISION)
    created_at = wire.Time(required=True, metadata={"description": "首个事件的时间 when its first event happened"})
    updated_at = wire.Time(required=True, metadata={"description": "最近事件的时间 when its last event happened"})
    tagged = fields.List(
        fields.Nested(CarriedTag), required=True, metadata={"description": "所带标签 the tags that it carries"}
    )
    internal = fields.Nested(
        WhyInternal,
        required=True,
        allow_none=True,
        metadata={
            "description": "不公开的理由，未标为不公开者为 null why it is kept from the public, null when it is not"
        },
    )


class RecordFrame(ListedFrame):
    """And what a single one shows."""

    allowed_commands = fields.List(
        fields.String(), required=True, metadata={"description": "调用者此刻可用的命令 by roles, place and state"}
    )


def kind_of(resource: Resource) -> str:
    """What a record of the collection is called in names of schemas: Topic, ConsensusItem."""
    lifecycle = re.fullmatch(r"services\.\w+\.(\w+)\.\w+", resource.shown.__module__)
    return camel(lifecycle[1] if lifecycle else resource.collection)


def camel(words: str) -> str:
    return "".join(word.capitalize() for word in re.split("[_-]", words))


def state_component(resource: Resource) -> str:
    return f"{kind_of(resource)}State"


@cache
def record(resource: Resource) -> type[Schema]:
    """A single record as it is read."""
    whole = _whole(resource, RecordFrame, "Record", f"{resource.label}：一条记录 one record")
    return named(
        whole.__name__, str(whole.__doc__), whole._declared_fields | answered(resource.alone, kind_of(resource))
    )


@cache
def listed(resource: Resource) -> type[Schema]:
    """A record as a list has it."""
    return _whole(resource, ListedFrame, "Listed", f"{resource.label}：列表中的一条 one of a list")


@cache
def page(resource: Resource) -> type[Schema]:
    """A page of the collection."""
    members = {"items": fields.List(fields.Nested(listed(resource)), required=True), "next": next_page()}
    return named(f"{kind_of(resource)}Page", f"{resource.label}：一页 a page", members)


def next_page() -> fields.String:
    return fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "下一页的 cursor，末页为 null cursor of the next page, null on the last"},
    )


def named(name: str, says: str, members: dict[str, Any]) -> type[Schema]:
    """A schema with these members; `says` is its description in the document."""
    return type(name, (Schema,), {**members, "__doc__": says, "__module__": __name__})


def in_state(resource: Resource) -> InState:
    return InState(state_component(resource), required=True)


def with_states(resource: Resource, filters: type[Schema]) -> type[Schema]:
    """The filters of this collection's list, as they are documented."""
    states = fields.List(InState(state_component(resource)), metadata=dict(filters._declared_fields["state"].metadata))
    return type(f"{kind_of(resource)}{filters.__name__}", (filters,), {"state": states, "__module__": __name__})


def answered(shape: type[Schema], kind: str) -> dict[str, Any]:
    """The members of a shape as they are answered."""
    is_input = any(member.required for member in shape._declared_fields.values())
    return {
        name: _answered(member, kind, member.allow_none or (is_input and not member.required))
        for name, member in shape._declared_fields.items()
    }


def _whole(resource: Resource, frame: type[Schema], ending: str, says: str) -> type[Schema]:
    kind = kind_of(resource)
    members = {**frame._declared_fields, "state": in_state(resource), **answered(resource.shown, kind)}
    members |= resource.computed._declared_fields
    if resource.takes_files:
        members.setdefault("files", fields.List(wire.Text(), required=True, metadata=FILES))
        members["cleared_files"] = fields.List(wire.Text(), required=True, metadata=CLEARED_FILES)
    if resource.named_by_code:
        members["id"] = wire.Code(required=True)
    return named(f"{kind}{ending}", says, members)


def _answered(member: Any, kind: str, nullable: bool) -> Any:
    said = {"required": True, "allow_none": nullable, "data_key": member.data_key, "metadata": dict(member.metadata)}
    if isinstance(member, fields.Nested):
        return fields.Nested(_part(type(member.schema), kind), **said)
    if isinstance(member, fields.List):
        return fields.List(_answered(member.inner, kind, member.inner.allow_none), **said)
    if isinstance(member, wire.OneOf):
        return wire.OneOf(*member.choices, **said)
    return type(member)(**said)


@cache
def _part(shape: type[Schema], kind: str) -> type[Schema]:
    name = shape.__name__.removesuffix("Schema").removeprefix("Shown")
    return named(f"{kind}Shown{name}", f"{kind} 所示的一项 {name} as a record shows it", answered(shape, kind))
