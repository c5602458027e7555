"""How work before the meeting looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import NOTHING, REASON, CommandSchema, Day, Id, Int, Text, WithFiles


class Assign(CommandSchema):
    participant = Id(required=True)
    task = Text(required=True)
    due = Day()


class Submit(WithFiles):
    text = Text(required=True)
    heard = Int()


COMMANDS: dict[str, type[CommandSchema]] = {
    "assign_pre_work": Assign,
    "submit_pre_work": Submit,
    "accept_pre_work": NOTHING,
    "waive_pre_work": REASON,
}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    participant = Id()
    task = Text()
    due = Day(allow_none=True)
    text = Text(allow_none=True)
    heard = Int(allow_none=True)
    reason = Text(allow_none=True)
