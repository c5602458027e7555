"""How the interface is documented: what `/v1/openapi.json` says of every operation. Nothing here checks a request."""

from functools import cache
from typing import Any, TypeAlias

from marshmallow import Schema, fields

from gateway.documents import shapes
from gateway.documents.resource import Resource
from gateway.documents.who_may import LIFECYCLES
from infra.kernel.base.problems import REFUSALS
from infra.kernel.contract import wire

Document: TypeAlias = dict[str, Any]


class RecordedEvent(Schema):
    """一个事件 An event."""

    id = wire.Id(required=True)
    type = fields.String(required=True, metadata={"description": "事件名 as in lifecycles.json"})
    version = wire.Int(required=True, metadata={"description": "在其事件流中的序号 in its stream"})


class OwnEvent(RecordedEvent):
    """调用者的命令所产生的事件 An event of the caller's own command."""

    receipt = fields.String(
        required=True, metadata={"description": "凭证的地址，数秒后可取 where its receipt is, seconds later"}
    )


class CommandAnswer(Schema):
    """命令之后的状态 The state right after the caller's own command."""

    id = wire.Id(required=True)
    state = fields.String(required=True)
    version = wire.Int(required=True, metadata={"description": "该记录的事件数 number of events of this record"})
    events = fields.List(fields.Nested(OwnEvent), required=True)


class HistoryEvent(RecordedEvent):
    """一个事件及其来历 An event: who, in which capacity, when, and what it says."""

    position = fields.Integer(
        required=True, allow_none=True, metadata={"description": "在该服务日志中的位置 in its service's log"}
    )
    occurred_at = wire.Time(required=True, metadata={"description": "发生时间 when it happened"})
    recorded_at = wire.Time(required=True, metadata={"description": "记录时间 when it was recorded"})
    late = fields.Boolean(required=True, metadata={"description": "补录 entered on a later day"})
    actor = wire.Id(required=True, allow_none=True, metadata={"description": "操作人 the person who acted"})
    actor_name = fields.String(
        required=True, allow_none=True, metadata={"description": "履职人姓名 the name of whoever acted in office"}
    )
    role = fields.String(required=True, metadata={"description": "以何身份 in which role"})
    capacity = fields.String(required=True, metadata={"description": "身份名称 that role in words"})
    organisation = wire.Id(required=True, allow_none=True, metadata={"description": "以哪个机构的名义 for whom"})
    organisation_name = fields.String(
        required=True, allow_none=True, metadata={"description": "机构现名 that organisation's name now"}
    )
    division = fields.String(required=True, metadata=shapes.OF_DIVISION)
    reason = fields.String(required=True, allow_none=True, metadata={"description": "理由 why"})
    command_id = fields.String(required=True)
    correlation_id = fields.String(required=True, allow_none=True)
    causation_id = fields.String(required=True, allow_none=True, metadata={"description": "由何引起 what caused it"})
    payload = fields.Dict(required=True, metadata={"description": "事件内容，见 docs/events.md what it says"})


class History(Schema):
    """一条记录的全部经过 Every event of a record, in order."""

    items = fields.List(fields.Nested(HistoryEvent), required=True)


class Problem(Schema):
    """拒绝及如何更正 A refusal and what to do about it (RFC 9457); nothing was changed."""

    type = fields.String(required=True, metadata={"description": "urn:shangliang:problem:NAME"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "如何更正 what to do"})
    errors = fields.Dict(metadata={"description": "各字段的问题 what is wrong with each field"})
    rule = fields.String(metadata={"description": "被违反的规则 the rule that was broken"})
    state = fields.String(metadata={"description": "409：当前状态 the state the record is in"})
    allowed_commands = fields.List(
        fields.String(), metadata={"description": "409：此状态下可用的命令 what that state allows"}
    )
    correlation_id = fields.String(required=True)


