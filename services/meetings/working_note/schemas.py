"""How a working note looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import NOTHING, CommandSchema, Id, Int, Text


class WriteNote(CommandSchema):
    text = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"write_note": WriteNote, "rewrite_note": WriteNote, "discard_note": NOTHING}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    author = Id(allow_none=True)
    text = Text(allow_none=True)
