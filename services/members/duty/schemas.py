"""How a contact duty looks on the wire."""

from marshmallow import Schema, fields, validate

from infra.kernel.contract.wire import NOTHING, REASON, Bool, Code, CommandSchema, Id, Text, Time, WithFiles

IS_A_QUARTER = validate.Regexp(
    r"(19|20|21)[0-9]{2}-Q[1-4]\Z", error="须为 2026-Q3 这样的季度 must be a quarter like 2026-Q3"
)


LEADER = {"description": "包抓领导，或工作指导组 the leader, or a guidance group"}


class Schedule(CommandSchema):
    leader = Id(required=True, metadata=LEADER)
    division = Code(required=True)
    quarter = Text(required=True, validate=IS_A_QUARTER)


class RecordVisit(WithFiles):
    visited_at = Time(required=True)
    findings = Text(required=True)
    topics = fields.List(Id())


class RecordLate(WithFiles):
    visited_at = Time(required=True)
    findings = Text(required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "schedule": Schedule,
    "record_visit": RecordVisit,
    "record_late": RecordLate,
    "send_back": REASON,
    "verify": NOTHING,
}


class Shown(Schema):
    leader = Id()
    quarter = Text()
    visited_at = Time(allow_none=True)
    findings = Text(allow_none=True)
    topics = fields.List(Id())
    late = Bool()
    reason = Text(allow_none=True)
