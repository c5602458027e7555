"""How the site's clock looks on the wire."""

from marshmallow import Schema, validate

from infra.kernel.contract.wire import CommandSchema, Int
from services.members.clock.commands import THE_CLOCK

# Ten years; the gateway moves the clock a day at a time.
MOST_DAYS = 3660


class Advance(CommandSchema):
    days = Int(required=True, validate=validate.Range(min=1, max=MOST_DAYS, error=f"1–{MOST_DAYS}"))


__all__ = ["COMMANDS", "THE_CLOCK", "Advance", "Shown"]

COMMANDS: dict[str, type[CommandSchema]] = {"advance": Advance}


class Shown(Schema):
    offset_days = Int()
