"""How a booking looks on the wire."""

from marshmallow import Schema, fields

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, CommandSchema, Id, Text, Time


class Book(CommandSchema):
    starts_at = Time(required=True)
    ends_at = Time(required=True)
    organisation = Id(required=True)
    purpose = Text(required=True)
    meeting = Id()
    hosts = fields.List(Id())


COMMANDS: dict[str, type[CommandSchema]] = {"book": Book, "cancel": REASON, "hand_over": HAND_OVER}


class Shown(Schema):
    venue = Id()
    starts_at = Time()
    ends_at = Time()
    organisation = Id()
    purpose = Text()
    meeting = Id(allow_none=True)
    hosts = fields.List(Id())
    reason = Text(allow_none=True)
