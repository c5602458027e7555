"""How a case looks on the wire."""

from marshmallow import Schema, fields

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import NOTHING, REASON, Amendment, Code, CommandSchema, Id, Text, WithFiles


class Draft(WithFiles):
    title = Text(required=True)
    text = Text(required=True)
    division = Code(required=True)
    organisation = Id(required=True)
    topic = Id()
    outcome = Id()
    tags = fields.List(Text(required=True))


class Revise(Amendment):
    title = Text()
    text = Text()
    tags = fields.List(Text(required=True))


COMMANDS: dict[str, type[CommandSchema]] = {
    "draft": Draft,
    "revise": Revise,
    "submit": NOTHING,
    "return_for_revision": REASON,
    "publish": NOTHING,
    "mark_not_used": REASON,
    "withdraw": REASON,
    "hand_over": HAND_OVER,
}


class Shown(Schema):
    title = Text()
    text = Text()
    organisation = Id()
    topic = Id(allow_none=True)
    outcome = Id(allow_none=True)
    tags = fields.List(Text())
    reason = Text(allow_none=True)
