"""How a venue looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import REASON, Amendment, Code, CommandSchema, Id, OneOf, Text
from services.members.venue.commands import TIERS


class Create(CommandSchema):
    name = Text(required=True)
    division = Code(required=True)
    organisation = Id()
    tier = OneOf(*TIERS, required=True)
    status = Text()


class Amend(Amendment):
    name = Text()
    division = Code()
    organisation = Id()
    tier = OneOf(*TIERS)
    status = Text()


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": REASON}


class Shown(Schema):
    name = Text()
    organisation = Id(allow_none=True)
    tier = OneOf(*TIERS)
    status = Text(allow_none=True)
