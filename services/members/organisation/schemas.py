"""How an organisation looks on the wire."""

from marshmallow import Schema

from infra.kernel.contract.wire import REASON, Amendment, Code, CommandSchema, Id, OneOf, Text
from services.members.organisation.commands import KINDS


class Create(CommandSchema):
    name = Text(required=True)
    kind = OneOf(*KINDS, required=True)
    division = Code(required=True)
    parent = Id()


class Amend(Amendment):
    name = Text()
    kind = OneOf(*KINDS)
    division = Code()
    parent = Id()


COMMANDS: dict[str, type[CommandSchema]] = {"create": Create, "amend": Amend, "end": REASON}


class Shown(Schema):
    name = Text()
    kind = OneOf(*KINDS)
    parent = Id(allow_none=True)
