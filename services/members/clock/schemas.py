"""How the site's clock looks on the wire."""

from marshmallow import Schema

from infra.kernel.wire import CommandSchema, Int
from services.members.clock.commands import THE_CLOCK


class Advance(CommandSchema):
    days = Int(required=True)


__all__ = ["COMMANDS", "THE_CLOCK", "Advance", "Shown"]

COMMANDS: dict[str, type[CommandSchema]] = {"advance": Advance}


class Shown(Schema):
    offset_days = Int()
