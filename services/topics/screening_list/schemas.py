"""How a screening list looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.contract.wire import Code, CommandSchema, Int, OneOf, Text
from services.topics.screening_list.events import Item

AT_LEAST_ONE = validate.Length(min=1, error="至少一项 at least one")


class ItemSchema(Schema):
    code = Text(required=True)
    label = Text(required=True)
    kind = OneOf("consult", "exclude", "reject", required=True)

    @post_load
    def item(self, loaded: dict[str, Any], **kwargs: Any) -> Item:
        """The blanks around a code are none of it."""
        return Item(**{**loaded, "code": loaded["code"].strip()})


class Create(CommandSchema):
    division = Code()
    title = Text()
    items = fields.List(fields.Nested(ItemSchema), required=True, validate=AT_LEAST_ONE)


class Amend(CommandSchema):
    title = Text()
    items = fields.List(fields.Nested(ItemSchema), required=True, validate=AT_LEAST_ONE)


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend}


class Shown(Schema):
    title = Text()
    items = fields.List(fields.Nested(ItemSchema))
    edition = Int()