CORRELATION = "X-Correlation-Id"
CAPACITY = "Capacity"
KEY = "Idempotency-Key"
IF_MATCH = "If-Match"
TRACKING = "Tracking-Code"
PARTICIPANT = "Participant-Code"
GROUND = "Reading-Ground"
HEADERS = {
    CORRELATION: "贯穿日志与事件的编号 carried through logs and events; answered in every response",
    CAPACITY: "以令牌中的哪个身份操作 which of the token's roles; without it the first that fits",
    KEY: "幂等键，可见字符，保留 7 天；无令牌时须为 UUID printable, kept 7 days; a UUID when there is no token",
    IF_MATCH: '"VERSION"；不符则 412 refused with 412 when it no longer holds',
    TRACKING: "提交时取得的查询码，可代替令牌 the code from `submit`, instead of a token",
    PARTICIPANT: "邀请时取得的参会码，可代替令牌 the code from `invite`, instead of a token",
    GROUND: "阅读事由，UTF-8 百分号编码；阅读不公开记录时一并留痕 why it is read, percent-encoded; on record with the reading",
}
ETAG = {"ETag": {"description": '"VERSION"', "schema": {"type": "string"}}}
ETAG_OF_READING = {
    "ETag": {
        "description": '"VERSION-DIGEST"，亦可用于 If-Match also good for If-Match',
        "schema": {"type": "string"},
    }
}
LOCATION = {"Location": {"description": "新记录的地址 where the new record is", "schema": {"type": "string"}}}
RETRY_AFTER = {"Retry-After": {"description": "秒 seconds", "schema": {"type": "integer"}}}
TOKEN: list[Document] = [{"token": []}]
NOTHING_OR_TOKEN: list[Document] = [{}, {"token": []}]
SESSION: list[Document] = [{"session": []}]

RECEIPTS = "/v1/receipts"
CODE_PATTERN = f"^{wire.DIVISION_CODE}$"
UNPROCESSABLE = "unprocessable"
_READING = ("unauthenticated", "not-found", "invalid", "too-many", "unavailable")
_COMMANDING = (
    "unauthenticated", "too-large", "unsupported-media-type", "malformed", "not-found", "not-permitted",
    "not-allowed-in-state", "version-mismatch", "too-many", "unavailable",
)  # fmt: skip


def refusals(*names: str) -> Document:
    """Problem responses by status, each a component of the document."""
    return {str(REFUSALS[name].status): name for name in names}


CONDITIONAL: Document = {
    "304": {"description": "与 If-None-Match 所指相同 the caller has this answer already"},
    **refusals("version-mismatch"),
}


@cache
def body_of(resource: Resource, command: str) -> type[Schema]:
    """The command's body: its own fields and those that any command may carry, in one schema that refuses all others."""
    own = resource.commands[command]
    name = shapes.kind_of(resource) + shapes.camel(command)
    return type(name, (own, wire.Common), {"__doc__": resource.words[command], "__module__": __name__})


@cache
def answer_of(resource: Resource, extra: type[Schema] | None = None, command: str = "") -> type[Schema]:
    """A command's answer; one with further members of its own is a schema of its own."""
    frame = {**CommandAnswer._declared_fields, "state": shapes.in_state(resource)}
    return shapes.named(
        f"{shapes.kind_of(resource)}{shapes.camel(command)}Done",
        f"{resource.label}：命令的回答 what a command answers",
        {**frame, **(extra._declared_fields if extra else {})},
    )


def answer_to(resource: Resource, command: str) -> type[Schema]:
    extra = resource.extras.get(command)
    return answer_of(resource, extra, command) if extra else answer_of(resource)


def of_command(resource: Resource, command: str, with_id: bool = True) -> Document:
    """`with_id` is False for the one command whose address names no record: the clock's."""
    creates = command == resource.creating
    lifecycle, asked = LIFECYCLES[resource.collection], resource.commands[command]().fields
    reason = "reason" in asked and asked["reason"].required
    answer = answer_to(resource, command)
    return {
        "operationId": f"{resource.collection}.{command}",
        "summary": resource.words[command],
        "description": lifecycle.saying(command, reason),
        "x-who-may": lifecycle.table(command, reason),
        "security": _security_of_command(resource, command, creates),
        "parameters": [
            *_path_of(resource, one=with_id and not creates),
            *_headers_of_command(resource, command, creates),
        ],
        "requestBody": {"required": True, "content": _json(body_of(resource, command))},
        "responses": {
            "201" if creates else "200": _answer(answer, {**ETAG, **(LOCATION if creates else {})}),
            **refusals(*_COMMANDING),
            "422": UNPROCESSABLE,
        },
    }


