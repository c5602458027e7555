"""How an expert looks on the wire."""

from marshmallow import Schema, fields, validate

from infra.kernel.contract.wire import REASON, Amendment, Code, CommandSchema, Day, Id, Text

SPECIALITIES = validate.Length(1, 20)


class Enlist(CommandSchema):
    person = Id(required=True)
    division = Code(required=True)
    specialities = fields.List(Text(required=True), required=True, validate=SPECIALITIES)
    qualifications = Text(required=True)
    starts = Day()
    ends = Day()


class Amend(Amendment):
    specialities = fields.List(Text(required=True), validate=SPECIALITIES)
    qualifications = Text()
    ends = Day()


COMMANDS: dict[str, type[CommandSchema]] = {"enlist": Enlist, "amend": Amend, "end": REASON}


class Shown(Schema):
    person = Id()
    specialities = fields.List(Text())
    qualifications = Text()
    starts = Day()
    ends = Day(allow_none=True)
    reason = Text(allow_none=True)
