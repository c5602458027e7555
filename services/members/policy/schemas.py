"""How a policy looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import CommandSchema, Int, OneOf, Text
from services.members.policy.commands import UNITS


class Amend(CommandSchema):
    days = Int(required=True)


COMMANDS: dict[str, type[CommandSchema]] = {"amend": Amend}


class Shown(Schema):
    code = Text()
    unit = OneOf(*UNITS)
    days = Int()
