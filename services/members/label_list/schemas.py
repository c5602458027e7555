"""How a list of a division's own looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from infra.kernel.contract.wire import REASON, Code, CommandSchema, Int, OneOf, Text
from services.members.label_list.commands import KINDS
from services.members.label_list.events import ListItem

LEVELS = ("province", "city", "county", "township", "village")
CANONICAL = ("RESOLVED", "PLANNED_OR_PARTIAL", "REFERENCE_ONLY")
MOST_ITEMS = 300
SOME = validate.Length(min=1, max=MOST_ITEMS, error=f"须有 1 至 {MOST_ITEMS} 项 must have 1 to {MOST_ITEMS} items")
# A code goes into addresses (`?tag=`) and into the names of copies.
A_CODE = validate.Regexp(
    r"[A-Za-z0-9_.-]{1,64}\Z", error="须为 1 至 64 个字母、数字或 _ . - must be 1 to 64 letters, digits or _ . -"
)


class ItemSchema(Schema):
    code = Text(required=True, validate=A_CODE)
    label = Text(required=True)
    family = Text()
    points = Int()
    covers = fields.List(Text())
    canonical = OneOf(*CANONICAL)
    level = OneOf(*LEVELS)

    @post_load
    def item(self, loaded: dict[str, Any], **kwargs: Any) -> ListItem:
        return ListItem(**{**loaded, "covers": tuple(loaded.get("covers", ()))})


class Create(CommandSchema):
    kind = OneOf(*KINDS, required=True)
    division = Code()
    title = Text(required=True)
    items = fields.List(fields.Nested(ItemSchema), required=True, validate=SOME)


class Amend(CommandSchema):
    title = Text()
    items = fields.List(fields.Nested(ItemSchema), required=True, validate=SOME)


COMMANDS: dict[str, type[Schema]] = {"create": Create, "amend": Amend, "end": REASON}


class ShownItem(Schema):
    code = Text()
    label = Text()
    family = Text(allow_none=True)
    points = Int(allow_none=True)
    covers = fields.List(Text())
    canonical = OneOf(*CANONICAL, allow_none=True)
    level = OneOf(*LEVELS, allow_none=True)


class Shown(Schema):
    kind = OneOf(*KINDS)
    title = Text()
    items = fields.List(fields.Nested(ShownItem))
    edition = Int()
