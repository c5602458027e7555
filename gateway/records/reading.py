"""Routes of reading: a page of a collection, one record, its history."""

import re
from collections.abc import Callable
from typing import Any

from flask import Response, jsonify, request
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError, fields, validate

from gateway.documents import documents, shapes
from gateway.documents.resource import Resource
from gateway.http import checks, conditional
from gateway.http.context import Gateway, identity_of_request
from infra.kernel.base.calls import SORTS, Caller, ListCall, ReadCall
from infra.kernel.base.clock import stamp
from infra.kernel.base.problems import Invalid
from infra.kernel.contract import wire

View = Callable[..., Response]
MOST_ITEMS = 200
MEND = "请更正查询条件 mend the filters named in errors"


class Number(fields.Integer):
    """A whole number in a query: ASCII digits only, which is less than Python reads as one (`٣`, `1_0`, `+5`)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if not re.fullmatch(r"-?[0-9]{1,16}", value):
            raise self.make_error("invalid")
        return int(value)


class Truth(fields.Boolean):
    """`true` or `false` in a query, nothing else."""

    default_error_messages = {"invalid": "须为 true 或 false must be true or false"}  # noqa: RUF012

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if value not in ("true", "false"):
            raise self.make_error("invalid")
        return bool(value == "true")


class AsOf(Schema):
    as_of = wire.Time(metadata={"description": "当时的样子 as it was then"})


class ListFilters(AsOf):
    """What a list may be narrowed to."""

    state = fields.List(wire.Text(), metadata={"description": "状态，可重复 may repeat"})
    division = wire.Code(metadata={"description": "区划及其下级 the division and what lies below it"})
    organisation = wire.Id(metadata={"description": "所属机构 the organisation it belongs to"})
    topic = wire.Id(metadata={"description": "所属议题 of that topic"})
    outcome = wire.Id(metadata={"description": "所属成果 of that outcome"})
    lead = wire.Id(metadata={"description": "主办单位 the lead department"})
    co_handler = wire.Id(metadata={"description": "会办单位 a co-handling department"})
    speciality = wire.Text(metadata={"description": "专长领域（专家库） a field of knowledge, of experts"})
    overdue = Truth(metadata={"description": "已超期（true/false） whether it is on record as overdue"})
    due_before = wire.Day(metadata={"description": "期限早于此日 due before that day"})
    tag = wire.Text(metadata={"description": "带有此标签（代码） that carries this tag, by its code"})
    mine = Truth(metadata={"description": "只列待我办理的（true） only what the caller can take a step further"})
    sort = wire.OneOf(*SORTS, metadata={"description": "排序，前加 - 为倒序 the order, - before it reverses it"})
    since = wire.Time(metadata={"description": "最近事件不早于 last event at or after"})
    until = wire.Time(metadata={"description": "最近事件不晚于 last event at or before"})
    q = wire.Text(
        metadata={
            "description": "检索词，一字起，不检索个人信息 one character is enough; every text that you read but personal fields"
        }
    )
    limit = Number(validate=validate.Range(min=1, max=MOST_ITEMS), metadata={"description": "默认 50 by default"})
    cursor = wire.Text(metadata={"description": "上一页的 next the `next` of the page before"})


def add_reading(blueprint: Blueprint, resource: Resource, gateway: Gateway) -> None:
    path = resource.path
    blueprint.route(path, endpoint="list")(
        blueprint.doc(**documents.of_list(resource, shapes.with_states(resource, ListFilters)))(
            _listing(resource, gateway)
        )
    )
    blueprint.route(f"{path}/<id>", endpoint="read")(
        blueprint.doc(**documents.of_record(resource, AsOf))(_record(resource, gateway))
    )
    blueprint.route(f"{path}/<id>/history", endpoint="history")(
        blueprint.doc(**documents.of_history(resource, AsOf))(_history(resource, gateway))
    )


def _listing(resource: Resource, gateway: Gateway) -> View:
    def list_records(**ids: str) -> Response:
        caller = _reader(resource)
        parent_id = checks.parent_id(ids)
        call = ListCall(collection=resource.collection, caller=caller, parent_id=parent_id, **query_of(ListFilters()))
        return conditional.reading(jsonify(gateway.services.call(resource.service, "listing", call)))

    return list_records


def _record(resource: Resource, gateway: Gateway) -> View:
    def read_record(**ids: str) -> Response:
        record = gateway.services.call(resource.service, "read", _read_call(resource, ids))
        return conditional.reading(jsonify(record), record["version"])

    return read_record


def _history(resource: Resource, gateway: Gateway) -> View:
    def read_history(**ids: str) -> Response:
        history = gateway.services.call(resource.service, "history", _read_call(resource, ids))
        return conditional.reading(jsonify(history))

    return read_history


def _read_call(resource: Resource, ids: dict[str, str]) -> ReadCall:
    return ReadCall(
        collection=resource.collection,
        caller=_reader(resource),
        record_id=checks.record_id(ids["id"]),
        parent_id=checks.parent_id(ids),
        as_of=query_of(AsOf()).get("as_of"),
    )


def _reader(resource: Resource) -> Caller:
    identity = identity_of_request()
    if resource.open_reading:
        return identity.holder()
    if resource.read_by_code:
        return identity.with_token_or(identity.caller.tracking_code, "Tracking-Code")
    return identity.with_token()


def query_of(schema: Schema) -> dict[str, Any]:
    """The query as the services take it: times in UTC. Raises Invalid, also for a filter that does not exist."""
    given = _given()
    for name in ("since", "until", "as_of"):
        if name in given:
            # An unescaped + of an offset arrives as a blank.
            given[name] = re.sub(r" ([0-9]{2}:[0-9]{2})$", r"+\1", given[name])
    schema.error_messages["unknown"] = f"没有此条件；可用 no such filter; there are: {' '.join(schema.fields)}"
    try:
        loaded: dict[str, Any] = schema.load(given)
    except ValidationError as error:
        errors = error.normalized_messages()  # type: ignore[no-untyped-call]
        raise Invalid(MEND, errors=errors) from error
    for name in ("since", "until", "as_of"):
        if name in loaded:
            loaded[name] = stamp(loaded[name])
    if "due_before" in loaded:
        loaded["due_before"] = loaded["due_before"].isoformat()
    return loaded


def _given() -> dict[str, Any]:
    """The query by name. Raises Invalid for what is there twice and can be heeded only once; of states there may be many."""
    given: dict[str, Any] = dict(request.args.lists())
    twice = [name for name, values in given.items() if name != "state" and len(values) > 1]
    if twice:
        raise Invalid(MEND, errors={name: ["只能给出一次 may be given once only"] for name in twice})
    return {name: values if name == "state" else values[0] for name, values in given.items()}
