"""How a charge looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import REASON, Code, CommandSchema, Day, Id, Text


class Create(CommandSchema):
    leader = Id(required=True)
    division = Code(required=True)
    starts = Day()
    ends = Day()
    explanation = Text()


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "end": REASON}


class Shown(Schema):
    leader = Id()
    starts = Day()
    ends = Day(allow_none=True)
    next_quarter = Text()
    explanation = Text(allow_none=True)
    reason = Text(allow_none=True)
