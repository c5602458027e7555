"""How the roll-out in an organisation looks on the wire."""

from marshmallow import Schema, fields

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, CommandSchema, Day, Id, OneOf, Text
from services.members.rollout.commands import STAGES


class Begin(CommandSchema):
    organisation = Id(required=True)
    stage = OneOf(*STAGES, required=True)
    on = Day(required=True)
    note = Text()


class Reach(CommandSchema):
    on = Day(required=True)
    note = Text()


class Review(CommandSchema):
    on = Day(required=True)
    place = Text(required=True)
    text = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "begin": Begin,
    "expand": Reach,
    "complete": Reach,
    "record_review": Review,
    "end": REASON,
    "hand_over": HAND_OVER,
}


class StageSchema(Schema):
    stage = OneOf(*STAGES)
    on = Day()
    note = Text(allow_none=True)


class ReviewSchema(Schema):
    on = Day()
    place = Text()
    text = Text()


class Shown(Schema):
    organisation = Id()
    stages = fields.List(fields.Nested(StageSchema))
    reviews = fields.List(fields.Nested(ReviewSchema))
    reason = Text(allow_none=True)
