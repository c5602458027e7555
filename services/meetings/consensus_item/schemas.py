"""How a consensus item looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from infra.kernel.contract.wire import NOTHING, CommandSchema, Id, Int, OneOf, Text, says_nothing
from services.meetings.consensus_item.events import Position

RESULTS = ("agreed", "agreed_with_reservation", "not_agreed")


class PositionSchema(Schema):
    participant = Id()
    group = Text()
    position = OneOf("for", "against", "reserved", required=True)
    note = Text()

    @post_load
    def position_taken(self, data: dict[str, Any], **kwargs: Any) -> Position:
        return Position(**data)


class Raise(CommandSchema):
    title = Text(required=True)


class Draft(CommandSchema):
    wording = Text(required=True)


class Redraft(CommandSchema):
    wording = Text(required=True)


class Settle(CommandSchema):
    result = OneOf(*RESULTS, required=True)
    positions = fields.List(fields.Nested(PositionSchema), required=True)
    supersedes = Id()
    reason = Text()

    @validates_schema
    def reason_goes_with_not_agreed(self, data: dict[str, Any], **kwargs: Any) -> None:
        if data.get("result") == "not_agreed" and says_nothing(data.get("reason") or ""):
            raise ValidationError({"reason": ["未达成时必填 needed when the result is not_agreed"]})
        if data.get("result") != "not_agreed" and "reason" in data:
            raise ValidationError({"reason": ["仅未达成时可填 only for the result not_agreed"]})

    @post_load
    def settled(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**data, "positions": tuple(data["positions"])}


COMMANDS: dict[str, type[CommandSchema]] = {
    "raise_item": Raise,
    "draft_item": Draft,
    "redraft_item": Redraft,
    "settle_item": Settle,
    "carry_over": NOTHING,
}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    number = Int()
    title = Text()
    wording = Text(allow_none=True)
    wordings = fields.List(Text())
    raised_by = Id(allow_none=True)
    result = OneOf(*RESULTS, allow_none=True)
    positions = fields.List(fields.Nested(PositionSchema))
    reason = Text(allow_none=True)
    supersedes = Id(allow_none=True)
    superseded_by = Id(allow_none=True)
