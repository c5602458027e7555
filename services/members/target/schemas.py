"""How a target looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Bool, Code, CommandSchema, Day, Id, Int, OneOf, Text
from services.members.target.events import Milestone

COUNTED = ("venues", "accepted_venues", "stations", "reports")
MOST_UNITS, MOST_MILESTONES = 500, 24
UNITS = {"description": "逐一要求的单位 each of these is to have it"}
AT_LEAST_ONE = validate.Range(min=1)


class MilestoneSchema(Schema):
    due = Day(required=True)
    number = Int(required=True, validate=AT_LEAST_ONE)

    @post_load
    def milestone(self, loaded: dict[str, Any], **kwargs: Any) -> Milestone:
        return Milestone(**loaded)


class Create(CommandSchema):
    division = Code(required=True)
    organisation = Id(required=True)
    text = Text(required=True)
    counted = OneOf(*COUNTED, required=True)
    number = Int(required=True, validate=AT_LEAST_ONE)
    due = Day(required=True)
    units = fields.List(Code(), validate=validate.Length(max=MOST_UNITS), metadata=UNITS)
    hosted = Bool()
    milestones = fields.List(fields.Nested(MilestoneSchema), validate=validate.Length(max=MOST_MILESTONES))

    @validates_schema
    def registers_count_units(self, data: dict[str, Any], **kwargs: Any) -> None:
        if data.get("counted") == "reports" and data.get("units"):
            raise ValidationError({"units": ["由报告计数的目标不分单位 what is reported is reported as a whole"]})


class Exclude(CommandSchema):
    unit = Code(required=True)
    reason = Text(required=True)


class Include(CommandSchema):
    unit = Code(required=True)


class Report(CommandSchema):
    number = Int(required=True)
    evidence = Text(required=True)
    on = Day()


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "exclude": Exclude,
    "include": Include,
    "report": Report,
    "drop": REASON,
    "hand_over": HAND_OVER,
}


class ExclusionSchema(Schema):
    unit = Code()
    reason = Text()


class ReportSchema(Schema):
    on = Day()
    number = Int()
    evidence = Text()


class MeasuredSchema(Schema):
    due = Day()
    wanted = Int()
    reached = Int()
    missing = fields.List(Code())


class Shown(Schema):
    organisation = Id()
    text = Text()
    counted = OneOf(*COUNTED)
    number = Int()
    units = fields.List(Code(), metadata=UNITS)
    hosted = Bool()
    due = Day()
    milestones = fields.List(fields.Nested(MilestoneSchema))
    excluded = fields.List(fields.Nested(ExclusionSchema))
    reported = fields.List(fields.Nested(ReportSchema))
    measured = fields.List(fields.Nested(MeasuredSchema))
    met = Bool(allow_none=True)
    reason = Text(allow_none=True)
