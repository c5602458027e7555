"""How a suggestion looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import REASON, CommandSchema, Id, Int, Text


class Suggest(CommandSchema):
    words = Text(required=True)
    participant = Id()


class AdoptInto(CommandSchema):
    item = Id(required=True, metadata={"description": "采纳入哪一共识事项 into which consensus item"})


COMMANDS: dict[str, type[CommandSchema]] = {
    "suggest": Suggest,
    "adopt_suggestion": AdoptInto,
    "turn_down_suggestion": REASON,
}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    number = Int()
    participant = Id()
    words = Text()
    item = Id(allow_none=True, metadata={"description": "采纳入哪一共识事项 into which consensus item"})
    reason = Text(allow_none=True)
