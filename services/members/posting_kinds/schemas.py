"""How a list of the kinds of posting looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.contract.wire import Code, CommandSchema, Int, Text
from services.members.posting_kinds.events import PostingKind

THREE = validate.Length(equal=3, error="三个下沉须为三项 the three kinds of posting are three")


class KindSchema(Schema):
    code = Text(required=True)
    label = Text(required=True)

    @post_load
    def kind(self, loaded: dict[str, Any], **kwargs: Any) -> PostingKind:
        return PostingKind(**loaded)


class Create(CommandSchema):
    division = Code()
    items = fields.List(fields.Nested(KindSchema), required=True, validate=THREE)


class Amend(CommandSchema):
    items = fields.List(fields.Nested(KindSchema), required=True, validate=THREE)


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend}


class Shown(Schema):
    items = fields.List(fields.Nested(KindSchema))
    edition = Int()
