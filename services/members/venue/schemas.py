"""How a venue looks on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import (
    REASON,
    Amendment,
    Bool,
    Code,
    CommandSchema,
    Day,
    Id,
    Int,
    OneOf,
    Text,
    WithFiles,
)
from services.members.venue.commands import KINDS, TIERS, CheckedItem
from services.members.venue.events import Brand


class BrandSchema(Schema):
    name = Text(required=True)
    owner = Id()
    story = Text()

    @post_load
    def brand(self, loaded: dict[str, Any], **kwargs: Any) -> Brand:
        return Brand(loaded["name"], loaded.get("owner"), loaded.get("story"))


class CheckedItemSchema(Schema):
    code = Text(required=True)
    met = Bool(required=True)
    evidence = Text(required=True)
    on = Day(required=True)

    @post_load
    def checked_item(self, loaded: dict[str, Any], **kwargs: Any) -> CheckedItem:
        return CheckedItem(**loaded)


class Create(CommandSchema):
    name = Text(required=True)
    division = Code(required=True)
    organisation = Id()
    tier = OneOf(*TIERS, required=True)
    status = Text()
    kind = OneOf(*KINDS)
    brand = fields.Nested(BrandSchema)
    parent = Id()
    host = Id()
    opening_hours = Text()
    forms = fields.List(Text(required=True))


class Amend(Amendment):
    name = Text()
    division = Code()
    organisation = Id()
    tier = OneOf(*TIERS)
    status = Text()
    kind = OneOf(*KINDS)
    brand = fields.Nested(BrandSchema)
    parent = Id()
    host = Id()
    opening_hours = Text()
    forms = fields.List(Text(required=True))


class BuildingStep(WithFiles):
    on = Day()


class Accept(WithFiles):
    items = fields.List(fields.Nested(CheckedItemSchema), required=True)
    on = Day()


class Upgrade(CommandSchema):
    explanation = Text(required=True)
    on = Day()


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "amend": Amend,
    "start_building": BuildingStep,
    "finish_building": BuildingStep,
    "accept": Accept,
    "upgrade": Upgrade,
    "suspend": REASON,
    "reopen": REASON,
    "end": REASON,
    "hand_over": HAND_OVER,
}


class BrandShown(Schema):
    name = Text()
    owner = Id(allow_none=True)
    story = Text(allow_none=True)


class AcceptedItemShown(Schema):
    code = Text()
    label = Text()
    evidence = Text()
    on = Day()


class Shown(Schema):
    name = Text()
    organisation = Id(allow_none=True)
    tier = OneOf(*TIERS)
    status = Text(allow_none=True)
    kind = OneOf(*KINDS, allow_none=True)
    brand = fields.Nested(BrandShown, allow_none=True)
    parent = Id(allow_none=True)
    host = Id(allow_none=True)
    opening_hours = Text(allow_none=True)
    forms = fields.List(Text())
    started_on = Day(allow_none=True)
    built_on = Day(allow_none=True)
    accepted_on = Day(allow_none=True)
    upgraded_on = Day(allow_none=True)
    upgrade = Text(allow_none=True)
    standard = Id(allow_none=True)
    standard_edition = Int(allow_none=True)
    accepted_items = fields.List(fields.Nested(AcceptedItemShown))
    reason = Text(allow_none=True)
