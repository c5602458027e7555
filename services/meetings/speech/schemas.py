"""How a speech looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import NOTHING, REASON, CommandSchema, Id, Int, Text, Time


class ListSpeaker(CommandSchema):
    participant = Id(required=True)
    planned = Int()


class MoveSpeaker(CommandSchema):
    number = Int(required=True)


class EndSpeech(CommandSchema):
    minutes = Int()


COMMANDS: dict[str, type[CommandSchema]] = {
    "list_speaker": ListSpeaker,
    "move_speaker": MoveSpeaker,
    "begin_speech": NOTHING,
    "end_speech": EndSpeech,
    "strike_speaker": REASON,
}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    participant = Id()
    group = Text(allow_none=True)
    number = Int()
    planned = Int(allow_none=True, metadata={"description": "预定分钟数 how many minutes are planned"})
    begun_at = Time(allow_none=True)
    minutes = Int(allow_none=True, metadata={"description": "实际分钟数 how many it took"})
    reason = Text(allow_none=True)
