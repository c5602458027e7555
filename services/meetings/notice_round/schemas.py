"""How notices by category look on the wire."""

from typing import Any

from marshmallow import Schema, fields, post_load

from infra.kernel.contract.wire import CommandSchema, Id, Int, OneOf, Text, Time
from services.meetings.attendance.schemas import KINDS
from services.meetings.invitation.schemas import CATEGORIES


class NotifyCategories(CommandSchema):
    kinds = fields.List(OneOf(*KINDS))
    groups = fields.List(Text(required=True))
    categories = fields.List(OneOf(*CATEGORIES))
    text = Text()

    @post_load
    def named(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}


COMMANDS: dict[str, type[CommandSchema]] = {"notify": NotifyCategories}


class Shown(Schema):
    meeting = Id()
    topic = Id()
    round = Int()
    kinds = fields.List(OneOf(*KINDS))
    groups = fields.List(Text())
    categories = fields.List(OneOf(*CATEGORIES))
    text = Text(allow_none=True)
    recipients = Int(metadata={"description": "送达人数 how many were sent it"})
    sent_at = Time()
