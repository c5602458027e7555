"""How an agreement looks on the wire."""

from marshmallow import Schema, fields

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Code, CommandSchema, Day, Id, OneOf, Text, WithFiles

FORMS = ("letter_of_intent", "agreement")
OUTSIDE = {"description": "外部各方 parties outside, by name"}


class Create(WithFiles):
    division = Code(required=True)
    form = OneOf(*FORMS, required=True)
    title = Text(required=True)
    text = Text(required=True)
    organisations = fields.List(Id(), required=True)
    outside = fields.List(Text(required=True), metadata=OUTSIDE)
    signed_on = Day(required=True)
    ends = Day()


class Follow(CommandSchema):
    text = Text(required=True)
    on = Day()


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "follow": Follow,
    "end": REASON,
    "hand_over": HAND_OVER,
}


class FollowedSchema(Schema):
    text = Text()
    on = Day()


class Shown(Schema):
    form = OneOf(*FORMS)
    title = Text()
    text = Text()
    organisations = fields.List(Id())
    outside = fields.List(Text(), metadata=OUTSIDE)
    signed_on = Day()
    ends = Day(allow_none=True)
    follow_ups = fields.List(fields.Nested(FollowedSchema))
    reason = Text(allow_none=True)
