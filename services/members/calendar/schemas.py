"""How the calendar of a year looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.contract.wire import CommandSchema, Day, Int, Text
from services.members.calendar.events import Holiday

YEAR = validate.Range(2004, 2100, error="年度须在 2004 至 2100 之间 the year is from 2004 to 2100")
SOME = validate.Length(1, 30, error="须有 1 至 30 个假期 there are 1 to 30 holidays")
FEW = validate.Length(0, 60, error="调休上班日最多 60 天 60 days at most are worked in exchange")


class HolidaySchema(Schema):
    name = Text(required=True)
    first = Day(required=True)
    last = Day(required=True)

    @post_load
    def holiday(self, loaded: dict[str, Any], **kwargs: Any) -> Holiday:
        return Holiday(**loaded)


class Create(CommandSchema):
    year = Int(required=True, validate=YEAR)
    document_number = Text(required=True)
    days_off = fields.List(fields.Nested(HolidaySchema), required=True, validate=SOME)
    workdays = fields.List(Day(), validate=FEW)


class Amend(CommandSchema):
    document_number = Text(required=True)
    days_off = fields.List(fields.Nested(HolidaySchema), required=True, validate=SOME)
    workdays = fields.List(Day(), validate=FEW)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend}


class Shown(Schema):
    year = Int()
    document_number = Text()
    days_off = fields.List(fields.Nested(HolidaySchema))
    workdays = fields.List(Day())
    edition = Int()
