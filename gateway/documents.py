"""How the interface is documented: what `/v1/openapi.json` says of every operation. Nothing here checks a request."""

from functools import cache
from typing import Any, TypeAlias

from marshmallow import Schema, fields

from gateway.resource import Resource
from infra.kernel import wire
from infra.kernel.problems import REFUSALS

Document: TypeAlias = dict[str, Any]


class RecordedEvent(Schema):
    id = wire.Id(required=True)
    type = fields.String(required=True, metadata={"description": "事件名 as in lifecycles.json"})
    version = wire.Int(required=True, metadata={"description": "在其事件流中的序号 in its stream"})


class OwnEvent(RecordedEvent):
    """An event of the caller's own command."""

    receipt = fields.String(
        required=True, metadata={"description": "凭证的地址，数秒后可取 where its receipt is, seconds later"}
    )


class CommandAnswer(Schema):
    """The state right after the caller's own command."""

    id = wire.Id(required=True)
    state = fields.String(required=True)
    version = wire.Int(required=True, metadata={"description": "该记录的事件数 number of events of this record"})
    events = fields.List(fields.Nested(OwnEvent), required=True)


class HistoryEvent(RecordedEvent):
    position = fields.Integer(allow_none=True, metadata={"description": "在该服务日志中的位置 in its service's log"})
    occurred_at = wire.Time(required=True)
    recorded_at = wire.Time(required=True)
    late = fields.Boolean(metadata={"description": "补录 entered on a later day"})
    actor = wire.Id(allow_none=True)
    role = fields.String(required=True)
    organisation = wire.Id(allow_none=True)
    division = fields.String()
    reason = fields.String(allow_none=True)
    payload = fields.Dict()
    command_id = wire.Id()
    correlation_id = fields.String(allow_none=True)
    causation_id = fields.String(allow_none=True)


class History(Schema):
    items = fields.List(fields.Nested(HistoryEvent), required=True)


class ListedFrame(Schema):
    """What every record shows besides its own fields."""

    id = wire.Id(required=True)
    state = fields.String(required=True)
    version = wire.Int(required=True)
    division = fields.String(required=True)
    created_at = wire.Time(required=True)
    updated_at = wire.Time(required=True)


class RecordFrame(ListedFrame):
    """And what a single one shows."""

    allowed_commands = fields.List(
        fields.String(), required=True, metadata={"description": "调用者此刻可用的命令 by roles, place and state"}
    )


