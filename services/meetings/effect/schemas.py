"""How an effect looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import REASON, CommandSchema, Id, Int, OneOf, Text

# 解疑释惑、理顺情绪、化解矛盾、凝聚共识
KINDS = ("explained", "eased", "resolved", "united")
WHICH = {"description": "解疑释惑、理顺情绪、化解矛盾、凝聚共识 which of the four"}


class RecordMeetingEffect(CommandSchema):
    kind = OneOf(*KINDS, required=True, metadata=WHICH)
    note = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"record_effect": RecordMeetingEffect, "withdraw_effect": REASON}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    kind = OneOf(*KINDS, metadata=WHICH)
    note = Text()
    reason = Text(allow_none=True)
