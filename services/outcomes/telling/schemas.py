"""How a telling looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import NOTHING, CommandSchema, Id, Int, OneOf, Text, Time

COMMANDS: dict[str, type[CommandSchema]] = {"acknowledge": NOTHING}


class Shown(Schema):
    """A telling as it is read: nobody's name is in it."""

    outcome = Id()
    topic = Id()
    organisation = Id()
    number = Int()
    capacity = OneOf("participant", "observer", "submitter")
    way = OneOf("person", "participant_code", "tracking_code")
    reader = Id()
    about = OneOf("fed_back", "declined", "closed")
    text = Text()
    told_at = Time()
