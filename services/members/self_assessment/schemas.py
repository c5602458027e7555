"""How a body's assessment of itself looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Code, CommandSchema, Id, Int, OneOf, Text
from services.members.self_assessment.events import Assessed

DIMENSIONS = ("institutions", "standards", "procedures")
EACH = {"description": "制度化、规范化、程序化各一次 each of the three once: institutions, standards, procedures"}
GAPS = {"description": "不足 what is missing"}
YEAR = {"description": "年度 the year"}


class AssessedSchema(Schema):
    dimension = OneOf(*DIMENSIONS, required=True)
    level = Int(required=True, metadata={"description": "1 至 5 级 from 1 to 5"})
    evidence = Text(required=True)

    @post_load
    def assessed(self, loaded: dict[str, Any], **kwargs: Any) -> Assessed:
        return Assessed(**loaded)


class Assess(CommandSchema):
    organisation = Id(required=True)
    division = Code(required=True)
    year = Int(required=True, metadata=YEAR)
    dimensions = fields.List(fields.Nested(AssessedSchema), required=True, metadata=EACH)
    gaps = Text(metadata=GAPS)


class Revise(CommandSchema):
    dimensions = fields.List(fields.Nested(AssessedSchema), required=True, metadata=EACH)
    gaps = Text(metadata=GAPS)


class Confirm(CommandSchema):
    opinion = Text()


COMMANDS: dict[str, type[CommandSchema]] = {
    "assess": Assess,
    "revise": Revise,
    "return_for_revision": REASON,
    "confirm": Confirm,
    "hand_over": HAND_OVER,
}


class Shown(Schema):
    organisation = Id()
    year = Int(metadata=YEAR)
    dimensions = fields.List(fields.Nested(AssessedSchema), metadata=EACH)
    gaps = Text(allow_none=True, metadata=GAPS)
    reason = Text(allow_none=True)
    opinion = Text(allow_none=True)
