"""How a brand looks on the wire."""

from marshmallow import Schema, fields

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Amendment, Code, CommandSchema, Id, Text


class Create(CommandSchema):
    division = Code(required=True)
    organisation = Id(required=True)
    name = Text(required=True)
    story = Text(required=True)


class Amend(Amendment):
    story = Text()


class LinkMeeting(CommandSchema):
    meeting = Id(required=True)


class UnlinkMeeting(CommandSchema):
    meeting = Id(required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "amend": Amend,
    "link_meeting": LinkMeeting,
    "unlink_meeting": UnlinkMeeting,
    "end": REASON,
    "hand_over": HAND_OVER,
}


class Shown(Schema):
    organisation = Id()
    name = Text()
    story = Text()
    meetings = fields.List(Id())
    reason = Text(allow_none=True)
