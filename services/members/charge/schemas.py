"""How a charge looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Code, CommandSchema, Day, Id, Text

LEADER = {"description": "包抓领导，或工作指导组 the leader, or a guidance group"}


class Create(CommandSchema):
    leader = Id(required=True, metadata=LEADER)
    division = Code(required=True)
    starts = Day()
    ends = Day()
    explanation = Text()


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "end": REASON, "hand_over": HAND_OVER}


class Shown(Schema):
    leader = Id()
    starts = Day()
    ends = Day(allow_none=True)
    next_quarter = Text()
    explanation = Text(allow_none=True)
    reason = Text(allow_none=True)
