"""How a pair looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.base.ids import new_id
from infra.kernel.contract.wire import REASON, Code, CommandSchema, Day, Id, Int, OneOf, Text, WithFiles

KINDS = ("school", "hospital", "town", "village", "enterprise", "household", "committee")
DIRECTIONS = ("here", "there")


class Create(CommandSchema):
    division = Code(required=True)
    kind = OneOf(*KINDS, required=True)
    ours = Text(required=True)
    partner = Text(required=True)
    partner_place = Text(required=True)
    starts = Day()
    ends = Day()


class HoldActivity(WithFiles):
    text = Text(required=True)
    on = Day()
    persons = Int(validate=validate.Range(min=1))

    @post_load
    def with_id(self, loaded: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**loaded, "entry": new_id()}


class MakeAPlacement(CommandSchema):
    direction = OneOf(*DIRECTIONS, required=True)
    text = Text(required=True)
    persons = Int(required=True, validate=validate.Range(min=1))
    starts = Day(required=True)
    ends = Day(required=True)

    @post_load
    def with_id(self, loaded: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**loaded, "entry": new_id()}


class Strike(CommandSchema):
    entry = Id(required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "hold_activity": HoldActivity,
    "place": MakeAPlacement,
    "strike": Strike,
    "end": REASON,
}


class PairActivitySchema(Schema):
    entry = Id()
    text = Text()
    on = Day()
    persons = Int()


class PlacementSchema(Schema):
    entry = Id()
    direction = OneOf(*DIRECTIONS)
    text = Text()
    persons = Int()
    starts = Day()
    ends = Day()


class Shown(Schema):
    kind = OneOf(*KINDS)
    ours = Text()
    partner = Text()
    partner_place = Text()
    starts = Day()
    ends = Day(allow_none=True)
    activities = fields.List(fields.Nested(PairActivitySchema))
    placements = fields.List(fields.Nested(PlacementSchema))
    reason = Text(allow_none=True)
