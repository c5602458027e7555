"""How the tags of a record look on the wire."""

from marshmallow import Schema, fields, validate

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import CommandSchema, Id, OneOf, Text
from services.members.tagging.commands import COLLECTIONS

MOST_TAGS = 50
SOME = validate.Length(min=1, max=MOST_TAGS, error=f"须有 1 至 {MOST_TAGS} 个 must be 1 to {MOST_TAGS}")


class Put(CommandSchema):
    collection = OneOf(*COLLECTIONS, required=True)
    record = Id(required=True)
    tags = fields.List(Text(), required=True, validate=SOME)


class TakeOff(CommandSchema):
    tags = fields.List(Text(), required=True, validate=SOME)
    reason = Text(required=True)


COMMANDS: dict[str, type[Schema]] = {"put": Put, "take_off": TakeOff, "hand_over": HAND_OVER}


class TagSchema(Schema):
    code = Text(required=True)
    label = Text(required=True)
    family = Text(required=True)


class Shown(Schema):
    collection = OneOf(*COLLECTIONS)
    record = Id()
    organisation = Id(allow_none=True)
    carried = fields.List(fields.Nested(TagSchema))
