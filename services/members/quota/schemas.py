"""How a quota looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import Code, CommandSchema, Id, Int, OneOf
from services.members.membership.commands import CATEGORIES
from services.members.quota.events import QuotaItem


class QuotaItemSchema(Schema):
    category = OneOf(*CATEGORIES, required=True)
    least = Int(required=True)

    @post_load
    def item(self, loaded: dict[str, Any], **kwargs: Any) -> QuotaItem:
        return QuotaItem(**loaded)


class Create(CommandSchema):
    division = Code(required=True)
    organisation = Id()
    items = fields.List(fields.Nested(QuotaItemSchema), required=True)


class Amend(CommandSchema):
    items = fields.List(fields.Nested(QuotaItemSchema), required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "hand_over": HAND_OVER}


class Shown(Schema):
    organisation = Id(allow_none=True)
    items = fields.List(fields.Nested(QuotaItemSchema))
    edition = Int()