def of_list(resource: Resource, filters: type[Schema]) -> Document:
    return {
        "operationId": f"{resource.collection}.list",
        "summary": f"{resource.label}：列表 list",
        "description": ("调用者可读的记录，新的在前。 What the caller may read, newest first; the rest is left out."),
        "security": _security_of_reading(resource),
        "parameters": [
            *_path_of(resource, one=False),
            {"in": "query", "schema": filters},
            *_headers_of_reading(resource),
        ],
        "responses": {
            "200": _answer(shapes.page(resource), {}),
            **CONDITIONAL,
            **refusals(*_READING),
        },
    }


def of_record(resource: Resource, as_of: type[Schema]) -> Document:
    return {
        "operationId": f"{resource.collection}.read",
        "summary": f"{resource.label}：一条记录 one record",
        "description": "无权阅读者得 404。 What the caller may not read answers 404.",
        "security": _security_of_reading(resource),
        "parameters": [*_path_of(resource, one=True), {"in": "query", "schema": as_of}, *_headers_of_reading(resource)],
        "responses": {
            "200": _answer(shapes.record(resource), ETAG_OF_READING),
            **CONDITIONAL,
            **refusals(*_READING),
        },
    }


def of_history(resource: Resource, as_of: type[Schema]) -> Document:
    return {
        "operationId": f"{resource.collection}.history",
        "summary": f"{resource.label}：全部经过 every event in order",
        "description": "谁、以何身份、何时、为何。 Who, in which capacity, when and why.",
        "security": _security_of_reading(resource),
        "parameters": [*_path_of(resource, one=True), {"in": "query", "schema": as_of}, *_headers_of_reading(resource)],
        "responses": {"200": _answer(History, {}), **CONDITIONAL, **refusals(*_READING)},
    }


PARENTS = {
    "meetings": "会议的编号 the meeting's id",
    "venues": "场所的编号 the venue's id",
    "contests": "评选的编号 the contest's id",
}


def _path_of(resource: Resource, one: bool) -> list[Document]:
    parent = [of_path("parent", PARENTS[resource.parent])] if resource.parent else []
    own = {"type": "string", "pattern": CODE_PATTERN, "example": "620723101"} if resource.named_by_code else None
    return [*parent, *([of_path("id", "记录的编号 the record's id", own)] if one else [])]


def of_path(name: str, says: str, schema: Document | None = None) -> Document:
    of_id = {"type": "string", "format": "uuid"}
    return {"name": name, "in": "path", "required": True, "description": says, "schema": schema or of_id}


def _headers_of_command(resource: Resource, command: str, creates: bool) -> list[str]:
    return [
        KEY,
        *([] if creates else [IF_MATCH]),
        CAPACITY,
        *([TRACKING] if command in resource.by_tracking else []),
        *([PARTICIPANT] if command in resource.by_participant else []),
        CORRELATION,
    ]


def _headers_of_reading(resource: Resource) -> list[str]:
    return [*([TRACKING] if resource.read_by_code else []), GROUND, CORRELATION]


def _security_of_command(resource: Resource, command: str, creates: bool) -> list[Document]:
    if creates and resource.open_creation:
        return NOTHING_OR_TOKEN
    codes: list[Document] = [
        *([{"tracking": []}] if command in resource.by_tracking else []),
        *([{"participant": []}] if command in resource.by_participant else []),
    ]
    return [*(NOTHING_OR_TOKEN if command in resource.open_commands else TOKEN), *codes]


def _security_of_reading(resource: Resource) -> list[Document]:
    if resource.open_reading:
        return NOTHING_OR_TOKEN
    return [*TOKEN, {"tracking": []}] if resource.read_by_code else TOKEN


def _json(schema: Any) -> Document:
    return {"application/json": {"schema": schema}}


def _answer(schema: type[Schema], headers: Document) -> Document:
    return {"description": "完成 done", "headers": headers, "content": _json(schema)}
