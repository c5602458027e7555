"""How an ex-officio rule looks on the wire."""

from marshmallow import Schema, fields

from infra.kernel.contract.wire import REASON, Bool, CommandSchema, Day, Id, OneOf, Text
from services.members.ex_officio_rule.commands import ACTING_ROLES, FOLLOWED_ROLES
from services.members.membership.commands import CATEGORIES, SEATS


class Create(CommandSchema):
    organisation = Id(required=True)
    seat = OneOf(*SEATS, required=True)
    role = OneOf(*FOLLOWED_ROLES, required=True)
    office_organisation = Id(required=True)
    deputy = Bool()
    category = OneOf(*CATEGORIES)
    acts_as = OneOf(*ACTING_ROLES)


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "end": REASON}


class FollowedSeatSchema(Schema):
    office = Id()
    membership = Id()
    acting = Id(allow_none=True)
    ends = Day(allow_none=True)


class WithheldSeatSchema(Schema):
    office = Id()
    why = OneOf("seat_taken", "sits_already", "no_member")


class Shown(Schema):
    organisation = Id()
    seat = OneOf(*SEATS)
    category = OneOf(*CATEGORIES, allow_none=True)
    role = OneOf(*FOLLOWED_ROLES)
    office_organisation = Id()
    deputy = Bool()
    acts_as = OneOf(*ACTING_ROLES, allow_none=True)
    filled = fields.List(fields.Nested(FollowedSeatSchema))
    withheld = fields.List(fields.Nested(WithheldSeatSchema))
    reason = Text(allow_none=True)
