"""How an assignment to the grid looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import REASON, Code, CommandSchema, Day, Id, Text


class Create(CommandSchema):
    member = Id(required=True)
    division = Code(required=True)
    cell = Text(required=True)
    starts = Day()
    ends = Day()


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "end": REASON}


class Shown(Schema):
    member = Id()
    person = Id()
    cell = Text()
    starts = Day()
    ends = Day(allow_none=True)
    reason = Text(allow_none=True)
