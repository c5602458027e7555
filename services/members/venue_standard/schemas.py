"""How a standard for venues looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.wire import Code, CommandSchema, Int, Text
from services.members.venue_standard.events import StandardItem


class ItemSchema(Schema):
    code = Text(required=True)
    label = Text(required=True)

    @post_load
    def item(self, loaded: dict[str, Any], **kwargs: Any) -> StandardItem:
        return StandardItem(**loaded)


class Create(CommandSchema):
    division = Code(required=True)
    items = fields.List(fields.Nested(ItemSchema), required=True)


class Amend(CommandSchema):
    items = fields.List(fields.Nested(ItemSchema), required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend}


class Shown(Schema):
    items = fields.List(fields.Nested(ItemSchema))
    edition = Int()
