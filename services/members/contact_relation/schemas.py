"""How a contact relation looks on the wire."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from infra.kernel.base.ids import new_id
from infra.kernel.contract.following import HAND_OVER
from infra.kernel.contract.wire import REASON, Code, CommandSchema, Day, Id, Int, OneOf, Text, WithFiles

LINKS = (
    "party_group_to_party_member",
    "party_member_to_other_member",
    "chairs_to_standing",
    "standing_to_member",
    "member_to_sector",
    "body_to_body",
)
FORMS = ("visit", "meeting", "phone", "online", "letter")


class Create(CommandSchema):
    division = Code(required=True)
    link = OneOf(*LINKS, required=True)
    by = Id(required=True)
    whom = Id()
    sector = Text()
    starts = Day()
    ends = Day()

    @validates_schema
    def names_either(self, data: dict[str, Any], **kwargs: Any) -> None:
        wanted, other = ("sector", "whom") if data.get("link") == "member_to_sector" else ("whom", "sector")
        if wanted not in data:
            raise ValidationError({wanted: ["这一联系方式须写明 must be given with this link"]})
        if other in data:
            raise ValidationError({other: ["这一联系方式不写此项 goes with another link; leave it out"]})


class LogAContact(WithFiles):
    persons = Int(required=True, validate=validate.Range(min=1))
    form = OneOf(*FORMS, required=True)
    matter = Text(required=True)
    on = Day()

    @post_load
    def with_id(self, loaded: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        return {**loaded, "entry": new_id()}


class Strike(CommandSchema):
    entry = Id(required=True)
    reason = Text(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {
    "create": Create,
    "log": LogAContact,
    "strike": Strike,
    "end": REASON,
    "hand_over": HAND_OVER,
}


class LoggedContact(Schema):
    entry = Id()
    on = Day()
    persons = Int()
    form = OneOf(*FORMS)
    matter = Text()


class Shown(Schema):
    chain = Text()
    link = OneOf(*LINKS)
    by = Id()
    whom = Id(allow_none=True)
    sector = Text(allow_none=True)
    starts = Day()
    ends = Day(allow_none=True)
    contacts = fields.List(fields.Nested(LoggedContact))
    persons = Int()
    reason = Text(allow_none=True)
