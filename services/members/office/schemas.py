"""How an office looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import REASON, Amendment, Bool, CommandSchema, Day, Id, OneOf
from services.members.office.commands import ROLES


class Create(CommandSchema):
    person = Id(required=True)
    organisation = Id()
    role = OneOf(*ROLES, required=True)
    starts = Day()
    ends = Day()
    deputy = Bool()


class Amend(Amendment):
    starts = Day()
    ends = Day()
    deputy = Bool()


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": REASON}


class Shown(Schema):
    person = Id()
    organisation = Id(allow_none=True)
    role = OneOf(*ROLES)
    starts = Day()
    ends = Day(allow_none=True)
    deputy = Bool()
