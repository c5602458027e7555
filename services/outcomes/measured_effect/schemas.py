"""How a measured effect looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, CommandSchema, Day, Id, Int, Text, WithFiles


class Measure(WithFiles):
    outcome = Id(required=True)
    what = Text(required=True)
    number = Int(required=True)
    unit = Text(required=True)
    on = Day(required=True)
    task = Id()


class MeasureAgain(CommandSchema):
    number = Int(required=True)
    on = Day(required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "measure": Measure,
    "measure_again": MeasureAgain,
    "withdraw": REASON,
    "hand_over": HAND_OVER,
}


class Shown(Schema):
    outcome = Id()
    topic = Id()
    organisation = Id()
    task = Id(allow_none=True)
    what = Text()
    number = Int()
    unit = Text()
    on = Day()
    meeting = Id()
    met_on = Day(allow_none=True)
    days = Int(allow_none=True, metadata={"description": "会后几天见效 how many days after the meeting"})
    reason = Text(allow_none=True)
