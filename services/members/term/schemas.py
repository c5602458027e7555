"""How a term looks on the wire."""

from marshmallow import Schema, fields, validate

from infra.kernel.contract.wire import NOTHING, REASON, Amendment, Code, CommandSchema, Day, Id, Int, Text

IS_A_NUMBER = validate.Range(1, 999)
MOST_STAYING = 5_000


class Plan(CommandSchema):
    committee_division = Code(required=True)
    number = Int(required=True, validate=IS_A_NUMBER)
    name = Text(required=True)
    starts = Day(required=True)
    ends = Day(required=True)


class Amend(Amendment):
    number = Int(validate=IS_A_NUMBER)
    name = Text()
    starts = Day()
    ends = Day()


class ChangeOver(CommandSchema):
    next_term = Id(required=True)
    staying = fields.List(Id(), required=True, validate=validate.Length(max=MOST_STAYING))
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "plan": Plan,
    "amend": Amend,
    "start": NOTHING,
    "change_over": ChangeOver,
    "end": REASON,
}


class Shown(Schema):
    committee_division = Code()
    number = Int()
    name = Text()
    starts = Day()
    ends = Day()
    previous = Id(allow_none=True)
    next_term = Id(allow_none=True)
    reason = Text(allow_none=True)
    stayed = Int()
    gone = Int()
    left = Int(allow_none=True)
