"""How the progress of an agenda looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import CommandSchema, Id, Int, Text, Time


class BeginPoint(CommandSchema):
    number = Int(required=True)


class FinishPoint(CommandSchema):
    minutes = Int()


COMMANDS: dict[str, type[CommandSchema]] = {"begin_point": BeginPoint, "finish_point": FinishPoint}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    number = Int()
    title = Text()
    kind = Text(allow_none=True)
    planned = Int(allow_none=True, metadata={"description": "议程所列分钟数 how many minutes the agenda gives it"})
    begun_at = Time()
    finished_at = Time(allow_none=True)
    minutes = Int(allow_none=True, metadata={"description": "实际分钟数 how many it took"})