class Problem(Schema):
    """RFC 9457."""

    type = fields.String(required=True, metadata={"description": "urn:shangliang:problem:NAME"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.Dict(metadata={"description": "各字段的问题 what is wrong with each field"})
    rule = fields.String(metadata={"description": "被违反的规则 the rule that was broken"})
    state = fields.String()
    allowed_commands = fields.List(fields.String())
    correlation_id = fields.String(required=True)


class TrackingCode(Schema):
    tracking_code = fields.String(required=True, metadata={"description": "查询码，仅此一次显示 shown only now"})


class ParticipantCode(Schema):
    participant_code = fields.String(required=True)


class Tasks(Schema):
    tasks = fields.List(wire.Id(), required=True)


class LinkedTopic(Schema):
    topic = wire.Id(required=True)


CORRELATION = "X-Correlation-Id"
CAPACITY = "Capacity"
KEY = "Idempotency-Key"
IF_MATCH = "If-Match"
TRACKING = "Tracking-Code"
PARTICIPANT = "Participant-Code"
HEADERS = {
    CORRELATION: "贯穿日志与事件的编号 carried through logs and events; answered in every response",
    CAPACITY: "以令牌中的哪个身份操作 which of the token's roles; without it the first that fits",
    KEY: "幂等键，可见字符，保留 7 天；无令牌时须为 UUID printable, kept 7 days; a UUID when there is no token",
    IF_MATCH: '"VERSION"；不符则 412 refused with 412 when it no longer holds',
    TRACKING: "提交时取得的查询码，可代替令牌 the code from `submit`, instead of a token",
    PARTICIPANT: "邀请时取得的参会码，可代替令牌 the code from `invite`, instead of a token",
}
ETAG = {"ETag": {"description": '"VERSION"', "schema": {"type": "string"}}}
ETAG_OF_READING = {
    "ETag": {
        "description": '"VERSION-DIGEST"，亦可用于 If-Match also good for If-Match',
        "schema": {"type": "string"},
    }
}
NOT_MODIFIED: Document = {"304": {"description": "与 If-None-Match 所指相同 the caller has this answer already"}}
LOCATION = {"Location": {"description": "新记录的地址 where the new record is", "schema": {"type": "string"}}}
RETRY_AFTER = {"Retry-After": {"description": "秒 seconds", "schema": {"type": "integer"}}}
TOKEN: list[Document] = [{"token": []}]
NOTHING_OR_TOKEN: list[Document] = [{}, {"token": []}]

UNPROCESSABLE = "unprocessable"
_READING = ("unauthenticated", "not-found", "invalid", "too-many", "unavailable")
_COMMANDING = (
    "unauthenticated", "too-large", "unsupported-media-type", "malformed", "not-found", "not-permitted",
    "not-allowed-in-state", "version-mismatch", "too-many", "unavailable",
)  # fmt: skip


def refusals(*names: str) -> Document:
    """Problem responses by status, each a component of the document."""
    return {str(REFUSALS[name].status): name for name in names}


@cache
def with_common(command: type[Schema]) -> type[Schema]:
    """The command's body: its own fields and those that any command may carry, in one schema that refuses all others."""
    return type(command.__name__, (command, wire.Common), {"__module__": command.__module__})


def of_command(resource: Resource, command: str, with_id: bool = True) -> Document:
    """`with_id` is False for the one command whose address names no record: the clock's."""
    creates = command == resource.creating
    answer: list[Any] = [CommandAnswer, *([resource.extras[command]] if command in resource.extras else [])]
    return {
        "operationId": f"{resource.collection}.{command}",
        "summary": resource.words[command],
        "security": _security_of_command(resource, command, creates),
        "parameters": [
            *_path_of(resource, one=with_id and not creates),
            *_headers_of_command(resource, command, creates),
        ],
        "requestBody": {"required": True, "content": _json(with_common(resource.commands[command]))},
        "responses": {
            "201" if creates else "200": _answer(answer, {**ETAG, **(LOCATION if creates else {})}),
            **refusals(*_COMMANDING),
            "422": UNPROCESSABLE,
        },
    }


def of_list(resource: Resource, filters: type[Schema]) -> Document:
    page = {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": {"allOf": [resource.shown, ListedFrame]}},
            "next": {"type": "string", "nullable": True, "description": "下一页的 cursor of the next page"},
        },
    }
    return {
        "operationId": f"{resource.collection}.list",
        "summary": f"{resource.label}：列表 list",
        "security": _security_of_reading(resource),
        "parameters": [
            *_path_of(resource, one=False),
            {"in": "query", "schema": filters},
            *_headers_of_reading(resource),
        ],
        "responses": {
            "200": {"description": "一页 a page", "content": _json(page)},
            **NOT_MODIFIED,
            **refusals(*_READING),
        },
    }


def of_record(resource: Resource, as_of: type[Schema]) -> Document:
    return {
        "operationId": f"{resource.collection}.read",
        "summary": f"{resource.label}：一条记录 one record",
        "security": _security_of_reading(resource),
        "parameters": [*_path_of(resource, one=True), {"in": "query", "schema": as_of}, *_headers_of_reading(resource)],
        "responses": {
            "200": _answer([resource.shown, RecordFrame], ETAG_OF_READING),
            **NOT_MODIFIED,
            **refusals(*_READING),
        },
    }


def of_history(resource: Resource, as_of: type[Schema]) -> Document:
    return {
        "operationId": f"{resource.collection}.history",
        "summary": f"{resource.label}：全部经过 every event in order",
        "security": _security_of_reading(resource),
        "parameters": [*_path_of(resource, one=True), {"in": "query", "schema": as_of}, *_headers_of_reading(resource)],
        "responses": {"200": _answer([History], {}), **NOT_MODIFIED, **refusals(*_READING)},
    }


def _path_of(resource: Resource, one: bool) -> list[Document]:
    names = [*(["parent"] if resource.parent else []), *(["id"] if one else [])]
    id_schema = {"type": "string", "format": "uuid"}
    return [{"name": name, "in": "path", "required": True, "schema": id_schema} for name in names]


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
    return [*([TRACKING] if resource.read_by_code else []), CORRELATION]


def _security_of_command(resource: Resource, command: str, creates: bool) -> list[Document]:
    open_to_code = command in resource.by_tracking or command in resource.by_participant
    return NOTHING_OR_TOKEN if open_to_code or (creates and resource.open_creation) else TOKEN


def _security_of_reading(resource: Resource) -> list[Document]:
    return NOTHING_OR_TOKEN if resource.open_reading or resource.read_by_code else TOKEN


def _json(schema: Any) -> Document:
    return {"application/json": {"schema": schema}}


def _answer(parts: list[Any], headers: Document) -> Document:
    schema = {"allOf": parts} if len(parts) > 1 else parts[0]
    return {"description": "完成 done", "headers": headers, "content": _json(schema)}
